using System.Collections.Immutable;
using LlmEnergy.Calculation;
using LlmEnergy.Calculation.Bounds;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;
using LlmEnergy.Registers;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Browser;
using LlmEnergy.Reporting.Data;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Excel;
using LlmEnergy.Reporting.Html;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Reporting.Tagging;
using LlmEnergy.Reporting.Walks;

namespace LlmEnergy;

/// <summary>Exports to disclosure in four calls. The first reads files, the last writes a folder; the two between are pure.</summary>
public sealed class Pipeline(Lazy<FactorPack> factors)
{
    /// <summary>The report as PDF, in the folder of a period.</summary>
    public const string Pdf = "disclosure.pdf";

    public Lazy<FactorPack> Factors => factors;

    public static string ToolVersion { get; } = typeof(Pipeline).Assembly.GetName().Version!.ToString(3);

    /// <param name="forReport">Whether files are hashed for a manifest, and gaps are filled where the workspace says so.</param>
    public static Activity Ingest(
        Workspace workspace,
        ReportingPeriod period,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation,
        bool forReport = false
    )
    {
        var relations = new SourceRelations(workspace.Configuration.Precedence, workspace.Configuration.Disjoint);
        var ingestor = new Ingestor(workspace.Formats, relations)
        {
            Hashes = forReport,
            EstimatesGaps = forReport && workspace.Configuration.Gaps == EstimateRule.Estimate,
            MostIdentityBytes = (long)workspace.Configuration.IdentityMemory << 20,
        };
        var activity = ingestor.Ingest(workspace.Sources, period, progress, cancellation);
        activity = activity with { Issues = [.. workspace.Warnings, .. activity.Issues] };
        return PromptTokens.Of(activity, workspace.Registers.Assumptions);
    }

    public static Inventory Calculate(Activity activity, CalculationBasis basis) =>
        InventoryCalculation.Calculate(activity, basis.Factors, basis.Hierarchy, basis.Electricity);

    /// <summary>Everything that a report says, of a workspace as it stands: reads, and writes nothing.</summary>
    public Disclosure Disclose(
        Workspace workspace,
        ReportRequest request,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var concerned = workspace.OfPeriod(request.Period);
        var inputs = Inputs(concerned, request, progress, cancellation);
        var bridge = YearBefore.Bridge(concerned, request, inputs, factors.Value, progress, cancellation);
        var disclosure = DisclosureStep.Disclose(inputs with { Bridge = bridge });
        cancellation.ThrowIfCancellationRequested();
        return disclosure;
    }

    private DisclosureInputs Inputs(
        Workspace workspace,
        ReportRequest request,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var (configuration, registers, periods) = (workspace.Configuration, workspace.Registers, Periods(workspace));
        registers.Comparatives.RefuseInputsOf(request.Period);
        Activity? activity = null;
        // a workspace's own factors are checked before its exports are read, which may take long; the built-in ones need no check
        var pack = workspace.OwnFactors.Names.Any() ? workspace.Factors(factors.Value) : null;
        TwoCores.Run(
            () => activity = Ingest(workspace, request.Period, progress, cancellation, forReport: true),
            () => pack ??= factors.Value
        );
        var inputs = workspace.Hashed(activity!, cancellation);
        activity = activity! with
        {
            Issues = [.. request.Warnings, .. activity.Issues, .. workspace.Intake.Findings(workspace.Sources, inputs)],
        };
        activity = Prices.Aside(activity, pack!.With(workspace.Models));
        var basis = CalculationBasis.Of(workspace, activity, pack);
        var inventory = Calculate(activity, basis);
        inventory = inventory with
        {
            Issues = [.. inventory.Issues, .. basis.Issues, .. registers.Approvals.Findings(basis.Adoptable(inventory))],
        };
        var yearBefore = request.Period.YearBeforeName;
        var baseYear = ReportRequest.BaseYearOf(workspace, request.Period);
        var before = Comparisons.MonthsBefore(request, periods, Recalculate);
        var implausible = Plausibility.Findings(inventory, basis.Factors, basis.Unmapped, basis.Hierarchy, basis.Electricity, before);
        var intervals = basis.Intervals(inventory);
        var sensitivities = new Sensitivities(inventory, basis.Factors);
        var (accounts, controls) = AccountsStep.Of(inventory, workspace.AccountsOf(request.Period), basis.Factors);
        return new(inventory, configuration.Undertaking, request.Status, ToolVersion, inputs)
        {
            Intervals = intervals,
            Sensitivities = sensitivities.Ranked(),
            Lacking = sensitivities.Lacking(),
            Evidence = ModelBases.Evidence(inventory, basis.Factors),
            Accounts = accounts,
            ClosedModels = ClosedModelViews.Of(inventory, basis.Factors, basis.Electricity),
            Assumed = request.Assumptions(workspace),
            NotCalculatedTolerance = configuration.NotCalculatedTolerance,
            Given = registers.Inputs.Of(request.Period.Name),
            RuleSet = request.RuleSet,
            IsRuleSetChosen = request.IsRuleSetChosen,
            Targets = configuration.Targets,
            Decision = configuration.Decision,
            Statement = configuration.Statement,
            SignificantChange = configuration.RestatementThreshold,
            Overrides = Overrides.Effects(inventory, basis.Factors, basis.Hierarchy, basis.Electricity),
            TrueUps = Comparisons.TrueUps(request, inventory, periods, Recalculate),
            Recalculated = Comparisons.Recalculated(request, inventory, periods, Recalculate),
            Previous = EarlierFigures.Of(yearBefore, request.Comparative, periods, GivenOf(yearBefore)),
            PreviouslyStated = request.PreviouslyStated is { } first ? EarlierFigures.Of(yearBefore, first, periods, []) : null,
            BaseYear = EarlierFigures.Of(baseYear, request.BaseYear, periods, GivenOf(baseYear)),
            Events = EarlierFigures.Events(request, periods),
            Controls =
            [
                Plausibility.Control(implausible),
                .. Only(registers.Expected.Control(activity, pack)),
                .. controls,
                .. Only(intervals is null ? null : IntervalControl.Of(inventory, intervals, basis.Factors)),
            ],
            Acceptances = registers.Acceptances.Of(request.Period.Name),
            Methods = request.ComparesMethods ? MethodsSideBySide.Compare(inventory, basis.Catalog, basis.Factors, basis.Electricity) : [],
            Restates = Comparisons.Restates(request, periods, configuration.RestatementThreshold),
        };

        Inventory Recalculate(Activity closed) => Calculate(closed, CalculationBasis.Of(workspace, closed, pack));

        ImmutableArray<GivenFigure> GivenOf(string? period) => period is null ? [] : registers.Comparatives.Of(period);

        static IEnumerable<Control> Only(Control? control) => control is null ? [] : [control];
    }

    /// <summary>Writes all outputs of a period: no clock, no user, no machine reaches them.</summary>
    /// <returns>The disclosure with its calculation hash, and what was found in printing it.</returns>
    public static (Disclosure Disclosure, ImmutableArray<Issue> Printing) Write(
        Disclosure disclosure,
        WorkspaceConfiguration configuration,
        ReportRequest request,
        NewFolder folder,
        ReportCulture culture
    )
    {
        var inventory = folder.Write("inventory.csv", file => DataFiles.Inventory(disclosure.Inventory, file));
        var figures = folder.Write("figures.json", file => FigureFiles.Figures(disclosure, file));
        foreach (var table in disclosure.Inventory.Activity.Files.Select(file => file.Evidence).OfType<TableEvidence>())
        {
            folder.Write(table.SumsFile, file => file.Write(table.Sums.Span));
            folder.Write(table.FactsFile, file => file.Write(table.Facts.Span));
        }

        disclosure = disclosure.Sealed(Manifest.CalculationHash(disclosure, configuration, inventory, figures));
        ImmutableArray<Issue> printing = [];
        TwoCores.Run(
            () => folder.Write("disclosure.xlsx", file => DisclosureWorkbook.Write(disclosure, culture, file)),
            () =>
            {
                folder.Write("activity.csv", file => DataFiles.Activity(disclosure.Inventory, file));
                folder.Write("rates.csv", file => DataFiles.Rates(disclosure.Inventory, file));
                folder.Write("places.csv", file => DataFiles.Places(disclosure.Inventory, file));
                if (disclosure.Intervals is { } intervals)
                    folder.Write("intervals.csv", file => DataFiles.Intervals(disclosure, intervals, file));
                folder.Write("factors.csv", file => DataFiles.Factors(disclosure.Inventory, file));
                folder.Write("coverage.csv", file => DataFiles.Coverage(disclosure.Inventory.Activity, file));
                AccountFiles.Write(disclosure, (name, write) => folder.Write(name, write));
                folder.Write("rows.csv", file => DataFiles.Rows(disclosure.Inventory.Activity, file));
                folder.Write("checks.json", file => FigureFiles.Checks(disclosure, file));
                if (Taxonomy.Of(disclosure.RuleSet) is { } taxonomy)
                    folder.Write(CandidateFacts.FileName, file => CandidateFacts.Write(disclosure, taxonomy, file));
                folder.Write(
                    FiguresWalk.FileName,
                    file =>
                        WalkPage.Write(
                            $"How each figure of {disclosure.Period.Name} is made",
                            $"{disclosure.Undertaking} · {disclosure.Period.Name}",
                            disclosure.Period.Last,
                            FiguresWalk.Of(disclosure),
                            file
                        )
                );
                var document = DisclosureReport.Build(disclosure, culture, request.ShowsFullTable) with
                {
                    Explained = FiguresWalk.FileName,
                };
                folder.Write("disclosure.html", file => HtmlRenderer.Write(document, file));
                folder.Write(Pdf, file => printing = Print(document, request.PdfEngine, file));
                if (request.WritesSummary)
                {
                    var summary = DisclosureReport.Summary(disclosure, culture) with { Explained = FiguresWalk.FileName };
                    folder.Write("disclosure-summary.html", file => HtmlRenderer.Write(summary, file));
                    // its characters are the report's: no finding of its own
                    folder.Write("disclosure-summary.pdf", file => Print(summary, request.PdfEngine, file));
                }

                folder.Write("issues.csv", file => DataFiles.Issues([.. disclosure.Issues, .. printing], file));
            }
        );
        folder.Write(Manifest.FileName, file => Manifest.Write(disclosure, configuration, request, folder.Hashes, file));
        return (disclosure, printing);
    }

    /// <summary>The whole pipeline: a workspace's exports into the folder of a period, or into the next version of a closed one.</summary>
    /// <exception cref="ConfigurationException">It cannot be; LE2033: no draft, and a check fails that nobody accepts.</exception>
    public WrittenReport Report(
        Workspace workspace,
        ReportRequest request,
        Writer writer,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        if (workspace.Survey is not null && request.Status != ReportStatus.Draft)
            throw new ConfigurationException(
                new Issue(
                    new(workspace.Folder.Name, 0, 0),
                    "LE2036",
                    "found no llmenergy.json, expected one for a report that is more than a draft: llmenergy init writes it"
                )
            );
        if (request.PdfEngine == PdfEngine.Browser)
            InstalledBrowser.Require(); // before the exports are read, which may take long
        var versions = new PeriodVersions(Periods(workspace), request.Period.Name);
        var target = request.Restates is null ? versions.First : versions.Next;
        target.RefuseClosed();
        var culture = workspace.Report.Culture(request.Language);
        var disclosure = Disclose(workspace, request, progress, cancellation);
        if (request.Status != ReportStatus.Draft)
            RefuseFailed(disclosure, request.Restates is not null);
        var status = request.Status.ToString().ToLowerInvariant();
        // which view a database gave is another at each time, so that no other output says it
        var views = disclosure
            .Inventory.Activity.Files.Where(file => file.Evidence is { Snapshot.Length: > 0 })
            .Select(file => $", {file.Source} at snapshot {file.Evidence!.Snapshot}");
        ImmutableArray<Issue> printing = [];
        target.Replace(
            writer,
            folder => (disclosure, printing) = Write(disclosure, workspace.Configuration, request, folder, culture),
            manifest =>
                new(
                    EventKind.Reported,
                    writer.Now,
                    writer.User,
                    "",
                    "",
                    manifest,
                    (request.Restates is { } restates ? $"{status}, restates {restates.Of.Folder}" : status) + string.Concat(views)
                )
        );
        return new(disclosure, target, printing);
    }

    private static void RefuseFailed(Disclosure disclosure, bool isRestatement)
    {
        var period = disclosure.Period.Name;
        var failed = disclosure
            .NotAccepted.Select(check => new Issue(
                new(period, 0, 0),
                "LE2033",
                $"found that check {check.Id} fails ({check.Title}: {check.Detail}), "
                    + "expected a final report without such a check: run report without --final, which names the findings, "
                    + $"or accept it: {AcceptanceRegister.CommandFor(check.Id, period, isRestatement)}"
            ))
            .ToList();
        if (failed.Count > 0)
            throw new ConfigurationException([.. failed]);
    }

    /// <summary>Writes the PDF; returns what was found in printing, which it cannot say itself.</summary>
    private static ImmutableArray<Issue> Print(ReportDocument document, PdfEngine engine, Stream file)
    {
        if (engine == PdfEngine.BuiltIn)
            return [.. PdfRenderer.Write(document, file).Findings(Pdf)];
        // a printed page leads nowhere: a link would name the private folder that the browser prints from
        BrowserPdf.Write(document with { Explained = "" }, InstalledBrowser.Require(), file);
        return [];
    }

    public static DirectoryInfo Periods(Workspace workspace) => workspace.Periods;
}

/// <summary>A report that stands in its folder.</summary>
/// <param name="Printing">What was found in printing it, which it cannot say itself.</param>
public sealed record WrittenReport(Disclosure Disclosure, PeriodFolder Folder, ImmutableArray<Issue> Printing)
{
    public ImmutableArray<Issue> Issues => [.. Disclosure.Issues, .. Printing];
}
