using System.Collections.Immutable;
using LlmEnergy.Calculation;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy;

/// <summary>Energy and emissions without a workspace: of files, or of one case that somebody typed in.</summary>
public sealed class Estimation(FactorPack factors, IReadOnlyList<IMethod> hierarchy, ElectricityOptions electricity)
{
    /// <summary>All usage in the files, whatever its date.</summary>
    public Disclosure OfFiles(
        FormatCatalog formats,
        ImmutableArray<InputPath> files,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var source = new SourceInput("files", "auto", "", null, null, files, ImmutableDictionary<string, string>.Empty);
        return Of(new Ingestor(formats).Ingest([source], ReportingPeriod.Always, progress, cancellation));
    }

    /// <param name="year">The activity's year; null: the latest year that the grid factors know.</param>
    public Disclosure OfCase(UsageCase usage, int? year)
    {
        var month = new DateOnly(year ?? factors.LatestGridYear, 1, 1);
        var counted = usage.Requests > 0;
        var band = counted ? ContextBands.Of(usage.InputTokens, usage.Requests) : ContextBand.UpTo10K;
        var total = new Usage(
            usage.Requests,
            usage.InputTokens,
            usage.CachedInputTokens ?? 0,
            0,
            usage.OutputTokens,
            0,
            0,
            0,
            Known.Requests
                | Known.Input
                | Known.Output
                | (usage.CachedInputTokens is null ? Known.Nothing : Known.Cached)
                | (usage.LatencySeconds is null ? Known.Nothing : Known.Generation),
            0,
            (long)decimal.Round((usage.LatencySeconds ?? 0m) * usage.Requests * 1_000m, MidpointRounding.AwayFromZero)
        );
        var key = new LineKey(
            month,
            "command line",
            usage.Provider,
            "",
            "",
            usage.Model,
            "",
            "",
            "",
            "",
            "",
            band,
            counted ? ContextBasis.BucketMean : ContextBasis.None
        );
        var line = new ActivityLine(1, key, 1, total, band == ContextBand.UpTo100K ? ContextMoments.Of(total) : default, null);
        var account = new RowAccount(
            "command line",
            key.Source,
            "command line",
            "typed in",
            0,
            new(1, 1, 0, 0, 0),
            total,
            Usage.None,
            ImmutableSortedDictionary<string, decimal>.Empty
        );
        return Of(new(ReportingPeriod.Spanning(month, new(month.Year, 12, 31)), [line], [account], [], []));
    }

    /// <summary>A grid whose factor somebody typed in, in kg of CO2e per kWh.</summary>
    public static Grid GivenGrid(decimal kilogramsPerKilowattHour)
    {
        var factor = new Factor(
            "grid-given",
            null,
            kilogramsPerKilowattHour * 1_000m,
            null,
            "gCO2e/kWh",
            DateOnly.MinValue,
            DateOnly.MaxValue,
            "given",
            "as the user states it",
            "given",
            "--grid-factor",
            FactorStatus.Primary,
            ""
        );
        var source = new Citation(
            "given",
            "Grid factor given on the command line",
            "the user",
            0,
            "",
            "the user's own",
            "",
            DateOnly.MinValue,
            ""
        );
        return new(
            "given",
            GridIntensity.FromKilogramsCo2ePerKilowattHour(kilogramsPerKilowattHour),
            new(factor, source, 0, "given on the command line", false)
        );
    }

    private Disclosure Of(Activity activity)
    {
        // spend alone is asked for where prices are the usage
        if (hierarchy.Any(method => method is not SpendBased))
            activity = Prices.Aside(activity, factors);
        var inventory = InventoryCalculation.Calculate(activity, factors, hierarchy, electricity);
        var intervals = Simulation.IsDefaultFor(inventory) ? Simulation.Run(inventory, new(inventory), factors) : null;
        return DisclosureStep.Disclose(
            new(inventory, "", ReportStatus.Draft, Pipeline.ToolVersion, [])
            {
                Intervals = intervals,
                Controls = intervals is null ? [] : [IntervalControl.Of(inventory, intervals, factors)],
            }
        );
    }
}

/// <summary>One case of usage; token counts are totals over all requests.</summary>
/// <param name="CachedInputTokens">Part of the input; null where it is not known.</param>
/// <param name="LatencySeconds">From a request's arrival to its last token, on average; null where it is not known.</param>
public sealed record UsageCase(
    string Provider,
    string Model,
    long Requests,
    long InputTokens,
    long? CachedInputTokens,
    long OutputTokens,
    decimal? LatencySeconds
);
