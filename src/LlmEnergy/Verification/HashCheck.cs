using LlmEnergy.Configuration;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>
/// Level 1: every file of the folder and every input against the hashes that are recorded; any version of the program can do it.
/// </summary>
internal sealed class HashCheck
{
    private readonly DirectoryInfo _folder;
    private readonly DirectoryInfo _workspace;
    private readonly WorkspaceFolder _files;
    private readonly RecordedManifest _manifest;
    private readonly RecordedInputs _recorded;
    private readonly SnapshotInputs? _snapshot;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _fromSnapshot = [];
    private readonly List<Finding> _findings = [];
    private readonly Lazy<IReadOnlyDictionary<string, string>> _masked;
    private int _compared;

    private HashCheck(
        DirectoryInfo folder,
        DirectoryInfo workspace,
        RecordedManifest manifest,
        RecordedInputs recorded,
        SnapshotInputs? snapshot,
        CancellationToken cancellation
    )
    {
        (_folder, _workspace, _manifest, _recorded, _snapshot, _cancellation) = (
            folder,
            workspace,
            manifest,
            recorded,
            snapshot,
            cancellation
        );
        _files = new(workspace);
        _masked = new(_files.Masked);
    }

    public int Compared => _compared;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Inputs that are not as they were read any more, and that the snapshot of the closing holds as they were.</summary>
    public IReadOnlyList<string> FromSnapshot => _fromSnapshot;

    /// <summary>How many exports and settings are not as they were read, and in no snapshot.</summary>
    public int ChangedInputs { get; private set; }

    /// <summary>Whether every setting is as it was read.</summary>
    public bool HasRecordedSettings { get; private set; } = true;

    /// <summary>The code of the folder with its last event; empty where there is none.</summary>
    public string Code { get; private set; } = "";

    /// <summary>What signature and time stamp prove.</summary>
    public IReadOnlyList<string> Proofs { get; private set; } = [];

    public static HashCheck Compare(
        DirectoryInfo folder,
        DirectoryInfo workspace,
        RecordedManifest manifest,
        RecordedInputs recorded,
        SnapshotInputs? snapshot,
        VerificationRequest request,
        CancellationToken cancellation
    )
    {
        var check = new HashCheck(folder, workspace, manifest, recorded, snapshot, cancellation);
        check._findings.AddRange(ToolCheck.Compare(folder, manifest));
        check.Events(request);
        check.Outputs();
        check.ClosedPeriods();
        check.InputFiles();
        return check;
    }

    private void Differs(string file, string message) => _findings.Add(new(VerificationLevel.Hashes, file, "", message));

    private void Events(VerificationRequest request)
    {
        _compared += 3; // the events, the manifest by them, and the calculation hash
        var log = ChainCheck.Read(_folder, _findings);
        _findings.AddRange(ChainCheck.Compare(_folder, new(Path.Combine(_workspace.FullName, "periods")), _manifest, log));
        var calculation = _manifest.Calculation(IsFile);
        if (calculation != _manifest.CalculationHash && _manifest.Exports.All(IsFoundWhole))
            Differs(
                Manifest.FileName,
                $"states the calculation hash {_manifest.CalculationHash}, and that of the inputs, configuration, factors and outputs "
                    + $"which it records is {calculation}"
            );
        var found = new Expectation(_manifest, calculation, HashOfFigures(), log);
        Code = found.Code;
        if (request.Expected is { } expected && found.Against(expected) is { } other)
            _findings.Add(other);
        Proofs = [.. ProofCheck.Compare(_folder, request, log, _findings)];
    }

    /// <summary>Empty where they are missing or cannot be read, which the outputs say.</summary>
    private string HashOfFigures()
    {
        try
        {
            var path = Path.Combine(_folder.FullName, RecordedFigures.FileName);
            return File.Exists(path) ? Sha256.Of(path) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private bool IsFile(string name) => Inside(name) is { } inside && File.Exists(inside);

    /// <summary>False of what may be an entry of an archive that is gone: which path was hashed then cannot be told.</summary>
    private bool IsFoundWhole(InputFile input) =>
        !input.Path.Contains(InputPath.EntryMark, StringComparison.Ordinal) || InputPath.FileOf(input.Path, IsFile) is not null;

    private void Outputs()
    {
        foreach (var (name, hash) in _manifest.Outputs)
        {
            _compared++;
            if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || name is "" or "." or "..")
                Differs(Manifest.FileName, "names an output outside of its folder");
            else
                Compare(name, Path.Combine(_folder.FullName, name), null, hash, "is missing", "has other bytes than the manifest records");
        }

        var added = Added();
        var known = _manifest
            .Outputs.Keys.Concat(added)
            .Append(Manifest.FileName)
            .Append(EventLog.FileName)
            .Append(EventSignature.FileName)
            .ToHashSet(StringComparer.Ordinal);
        // a folder is none as a whole: what is below it, perhaps by a link without end, is not looked at
        foreach (
            var entry in _folder
                .EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true })
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)
        )
            if (!known.Contains(entry.Name))
                Differs(entry.Name, "is not a file of the report");
            else if (entry.LinkTarget is not null)
                Differs(entry.Name, "is a link, expected the file that was written: what it leads to can change at any time");
    }

    /// <summary>Names of what the closing added, which is compared.</summary>
    private IEnumerable<string> Added()
    {
        try
        {
            var added = ClosingFiles.HashesIn(EventLog.Read(_folder.FullName));
            foreach (var (name, hash) in added)
            {
                _compared++;
                Compare(
                    name,
                    Path.Combine(_folder.FullName, name),
                    null,
                    hash,
                    "is missing",
                    $"has other bytes than {EventLog.FileName} records for the closing"
                );
            }

            return added.Keys;
        }
        catch (RecordedFileException)
        {
            return ClosingFiles.Names; // the log is not as it was written: that is a difference of its own
        }
    }

    /// <summary>The closed versions of periods that a comparison rests on: their manifests, and by these their figures.</summary>
    private void ClosedPeriods()
    {
        foreach (var closed in _manifest.Closed)
        {
            _compared++;
            var name = $"periods/{closed.Folder}/{Manifest.FileName}";
            if (Inside(name) is not { } path || closed.Folder.AsSpan().IndexOfAny('/', '\\') >= 0)
                Differs(Manifest.FileName, "refers to a period outside of the workspace");
            else if (
                Compare(
                    name,
                    path,
                    null,
                    closed.Manifest,
                    "the manifest of a closed period that the report refers to is missing",
                    "is not the manifest of the closed period that the report refers to"
                )
            )
                Figures(closed, Path.GetDirectoryName(path)!);
        }
    }

    private void Figures(ClosedPeriod closed, string folder)
    {
        _compared++;
        try
        {
            if (EventLog.Read(folder).Closing is null)
                Differs($"periods/{closed.Folder}/{EventLog.FileName}", "has no closing of the period that the report rests on as closed");
            if (RecordedManifest.Read(folder).Outputs.TryGetValue(RecordedFigures.FileName, out var hash))
                Compare(
                    $"periods/{closed.Folder}/{RecordedFigures.FileName}",
                    Path.Combine(folder, RecordedFigures.FileName),
                    null,
                    hash,
                    "the figures of a closed period that the report refers to are missing",
                    "is not the file of figures of the closed period that the report refers to"
                );
        }
        catch (RecordedFileException e)
        {
            Differs($"periods/{closed.Folder}", e.Message);
        }
    }

    /// <summary>An archive is hashed once for all of its entries.</summary>
    private void InputFiles()
    {
        foreach (var name in _manifest.WithoutHash)
            Differs(name, "an input without a hash in the manifest, so that nobody can say whether it is as it was read");
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var (input, isSetting) in _manifest
                .Exports.Select(file => (file, false))
                .Concat(_manifest.Settings.Select(file => (file, true)))
        )
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_manifest.Tables.TryGetValue(input.Path, out var sums))
            {
                _compared++;
                // the bytes of the output are compared with the others
                if (_manifest.Outputs.GetValueOrDefault(sums) != input.Sha256)
                    Differs(sums, "is not what the manifest records as the sums of a table");
                continue;
            }

            var file = InputPath.FileOf(input.Path, IsFile);
            if (!done.Add(file ?? input.Path))
                continue;
            _compared++;
            var before = _findings.Count;
            if (Inside(input.Path) is not { } path)
                Differs(Manifest.FileName, "names an input outside of the workspace");
            else
                Compare(file ?? input.Path, file is null ? path : Inside(file)!, input, file == input.Path);
            if (_findings.Count == before)
                continue;
            if (_snapshot?.Has(input, _recorded) is { } packed)
            {
                _findings.RemoveRange(before, _findings.Count - before);
                _fromSnapshot.Add(packed);
                continue;
            }

            ChangedInputs++;
            HasRecordedSettings &= !isSetting;
        }
    }

    private void Compare(string name, string path, InputFile input, bool isWhole)
    {
        const string Missing = "an input that is missing or was moved";
        const string Changed = "an input with other bytes than were read";
        if (input.Rows is null)
            Compare(name, path, isWhole ? input.Bytes : null, input.Sha256, Missing, Changed);
        else if (!File.Exists(path))
            Differs(name, Missing);
        else if (!_recorded.Is(input, path))
            Differs(name, "a register whose rows of the period are others than were read");
    }

    private bool Compare(string name, string path, long? length, string sha256, string missing, string changed)
    {
        try
        {
            if (!File.Exists(path))
                Differs(name, missing);
            else if ((length is { } bytes && new FileInfo(path).Length != bytes) || Sha256.Of(path) != sha256)
                Differs(name, changed);
            else
                return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Differs(name, $"cannot be read ({e.Message})");
        }

        return false;
    }

    /// <summary>Null where the path leads out of the workspace.</summary>
    private string? Inside(string name) => _files.Located(name, _masked);
}
