using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Bounds;

/// <summary>Whether the numbers can be: totals may foot although they were read at the wrong scale or from the wrong column.</summary>
[Methodology("Plausibility")]
public static class Plausibility
{
    public const string CheckId = "plausible";

    /// <summary>The findings of an inventory: an error is beyond a bound, a warning is worth a look.</summary>
    /// <param name="factors">Those of the inventory.</param>
    /// <param name="unmapped">The factors of the inventory, without what the workspace knows of models.</param>
    /// <param name="earlier">Lines of whole months before the inventory's, which it is compared with.</param>
    public static IReadOnlyList<Issue> Findings(
        Inventory inventory,
        FactorPack factors,
        FactorPack unmapped,
        IReadOnlyList<IMethod> hierarchy,
        ElectricityOptions electricity,
        ImmutableArray<InventoryLine> earlier
    ) =>
        [
            .. TokenBounds.Findings(ModelMonth.OfText(inventory.Lines), ModelMonth.OfText(earlier)),
            .. CostBounds.Findings(ModelMonth.OfPaid(inventory.Lines, unmapped), ModelMonth.OfPaid(earlier, unmapped)),
            .. ChangedClasses.Findings(inventory, unmapped, hierarchy, electricity),
            .. CutExports.Findings(inventory.Activity),
            .. StatedEnergyBounds.Findings(inventory, factors, hierarchy),
        ];

    /// <summary>These findings, and the check that none is beyond a bound.</summary>
    public static Control Control(IReadOnlyList<Issue> findings)
    {
        var beyond = DisclosureStep.Ranked(findings.Where(finding => finding.Severity == Severity.Error));
        var detail = beyond.IsEmpty
            ? "findings LE4011 to LE4015 and LE4028 that are beyond a bound"
            : $"{beyond[0].Code}, {beyond[0].At.File}: {beyond[0].Message}";
        return new(new(CheckId, "Numbers are within what can be", 0m, beyond.Length, 0m, Unit.Count, null, detail), [.. findings]);
    }

    internal static Issue Finding(string source, string code, string message, Severity? severity = null) =>
        new(new($"source {source}", 0, 0), code, message, severity ?? IssueCatalog.Of(code).Severity);
}
