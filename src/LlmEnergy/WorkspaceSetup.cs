using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Factors.Tables;
using LlmEnergy.Ingestion.Drafting;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Registers;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Setup;

namespace LlmEnergy;

/// <summary>Makes a folder a workspace, or adds what has come into it since: looks first, and writes what is answered.</summary>
public sealed class WorkspaceSetup
{
    private readonly DirectoryInfo _folder;
    private readonly Workspace? _workspace;

    private WorkspaceSetup(DirectoryInfo folder, Workspace? workspace, FolderSurvey added, Activity activity) =>
        (_folder, _workspace, Added, Activity) = (folder, workspace, added, activity);

    /// <summary>Whether there is no llmenergy.json yet.</summary>
    public bool IsNew => _workspace is null;

    /// <summary>The files of the folder that no source has.</summary>
    public FolderSurvey Added { get; }

    /// <summary>All days of the exports.</summary>
    public Activity Activity { get; }

    /// <summary>Name of the folder.</summary>
    public string Name => AssumedWorkspace.NameOf(_folder);

    /// <summary>Sources that seem to state the same traffic, those first that state most; empty where none do.</summary>
    public ImmutableArray<string> Overlapping => AssumedWorkspace.PrecedenceOf(Activity);

    /// <summary>New files that name no provider, and have formats that none do.</summary>
    public IEnumerable<SurveyedFile> WithoutProvider =>
        Added.Inputs.Where(file => file.Mapping is { } mapping && ConfigurationDraft.NamesNoProvider(mapping));

    /// <exception cref="ConfigurationException">All that is wrong with the workspace, or there is no export.</exception>
    public static WorkspaceSetup Look(
        DirectoryInfo folder,
        LookTrial? trial,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var workspace = Workspace.Open(folder, trial);
        if (workspace is { Survey: { } survey, Surveyed: { } read })
            return new(folder, null, survey, read);
        var known = workspace.Inputs.Select(file => file.Display).ToHashSet(StringComparer.Ordinal);
        var all = FolderSurvey.Of(folder);
        return new(
            folder,
            workspace,
            new([.. all.Files.Where(file => !known.Contains(file.Path.Display))]),
            Pipeline.Ingest(workspace, ReportingPeriod.Always, progress, cancellation)
        );
    }

    /// <summary>Writes llmenergy.json with its schema, drafted profiles, intake.csv and expected.csv, as far as something is new.</summary>
    /// <param name="drafts">Texts of drafted profiles where they were changed, by the path of their file.</param>
    /// <returns>Names of the files that were written.</returns>
    public ImmutableArray<string> Write(Answers answers, IReadOnlyDictionary<string, string> drafts)
    {
        var written = ImmutableArray.CreateBuilder<string>();
        var profiles = Added.Files.Where(file => file.Draft is not null).ToList();
        foreach (var file in profiles)
        {
            var text = drafts.GetValueOrDefault(file.Path.Display, file.Draft!);
            Put(FolderSurvey.ProfileOf(file.Mapping!), ProfileDraft.Settled(text) ?? text);
        }

        if (_workspace is null)
        {
            Put(WorkspaceConfiguration.FileName, ConfigurationDraft.Write(Added, answers));
            Put(ConfigurationDraft.Schema, SchemaText());
        }
        else if (Added.Inputs.Any())
            Put(WorkspaceConfiguration.FileName, WithAdded(answers));
        if (Added.Inputs.Any())
        {
            Intake(answers).Write(_folder);
            written.Add(IntakeRegister.FileName);
        }

        if (Expected() is { } expected)
            Put(ExpectedRegister.FileName, expected);
        return written.ToImmutable();

        void Put(string name, string text)
        {
            var path = Path.Combine(_folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var next = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.new");
            using (var file = RegularFile.Create(next))
                file.Write(Encoding.UTF8.GetBytes(text));
            File.Move(next, path, overwrite: true);
            written.Add(name);
        }
    }

    /// <summary>The configuration as it stands, with the new files: those of a source that it has in that source.</summary>
    private string WithAdded(Answers answers)
    {
        var text = new WorkspaceFolder(_folder).Read(WorkspaceConfiguration.FileName, FileLimits.Settings).Bytes is { } bytes
            ? Encoding.UTF8.GetString(Domain.Texts.FileText.Utf8(bytes).Span)
            : throw new IOException($"{WorkspaceConfiguration.FileName} is gone");
        var fresh = new List<SurveyedFile>();
        foreach (var group in ConfigurationDraft.Groups(Added))
        {
            if (SourceList.WithPaths(text, group.Key, [.. group.Select(file => file.Path.Display)]) is { } longer)
                text = longer;
            else
                fresh.AddRange(group);
        }

        text = SourceList.With(text, "sources", ConfigurationDraft.Sources(new([.. fresh]), answers)) ?? text;
        var profiles = Added.Drafts.Keys.Select(ConfigurationDraft.Quoted).ToList();
        return SourceList.With(text, "profiles", profiles)
            ?? text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, $"\n  \"profiles\": [{string.Join(", ", profiles)}],");
    }

    private IntakeRegister Intake(Answers answers)
    {
        var register = _workspace?.Intake ?? IntakeRegister.Empty;
        foreach (var file in Added.Inputs.Where(file => !register.Rows.ContainsKey(file.Path.Display)))
            register = register.With(
                new(
                    file.Path.Display,
                    Sha256.Of(file.Path.FullPath),
                    file.Mapping is { } mapping && ConfigurationDraft.NamesNoProvider(mapping) ? answers.Provider ?? "" : "",
                    "",
                    "",
                    "",
                    LlmEnergy.Ingestion.Sources.Intake.None
                )
            );
        return register;
    }

    /// <summary>The register with a row for each provider that it has none of; null where nothing is new.</summary>
    private string? Expected()
    {
        var now = new WorkspaceFolder(_folder).Has(ExpectedRegister.FileName)
            ? new WorkspaceFolder(_folder).Read(ExpectedRegister.FileName, FileLimits.Tables).Bytes
            : [];
        if (now is null || (now.Length > 0 && !TableReader.Header(now).SequenceEqual(ExpectedRegister.Columns)))
            return null;
        var text = Encoding.UTF8.GetString(Domain.Texts.FileText.Utf8(now).Span);
        var known = ExpectedRegister.Read(now, []).Providers;
        var rows = Activity
            .Lines.Where(line => line.Key.Provider.Length > 0 && !known.Contains(line.Key.Provider))
            .GroupBy(line => line.Key.Provider, StringComparer.Ordinal)
            .OrderBy(provider => provider.Key, StringComparer.Ordinal)
            .Select(provider =>
            {
                var (name, month) = (provider.Key.Replace("\"", "\"\"", StringComparison.Ordinal), provider.Min(line => line.Key.Month));
                return FormattableString.Invariant($"\"{name}\",{month:yyyy-MM-dd},,,\n");
            })
            .ToList();
        if (rows.Count == 0)
            return null;
        var head = text.Length == 0 ? string.Join(',', ExpectedRegister.Columns) + "\n" : text.TrimEnd('\r', '\n') + "\n";
        return head + string.Concat(rows);
    }

    private static string SchemaText()
    {
        using var stream = typeof(WorkspaceSetup).Assembly.GetManifestResourceStream("LlmEnergy.llmenergy.schema.json")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
