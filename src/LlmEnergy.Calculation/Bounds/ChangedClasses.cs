using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors;
using static System.FormattableString;

namespace LlmEnergy.Calculation.Bounds;

/// <summary>Models that the pack knows and that the workspace's own deployments or rows of the model map turn into another class.</summary>
internal static class ChangedClasses
{
    /// <summary>From this share of the emissions on, a class that lowers them is beyond the bound.</summary>
    public const decimal MostShare = 0.05m;

    /// <param name="unmapped">The factors without what the workspace knows of models.</param>
    public static IEnumerable<Issue> Findings(
        Inventory inventory,
        FactorPack unmapped,
        IReadOnlyList<IMethod> hierarchy,
        ElectricityOptions electricity
    )
    {
        var changed = inventory.Lines.Where(line => IsChanged(line, unmapped)).ToList();
        if (changed.Count == 0)
            yield break;
        var all = inventory.Lines.Sum(Calculation.Findings.Weight);
        foreach (var same in changed.GroupBy(ModelOf))
        {
            var activity = inventory.Activity with { Lines = [.. same.Select(line => line.Activity)] };
            var own = InventoryCalculation.Calculate(activity, unmapped, hierarchy, electricity).Lines;
            yield return Finding(same.First(), own[0], same.Sum(Calculation.Findings.Weight), own.Sum(Calculation.Findings.Weight), all);
        }
    }

    private static (string Source, string Provider, string Model, string Class) ModelOf(InventoryLine line) =>
        (line.Activity.Key.Source, line.Activity.Key.Provider, line.Activity.Key.Model, line.Model.ModelClass);

    private static bool IsChanged(InventoryLine line, FactorPack unmapped)
    {
        var own = unmapped.Resolve(line.Activity.Key.Provider, line.Activity.Key.Model);
        return own.IsKnown && own.ModelClass != line.Model.ModelClass;
    }

    /// <summary>The share is that of the emissions as they would be by the pack: a lower class has taken them out of the total.</summary>
    private static Issue Finding(InventoryLine mapped, InventoryLine own, decimal kilograms, decimal ownKilograms, decimal all)
    {
        var whole = all - kilograms + ownKilograms;
        var share = whole == 0m ? 0m : ownKilograms / whole;
        var key = mapped.Activity.Key;
        var rule = mapped.Model.Steps.FirstOrDefault(step => step.StartsWith("named ", StringComparison.Ordinal)) ?? mapped.Model.Steps[^1];
        return Plausibility.Finding(
            key.Source,
            "LE4014",
            $"found class {mapped.Model.ModelClass} for model '{Excerpt.Cut(key.Model)}' of {key.Provider} ({rule}), "
                + $"expected class {own.Model.ModelClass} of the model map: "
                + Invariant($"{kilograms:#,0.###} instead of {ownKilograms:#,0.###} kgCO2e of electricity, ")
                + Invariant($"{100m * share:0.0} % of all there would be"),
            kilograms < ownKilograms && share >= MostShare ? Severity.Error : Severity.Warning
        );
    }
}
