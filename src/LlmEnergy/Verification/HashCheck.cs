using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>Level 1: every file of the folder and every input against the hashes that are recorded; any version of the program can do it.</summary>
internal sealed class HashCheck
{
    private readonly DirectoryInfo _folder;
    private readonly DirectoryInfo _workspace;
    private readonly RecordedManifest _manifest;
    private readonly CancellationToken _cancellation;
    private readonly List<Finding> _findings = [];
    private readonly Lazy<IReadOnlyDictionary<string, string>> _masked;
    private int _compared;

    private HashCheck(DirectoryInfo folder, DirectoryInfo workspace, RecordedManifest manifest, CancellationToken cancellation) =>
        (_folder, _workspace, _manifest, _cancellation, _masked) = (folder, workspace, manifest, cancellation, new(() => Workspace.Masked(workspace)));

    public int Compared => _compared;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How many exports and settings are not as they were read.</summary>
    public int ChangedInputs { get; private set; }

    /// <summary>Whether every setting is as it was read.</summary>
    public bool HasRecordedSettings { get; private set; } = true;

    /// <param name="expected">A hash that was kept elsewhere: of the manifest, of the calculation or of an event; null where none is given.</param>
    public static HashCheck Of(DirectoryInfo folder, DirectoryInfo workspace, RecordedManifest manifest, string? expected, CancellationToken cancellation)
    {
        var check = new HashCheck(folder, workspace, manifest, cancellation);
        check.Events(expected);
        check.Outputs();
        check.ClosedPeriods();
        check.InputFiles();
        return check;
    }

    private void Differs(string file, string message) => _findings.Add(new(Level.Hashes, file, "", message));

    private void Events(string? expected)
    {
        var log = EventLog.Empty;
        _compared += 2;
        try
        {
            log = EventLog.Read(_folder.FullName);
            var last = log.Events.Select((made, at) => (made, at)).LastOrDefault(e => e.made.Kind == EventKind.Reported);
            if (log.Events.IsEmpty) Differs(EventLog.FileName, "has no event, expected at least that of the report");
            else if (last.made is not { } report || report.Manifest != _manifest.Sha256) Differs(Manifest.FileName, $"is not the manifest that {EventLog.FileName} records for the report");
            else if (log.Events[last.at..].FirstOrDefault(e => e.Manifest != _manifest.Sha256) is { } other) Differs(EventLog.FileName, $"has an event ({other.Kind.ToString().ToLowerInvariant()}) after the report that is about another manifest");
        }
        catch (InvalidDataException e)
        {
            Differs(EventLog.FileName, e.Message[(e.Message.StartsWith(EventLog.FileName, StringComparison.Ordinal) ? EventLog.FileName.Length : 0)..].TrimStart(':', ' '));
        }

        if (expected is null || Plain(expected) == _manifest.Sha256 || Plain(expected) == Plain(_manifest.CalculationHash) || log.Has(Plain(expected))) return;
        Differs(Manifest.FileName, $"its SHA-256 is {_manifest.Sha256} and its calculation hash {_manifest.CalculationHash}, neither these nor an event is the expected {expected}");
    }

    private void Outputs()
    {
        foreach (var (name, hash) in _manifest.Outputs)
        {
            _compared++;
            if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || name is "" or "." or "..") Differs(Manifest.FileName, "names an output outside of its folder");
            else Compare(name, Path.Combine(_folder.FullName, name), null, hash, "is missing", "has other bytes than the manifest records");
        }

        var known = _manifest.Outputs.Keys.Append(Manifest.FileName).Append(EventLog.FileName).ToHashSet(StringComparer.Ordinal);
        var strays = _folder.EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true })
            .Select(entry => Path.GetRelativePath(_folder.FullName, entry.FullName).Replace('\\', '/')).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal);
        foreach (var stray in strays) Differs(stray, "is not a file of the report");
    }

    /// <summary>The closed versions of periods that a comparison rests on: their manifests, and by these their figures.</summary>
    private void ClosedPeriods()
    {
        foreach (var closed in _manifest.Closed)
        {
            _compared++;
            var name = $"periods/{closed.Folder}/{Manifest.FileName}";
            if (Inside(name) is not { } path || closed.Folder.AsSpan().IndexOfAny('/', '\\') >= 0) Differs(Manifest.FileName, "refers to a period outside of the workspace");
            else if (Compare(name, path, null, closed.Manifest, "the manifest of a closed period that the report refers to is missing", "is not the manifest of the closed period that the report refers to")) Figures(closed, Path.GetDirectoryName(path)!);
        }
    }

    private void Figures(ClosedPeriod closed, string folder)
    {
        _compared++;
        try
        {
            if (RecordedManifest.Read(folder).Outputs.TryGetValue(RecordedFigures.FileName, out var hash))
                Compare($"periods/{closed.Folder}/{RecordedFigures.FileName}", Path.Combine(folder, RecordedFigures.FileName), null, hash, "the figures of a closed period that the report refers to are missing", "is not the file of figures of the closed period that the report refers to");
        }
        catch (InvalidDataException e)
        {
            Differs($"periods/{closed.Folder}/{Manifest.FileName}", e.Message);
        }
    }

    /// <summary>An archive is hashed once for all of its entries.</summary>
    private void InputFiles()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (input, isSetting) in _manifest.Exports.Select(file => (file, false)).Concat(_manifest.Settings.Select(file => (file, true))))
        {
            _cancellation.ThrowIfCancellationRequested();
            var file = InputPath.FileOf(input.Path, name => Inside(name) is { } inside && File.Exists(inside));
            if (!done.Add(file ?? input.Path)) continue;
            _compared++;
            var before = _findings.Count;
            if (Inside(input.Path) is not { } path) Differs(Manifest.FileName, "names an input outside of the workspace");
            else Compare(file ?? input.Path, file is null ? path : Inside(file)!, file == input.Path ? input.Bytes : null, input.Sha256, "an input that is missing or was moved", "an input with other bytes than were read");
            if (_findings.Count == before) continue;
            ChangedInputs++;
            HasRecordedSettings &= !isSetting;
        }
    }

    private bool Compare(string name, string path, long? length, string sha256, string missing, string changed)
    {
        try
        {
            if (!File.Exists(path)) Differs(name, missing);
            else if ((length is { } bytes && new FileInfo(path).Length != bytes) || Sha256.Of(path) != sha256) Differs(name, changed);
            else return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Differs(name, $"cannot be read ({e.Message})");
        }

        return false;
    }

    /// <summary>Null where the path leads out of the workspace.</summary>
    private string? Inside(string name) => Workspace.Located(_workspace, name, _masked);

    private static string Plain(string hash) => hash.Trim().ToLowerInvariant().Replace("sha256:", "", StringComparison.Ordinal);
}
