using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation;

/// <summary>
/// Long contexts whose cached input nobody states: agents send what they have read again with each request, and providers read most of it
/// from
/// a cache, which costs a part of other input.
/// </summary>
[Methodology("Findings")]
public static class LongContexts
{
    private const string Code = "LE4019";
    private const long LongestMean = 20_000;

    /// <summary>A finding for each source with a mean input above 20,000 tokens on lines that state no cached input.</summary>
    public static IEnumerable<Issue> Find(Inventory inventory)
    {
        var all = inventory.Lines.SumOf(line => line.Total)?.Central?.KilogramsCo2e ?? 0m;
        foreach (var source in inventory.Lines.Where(IsLong).GroupBy(line => line.Activity.Key.Source, StringComparer.Ordinal))
        {
            var (half, most) = (source.Sum(line => Saved(line, 0.5m)) / 1_000m, source.Sum(line => Saved(line, 0.9m)) / 1_000m);
            if (most <= 0m)
                continue;
            yield return new(
                new($"source {source.Key}", 0, 0),
                Code,
                FormattableString.Invariant(
                    $"requests of {Requests(source)} have {Mean(source):0} tokens of input on average and state no "
                )
                    + FormattableString.Invariant(
                        $"cached input: all of it is calculated as read anew. A cached share of 0.5 would take {half:0.######} tCO2e "
                    )
                    + FormattableString.Invariant($"away, one of 0.9 {most:0.######}"),
                IssueCatalog.Of(Code).Severity,
                all == 0m ? null : source.Sum(line => line.Total?.Central?.KilogramsCo2e ?? 0m) / all
            );
        }
    }

    private static bool IsLong(InventoryLine line) =>
        line.HasEnergy
        && line.Activity.Usage is { Requests: > 0 } usage
        && usage.Knows(Known.Requests | Known.Input)
        && !usage.Knows(Known.Cached)
        && usage.Input / usage.Requests > LongestMean;

    private static long Requests(IEnumerable<InventoryLine> lines) => lines.Sum(line => line.Activity.Usage.Requests);

    private static decimal Mean(IEnumerable<InventoryLine> lines)
    {
        var (input, requests) = (0m, 0m);
        foreach (var line in lines)
            (input, requests) = (input + line.Activity.Usage.Input, requests + line.Activity.Usage.Requests);
        return input / requests;
    }

    /// <summary>kgCO2e less where this share of the uncached input were read from a cache.</summary>
    private static decimal Saved(InventoryLine line, decimal share)
    {
        var energy = line.Rate!.Energy!;
        if (energy[Quantity.UncachedInput, Level.Central] is not { } anew || energy[Quantity.CachedInput, Level.Central] is not { } read)
            return 0m;
        var kilowattHours = WeightedUsage.Of(line).UncachedInput * share * (anew - read) / 1_000m;
        return line is { Energy.Central.KilowattHours: > 0m and var all, Total.Central.KilogramsCo2e: var kilograms }
            ? kilograms * kilowattHours / all
            : 0m;
    }
}
