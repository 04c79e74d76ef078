using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Files;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Registers;
using LlmEnergy.Reporting;
using Microsoft.Extensions.FileSystemGlobbing;

namespace LlmEnergy;

/// <summary>A folder with <c>llmenergy.json</c>, exports, mappings and <c>periods/</c>, read and checked as a whole before anything is written.</summary>
public sealed record Workspace
{
    public const string FileName = "llmenergy.json";
    private const int Schema = 1;
    private const int LongestText = 200;

    private readonly SettingFile _configurationFile;

    private Workspace(
        DirectoryInfo folder, SettingFile configurationFile, WorkspaceConfiguration configuration, FormatCatalog formats,
            ImmutableArray<SourceInput> sources, ImmutableArray<SettingFile> settings,
        IntakeRegister intake, WorkspaceRegisters registers, FactorFiles ownFactors, ModelMappings models, ReportSettings report) =>
        (Folder, _configurationFile, Configuration, Formats, Sources, Settings, Intake, Registers, OwnFactors, Models, Report, Periods) =
        (folder, configurationFile, configuration, formats, sources, settings, intake, registers, ownFactors, models, report,
            new(Path.Combine(folder.FullName, "periods")));

    public DirectoryInfo Folder { get; }

    /// <summary>Where its reports are.</summary>
    public DirectoryInfo Periods { get; init; }

    public WorkspaceConfiguration Configuration { get; }

    /// <summary>The built-in formats and the workspace's own profiles.</summary>
    public FormatCatalog Formats { get; }

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
    public ImmutableArray<Issue> Warnings { get; private init; } = [];

    /// <summary>Files besides the exports that a result depends on: profiles, mappings, factors, and what reports are written with.</summary>
    public ImmutableArray<SettingFile> Settings { get; private init; }

    /// <summary>Every file that a result depends on, the configuration included, in ordinal order.</summary>
    public IEnumerable<InputPath> Inputs => SettingFiles.Select(setting => setting.Path).Concat(Exports)
        .OrderBy(file => file.Display, StringComparer.Ordinal);

    private IEnumerable<SettingFile> SettingFiles => Settings.Prepend(_configurationFile).DistinctBy(setting => setting.Display);

    private IEnumerable<InputPath> Exports => Sources.SelectMany(source => source.Files).DistinctBy(file => file.Display);

    /// <summary>
    /// Every input with its hash, in ordinal order: that of the bytes that were counted or parsed, and of exports that could not be read
    /// that of the file.
    /// </summary>
    public ImmutableArray<InputFile> Hashed(Activity activity, CancellationToken cancellation)
    {
        var counted = activity.Files.Where(file => file.Sha256 is not null).Select(file => (Path: InputPath.FileOf(file.Path, IsExport)!, file.Sha256))
            .DistinctBy(file => file.Path).ToDictionary(file => file.Path, file => file.Sha256!, StringComparer.Ordinal);
        return [.. SettingFiles.Select(setting => setting.Input).Concat(Sha256.Of(Exports, counted, cancellation))
            .OrderBy(input => input.Path, StringComparer.Ordinal)];

        bool IsExport(string path) => Sources.Any(source => source.Files.Any(file => file.Display == path));
    }

    /// <summary>The factor files that the configuration names, by their path in the workspace; not checked yet.</summary>
    public FactorFiles OwnFactors { get; }

    /// <summary>The pack with the workspace's own factors on top; the pack itself where it has none.</summary>
    /// <exception cref="ConfigurationException">Everything that is wrong with these files, LE3xxx.</exception>
    public FactorPack Factors(FactorPack builtIn) => builtIn.With(OwnFactors);

    /// <exception cref="ConfigurationException">Everything that is wrong with the workspace, LE2xxx.</exception>
    public static Workspace Open(DirectoryInfo folder)
    {
        var issues = new List<Issue>();
        if (Bytes(folder, FileName, issues) is not { } text) throw new ConfigurationException([.. issues]);
        var problems = new ConfigurationProblems(FileName);
        var configurationFile = new SettingFile(new(FileName, Path.Combine(folder.FullName, FileName)), text);
        var configuration = ConfigurationNode.Parse(text, problems, root => Read(root, problems));
        problems.ThrowIfAny();
        issues.AddRange(problems.Issues);

        var formats = FormatCatalog.BuiltIn;
        var settings = ImmutableArray.CreateBuilder<SettingFile>();
        foreach (var profile in configuration!.Profiles)
        {
            if (Inside(folder, profile, "profiles", issues) is not { } path || Bytes(folder, profile, issues) is not { } json) continue;
            settings.Add(new(path, json));
            try
            {
                var mapping = Mapping.Parse(json, path.Display);
                formats = formats.With(mapping);
                issues.AddRange(mapping.Warnings);
            }
            catch (ConfigurationException e)
            {
                issues.AddRange(e.Issues);
            }
        }

        var costKeys = ImmutableDictionary<string, string>.Empty;
        if (configuration.CostKeys is { } file && Inside(folder, file, "costKeys", issues) is { } keys && Bytes(folder, file, issues) is { } csv)
        {
            settings.Add(new(keys, csv));
            costKeys = CostKeys.Read(csv, keys.Display, issues);
        }

        var ownFactors = FactorFiles.None;
        foreach (var own in configuration.Factors.SelectMany(path => FactorPaths(folder, path, issues)).DistinctBy(own => own.Display))
        {
            if (Bytes(folder, own.Display, issues) is not { } factors) continue;
            settings.Add(new(own, factors));
            ownFactors = ownFactors.With(own.Display, new MemoryStream(factors));
        }
        var models = ModelMappings.None;
        if (configuration.Deployments is { } named) ReadMapping(named, "deployments", "LE2012", (file, csv, found) => models = models.WithDeployments(file, csv, found));
        if (configuration.Models is { } map) ReadMapping(map, "models", "LE2013", (file, csv, found) => models = models.WithRows(file, csv, found));

        var intake = IntakeRegister.Empty;
        if (File.Exists(Path.Combine(folder.FullName, IntakeRegister.FileName)) && Inside(folder, IntakeRegister.FileName, "intake", issues) is { } register && Bytes(folder, IntakeRegister.FileName, issues) is { } rows)
        {
            settings.Add(new(register, rows));
            intake = IntakeRegister.Read(rows, issues);
        }

        var registers = WorkspaceRegisters.Read(
            (path, found) => Inside(folder, path, path, found) is { } file && Bytes(folder, path, found) is { } content
                ? new SettingFile(file, content) : null, path => File.Exists(Path.Combine(folder.FullName, path)),
                configuration.FiscalYear, issues);
        settings.AddRange(registers.Files);
        var report = ReportSettings.Read(folder, issues);
        settings.AddRange(report.Files.Where(file => settings.All(setting => setting.Display != file.Display)));
        var notExports = settings.Select(setting => setting.Display).Append(FileName).Append(IntakeRegister.FileName).ToHashSet(StringComparer.Ordinal);
        var sources = configuration.Sources.Select(source => new SourceInput(
            source.Id, source.Format, source.Account, source.Provider, source.Region, [.. Files(folder, source, issues).Where(file => !notExports.Contains(file.Display))], costKeys)
        {
            Intake = intake.Statements,
            PartOf = source.PartOf,
            AttestedZero = [.. source.AttestedZero.Select(text => SourceSettings.TryDays(text, out var days) ? days : default)],
        }).ToImmutableArray();
        issues.AddRange(formats.UnknownFormats(sources, FileName));
        issues.AddRange(FilesOfTwoSources(sources));
        var errors = issues.Where(issue => issue.Severity == Severity.Error).ToImmutableArray();
        if (!errors.IsEmpty) throw new ConfigurationException(errors);
        return new(folder, configurationFile, configuration!, formats, sources, settings.ToImmutable(), intake, registers, ownFactors,
            models, report)
        {
            Warnings = [.. issues],
        };

        // one code a file says enough here: its issues are about a form that the README describes in one row
        void ReadMapping(string name, string key, string code, Action<string, Stream, ICollection<Issue>> read)
        {
            if (Inside(folder, name, key, issues) is not { } path || Bytes(folder, name, issues) is not { } csv) return;
            settings.Add(new(path, csv));
            var found = new List<Issue>();
            read(path.Display, new MemoryStream(csv), found);
            issues.AddRange(found.Select(issue => issue with { Code = code }));
        }
    }

    /// <summary>With other files of its sources.</summary>
    internal Workspace Reading(Func<SourceInput, IEnumerable<InputPath>> files) =>
        this with { Sources = [.. Sources.Select(source => source with { Files = [.. files(source)] })] };

    /// <summary>As far as it concerns the report of a period with all its exports.</summary>
    internal Workspace OfPeriod(ReportingPeriod period) =>
        Concerning(new RegisterScope(period, Configuration.BaseYear,
        Exports.Select(file => file.Display).ToHashSet(StringComparer.Ordinal).Contains));

    /// <summary>As far as it concerns a report: registers with the rows that do. One that has none is no setting of it.</summary>
    internal Workspace Concerning(RegisterScope scope)
    {
        var narrowed = new Dictionary<string, SettingFile>(StringComparer.Ordinal);
        foreach (var setting in Settings)
        {
            if (!RegisterScope.IsRegister(setting.Display)) narrowed[setting.Display] = setting;
            else if (ConcerningRows.Of(setting.Display, setting.Content, scope) is var (content,
                input)) narrowed[setting.Display] = new(setting.Path, content, input);
        }

        var registers = WorkspaceRegisters.Read((path, _) => Inside(Folder, path, path, []) is { } file
            ? narrowed.GetValueOrDefault(file.Display) : null, narrowed.ContainsKey, Configuration.FiscalYear, []);
        var intake = narrowed.TryGetValue(IntakeRegister.FileName, out var rows) ? IntakeRegister.Read(rows.Content, [])
            : IntakeRegister.Empty;
        var dropped = Registers.Files.Select(file => file.Display)
            .Except(registers.Files.Select(file => file.Display), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Registers = registers,
            Intake = intake,
            Settings = [.. Settings.Where(setting => narrowed.ContainsKey(setting.Display) && !dropped.Contains(setting.Display))
                .Select(setting => narrowed[setting.Display])],
            Sources = [.. Sources.Select(source => source with { Intake = intake.Statements })],
        };
    }

    /// <exception cref="ConfigurationException">The name is not one of a period.</exception>
    public ReportingPeriod Period(string name) => ReportingPeriod.TryParse(name, Configuration.FiscalYear, out var period)
        ? period
        : throw new ConfigurationException(new Issue(new("--period", 0, 0), "LE2001", $"found '{name}', expected a period such as 2026-Q3, 2026-H1, 2026, 2026-YTD3 or FY2026-Q3"));

    /// <summary>The language that is asked for, else the configured one.</summary>
    /// <exception cref="ConfigurationException">There are no texts in it.</exception>
    public string Language(string? asked) => asked is null ? Configuration.Language
        : ReportCulture.Languages.Contains(asked) ? asked
        : throw new ConfigurationException(new Issue(new("--language", 0, 0), "LE2001", $"found '{asked}', expected one of {string.Join(", ", ReportCulture.Languages)}"));

    private static WorkspaceConfiguration Read(ConfigurationNode root, ConfigurationProblems problems)
    {
        var schema = root.Number("schema", isRequired: true);
        if (schema is not (null or Schema)) problems.WrongValue("schema", schema.Value.ToString(CultureInfo.InvariantCulture), $"{Schema}: this version reads no other");
        var undertaking = Named(root, "undertaking", problems);
        var sources = root.Objects("sources", isRequired: true).Select(source => SourceSettings.Read(source, problems)).ToImmutableArray();
        SourceSettings.Check(sources, problems);
        if (sources.GroupBy(source => source.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice) problems.WrongValue("sources", twice.Key, "each id once");
        var fiscalYear = root.Object("fiscalYear") is { } year ? ReadFiscalYear(year, problems) : FiscalYear.Calendar;
        var configuration = new WorkspaceConfiguration(Schema, undertaking, fiscalYear, ReadMethods(root, problems), root.Texts("profiles"), root.Text("costKeys", isRequired: false),
            root.Text("deployments", isRequired: false), root.Text("models", isRequired: false), ReadIdentityMemory(root, problems),
            ReadElectricity(root, problems), ReadShare(root, problems, "notCalculatedTolerance", Completeness.DefaultTolerance), sources)
        {
            Factors = root.Texts("factors"),
            RestatementThreshold = ReadShare(root, problems, "restatementThreshold", WorkspaceConfiguration.DefaultRestatementThreshold),
            Precedence = SourceSettings.Precedence(root, sources, problems),
            Disjoint = SourceSettings.Disjoint(root, sources, problems),
            BaseYear = Goals.BaseYear(root, fiscalYear, problems),
            Targets = Goals.Targets(root, problems),
            Materiality = Goals.Materiality(root, problems),
            Gaps = GapRule.Read(root, problems),
            RuleSet = Goals.RuleSet(root, problems),
            Language = ReadLanguage(root, problems),
        };
        root.Close();
        return configuration;
    }

    private static ElectricityConfiguration ReadElectricity(ConfigurationNode root, ConfigurationProblems problems)
    {
        var basis = root.Text("gridBasis", isRequired: false) ?? "lifecycle";
        if (basis is not ("lifecycle" or "direct")) problems.WrongValue("gridBasis", basis, "lifecycle or direct");
        return new(basis, root.Flag("transmissionLosses", isRequired: false) ?? false);
    }

    private static string ReadLanguage(ConfigurationNode root, ConfigurationProblems problems)
    {
        var language = root.Text("language", isRequired: false) ?? WorkspaceConfiguration.DefaultLanguage;
        if (ReportCulture.Languages.Contains(language)) return language;
        problems.WrongValue("language", language.Length <= 40 ? language : language[..40] + "...", $"one of {string.Join(", ", ReportCulture.Languages)}");
        return WorkspaceConfiguration.DefaultLanguage;
    }

    private static decimal ReadShare(ConfigurationNode root, ConfigurationProblems problems, string key, decimal otherwise)
    {
        var share = root.Decimal(key) ?? otherwise;
        if (share is < 0m or > 1m) problems.WrongValue(key, share.ToString(CultureInfo.InvariantCulture), "a share from 0 to 1");
        return share;
    }

    private static int ReadIdentityMemory(ConfigurationNode root, ConfigurationProblems problems)
    {
        var mebibytes = root.Number("identityMemory") ?? (int)(Ingestor.DefaultIdentityBytes >> 20);
        if (mebibytes < 1) problems.WrongValue("identityMemory", mebibytes.ToString(CultureInfo.InvariantCulture), "mebibytes, 1 or more");
        return mebibytes;
    }

    internal static string Named(ConfigurationNode node, string key, ConfigurationProblems problems)
    {
        var text = node.Text(key) ?? "";
        if (node.Has(key) && text.Trim().Length == 0) problems.WrongValue(node.PathOf(key), text, "text that is not empty");
        if (text.Length > LongestText || text.Any(char.IsControl)) problems.WrongValue(node.PathOf(key), "...", $"up to {LongestText} characters, none of them a control character");
        return text;
    }

    private static ImmutableArray<string> ReadMethods(ConfigurationNode root, ConfigurationProblems problems)
    {
        if (!root.Has("method")) return MethodCatalog.DefaultHierarchy;
        var methods = root.Texts("method");
        if (methods.IsEmpty) problems.WrongValue("method", "", "at least one method");
        foreach (var id in methods)
        {
            if (MethodCatalog.BuiltIn.Find(id) is not { } method) problems.WrongValue("method", id, $"one of {string.Join(", ", MethodCatalog.BuiltIn.All.Select(known => known.Id))}");
            else if (method.SideBySideOnly) problems.Add("LE2007", $"method: {id} has no central value or lacks a part of the boundary: it can stand beside a disclosure, not be one; use it with estimate, or report --compare-methods");
        }

        return methods;
    }

    private static FiscalYear ReadFiscalYear(ConfigurationNode node, ConfigurationProblems problems)
    {
        var start = node.Text("start", isRequired: false) ?? "01-01";
        var named = node.Text("named", isRequired: false) ?? "end";
        var endsOn = node.Text("endsOn", isRequired: false);
        var weekEnd = node.Text("weekEnd", isRequired: false) ?? "last";
        node.Close();
        // 2001 has no 29 February: it starts no year, since three years of four have none
        var hasStart = DateOnly.TryParseExact("2001-" + start, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first);
        if (!hasStart) problems.WrongValue(node.PathOf("start"), start, "month and day such as 07-01");
        if (named is not ("end" or "start")) problems.WrongValue(node.PathOf("named"), named, "end or start");
        if (weekEnd is not ("last" or "nearest")) problems.WrongValue(node.PathOf("weekEnd"), weekEnd, "last or nearest");
        DayOfWeek? weekday = endsOn is null ? null : Enum.GetValues<DayOfWeek>().Cast<DayOfWeek?>().FirstOrDefault(day => string.Equals(day.ToString(), endsOn, StringComparison.OrdinalIgnoreCase));
        if (endsOn is not null && weekday is null) problems.WrongValue(node.PathOf("endsOn"), endsOn, "a weekday such as saturday");
        return hasStart
            ? new(first.Month, first.Day, named == "start" ? FiscalYearName.Start : FiscalYearName.End, weekday, weekEnd == "nearest" ? WeekYearEnd.Nearest : WeekYearEnd.Last)
            : FiscalYear.Calendar;
    }

    /// <summary>Usage in a file of two sources would be counted twice.</summary>
    private static IEnumerable<Issue> FilesOfTwoSources(ImmutableArray<SourceInput> sources) => sources
        .SelectMany(source => source.Files.Select(file => (file.Display, source.Id)))
        .GroupBy(file => file.Display, StringComparer.Ordinal)
        .Where(file => file.Count() > 1)
        .Select(file => At($"sources: found {file.Key} in {string.Join(" and ", file.Select(source => $"'{source.Id}'"))}, expected each file in one source", "LE2006"));

    private static ImmutableArray<InputPath> Files(DirectoryInfo folder, SourceConfiguration source, List<Issue> issues)
    {
        if (Inside(folder, source.Path, $"sources '{source.Id}'.path", issues) is not { } path) return [];
        if (Directory.Exists(path.FullPath)) return OrPattern(path.Display is "." ? "**" : path.Display.TrimEnd('/') + "/**");
        return path.Display.AsSpan().ContainsAny("*?") ? OrPattern(path.Display) : [path];

        // a pattern without files is handed on as it stands, so that it is accounted for as a file that could not be read
        ImmutableArray<InputPath> OrPattern(string pattern) => Match(folder, pattern) is { IsEmpty: false } files ? files : [new(pattern, Path.Combine(folder.FullName, pattern))];
    }

    /// <summary>A pattern may match nothing: factors/*.csv stands in a workspace before the first file is imported.</summary>
    private static ImmutableArray<InputPath> FactorPaths(DirectoryInfo folder, string path, List<Issue> issues)
    {
        if (Inside(folder, path, "factors", issues) is not { } file) return [];
        return file.Display.AsSpan().ContainsAny("*?") ? Match(folder, file.Display) : [file];
    }

    private static ImmutableArray<InputPath> Match(DirectoryInfo folder, string pattern)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(pattern);
        return
        [
            .. matcher.Match(FilesBelow(folder).Select(file => file.Display)).Files
                .Select(match => new InputPath(match.Path, Path.Combine(folder.FullName, match.Path)))
                .OrderBy(file => file.Display, StringComparer.Ordinal),
        ];
    }

    /// <summary>Without links, which may lead anywhere, also back; without hidden files and the outputs.</summary>
    private static IEnumerable<InputPath> FilesBelow(DirectoryInfo root) => root
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint })
        .Select(file => new InputPath(Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), file.FullName))
        .Where(file => !file.Display.StartsWith("periods/", StringComparison.Ordinal) && !Path.GetFileName(file.Display).StartsWith('.'));

    private static byte[]? Bytes(DirectoryInfo folder, string path, ICollection<Issue> issues)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder.FullName, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            issues.Add(new(new(path, 0, 0), "LE2009", folder.Exists ? $"found no readable file in {folder.Name}, expected {path}" : $"found no folder {folder.Name}, expected a workspace"));
            return null;
        }
    }

    /// <summary>No path that the configuration names leads out of the workspace.</summary>
    internal static InputPath? Inside(DirectoryInfo folder, string path, string key, ICollection<Issue> issues)
    {
        if (path.Contains('\0', StringComparison.Ordinal)) path = "..";
        var root = Path.GetFullPath(folder.FullName) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(root, path));
        if (!Path.IsPathRooted(path) && (full + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal) && !HasLink(root, full)) return new(Path.GetRelativePath(root, full).Replace('\\', '/'), full);
        issues.Add(At($"{key}: found a path that leads out of the workspace, expected one inside it", "LE2006"));
        return null;
    }

    /// <summary>Whether a part of the path below the workspace is a symbolic link, which may lead anywhere.</summary>
    private static bool HasLink(string root, string full)
    {
        for (var at = full; at.Length > root.Length; at = Path.GetDirectoryName(at)!)
            if (new FileInfo(at).LinkTarget is not null) return true;
        return false;
    }

    private static Issue At(string message, string code) => new(new(FileName, 0, 0), code, message);
}
