using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>Whether the disclosed value lies where the draws do, and what a reader has to know of them.</summary>
[Methodology("Ranges by simulation")]
public static class IntervalControl
{
    public const string CheckId = "central-in-interval";
    private const decimal LargestMedian = 1.25m;

    /// <summary>The check passes where P5 &lt;= central &lt;= P95, or where nothing has a total.</summary>
    public static Control Of(Inventory inventory, Intervals intervals, FactorPack factors)
    {
        var total = inventory.Lines.SumOf(line => line.Total)?.Central?.KilogramsCo2e ?? 0m;
        var inside = intervals.Emissions is { } interval ? Math.Clamp(total, interval.P5, interval.P95) : total;
        return new(
            new(
                CheckId,
                "The disclosed value lies within 5 % and 95 % of the draws",
                total,
                inside,
                0m,
                Unit.KilogramsCo2e,
                null,
                FormattableString.Invariant(
                    $"expected: the central total; actual: the same, or the end of the interval of {intervals.Draws} draws"
                )
            ),
            [.. Medians(total, intervals), .. Places(inventory, factors)]
        );
    }

    private static IEnumerable<Issue> Medians(decimal total, Intervals intervals)
    {
        if (intervals.Emissions is not { } interval || total <= 0m || interval.P50 <= LargestMedian * total)
            yield break;
        yield return Finding(
            "total",
            "LE4017",
            FormattableString.Invariant(
                $"the median of the draws is {interval.P50 / total:0.00} times the central value: a sum of medians lies below the "
            ) + "median of the sum, and the disclosed value in the lower part of its interval"
        );
    }

    /// <summary>For each provider whose place is assumed: its emissions in the candidate of least and of most.</summary>
    private static IEnumerable<Issue> Places(Inventory inventory, FactorPack factors)
    {
        var places = new PlaceDraws(new(0, 0), factors);
        var all = inventory.Lines.SumOf(line => line.Total)?.Central?.KilogramsCo2e ?? 0m;
        foreach (
            var assumed in inventory
                .Lines.Where(line => line.Place is { Grid.Factor.IsFallback: true })
                .GroupBy(line => factors.Provider(line.Activity.Key.Host.Length > 0 ? line.Activity.Key.Host : line.Activity.Key.Provider))
                .OrderBy(lines => lines.Key, StringComparer.Ordinal)
        )
        {
            var (least, most, mean, electricity) = (0m, 0m, 0m, 0m);
            foreach (var line in assumed)
            {
                var candidates = places.Candidates(line.Place!, assumed.Key);
                if (candidates.Count == 0 || line.LocationBased?.Central is not { KilogramsCo2e: var kilograms })
                    continue;
                electricity += kilograms;
                least += kilograms * (decimal)candidates.Min(candidate => candidate.Ratio);
                most += kilograms * (decimal)candidates.Max(candidate => candidate.Ratio);
                mean += kilograms * candidates.Sum(candidate => candidate.Weight * (decimal)candidate.Ratio);
            }

            if (electricity == 0m)
                continue;
            var name = assumed.Key.Length == 0 ? "an unnamed provider" : assumed.Key;
            yield return Finding(
                $"provider {name}",
                "LE4018",
                FormattableString.Invariant(
                    $"where {name} ran the inference is assumed: its electricity makes {electricity:0.###} kgCO2e there, and "
                )
                    + FormattableString.Invariant(
                        $"{least:0.###} to {most:0.###} in the places that are likely, {mean:0.###} by their weights"
                    ),
                all == 0m ? null : electricity / all
            );
        }
    }

    private static Issue Finding(string at, string code, string message, decimal? share = null) =>
        new(new(at, 0, 0), code, message, IssueCatalog.Of(code).Severity, share);
}
