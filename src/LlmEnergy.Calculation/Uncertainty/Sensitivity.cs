using System.Collections.Immutable;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Uncertainty;

/// <summary>What drives a total: each assumption alone at its low and at its high, all others as they are.</summary>
/// <param name="Assumption">A factor by its id, a rate, a place, or the weight of contexts.</param>
/// <param name="AtLow">Total in kgCO2e, central value; of a place, in the candidate of least emissions.</param>
/// <param name="AtHigh">The same at the other end.</param>
public sealed record Sensitivity(string Assumption, decimal AtLow, decimal AtHigh)
{
    /// <summary>kgCO2e between the two ends: what the assumptions are ranked by.</summary>
    public decimal Width => Math.Abs(AtHigh - AtLow);

    /// <summary>Ranked, the widest first; those that move nothing are left out.</summary>
    /// <param name="inventory">As it was calculated, with its rates and factors.</param>
    public static ImmutableArray<Sensitivity> Of(Inventory inventory, FactorPack factors)
    {
        var known = inventory.Factors.ToDictionary(use => use.Factor.Id, use => use.Factor, StringComparer.Ordinal);
        return
        [
            .. Products(inventory, known)
                .Concat(Rates(inventory, known))
                .Concat(Places(inventory, factors))
                .Append(Contexts(inventory))
                .Where(row => row.Width > 0m)
                .OrderByDescending(row => row.Width)
                .ThenBy(row => row.Assumption, StringComparer.Ordinal),
        ];
    }

    /// <summary>Factors with a range, through every coefficient that is a product with them.</summary>
    private static IEnumerable<Sensitivity> Products(Inventory inventory, Dictionary<string, Factor> known)
    {
        foreach (var factor in known.Values.Where(factor => factor.Value != 0m && (factor.Low ?? factor.High) is not null))
        {
            decimal At(decimal? end) =>
                Total(
                    inventory,
                    rate =>
                        With(
                            rate,
                            term => IsProduct(term, known) && Ids(term).Contains(factor.Id) ? (end ?? factor.Value) / factor.Value : 1m
                        )
                );
            yield return new(factor.Id, At(factor.Low), At(factor.High));
        }
    }

    /// <summary>Rates that a method calculated otherwise: their own ends.</summary>
    private static IEnumerable<Sensitivity> Rates(Inventory inventory, Dictionary<string, Factor> known)
    {
        foreach (var rate in inventory.Rates)
        {
            if (Terms(rate).All(term => IsProduct(term, known)))
                continue;
            decimal At(Func<RateTerm, decimal> end) =>
                Total(
                    inventory,
                    of =>
                        of.Number != rate.Number ? of : With(of, term => term.Central is { } central and not 0m ? end(term) / central : 1m)
                );
            yield return new($"{rate.Id}, {rate.Method}", At(term => term.Low), At(term => term.High));
        }
    }

    /// <summary>Providers whose place is assumed: least and most of the places that are likely.</summary>
    private static IEnumerable<Sensitivity> Places(Inventory inventory, FactorPack factors)
    {
        var places = new PlaceDraws(new(0, 0), factors);
        var total = Total(inventory, rate => rate);
        foreach (
            var assumed in inventory
                .Lines.Where(line => line.Place is { Grid.Factor.IsFallback: true })
                .GroupBy(line => factors.Provider(line.Activity.Key.Host.Length > 0 ? line.Activity.Key.Host : line.Activity.Key.Provider))
        )
        {
            var (least, most) = (0m, 0m);
            foreach (var line in assumed)
            {
                var candidates = places.Candidates(line.Place!, assumed.Key);
                if (candidates.Count == 0 || line.LocationBased?.Central is not { KilogramsCo2e: var kilograms } || line.Total is null)
                    continue;
                least += kilograms * ((decimal)candidates.Min(candidate => candidate.Ratio) - 1m);
                most += kilograms * ((decimal)candidates.Max(candidate => candidate.Ratio) - 1m);
            }

            yield return new($"place of {assumed.Key}", total + least, total + most);
        }
    }

    private static Sensitivity Contexts(Inventory inventory) =>
        new(
            "weight of long contexts (low: none)",
            Total(inventory, rate => rate with { Context = ContextRule.None }),
            Total(inventory, rate => rate)
        );

    private static decimal Total(Inventory inventory, Func<Rate, Rate> change)
    {
        var rates = inventory.Rates.ToDictionary(rate => rate.Number, change);
        return inventory
            .Lines.Where(line => line.Rate is not null)
            .Sum(line =>
                LineCalculation
                    .Calculate(line.Activity, line.Model, rates[line.Rate!.Number], line.Place, null)
                    .Total?.Central?.KilogramsCo2e
                ?? 0m
            );
    }

    private static Rate With(Rate rate, Func<RateTerm, decimal> ratio)
    {
        UnitRates? Scaled(UnitRates? rates) =>
            rates is null
                ? null
                : new([
                    .. rates.Terms.Select(term =>
                        term.Central is { } central
                            ? term with
                            {
                                Low = central * ratio(term),
                                Central = central * ratio(term),
                                High = central * ratio(term),
                            }
                            : term
                    ),
                ]);
        return rate with { Energy = Scaled(rate.Energy), Embodied = Scaled(rate.Embodied), CradleToGate = Scaled(rate.CradleToGate) };
    }

    private static IEnumerable<RateTerm> Terms(Rate rate) =>
        new[] { rate.Energy, rate.Embodied, rate.CradleToGate }.OfType<UnitRates>().SelectMany(rates => rates.Terms);

    private static string[] Ids(RateTerm term) => term.Derivation.Split(" x ");

    private static bool IsProduct(RateTerm term, Dictionary<string, Factor> known) => Ids(term).All(known.ContainsKey);
}
