using System.Collections.Immutable;
using LlmEnergy.Calculation;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Ingestion;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Data;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Excel;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy;

/// <summary>Exports to disclosure in four calls. The first reads files, the last writes a folder; the two between are pure.</summary>
public sealed class Pipeline(Lazy<FactorPack> factors)
{
    public static string ToolVersion { get; } = typeof(Pipeline).Assembly.GetName().Version!.ToString(3);

    public static Activity Ingest(Workspace workspace, ReportingPeriod period, IProgress<IngestProgress>? progress, CancellationToken cancellation) =>
        new Ingestor(workspace.Formats) { MostIdentityBytes = (long)workspace.Configuration.IdentityMemory << 20 }.Ingest(workspace.Sources, period, progress, cancellation);

    public static Inventory Calculate(Activity activity, CalculationBasis basis) => InventoryCalculation.Of(activity, basis.Factors, basis.Hierarchy, basis.Electricity);

    public static Disclosure Disclose(Inventory inventory, WorkspaceConfiguration configuration, ReportStatus status, ImmutableArray<InputFile> inputs) =>
        DisclosureStep.Of(inventory, configuration.Undertaking, status, ToolVersion, inputs, configuration.NotCalculatedTolerance);

    /// <summary>Writes all outputs of a period and puts them in the place of the old ones; returns the disclosure with its calculation hash.</summary>
    public static Disclosure Write(Disclosure disclosure, WorkspaceConfiguration configuration, PeriodFolder target, ReportCulture culture)
    {
        target.Replace(folder =>
        {
            var inventory = folder.Write("inventory.csv", file => DataFiles.Inventory(disclosure.Inventory, file));
            var figures = folder.Write("figures.json", file => FigureFiles.Figures(disclosure, file));
            disclosure = disclosure with { CalculationHash = Manifest.CalculationHash(disclosure, configuration, inventory, figures) };
            TwoCores.Run(
                () => folder.Write("disclosure.xlsx", file => DisclosureWorkbook.Write(disclosure, file)),
                () =>
                {
                    folder.Write("activity.csv", file => DataFiles.Activity(disclosure.Inventory, file));
                    folder.Write("rates.csv", file => DataFiles.Rates(disclosure.Inventory, file));
                    folder.Write("places.csv", file => DataFiles.Places(disclosure.Inventory, file));
                    folder.Write("factors.csv", file => DataFiles.Factors(disclosure.Inventory, file));
                    folder.Write("coverage.csv", file => DataFiles.Coverage(disclosure.Inventory.Activity, file));
                    folder.Write("rows.csv", file => DataFiles.Rows(disclosure.Inventory.Activity, file));
                    folder.Write("issues.csv", file => DataFiles.Issues(disclosure.Issues, file));
                    folder.Write("checks.json", file => FigureFiles.Checks(disclosure, file));
                    folder.Write("disclosure.pdf", file => PdfRenderer.Write(DisclosureReport.Build(disclosure, culture), file));
                });
            folder.Write(Manifest.FileName, file => Manifest.Write(disclosure, configuration, folder.Hashes, file));
        });
        return disclosure;
    }

    /// <summary>The whole pipeline: a workspace's exports into the folder of a period.</summary>
    /// <param name="compareMethods">Whether every method is shown beside the disclosed one.</param>
    public Disclosure Report(
        Workspace workspace, ReportingPeriod period, ReportStatus status, ReportCulture culture, bool compareMethods, IProgress<IngestProgress>? progress, CancellationToken cancellation)
    {
        Activity? activity = null;
        // a workspace's own factors are checked before its exports are read, which may take long; the built-in ones need no check
        var pack = workspace.OwnFactors.Names.Any() ? workspace.Factors(factors.Value) : null;
        TwoCores.Run(() => activity = Ingest(workspace, period, progress, cancellation), () => pack ??= factors.Value);
        InputPath[] read = [new(Workspace.FileName, Path.Combine(workspace.Folder.FullName, Workspace.FileName)), .. workspace.Settings, .. workspace.Sources.SelectMany(source => source.Files)];
        var inputs = Sha256.Of(read.DistinctBy(file => file.Display).OrderBy(file => file.Display, StringComparer.Ordinal), cancellation);
        activity = activity! with { Issues = [.. activity.Issues, .. workspace.Intake.Findings(workspace.Sources, inputs)] };
        var basis = CalculationBasis.Of(workspace, activity, pack!);
        var inventory = Calculate(activity, basis);
        inventory = inventory with { Issues = [.. inventory.Issues, .. basis.Issues, .. workspace.Registers.Approvals.Findings(basis.Adoptable(inventory))] };
        var disclosure = Disclose(inventory, workspace.Configuration, status, inputs) with { Overrides = Overrides.Of(inventory, basis.Factors, basis.Hierarchy, basis.Electricity) };
        if (compareMethods) disclosure = disclosure with { Methods = MethodsSideBySide.Of(inventory, basis.Catalog, basis.Factors, basis.Electricity) };
        cancellation.ThrowIfCancellationRequested();
        return Write(disclosure, workspace.Configuration, FolderOf(workspace, period), culture);
    }

    public static PeriodFolder FolderOf(Workspace workspace, ReportingPeriod period) => new(new(Path.Combine(workspace.Folder.FullName, "periods")), period.Name);
}
