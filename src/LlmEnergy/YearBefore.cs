using LlmEnergy.Calculation.Bridges;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Periods;

namespace LlmEnergy;

/// <summary>The lines of the same period of the year before, where they are closed or their exports are there.</summary>
internal static class YearBefore
{
    /// <summary>Of rows on other days than those of the period, as rows.csv has it.</summary>
    private const string OtherDays = "outside-period";

    /// <summary>Null where neither a closed version nor exports of it are there, or nothing of it has a total.</summary>
    /// <param name="workspace">As far as it concerns the period itself, so that nothing counts that its report does not record.</param>
    /// <param name="inputs">Of the period itself.</param>
    /// <exception cref="RecordedFileException">The closed version was changed since the request named it.</exception>
    public static ComparativeBridge? Bridge(
        Workspace workspace,
        ReportRequest request,
        DisclosureInputs inputs,
        FactorPack builtIn,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        if (request.Period.YearBeforeName is not { } name)
            return null;
        var before =
            request.Comparative is { } closed ? AsClosed(closed, Pipeline.Periods(workspace))
            : HasOtherDays(inputs.Inventory.Activity) && workspace.Sources.All(source => source.Database is null)
                ? FromExports(workspace, workspace.Period(name), builtIn, progress, cancellation)
            : null;
        if (before is null || before.Lines.All(line => line.Total?.Central is null))
            return null;
        decimal? Stated(string id) =>
            inputs.Previous?.Closed?.Figures.GetValueOrDefault(id)?.Value
            ?? inputs.Previous?.Given.FirstOrDefault(given => given.Id.Value == id)?.Value;
        return new(
            name,
            request.Comparative?.Folder ?? "",
            InventoryBridge.Between(before, inputs.Inventory, isOfSameDays: false),
            Stated(FigureIds.TotalKilograms.Value) ?? (Stated(FigureIds.Total.Value) is { } tonnes ? tonnes * 1_000m : null)
        );
    }

    private static Inventory AsClosed(ClosedPeriod closed, DirectoryInfo periods)
    {
        var lines = closed.Activity(periods);
        var folder = closed.PathIn(periods);
        var manifest = RecordedManifest.Read(folder);
        return RecordedRates.Calculate(
            new(ReportingPeriod.Spanning(manifest.First, manifest.Last), lines, manifest.Accounts, [], []),
            folder,
            manifest
        );
    }

    /// <summary>With the factors of its own time; what is found in reading is said where its own report is made.</summary>
    private static Inventory FromExports(
        Workspace workspace,
        ReportingPeriod period,
        FactorPack builtIn,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var pack = workspace.Factors(builtIn);
        var activity = Prices.Aside(
            Pipeline.Ingest(workspace, period, progress, cancellation, forReport: true),
            pack.With(workspace.Models)
        );
        return Pipeline.Calculate(activity, CalculationBasis.Of(workspace, activity, pack));
    }

    private static bool HasOtherDays(Activity activity) => activity.Files.Any(file => file.Fates.Any(fate => fate.Rule == OtherDays));
}
