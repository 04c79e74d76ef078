using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors;
using static System.FormattableString;

namespace LlmEnergy.Calculation.Bounds;

/// <summary>
/// Energy that a supplier states, against the low and high of the same usage by factors: a wrong unit is a thousand times off, or 3,600.
/// </summary>
internal static class StatedEnergyBounds
{
    /// <summary>
    /// Beyond low / this, or high x this, it is an error. A central value in a unit that is a thousand times off lies at least 66 times
    /// outside of any class; single short requests that suppliers publish lie up to 18 times above the high.
    /// </summary>
    public const decimal MostTimes = 60m;

    /// <param name="factors">With what the workspace knows of models.</param>
    public static IEnumerable<Issue> Findings(Inventory inventory, FactorPack factors, IReadOnlyList<IMethod> hierarchy) =>
        inventory
            .Lines.Where(line => line.Activity.Key.Energy != StatedEnergy.None && line.Activity.Estimate is null)
            .GroupBy(line => (line.Activity.Key.Source, line.Activity.Key.Provider, line.Activity.Key.Model))
            .SelectMany(same => Findings(same.Key.Source, same.Key.Provider, same.Key.Model, [.. same], factors, hierarchy));

    private static IEnumerable<Issue> Findings(
        string source,
        string provider,
        string model,
        List<InventoryLine> lines,
        FactorPack factors,
        IReadOnlyList<IMethod> hierarchy
    )
    {
        var (stated, low, high, without) = (0m, 0m, 0m, 0);
        foreach (var line in lines)
        {
            var key = KeyOf(line.Activity, line.Model);
            var own = StatedEnergyRates.For(key, factors)?.Energy;
            var rate = hierarchy
                .Select(method => method.For(key with { Energy = StatedEnergy.None }, factors))
                .FirstOrDefault(rate => rate?.Energy is not null);
            if (own is null || rate is null)
            {
                without++;
                continue;
            }

            var (least, _, most) = rate.Energy!.Dot(WeightedUsage.Of(line.Activity, rate.Context));
            stated += own.Dot(WeightedUsage.Of(line.Activity, ContextRule.None)).Central ?? 0m;
            (low, high) = (low + least, high + most);
        }

        var name = model.Length == 0 ? $"usage of {provider} that names no model" : $"model '{Excerpt.Cut(model)}' of {provider}";
        if (without > 0)
            yield return Plausibility.Finding(
                source,
                Code,
                $"{name}: found energy that the supplier states on {Counted.Of(without, "line")} without a factor to hold it against, "
                    + "expected tokens of a known kind of model: look at the unit of the energy in the format",
                Severity.Warning
            );
        if (stated >= low && stated <= high)
            yield break;
        var times = stated > high ? Times(stated, high) : Times(low, stated);
        yield return Plausibility.Finding(
            source,
            Code,
            Invariant($"{name}: found {stated:#,0.######} Wh at the facility that the supplier states, ")
                + Invariant($"expected {low:#,0.######} to {high:#,0.######} by the factors of the model: ")
                + (times is { } by ? Invariant($"{by:#,0.#} times outside; ") : "")
                + "look at the unit of the energy in the format, and at what it covers",
            times is null or > MostTimes ? Severity.Error : Severity.Warning
        );
    }

    private const string Code = "LE4028";

    /// <summary>Null where there is nothing to divide by: energy of no usage, or none of usage.</summary>
    private static decimal? Times(decimal greater, decimal less) => less == 0m ? null : greater / less;

    private static RateKey KeyOf(ActivityLine line, ModelResolution model) =>
        new(
            model,
            line.Key.Provider,
            line.Key.Account,
            line.Key.Host,
            line.Key.Region,
            line.Key.ServiceTier,
            line.Cost?.Currency ?? "",
            line.Key.Month,
            line.Usage.Known,
            Energy: line.Key.Energy
        );
}
