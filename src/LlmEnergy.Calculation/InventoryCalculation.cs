using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation;

/// <summary>Activity to inventory: pure, the same lines in the same order, each with its rate, its place and its results.</summary>
[Methodology("Step 1: usage")]
public sealed class InventoryCalculation
{
    private readonly IReadOnlyList<IMethod> _hierarchy;
    private readonly FactorPack _factors;
    private readonly PlaceFinder _places;
    private readonly bool _readsGeneration;
    private readonly Dictionary<LineDimensions, Basis> _bases = [];
    private readonly Dictionary<string, Rate> _rates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Place> _placesFound = new(StringComparer.Ordinal);

    private InventoryCalculation(FactorPack factors, IReadOnlyList<IMethod> hierarchy, ElectricityOptions electricity)
    {
        (_factors, _hierarchy, _places) = (factors, hierarchy, new(factors, electricity));
        _readsGeneration = hierarchy.Any(method => method.ReadsGeneration);
    }

    /// <param name="hierarchy">Methods in the order in which they are asked for a rate.</param>
    public static Inventory Calculate(
        Activity activity,
        FactorPack factors,
        IReadOnlyList<IMethod> hierarchy,
        ElectricityOptions electricity
    ) => new InventoryCalculation(factors, hierarchy, electricity).Calculate(activity);

    private Inventory Calculate(Activity activity)
    {
        var lines = ImmutableArray.CreateBuilder<InventoryLine>(activity.Lines.Length);
        foreach (var line in activity.Lines)
        {
            var basis = BasisOf(line);
            var calculated = LineCalculation.Calculate(line, basis.Model, basis.Rate, basis.Place, basis.WhyNotCalculated);
            lines.Add(calculated);
            basis.Kilograms += Findings.Weight(calculated);
        }

        return new(
            activity,
            [.. _hierarchy.Select(method => method.Id)],
            _factors.Hash,
            lines.MoveToImmutable(),
            [.. _rates.Values.OrderBy(rate => rate.Number)],
            [.. _placesFound.Values.OrderBy(place => place.Number)],
            [
                .. _rates
                    .Values.SelectMany(rate => rate.Factors)
                    .Concat(_placesFound.Values.SelectMany(place => place.Factors))
                    .GroupBy(use => use.Factor.Id, StringComparer.Ordinal)
                    .Select(Merged)
                    .OrderBy(use => use.Factor.Id, StringComparer.Ordinal),
            ],
            Findings.Of(_bases.Values)
        );
    }

    /// <summary>
    /// One entry for a factor that several ways led to: all of them, the greatest age, and a fallback if one of them was.
    /// </summary>
    private static FactorUse Merged(IEnumerable<FactorUse> same) =>
        same.First() with
        {
            LagYears = same.Max(use => use.LagYears),
            Path = string.Join(" | ", same.Select(use => use.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            IsFallback = same.Any(use => use.IsFallback),
        };

    private Basis BasisOf(ActivityLine line)
    {
        var key = line.Key;
        var generation =
            _readsGeneration && line.Usage.Knows(Known.Generation | Known.Requests | Known.Output)
                ? new Generation(line.Usage.Requests, line.Usage.Output, line.Usage.GenerationMilliseconds * 0.001m)
                : default(Generation?);
        // a credit lowers a price and no emissions: nothing is calculated from a cost below zero
        var known = line.Cost is { Amount: >= 0m } ? line.Usage.Known | Known.Cost : line.Usage.Known & ~Known.Cost;
        var dimensions = new LineDimensions(
            key.Month,
            key.Source,
            key.Provider,
            key.Account,
            key.Host,
            key.Model,
            key.Region,
            key.ServiceTier,
            line.Cost?.Currency ?? "",
            line.Cost is { Amount: < 0m },
            key.Basis,
            known,
            generation
        )
        {
            Energy = key.Energy,
            // how many days there are does not matter
            Estimate = line.Estimate is { } estimate ? estimate with { Days = 0 } : null,
        };
        if (!_bases.TryGetValue(dimensions, out var basis))
            _bases[dimensions] = basis = Resolve(dimensions);
        return basis;
    }

    private Basis Resolve(LineDimensions line)
    {
        var model = _factors.Resolve(line.Provider, line.Account, line.Model, line.Month);
        var where = new PlaceQuery(line.Provider, line.Account, line.Host, line.Region, line.Month);
        var key = new RateKey(
            model,
            line.Provider,
            line.Account,
            line.Host,
            line.Region,
            line.ServiceTier,
            line.Currency,
            line.Month,
            line.Known,
            line.Generation,
            line.Energy
        );
        var (hasRate, reasons) = (false, new List<string>());
        foreach (var method in _hierarchy)
        {
            if (method.For(key, _factors) is not { } made)
            {
                if (method.WhyNot(key, _factors) is { } reason)
                    reasons.Add(reason);
                continue;
            }

            made = made with { Method = method.Id, Methodology = method.Methodology };
            if (line.Estimate is { } estimate)
                made = EstimatedRates.Of(made, estimate);
            if (made.CradleToGate is not null)
                return new(line, model, Numbered(made), null, null);
            if (method.PlaceOf(where, _places) is { } place)
                return new(line, model, Numbered(made), Numbered(place), null);
            hasRate = true;
        }

        if (line.IsCredit)
            reasons.Add("its cost is below zero, and a credit lowers a price but no emissions");
        var why = hasRate
            ? string.Create(CultureInfo.InvariantCulture, $"no grid factor for {line.Month.Year} or up to two years before")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"no method of {string.Join(", ", _hierarchy.Select(method => method.Id))} has a factor for class {model.ModelClass} in "
                    + $"{line.Month.Year} with the quantities that are known"
            );
        return new(line, model, null, null, string.Join("; ", reasons.Prepend(why)));
    }

    /// <summary>
    /// Keys that lead to the same coefficients by the same factors share a rate, so that a reader finds one row for a class and not one for
    /// each model.
    /// </summary>
    private Rate Numbered(Rate rate)
    {
        var factors = rate.Factors.Select(use => FormattableString.Invariant($"{use.Factor.Id}:{use.LagYears}"));
        var content = string.Create(
            CultureInfo.InvariantCulture,
            $"{rate.Method}|{rate.ModelClass}|{rate.Tier}|{rate.Context}|{rate.Pue}|{Terms(rate.Energy)}|{Terms(rate.Embodied)}|"
                + $"{Terms(rate.CradleToGate)}|{string.Join(';', factors)}"
        );
        if (!_rates.TryGetValue(content, out var same))
            _rates[content] = same = rate with { Number = _rates.Count + 1 };
        return same;

        static string Terms(UnitRates? rates) =>
            string.Join(
                ';',
                rates?.Terms.Select(term =>
                    FormattableString.Invariant($"{term.Of}:{term.Low}:{term.Central}:{term.High}:{term.Derivation}")
                )
                    ?? []
            );
    }

    private Place Numbered(Place place)
    {
        var content = string.Join('|', place.Factors.Select(use => $"{use.Factor.Id}:{use.LagYears}:{use.Path}").Prepend(place.Grid.Zone));
        if (!_placesFound.TryGetValue(content, out var same))
            _placesFound[content] = same = place with { Number = _placesFound.Count + 1 };
        return same;
    }
}

/// <summary>All that a line's rate and place can depend on.</summary>
internal readonly record struct LineDimensions(
    DateOnly Month,
    string Source,
    string Provider,
    string Account,
    string Host,
    string Model,
    string Region,
    string ServiceTier,
    string Currency,
    bool IsCredit,
    ContextBasis Basis,
    Known Known,
    Generation? Generation
)
{
    /// <summary>Of energy that the supplier states.</summary>
    public StatedEnergy Energy { get; init; }

    /// <summary>Of a line that fills gaps, its range.</summary>
    public UsageEstimate? Estimate { get; init; }

    /// <summary>Of what varies most: a hash of every text would cost more than the lookup saves.</summary>
    public override int GetHashCode() => HashCode.Combine(Month.DayNumber, Model, Region, Account, (int)Known, Generation);
}

/// <summary>What lines of equal dimensions share, resolved once.</summary>
internal sealed record Basis(LineDimensions Of, ModelResolution Model, Rate? Rate, Place? Place, string? WhyNotCalculated)
{
    /// <summary>Emissions of its lines so far, by which findings are ranked.</summary>
    public decimal Kilograms { get; set; }
}
