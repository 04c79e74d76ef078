using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Walks;

/// <summary>A column of the ledger, added up over lines.</summary>
/// <param name="Total">Null where a line lacks it.</param>
/// <param name="Lines">Line and amount, the largest first.</param>
/// <param name="Rest">Lines besides, and what they add up to.</param>
public sealed record SumStep(
    LedgerColumn Column,
    decimal? Total,
    ImmutableArray<(InventoryLine Line, decimal Amount)> Lines,
    (int Lines, decimal Amount) Rest
)
{
    /// <summary>The sums that a definition ends in.</summary>
    public static IEnumerable<Expr.Sum> SumsOf(Expr expr) =>
        expr switch
        {
            Expr.Sum sum => [sum],
            Expr.Plus plus => SumsOf(plus.Left).Concat(SumsOf(plus.Right)),
            Expr.Ratio ratio => SumsOf(ratio.Over).Concat(SumsOf(ratio.Under)),
            _ => [],
        };

    /// <param name="share">What part of a line counts, from 0 to 1; null: all of all of the sum's lines.</param>
    /// <param name="most">Lines that are named.</param>
    public static SumStep Of(Expr.Sum sum, Inventory inventory, Func<InventoryLine, decimal>? share, int most)
    {
        var amounts = sum.Lines(inventory)
            .Select(line => (Line: line, Share: share?.Invoke(line) ?? 1m, Cell: sum.Column.Value(line, LedgerPositions.None)))
            .Where(part => part.Share > 0m && part.Cell.Kind == CellKind.Number)
            .Select(part => (part.Line, Amount: part.Cell.Number * part.Share))
            .OrderByDescending(part => part.Amount)
            .ThenBy(part => part.Line.Activity.Number)
            .ToList();
        return new(
            sum.Column,
            share is null ? sum.Value(new(inventory, new(inventory), _ => null)) : amounts.Sum(part => part.Amount),
            [.. amounts.Take(most)],
            (Math.Max(amounts.Count - most, 0), amounts.Skip(most).Sum(part => part.Amount))
        );
    }
}
