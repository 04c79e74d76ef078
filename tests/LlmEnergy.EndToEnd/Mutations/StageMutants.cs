namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>
/// A fault in each stage from a cell to the total that no check of the report is made to see, since both sides of the checks have it: the
/// second program has to.
/// </summary>
internal static class StageMutants
{
    private const string Sample = "acme";
    private const string SecondProgram = "reperform";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        OfReading("a count halved", "Rows/CountReading.cs", "            return count;\n", "            return count / 2;\n"),
        OfReading(
            "the last day of the period left out",
            "Rows/BoundMapping.cs",
            "&& !_period.Contains(day);",
            "&& (!_period.Contains(day) || day == _period.Last);"
        ),
        OfCalculation(
            "long contexts without a weight",
            "Steps/LineCalculation.cs",
            "WeightedUsage.Of(activity, rate.Context)",
            "WeightedUsage.Of(activity, ContextRule.None)"
        ),
        OfCalculation(
            "energy a hundredth more",
            "Steps/LineEnergy.cs",
            "central is { } c ? FacilityEnergy.FromWattHours(c) : null",
            "central is { } c ? FacilityEnergy.FromWattHours(c * 1.01m) : null"
        ),
        OfCalculation(
            "hardware in no total",
            "Steps/TotalEmissions.cs",
            "OfElectricity(locationBased, upstream, losses) + hardware : null",
            "OfElectricity(locationBased, upstream, losses) : null"
        ),
        OfCalculation(
            "grams of hardware not divided",
            "Steps/UsageEmissions.cs",
            "central is { } c ? GhgEmissions.FromKilogramsCo2e(c * 0.001m) : null",
            "central is { } c ? GhgEmissions.FromKilogramsCo2e(c * 0.0011m) : null"
        ),
        OfCalculation(
            "output by the factor of input",
            "Methods/ClassFactors2026.cs",
            "(Quantity.Output, [$\"class-{name}-output-{Edition}\"])",
            "(Quantity.Output, [input])"
        ),
        OfCalculation(
            "cached input as fresh input",
            "Methods/ClassFactors2026.cs",
            "(Quantity.CachedInput, [FactorIds.CachedReadRatio, input])",
            "(Quantity.CachedInput, [input])"
        ),
        OfCalculation(
            "the region of a row not looked at",
            "Places/PlaceFinder.cs",
            "factors.Grid(new(where.Provider, where.Host, where.Region, options.Zone, where.Month.Year))",
            "factors.Grid(new(where.Provider, where.Host, \"\", options.Zone, where.Month.Year))"
        ),
        OfCalculation(
            "the grid of the year before",
            "Places/PlaceFinder.cs",
            "where.Region, options.Zone, where.Month.Year));",
            "where.Region, options.Zone, where.Month.Year - 2));"
        ),
    ];

    private static Mutation OfReading(string name, string file, string text, string replacement) =>
        new(name, file, text, replacement, Sample, SecondProgram);

    private static Mutation OfCalculation(string name, string file, string text, string replacement) =>
        new(name, file, text, replacement, Sample, SecondProgram) { Project = MutantCompiler.Calculation };
}
