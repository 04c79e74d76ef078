using System.Collections.Immutable;
using LlmEnergy.Calculation.Bounds;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain;

namespace LlmEnergy.Registers;

/// <summary>The checks that can fail and the findings that a report can state: nothing else can be accepted.</summary>
internal static class Acceptable
{
    public const string Expected = "the id of a check such as coverage, or the code of a finding such as LE1026";

    private static readonly ImmutableHashSet<string> Names =
    [
        .. CheckCatalog.Ids,
        Plausibility.CheckId,
        IntervalControl.CheckId,
        ExpectedRegister.CheckId,
        .. AccountsStep.CheckIds,
        .. IssueCatalog.All.Select(kind => kind.Code).Where(IsOfReadingOrCalculation),
        "LE2015",
        Register.Code,
        "LE2021",
        "LE2022",
        "LE2024",
    ];

    /// <summary>Those of printing come after the report.</summary>
    private static bool IsOfReadingOrCalculation(string code) => code[2] is '1' || (code[2] is '4' && code is not ("LE4020" or "LE4021"));

    /// <summary>One check of costs stands for each currency.</summary>
    public static bool IsKnown(string name) =>
        Names.Contains(name)
        || (
            name.StartsWith(CheckCatalog.CostPrefix, StringComparison.Ordinal)
            && name.AsSpan(CheckCatalog.CostPrefix.Length).IndexOfAnyExceptInRange('a', 'z') < 0
        );
}
