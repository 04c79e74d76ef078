using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Steps;

/// <summary>
/// Sets prices of usage aside: an amount that states a cost and no usage (an invoice, a ledger line) beside usage of the same provider and
/// month would count it twice.
/// </summary>
[Methodology("Prices of usage")]
public static class Prices
{
    private const Known Quantities =
        Known.Requests | Known.Input | Known.Output | Known.Images | Known.Audio | Known.Characters | Known.Generation | Known.Energy;

    /// <summary>The activity with such amounts among its bills, and a finding for each source and provider.</summary>
    public static Activity Aside(Activity activity, FactorPack factors)
    {
        (string, DateOnly) Paid(ActivityLine line) => (factors.Provider(line.Key.Provider), line.Key.Month);
        if (!activity.Lines.Any(line => IsCostOnly(line.Usage)))
            return activity;
        var used = activity.Lines.Where(line => !IsCostOnly(line.Usage)).Select(Paid).ToHashSet();
        var prices = activity.Lines.Where(line => IsCostOnly(line.Usage) && used.Contains(Paid(line))).ToList();
        if (prices.Count == 0)
            return activity;
        var aside = prices.ToHashSet();
        return activity with
        {
            Lines = [.. activity.Lines.Where(line => !aside.Contains(line)).Select((line, index) => line with { Number = index + 1 })],
            Bills = [.. activity.Bills.Concat(prices).OrderBy(line => line.Key, LineKey.Order)],
            Issues =
            [
                .. activity.Issues,
                .. prices.GroupBy(line => (line.Key.Source, Provider: factors.Provider(line.Key.Provider))).Select(Finding),
            ],
        };
    }

    /// <summary>True of an amount that states a cost and no usage.</summary>
    public static bool IsCostOnly(Usage usage) => usage.Knows(Known.Cost) && (usage.Known & Quantities) == 0;

    private static Issue Finding(IGrouping<(string Source, string Provider), ActivityLine> same)
    {
        var costs = same.GroupBy(line => line.Cost!.Value.Currency, StringComparer.Ordinal)
            .Select(currency => FormattableString.Invariant($"{currency.Sum(line => line.Cost!.Value.Amount)} {currency.Key}"));
        return new(
            new($"source {same.Key.Source}", 0, 0),
            "LE4008",
            $"{string.Join(", ", costs)} of {(same.Key.Provider.Length == 0 ? "an unnamed provider" : same.Key.Provider)} state no usage, "
                + $"in months whose usage stands on other lines: kept as its price, not calculated a second time; what else they pay for "
                + $"is not in the totals"
        );
    }
}
