using System.Text;
using LlmEnergy.Hashing;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>
/// A folder "periods" of one test with what a report writes into it, by a seed: as many files, as long, with the same bytes.
/// </summary>
internal sealed class PeriodState : IDisposable
{
    public const string Name = "2026-Q3";
    private static readonly string[] Parts = [".new", ".old", ".gone", ".events"];
    private readonly TemporaryFolder _temporary = new(inMemory: true);

    public List<string> Told { get; } = [];

    public Writer Writer => new("tester", DateTimeOffset.UnixEpoch, Told.Add);

    public string PathOf(string name) => _temporary.PathOf(name);

    public PeriodFolder Folder(IFileLayer? files = null) => new(_temporary.Folder, Name, files ?? DiskLayer.Instance);

    /// <summary>A report whose files are those of a seed.</summary>
    public void Report(int seed, IFileLayer? files = null) =>
        Folder(files)
            .Replace(
                Writer,
                folder =>
                {
                    var random = new Random(seed);
                    for (var i = random.Next(1, 5); i > 0; i--)
                        folder.Write($"file{i}.csv", Bytes(random));
                    folder.Write(Manifest.FileName, Bytes(random));
                },
                manifest => new(EventKind.Reported, DateTimeOffset.UnixEpoch, "tester", "", "", manifest, "draft")
            );

    public void Sign(EventKind kind, IFileLayer? files = null) =>
        Folder(files).Append(Writer, _ => new(kind, DateTimeOffset.UnixEpoch, "tester", "", "", "", ""));

    public void Repair(IFileLayer? files = null) => Folder(files).Repair(Writer);

    /// <summary>A part of a folder, as a run leaves it that was stopped.</summary>
    public void LeaveHalf(string suffix, int seed)
    {
        var random = new Random(seed);
        _temporary.With($".{Name}{suffix}/half.csv", new string('h', random.Next(2_000)));
    }

    public void LeaveEvents() => _temporary.With($".{Name}.events", "{\"schema\":1,\"eve");

    /// <summary>Between two moves.</summary>
    public void MoveAway() => Directory.Move(PathOf(Name), PathOf($".{Name}.old"));

    /// <summary>As a run leaves them that was killed: they mean nothing without the lock.</summary>
    public void LeaveLock() =>
        _temporary.With($".{Name}.lock", "").With($".{Name}.holder", "ghost, process 1, since 1999-12-31 23:59:59 UTC");

    public bool HasParts => Parts.Any(part => Path.Exists(PathOf($".{Name}{part}")));

    /// <summary>
    /// The whole state that can be found without repair: the folder, or the one that was moved away; empty where there is none.
    /// </summary>
    public string Found => Directory.Exists(PathOf(Name)) ? Whole(Name) : Whole($".{Name}.old");

    /// <summary>Names in the folder "periods".</summary>
    public IEnumerable<string> Entries =>
        Directory
            .EnumerateFileSystemEntries(_temporary.Folder.FullName)
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    public int Events => EventLog.Read(PathOf(Name)).Events.Length;

    public PeriodState Copy()
    {
        var copy = new PeriodState();
        foreach (var folder in Directory.EnumerateDirectories(_temporary.Folder.FullName))
            Directory.CreateDirectory(copy.PathOf(Path.GetFileName(folder)));
        foreach (var file in Directory.EnumerateFiles(_temporary.Folder.FullName, "*", SearchOption.AllDirectories))
            File.Copy(file, copy.PathOf(Path.GetRelativePath(_temporary.Folder.FullName, file)));
        return copy;
    }

    public void Dispose() => _temporary.Dispose();

    /// <summary>All files with the hashes of their bytes.</summary>
    private string Whole(string folder)
    {
        var text = new StringBuilder();
        if (!Directory.Exists(PathOf(folder)))
            return "";
        foreach (var file in Directory.EnumerateFiles(PathOf(folder)).Order(StringComparer.Ordinal))
            text.Append(Path.GetFileName(file)).Append(' ').AppendLine(Sha256.Of(file));
        return text.ToString();
    }

    /// <summary>Often short, now and then longer than a buffer.</summary>
    private static Action<Stream> Bytes(Random random)
    {
        var bytes = new byte[random.Next(4) == 0 ? random.Next(20_000) : random.Next(200)];
        random.NextBytes(bytes);
        return stream => stream.Write(bytes);
    }
}
