using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Figures;

/// <summary>Completeness by money: what the cost of language models on bills, in one currency, is calculated by.</summary>
/// <param name="ByUsage">Of lines whose tokens, or another unit, are calculated.</param>
/// <param name="BySpend">Of lines that only their spend calculates.</param>
/// <param name="NotCalculated">
/// Of lines without a result, of prices that stand beside usage, and of hosting and training, which are excluded.
/// </param>
public sealed record BilledCost(string Currency, decimal ByUsage, decimal BySpend, decimal NotCalculated)
{
    private const string SpendMethod = "spend-based";

    /// <summary>Rules under which bills state what is no inference and costs money all the same.</summary>
    public static ImmutableArray<string> ExcludedRules { get; } = ["hosting", "training"];

    public decimal Whole => ByUsage + BySpend + NotCalculated;

    /// <summary>Part that is calculated at all, 0 to 1; null where the bills cost nothing.</summary>
    public decimal? Share => Whole > 0m ? (ByUsage + BySpend) / Whole : null;

    /// <summary>By currency, the largest first: rows of bills state a cost and no requests.</summary>
    public static ImmutableArray<BilledCost> Of(Inventory inventory)
    {
        var billed = inventory.Lines.Where(line => IsBilled(line.Activity)).ToList();
        var sources = billed.Select(line => line.Activity.Key.Source).ToHashSet(StringComparer.Ordinal);
        var parts = billed
            .Select(line => (line.Activity.Cost!.Value, Part(line)))
            .Concat(
                inventory
                    .Activity.Bills.Where(line => sources.Contains(line.Key.Source) && line.Cost is not null)
                    .Select(line => (line.Cost!.Value, CostPart.None))
            )
            .Concat(
                Excluded(inventory.Activity).SelectMany(fate => fate.Cost).Select(cost => (new Money(cost.Value, cost.Key), CostPart.None))
            )
            .ToLookup(part => part.Item1.Currency, StringComparer.Ordinal);
        decimal Sum(IGrouping<string, (Money Cost, CostPart Part)> currency, CostPart part) =>
            currency.Where(cost => cost.Part == part).Sum(cost => cost.Cost.Amount);

        return
        [
            .. parts
                .Select(currency => new BilledCost(
                    currency.Key,
                    Sum(currency, CostPart.Usage),
                    Sum(currency, CostPart.Spend),
                    Sum(currency, CostPart.None)
                ))
                .OrderByDescending(cost => cost.Whole)
                .ThenBy(cost => cost.Currency, StringComparer.Ordinal),
        ];
    }

    /// <summary>Rows of bills for hosting and training, with what they cost.</summary>
    public static IEnumerable<RowFate> Excluded(Activity activity) =>
        activity.Fates.Where(fate => fate.Outcome == RowOutcome.Ignored && ExcludedRules.Contains(fate.Rule) && !fate.Cost.IsEmpty);

    private static bool IsBilled(ActivityLine line) => line.Cost is not null && !line.Usage.Knows(Known.Requests);

    private static CostPart Part(InventoryLine line) =>
        line.Rate is not { } rate ? CostPart.None
        : rate.Method == SpendMethod ? CostPart.Spend
        : CostPart.Usage;

    private enum CostPart
    {
        None,
        Usage,
        Spend,
    }
}
