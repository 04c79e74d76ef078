using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>
/// The disk under a process that dies at a step: from then on every call is refused, as nothing runs in a dead process, not even its
/// clean-up.
/// Steps are the calls that change something, from 1. With <paramref name="failure"/> the step only fails, and the process lives on.
/// </summary>
/// <param name="halfway">Null: before the step. Else in the middle of it: the part of a file's bytes that is written, or of a folder's
/// files that is deleted.</param>
internal sealed class CrashingFiles(int stopAt, double? halfway = null, Exception? failure = null) : IFileLayer
{
    private readonly DiskLayer _disk = DiskLayer.Instance;
    private bool _isDead;

    /// <summary>Never stops: counts.</summary>
    public static CrashingFiles Counting() => new(int.MaxValue);

    /// <summary>Steps begun, with the one that stopped.</summary>
    public List<string> Steps { get; } = [];

    public bool Stopped => Steps.Count >= stopAt;

    public bool DirectoryExists(string path) => Living.DirectoryExists(path);

    public bool FileExists(string path) => Living.FileExists(path);

    public void CreateDirectory(string path)
    {
        Step("create", path, () => { });
        _disk.CreateDirectory(path);
    }

    public void Write(string path, Action<Stream> fill)
    {
        Step(
            "write",
            path,
            () =>
            {
                using var all = new MemoryStream();
                fill(all);
                _disk.Write(path, file => file.Write(all.ToArray().AsSpan(0, (int)(all.Length * halfway!.Value))));
            }
        );
        _disk.Write(path, fill);
    }

    public void Move(string from, string to)
    {
        Step("move", from, () => { });
        _disk.Move(from, to);
    }

    public void DeleteDirectory(string path)
    {
        Step(
            "delete",
            path,
            () =>
            {
                var files = Directory.GetFiles(path);
                foreach (var file in files.Order(StringComparer.Ordinal).Take((int)(files.Length * halfway!.Value)))
                    File.Delete(file);
            }
        );
        _disk.DeleteDirectory(path);
    }

    public void DeleteFile(string path)
    {
        Step("delete", path, () => { });
        _disk.DeleteFile(path);
    }

    private DiskLayer Living => _isDead ? throw new CrashException() : _disk;

    private void Step(string what, string path, Action half)
    {
        _ = Living;
        Steps.Add($"{what} {Path.GetFileName(path)}");
        if (Steps.Count != stopAt)
            return;
        if (halfway is not null)
            half();
        if (failure is not null)
            throw failure;
        _isDead = true;
        throw new CrashException();
    }
}

/// <summary>The end of a process: no code under test may catch it for good.</summary>
internal sealed class CrashException : Exception;
