using System.Collections.Immutable;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Files;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;
using LlmEnergy.Registers;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Setup;

namespace LlmEnergy;

/// <summary>
/// A folder with <c>llmenergy.json</c>, exports, mappings and <c>periods/</c>, read and checked as a whole before anything is written.
/// </summary>
public sealed record Workspace
{
    /// <summary>Null where the configuration is told by the content of the folder.</summary>
    private readonly SettingFile? _configurationFile;

    internal Workspace(
        DirectoryInfo folder,
        SettingFile? configurationFile,
        WorkspaceConfiguration configuration,
        FormatCatalog formats,
        ImmutableArray<SourceInput> sources,
        ImmutableArray<SettingFile> settings,
        IntakeRegister intake,
        WorkspaceRegisters registers,
        FactorFiles ownFactors,
        ModelMappings models,
        ReportSettings report
    ) =>
        (Folder, _configurationFile, Configuration, Formats, Sources, Settings, Intake, Registers, OwnFactors, Models, Report, Periods) = (
            folder,
            configurationFile,
            configuration,
            formats,
            sources,
            settings,
            intake,
            registers,
            ownFactors,
            models,
            report,
            new(Path.Combine(folder.FullName, "periods"))
        );

    public DirectoryInfo Folder { get; }

    internal WorkspaceFolder Files => new(Folder);

    /// <summary>Where its reports are.</summary>
    public DirectoryInfo Periods { get; init; }

    public WorkspaceConfiguration Configuration { get; }

    /// <summary>The built-in formats and the workspace's own profiles.</summary>
    public FormatCatalog Formats { get; private init; }

    public ImmutableArray<SourceInput> Sources { get; private init; }

    /// <summary>What is on record of the exports; empty where the workspace has no intake.csv.</summary>
    public IntakeRegister Intake { get; private init; }

    /// <summary>Private names of models, and the workspace's own rows of the model map.</summary>
    public ModelMappings Models { get; }

    /// <summary>What calculation asks for besides exports and factors.</summary>
    public WorkspaceRegisters Registers { get; private init; }

    /// <summary>Texts and look of the workspace's own, for reports; none where it has no report.json.</summary>
    public ReportSettings Report { get; }

    /// <summary>What the configuration and the profiles call by former names: findings of every report.</summary>
    public ImmutableArray<Issue> Warnings { get; internal init; } = [];

    /// <summary>
    /// Files besides the exports that a result depends on: profiles, mappings, factors, and what reports are written with.
    /// </summary>
    public ImmutableArray<SettingFile> Settings { get; private init; }

    /// <summary>Every file that a result depends on, the configuration included, in ordinal order.</summary>
    public IEnumerable<InputPath> Inputs =>
        SettingFiles.Select(setting => setting.Path).Concat(Exports).OrderBy(file => file.Display, StringComparer.Ordinal);

    private IEnumerable<SettingFile> SettingFiles =>
        new[] { _configurationFile }.OfType<SettingFile>().Concat(Settings).DistinctBy(setting => setting.Display);

    private IEnumerable<InputPath> Exports => Sources.SelectMany(source => source.Files).DistinctBy(file => file.Display);

    /// <summary>
    /// Every input with its hash, in ordinal order: that of the bytes that were counted or parsed, and of exports that could not be read
    /// that of the file.
    /// </summary>
    public ImmutableArray<InputFile> Hashed(Activity activity, CancellationToken cancellation)
    {
        var exports = Sources.SelectMany(source => source.Files.Select(file => file.Display)).ToHashSet(StringComparer.Ordinal);
        var counted = new Dictionary<string, InputFile>(StringComparer.Ordinal);
        foreach (var account in activity.Files)
        {
            if (
                account.Sha256 is not { } hash
                || InputPath.FileOf(account.Path, exports.Contains) is not { } name
                || counted.ContainsKey(name)
            )
                continue;
            // an account has the bytes of an entry, not those of its archive
            if (account.Path == name)
                counted.Add(name, new(name, account.Bytes, hash));
            else if (new FileInfo(Path.Combine(Folder.FullName, name)) is { Exists: true } archive)
                counted.Add(name, new(name, archive.Length, hash));
        }

        return
        [
            .. SettingFiles
                .Select(setting => setting.Input)
                .Concat(Sha256.Of(Exports.Where(file => !file.IsTable || counted.ContainsKey(file.Display)), counted, cancellation))
                .OrderBy(input => input.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>The factor files that the configuration names, by their path in the workspace; not checked yet.</summary>
    public FactorFiles OwnFactors { get; }

    /// <summary>The pack with the workspace's own factors on top; the pack itself where it has none.</summary>
    /// <exception cref="ConfigurationException">Everything that is wrong with these files, LE3xxx.</exception>
    public FactorPack Factors(FactorPack builtIn) => builtIn.With(OwnFactors);

    /// <summary>What its folder was seen to hold; null where it has an llmenergy.json.</summary>
    public FolderSurvey? Survey { get; internal init; }

    /// <summary>All days of its exports, where they were read to tell its configuration; else null.</summary>
    internal Activity? Surveyed { get; init; }

    /// <summary>
    /// A folder without llmenergy.json is one too, where it holds exports: its configuration is told by their content.
    /// </summary>
    /// <exception cref="ConfigurationException">Everything that is wrong with the workspace, LE2xxx.</exception>
    /// <param name="trial">Prints with the workspace's own fonts and logo before a report is; null: in this process.</param>
    public static Workspace Open(DirectoryInfo folder, LookTrial? trial = null) =>
        !folder.Exists || Path.Exists(Path.Combine(folder.FullName, WorkspaceConfiguration.FileName))
            ? OpenConfigured(folder, trial)
            : AssumedWorkspace.Open(folder, trial);

    /// <summary>As <see cref="Open"/>, of a folder that has to have an llmenergy.json.</summary>
    /// <exception cref="ConfigurationException">Everything that is wrong with the workspace, LE2xxx.</exception>
    public static Workspace OpenConfigured(DirectoryInfo folder, LookTrial? trial = null) => new WorkspaceReader(folder).Read(trial);

    /// <summary>The period that is named, else the last complete quarter with data.</summary>
    /// <exception cref="ConfigurationException">The name is not one of a period, or nothing has a day.</exception>
    public ReportingPeriod PeriodOrLast(string? name, IProgress<IngestProgress>? progress, CancellationToken cancellation) =>
        name is not null
            ? Period(name)
            : PeriodChoice.Of(Surveyed ?? Pipeline.Ingest(this, ReportingPeriod.Always, progress, cancellation), Configuration.FiscalYear)
                ?? throw new ConfigurationException(
                    new Issue(new("--period", 0, 0), "LE2001", "found no usage of any day, expected --period such as 2026-Q3")
                );

    /// <summary>With other files of its sources.</summary>
    internal Workspace Reading(Func<SourceInput, IEnumerable<InputPath>> files) =>
        this with
        {
            Sources = [.. Sources.Select(source => source with { Files = [.. files(source)] })],
        };

    /// <summary>With what its tables gave when the report in a folder was made, in the place of the databases.</summary>
    /// <param name="has">The outputs of that report.</param>
    internal Workspace WithTablesOf(DirectoryInfo folder, Func<string, bool> has)
    {
        return this with { Sources = [.. Sources.Select(Recorded)] };

        SourceInput Recorded(SourceInput source) =>
            source.Database is { } table
                ? source with
                {
                    Database = table with
                    {
                        Recorded = new TableEvidence(source.Id, default, default, "") is var named
                            ? named with
                            {
                                Facts = Read(named.FactsFile),
                                Sums = Read(named.SumsFile),
                            }
                            : null,
                    },
                }
                : source;

        ReadOnlyMemory<byte> Read(string name) =>
            has(name) && File.Exists(Path.Combine(folder.FullName, name)) ? RecordedFile.Read(folder.FullName, name) : default;
    }

    /// <summary>As far as it concerns the report of a period with all its exports.</summary>
    /// <exception cref="ConfigurationException">More rows of a register do than are held against the usage (LE2020).</exception>
    internal Workspace OfPeriod(ReportingPeriod period)
    {
        var scope = new RegisterScope(
            period,
            Configuration.BaseYear,
            Exports.Select(file => file.Display).ToHashSet(StringComparer.Ordinal).Contains
        );
        var concerned = Concerning(scope);
        return scope.Excess(concerned.Settings.Select(setting => setting.Input)) is { } excess
            ? throw new ConfigurationException(excess)
            : concerned;
    }

    /// <summary>As far as it concerns a report: registers with the rows that do. One that has none is no setting of it.</summary>
    internal Workspace Concerning(RegisterScope scope)
    {
        var narrowed = new Dictionary<string, SettingFile>(StringComparer.Ordinal);
        foreach (var setting in Settings)
        {
            if (!RegisterScope.IsRegister(setting.Display))
                narrowed[setting.Display] = setting;
            else if (ConcerningRows.Of(setting.Display, setting.Content, scope) is var (content, input))
                narrowed[setting.Display] = setting.With(content, input);
        }

        var registers = WorkspaceRegisters.Read(
            (path, _, _) => Files.Inside(path) is { } file ? narrowed.GetValueOrDefault(file.Display) : null,
            narrowed.ContainsKey,
            narrowed.Keys.Where(name => LedgerForm.Of(name) == LedgerForm.CarbonReports).Order(StringComparer.Ordinal),
            Configuration.FiscalYear,
            []
        );
        var intake = narrowed.TryGetValue(IntakeRegister.FileName, out var rows)
            ? IntakeRegister.Read(rows.Content, [])
            : IntakeRegister.Empty;
        var dropped = Registers
            .Files.Select(file => file.Display)
            .Except(registers.Files.Select(file => file.Display), StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Registers = registers,
            Formats = Formats.Assuming(registers.Assumptions.Select(assumption => assumption.Product)),
            Intake = intake,
            Settings =
            [
                .. Settings
                    .Where(setting => narrowed.ContainsKey(setting.Display) && !dropped.Contains(setting.Display))
                    .Select(setting => narrowed[setting.Display]),
            ],
            Sources = [.. Sources.Select(source => source with { Intake = intake.Statements })],
        };
    }

    /// <summary>What the accounts state of a period, and by which rules.</summary>
    internal AccountingRecords AccountsOf(ReportingPeriod period) =>
        Registers.Accounts.Of(period.Name) with
        {
            Rates = [.. Registers.ExchangeRates.Select(stated => stated.Rate)],
            Rules = Configuration.Reconciliation ?? ReconciliationRules.Default,
            UnallocatedTolerance = Configuration.UnallocatedTolerance ?? AccountingRecords.DefaultUnallocatedTolerance,
        };

    /// <exception cref="ConfigurationException">The name is not one of a period.</exception>
    public ReportingPeriod Period(string name) =>
        ReportingPeriod.TryParse(name, Configuration.FiscalYear, out var period)
            ? period
            : throw new ConfigurationException(
                new Issue(
                    new("--period", 0, 0),
                    "LE2001",
                    $"found '{name}', expected a period such as 2026-Q3, 2026-H1, 2026, 2026-YTD3 or FY2026-Q3"
                )
            );

    /// <summary>The language that is asked for, else the configured one.</summary>
    /// <exception cref="ConfigurationException">There are no texts in it.</exception>
    public string Language(string? asked) =>
        asked is null ? Configuration.Language
        : ReportCulture.Languages.Contains(asked) ? asked
        : throw new ConfigurationException(
            new Issue(new("--language", 0, 0), "LE2001", $"found '{asked}', expected one of {string.Join(", ", ReportCulture.Languages)}")
        );
}
