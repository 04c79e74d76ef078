using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Reporting.Walks;

/// <summary>The calculation of a line in equations that a reader with a calculator can follow; central values.</summary>
public static class LineEquations
{
    public static ImmutableArray<Equation> Of(InventoryLine line)
    {
        if (line.Rate is not { } rate)
            return [];
        var equations = ImmutableArray.CreateBuilder<Equation>();
        var usage = WeightedUsage.Of(line);
        var terms = new[] { rate.Energy, rate.Embodied, rate.CradleToGate }.OfType<UnitRates>().SelectMany(rates => rates.Terms);
        foreach (var of in terms.Select(term => term.Of).Distinct().Order())
            if (usage[of] != 0m)
                equations.Add(Weighted(line, rate.Context, of, usage[of]));
        if (line.CradleToGate?.Central is { } whole)
            equations.Add(
                Product("total", "sum of usage x gCO2e a unit / 1,000", usage, rate.CradleToGate!, whole.KilogramsCo2e, "kgCO2e")
            );
        if (line.Energy?.Central is not { } energy || line.Place is not { } place)
            return equations.ToImmutable();
        var kilowattHours = energy.KilowattHours;
        equations.Add(Product("energy", "sum of usage x Wh a unit / 1,000", usage, rate.Energy!, kilowattHours, "kWh"));
        void OfEnergy(string name, FactorUse? factor, decimal? value)
        {
            if (factor is not null && value is { } kilograms)
                equations.Add(
                    new(
                        name,
                        $"energy x {factor.Factor.Id} / 1,000",
                        $"{PlainNumber.Of(kilowattHours)} x {PlainNumber.Of(factor.Factor.Value)} / 1000",
                        kilograms,
                        "kgCO2e"
                    )
                );
        }

        var location = line.LocationBased?.Central?.KilogramsCo2e;
        OfEnergy("electricity, location-based", place.Grid.Factor, location);
        OfEnergy("upstream of the electricity", place.Upstream, line.Upstream?.Central?.KilogramsCo2e);
        if (place.TransmissionLosses is { } losses && line.TransmissionLosses?.Central?.KilogramsCo2e is { } lost && location is { } of1)
            equations.Add(
                new(
                    "losses of the grid",
                    $"electricity, location-based x {losses.Factor.Id}",
                    $"{PlainNumber.Of(of1)} x {PlainNumber.Of(losses.Factor.Value)}",
                    lost,
                    "kgCO2e"
                )
            );
        if (rate.Embodied is { } hardware && line.Embodied?.Central is { } embodied)
            equations.Add(
                Product("embodied hardware", "sum of usage x gCO2e a unit / 1,000", usage, hardware, embodied.KilogramsCo2e, "kgCO2e")
            );
        if (line.Total?.Central is { } total)
        {
            var parts = equations.Where(equation => equation is { Unit: "kgCO2e" }).ToList();
            equations.Add(
                new(
                    "total",
                    string.Join(" + ", parts.Select(part => part.Name)),
                    string.Join(" + ", parts.Select(part => PlainNumber.Of(part.Value))),
                    total.KilogramsCo2e,
                    "kgCO2e"
                )
            );
        }

        return equations.ToImmutable();
    }

    /// <summary>Factors of the rate and of the place, those that a number of the line is multiplied with.</summary>
    public static ImmutableArray<FactorUse> Factors(InventoryLine line, IReadOnlyDictionary<string, FactorUse> all)
    {
        var ofRate = new[] { line.Rate?.Energy, line.Rate?.Embodied, line.Rate?.CradleToGate }
            .OfType<UnitRates>()
            .SelectMany(rates => rates.Terms)
            .SelectMany(term => term.Derivation.Split([' ', ',', ';', '(', ')', '=', ':'], StringSplitOptions.RemoveEmptyEntries))
            .Where(all.ContainsKey)
            .Select(id => all[id]);
        return [.. ofRate.Concat(line.Place?.Factors ?? []).DistinctBy(use => use.Factor.Id)];
    }

    private static Equation Weighted(InventoryLine line, ContextRule context, Quantity of, decimal value)
    {
        var (usage, moments) = (line.Activity.Usage, line.Activity.Moments);
        return of switch
        {
            Quantity.UncachedInput => Tokens("input tokens that were not cached", usage.UncachedInput, moments.Uncached),
            Quantity.CachedInput => Tokens("input tokens read from a cache", usage.Cached, moments.Cached),
            Quantity.Output => Tokens("output tokens", usage.Output, moments.Output),
            _ => new(NameOf(of), "as the rows state it", PlainNumber.Of(value), value, UnitOf(of)),
        };

        Equation Tokens(string name, long tokens, decimal moment) =>
            line.Activity.Key.Band switch
            {
                ContextBand.UpTo100K => new(
                    $"{name}, context-weighted",
                    "(offset x tokens + slope x sum of (input of a request x tokens)) / span / 1,000",
                    $"({PlainNumber.Of(context.Offset)} x {PlainNumber.Of(tokens)} + {PlainNumber.Of(context.Slope)} x "
                        + $"{PlainNumber.Of(moment)}) / {PlainNumber.Of(context.Span)} / 1000",
                    value,
                    UnitOf(of)
                ),
                ContextBand.Above100K => new(
                    $"{name}, context-weighted",
                    "cap x tokens / 1,000",
                    $"{PlainNumber.Of(context.Cap)} x {PlainNumber.Of(tokens)} / 1000",
                    value,
                    UnitOf(of)
                ),
                _ => new(name, "tokens / 1,000", $"{PlainNumber.Of(tokens)} / 1000", value, UnitOf(of)),
            };
    }

    private static Equation Product(string name, string formula, in WeightedUsage usage, UnitRates rates, decimal value, string unit)
    {
        var weighted = usage;
        var products = rates
            .Terms.Select(term => term.Of)
            .Distinct()
            .Order()
            .Where(of => weighted[of] != 0m)
            .Select(of => $"{PlainNumber.Of(weighted[of])} x {PlainNumber.Of(rates[of, Level.Central] ?? 0m)}")
            .ToList();
        return new(name, formula, $"({(products.Count == 0 ? "0" : string.Join(" + ", products))}) / 1000", value, unit);
    }

    private static string NameOf(Quantity of) =>
        of switch
        {
            Quantity.Request => "requests",
            Quantity.Image => "images",
            Quantity.AudioMinute => "minutes of audio",
            Quantity.GenerationSecond => "seconds of generation",
            Quantity.StatedWattHour => "watt-hours that the supplier states",
            _ => "cost",
        };

    private static string UnitOf(Quantity of) =>
        of switch
        {
            Quantity.UncachedInput or Quantity.CachedInput or Quantity.Output => "thousand tokens",
            Quantity.Request => "requests",
            Quantity.Image => "images",
            Quantity.AudioMinute => "min",
            Quantity.GenerationSecond => "s",
            Quantity.StatedWattHour => "Wh",
            _ => "units of currency",
        };
}

/// <summary>A step of the calculation of a line: its formula, the formula with its numbers, and what comes out.</summary>
public sealed record Equation(string Name, string Formula, string Numbers, decimal Value, string Unit);
