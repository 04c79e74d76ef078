using System.Collections.Immutable;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation;

/// <summary>Activity to inventory: pure, the same lines in the same order, each with its rate, its grid and its results.</summary>
[Methodology("Step 1: usage")]
public sealed class InventoryCalculation(FactorPack factors, IReadOnlyList<IMethod> hierarchy, GridChoice grids)
{
    private readonly Dictionary<(string Provider, string Host, string Model), ModelResolution> _models = [];
    private readonly Dictionary<RateKey, Rate?> _ratesByKey = [];
    private readonly Dictionary<string, Rate> _ratesByContent = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Provider, string Host, string Region, int Year), Grid?> _grids = [];

    public static Inventory Of(Activity activity, FactorPack factors, IReadOnlyList<IMethod> hierarchy, GridChoice grids) =>
        new InventoryCalculation(factors, hierarchy, grids).Calculate(activity);

    private Inventory Calculate(Activity activity)
    {
        var lines = activity.Lines.Select(Line).ToImmutableArray();
        var uses = _ratesByContent.Values.SelectMany(rate => rate.Factors).Concat(lines.Where(line => line.Grid is not null).Select(line => line.Grid!.Factor));
        return new(
            activity,
            [.. hierarchy.Select(method => method.Id)],
            factors.Hash,
            lines,
            [.. _ratesByContent.Values.OrderBy(rate => rate.Number)],
            [.. uses.GroupBy(use => use.Factor.Id, StringComparer.Ordinal).Select(Merged).OrderBy(use => use.Factor.Id, StringComparer.Ordinal)],
            Findings.Of(lines));
    }

    /// <summary>One entry for a factor that several ways led to: all of them, the greatest age, and a fallback if one of them was.</summary>
    private static FactorUse Merged(IEnumerable<FactorUse> same) => same.First() with
    {
        LagYears = same.Max(use => use.LagYears),
        Path = string.Join(" | ", same.Select(use => use.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        IsFallback = same.Any(use => use.IsFallback),
    };

    private InventoryLine Line(ActivityLine activity)
    {
        var key = activity.Key;
        var model = ModelOf(key);
        var grid = GridOf(key);
        var rate = grid is null ? null : RateFor(new(model, key.Provider, key.Host, key.Region, key.ServiceTier, key.Month, activity.Usage.Known));
        if (grid is null || rate is null)
        {
            var why = grid is null
                ? $"no grid factor for {key.Month.Year} or up to two years before"
                : $"no method of {string.Join(", ", hierarchy.Select(method => method.Id))} has a factor for class {model.ModelClass} with the quantities that are known";
            return new(activity, model, null, grid, ContextRule.None.Weigh(activity), null, null, null, why);
        }

        var weighted = rate.Context.Weigh(activity);
        var energy = LineEnergy.Of(weighted, rate);
        return new(activity, model, rate, grid, weighted, energy, LocationBasedEmissions.Of(energy, grid.Intensity), EmbodiedEmissions.Of(weighted, rate), null);
    }

    private ModelResolution ModelOf(LineKey key)
    {
        if (!_models.TryGetValue((key.Provider, key.Host, key.Model), out var model)) _models[(key.Provider, key.Host, key.Model)] = model = factors.Resolve(key.Provider, key.Model);
        return model;
    }

    private Grid? GridOf(LineKey key)
    {
        var place = (key.Provider, key.Host, key.Region, key.Month.Year);
        if (!_grids.TryGetValue(place, out var grid)) _grids[place] = grid = grids.For(key, factors);
        return grid;
    }

    private Rate? RateFor(RateKey key)
    {
        if (_ratesByKey.TryGetValue(key, out var known)) return known;
        var rate = hierarchy.Select(method => method.For(key, factors)).FirstOrDefault(rate => rate is not null);
        return _ratesByKey[key] = rate is null ? null : Numbered(rate);
    }

    /// <summary>Keys that lead to the same coefficients share a rate, so that a reader finds one row for a class and not one for each model.</summary>
    private Rate Numbered(Rate rate)
    {
        var content = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rate.Method}|{rate.ModelClass}|{rate.Tier}|{rate.Context}|{Terms(rate.Energy)}|{Terms(rate.Embodied)}");
        if (!_ratesByContent.TryGetValue(content, out var same)) _ratesByContent[content] = same = rate with { Number = _ratesByContent.Count + 1 };
        return same;

        static string Terms(UnitRates? rates) => string.Join(';', rates?.Terms.Select(term => FormattableString.Invariant($"{term.Of}:{term.Low}:{term.Central}:{term.High}:{term.Derivation}")) ?? []);
    }
}
