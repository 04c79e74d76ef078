using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

/// <summary>Columns that only an inventory with estimated lines has.</summary>
public static partial class Ledger
{
    /// <summary>Days that the line estimates; 0 on measured lines.</summary>
    public static readonly LedgerColumn GapDays = Count("gap_days", new("days"), line => line.Activity.Estimate?.Days ?? 0);
    public static readonly LedgerColumn GapLow = Number("gap_low", Unit.Fraction, line => GapOf(line)?.Low);
    public static readonly LedgerColumn GapHigh = Number("gap_high", Unit.Fraction, line => GapOf(line)?.High);

    /// <summary>Prompts whose tokens are assumed; 0 on measured lines.</summary>
    public static readonly LedgerColumn AssumedPrompts = Count(
        "assumed_prompts",
        Unit.Count,
        line => line.Activity.Estimate?.Assumption is null ? 0 : line.Activity.Usage.Requests
    );
    public static readonly LedgerColumn AssumedLow = Number("assumed_low", Unit.Fraction, line => OfPrompts(line)?.Low);
    public static readonly LedgerColumn AssumedHigh = Number("assumed_high", Unit.Fraction, line => OfPrompts(line)?.High);

    /// <summary>The row that states the tokens of a prompt.</summary>
    public static readonly LedgerColumn Assumption = Text("assumption", line => line.Activity.Estimate?.Assumption);

    /// <summary>Only where lines are estimated: they tell these from measured ones.</summary>
    public static ImmutableArray<LedgerColumn> OfEstimates(Inventory inventory) =>
        [
            .. inventory.Lines.Any(line => GapOf(line) is not null) ? [GapDays, GapLow, GapHigh] : ImmutableArray<LedgerColumn>.Empty,
            .. inventory.Lines.Any(line => OfPrompts(line) is not null)
                ? [AssumedPrompts, AssumedLow, AssumedHigh, Assumption]
                : ImmutableArray<LedgerColumn>.Empty,
        ];

    /// <summary>What holds of measured lines alone.</summary>
    public static ImmutableArray<Condition> Measured(Inventory inventory)
    {
        var columns = OfEstimates(inventory);
        return [.. new[] { GapDays, AssumedPrompts }.Where(columns.Contains).Select(column => Condition.Exactly(column, 0m))];
    }

    private static UsageEstimate? GapOf(InventoryLine line) => line.Activity.Estimate is { Days: > 0 } gap ? gap : null;

    private static UsageEstimate? OfPrompts(InventoryLine line) =>
        line.Activity.Estimate is { Assumption: not null } assumed ? assumed : null;
}
