using System.Collections.Immutable;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Files;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Registers;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy;

/// <summary>
/// Opens a workspace: reads its configuration, then each file that a result depends on, so that all that is wrong is said at once.
/// </summary>
/// <param name="assumed">Of a folder without a configuration: the one that its content tells, with profiles; else null.</param>
internal sealed class WorkspaceReader(DirectoryInfo folder, IReadOnlyDictionary<string, byte[]>? assumed = null)
{
    private readonly WorkspaceFolder _files = new(folder, assumed);
    private readonly List<Issue> _issues = [];
    private readonly ImmutableArray<SettingFile>.Builder _settings = ImmutableArray.CreateBuilder<SettingFile>();

    /// <exception cref="ConfigurationException">Everything that is wrong with the workspace, LE2xxx.</exception>
    public Workspace Read(LookTrial? trial)
    {
        var (configuration, configurationFile) = ReadConfiguration();
        var formats = ReadProfiles(configuration);
        var costKeys = ReadCostKeys(configuration);
        var ownFactors = ReadFactors(configuration);
        var models = ReadModels(configuration);
        var intake = ReadIntake();
        var columns = ReadColumns();
        var registers = WorkspaceRegisters.Read(
            (path, most, found) =>
                _files.Inside(path, path, found) is { } file && _files.Read(path, found, most, Register.Code) is { } content
                    ? LedgerForm.Of(path) is { } form
                        ? SettingFile.Rewritten(file, content, LedgerTable.Rewritten(path, content, form, columns, found))
                        : new SettingFile(file, content)
                    : null,
            name => (name != AssumptionRegister.FileName || configuration.Prompts is not null) && _files.Has(name),
            _files
                .Tables(LedgerForm.CarbonReports.Name + "**", LedgerForm.CarbonReports.Name, _issues)
                .Select(file => _files.NameOf(file.FullPath)),
            configuration.FiscalYear,
            _issues
        );
        _settings.AddRange(registers.Files);
        formats = formats.Assuming(registers.Assumptions.Select(assumption => assumption.Product));
        var report = ReadReportSettings(trial);
        var sources = Sources(configuration, costKeys, intake);
        _issues.AddRange(formats.UnknownFormats(sources, WorkspaceConfiguration.FileName));
        _issues.AddRange(FilesOfTwoSources(sources));
        _issues.AddRange(DatabaseSettings.Findings(configuration.Sources, folder));
        ThrowIfAny();
        return new(
            folder,
            assumed is null ? configurationFile : null,
            configuration,
            formats,
            sources,
            [.. _settings.Where(setting => assumed?.ContainsKey(setting.Display) != true)],
            intake,
            registers,
            ownFactors,
            models,
            report
        )
        {
            Warnings = [.. _issues],
        };
    }

    private (WorkspaceConfiguration Configuration, SettingFile File) ReadConfiguration()
    {
        const string Name = WorkspaceConfiguration.FileName;
        if (_files.Read(Name, _issues) is not { } json)
            throw new ConfigurationException([.. _issues]);
        var problems = new ConfigurationProblems(Name);
        var configuration = ConfigurationReader.Read(json, problems);
        problems.ThrowIfAny();
        _issues.AddRange(problems.Issues);
        return (configuration!, new(new(Name, Path.Combine(folder.FullName, Name)), json));
    }

    private FormatCatalog ReadProfiles(WorkspaceConfiguration configuration)
    {
        var formats = FormatCatalog.BuiltIn;
        foreach (var profile in configuration.Profiles)
        {
            if (ReadSetting(profile, "profiles", FileLimits.Settings, FileContent.Code) is not { } json)
                continue;
            try
            {
                if (json.Display.EndsWith(DecodeTable.Extension, StringComparison.Ordinal))
                {
                    formats = formats.With(DecodeTable.Parse(json.Content, json.Display));
                    continue;
                }

                var mapping = Mapping.Parse(json.Content, json.Display);
                formats = formats.With(mapping);
                _issues.AddRange(mapping.Warnings);
            }
            catch (ConfigurationException e)
            {
                _issues.AddRange(e.Issues);
            }
        }

        _issues.AddRange(formats.UnknownTables());
        return formats;
    }

    private IReadOnlyDictionary<string, string> ReadCostKeys(WorkspaceConfiguration configuration) =>
        configuration.CostKeys is { } name && ReadSetting(name, "costKeys", FileLimits.Tables, CostKeys.Code) is { } csv
            ? CostKeys.Read(csv.Content, csv.Display, _issues)
            : ImmutableDictionary<string, string>.Empty;

    private FactorFiles ReadFactors(WorkspaceConfiguration configuration)
    {
        var factors = FactorFiles.None;
        var files = configuration.Factors.SelectMany(path => _files.Tables(path, "factors", _issues)).DistinctBy(own => own.Display);
        foreach (var own in files)
        {
            if (_files.Read(_files.NameOf(own.FullPath), _issues, FileLimits.Tables) is not { } csv)
                continue;
            _settings.Add(new(own, csv));
            factors = factors.With(own.Display, new MemoryStream(csv));
        }

        return factors;
    }

    private ModelMappings ReadModels(WorkspaceConfiguration configuration)
    {
        var models = ModelMappings.None;
        if (configuration.Deployments is { } named)
            ReadMapping(named, "deployments", "LE2012", (file, csv, found) => models = models.WithDeployments(file, csv, found));
        if (configuration.Models is { } map)
            ReadMapping(map, "models", "LE2013", (file, csv, found) => models = models.WithRows(file, csv, found));
        return models;
    }

    /// <summary>One code a file says enough here: its issues are about a form that the README describes in one row.</summary>
    private void ReadMapping(string name, string key, string code, Action<string, Stream, ICollection<Issue>> read)
    {
        if (ReadSetting(name, key, FileLimits.Tables, code) is not { } csv)
            return;
        var found = new List<Issue>();
        read(csv.Display, new MemoryStream(csv.Content), found);
        _issues.AddRange(found.Select(issue => issue with { Code = code }));
    }

    private IntakeRegister ReadIntake() =>
        _files.Has(IntakeRegister.FileName)
        && ReadSetting(IntakeRegister.FileName, "intake", FileLimits.Tables, IntakeRegister.Code) is { } rows
            ? IntakeRegister.Read(rows.Content, _issues)
            : IntakeRegister.Empty;

    private ColumnRegister ReadColumns() =>
        _files.Has(ColumnRegister.FileName)
        && ReadSetting(ColumnRegister.FileName, "columns", FileLimits.Tables, ColumnRegister.Code) is { } rows
            ? ColumnRegister.Read(rows.Content, _issues)
            : ColumnRegister.None;

    private ReportSettings ReadReportSettings(LookTrial? trial)
    {
        var problems = new ConfigurationProblems(ReportSettings.FileName);
        var report = ReportReader.Read(_files, trial, problems);
        _issues.AddRange(problems.Issues);
        _settings.AddRange(report.Files.Where(file => _settings.All(setting => setting.Display != file.Display)));
        return report;
    }

    /// <summary>A file that a key names; null, with an issue, where it leads out of the workspace or cannot be read.</summary>
    /// <param name="tooLarge">Code of one of more than <paramref name="most"/> bytes.</param>
    private SettingFile? ReadSetting(string name, string key, long most, string tooLarge)
    {
        if (_files.Inside(name, key, _issues) is not { } path || _files.Read(name, _issues, most, tooLarge) is not { } content)
            return null;
        var setting = new SettingFile(path, content);
        _settings.Add(setting);
        return setting;
    }

    private ImmutableArray<SourceInput> Sources(
        WorkspaceConfiguration configuration,
        IReadOnlyDictionary<string, string> costKeys,
        IntakeRegister intake
    )
    {
        var notExports = _settings
            .Select(setting => setting.Display)
            .Append(WorkspaceConfiguration.FileName)
            .Append(IntakeRegister.FileName)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. configuration.Sources.Select(source => new SourceInput(
                source.Id,
                source.Format,
                source.Account,
                source.Provider,
                source.Region,
                source.Database is { } table
                    ? [InputPath.OfTable(source.Id, table.Table)]
                    : [.. Exports(source).Where(file => !notExports.Contains(file.Display))],
                costKeys
            )
            {
                Database = source.Database is { } database ? DatabaseSettings.Table(database) : null,
                Intake = intake.Statements,
                PartOf = source.PartOf,
                Currency = source.Currency,
                AttestedZero = [.. source.AttestedZero.Select(text => SourceSettings.TryDays(text, out var days) ? days : default)],
            }),
        ];
    }

    private IEnumerable<InputPath> Exports(SourceConfiguration source) =>
        source
            .Paths.SelectMany(path => _files.Exports(path, $"sources '{source.Id}'.path", _issues))
            .DistinctBy(file => file.FullPath, StringComparer.Ordinal);

    /// <summary>Usage in a file of two sources would be counted twice.</summary>
    private static IEnumerable<Issue> FilesOfTwoSources(ImmutableArray<SourceInput> sources) =>
        sources
            .SelectMany(source => source.Files.Select(file => (file.Display, source.Id)))
            .GroupBy(file => file.Display, StringComparer.Ordinal)
            .Where(file => file.Count() > 1)
            .Select(file => new Issue(
                new(WorkspaceConfiguration.FileName, 0, 0),
                "LE2006",
                file.DistinctBy(source => source.Id).Count() == 1
                    ? $"sources: found several files that outputs show as {file.Key}, expected names that differ apart from what is "
                        + "masked: rename them"
                    : $"sources: found {file.Key} in {string.Join(" and ", file.Select(source => $"'{source.Id}'"))}, expected each "
                        + "file in one source"
            ));

    private void ThrowIfAny()
    {
        var errors = _issues.Where(issue => issue.Severity == Severity.Error).ToImmutableArray();
        if (!errors.IsEmpty)
            throw new ConfigurationException(errors);
    }
}
