using System.Collections.Immutable;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests;

/// <summary>Activity made by hand.</summary>
internal static class Lines
{
    public const Known Counted = Known.Requests | Known.Input | Known.Output;

    /// <summary>A bucket of requests; tokens are totals.</summary>
    public static ActivityLine Bucket(
        string provider,
        string model,
        long requests,
        long input,
        long output,
        long? cached = null,
        int year = 2024,
        string region = "",
        int number = 1,
        long? generationMilliseconds = null,
        decimal? dollars = null
    )
    {
        var usage = new Usage(
            requests,
            input,
            cached ?? 0,
            0,
            output,
            0,
            0,
            0,
            (cached is null ? Counted : Counted | Known.Cached) | (generationMilliseconds is null ? Known.Nothing : Known.Generation),
            0,
            generationMilliseconds ?? 0
        );
        var band = ContextBands.Of(input, requests);
        return new(
            number,
            Key(provider, model, band, ContextBasis.BucketMean, year, region),
            1,
            usage,
            band == ContextBand.UpTo100K ? ContextMoments.Of(usage) : default,
            dollars is { } amount ? new(amount, "USD") : null
        );
    }

    public static LineKey Key(string provider, string model, ContextBand band, ContextBasis basis, int year = 2024, string region = "") =>
        new(new(year, 1, 1), "test", provider, "", "", model, "", region, "", "", "", band, basis);

    public static Activity Activity(params ActivityLine[] lines)
    {
        var total = lines.Aggregate(Usage.None, (sum, line) => sum + line.Usage);
        var rows = lines.Sum(line => line.Rows);
        var file = new RowAccount(
            "test.csv",
            "test",
            "test",
            "made by hand",
            0,
            new(rows, rows, 0, 0, 0),
            total,
            Usage.None,
            ImmutableSortedDictionary<string, decimal>.Empty
        );
        return new(ReportingPeriod.Always, [.. lines], [file], [], []);
    }

    public static Inventory Calculate(IMethod method, decimal? gridGramsPerKilowattHour, params ActivityLine[] lines) =>
        InventoryCalculation.Calculate(
            Activity(lines),
            FactorPack.BuiltIn,
            [method],
            gridGramsPerKilowattHour is { } grams ? new(null, Given(grams)) : ElectricityOptions.ByPlace
        );

    /// <summary>By a hierarchy, with the grid of each line's place.</summary>
    public static Inventory By(IReadOnlyList<IMethod> hierarchy, params ActivityLine[] lines) =>
        InventoryCalculation.Calculate(Activity(lines), FactorPack.BuiltIn, hierarchy, ElectricityOptions.ByPlace);

    public static InventoryLine Line(IMethod method, decimal? gridGramsPerKilowattHour, ActivityLine line) =>
        Calculate(method, gridGramsPerKilowattHour, line).Lines[0];

    public static InventoryLine Line(ActivityLine line) => Line(new ClassFactors2026(), null, line);

    public static Grid Given(decimal grams)
    {
        var factor = new Factor(
            "grid-test",
            null,
            grams,
            null,
            "gCO2e/kWh",
            DateOnly.MinValue,
            DateOnly.MaxValue,
            "TEST",
            "test",
            "test",
            "test",
            FactorStatus.Primary,
            ""
        );
        return new(
            "TEST",
            GridIntensity.FromGramsCo2ePerKilowattHour(grams),
            new(factor, new("test", "test", "test", 2026, "", "", "", default, ""), 0, "given", false)
        );
    }
}
