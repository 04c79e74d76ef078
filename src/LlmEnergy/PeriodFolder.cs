using System.Collections.Concurrent;

namespace LlmEnergy;

/// <summary>
/// The folder of a period's outputs, replaced as a whole by one writer at a time: written beside the old one, flushed, then swapped. A crash at
/// any moment leaves the old folder or the new one; between two moves the old one has the name <c>.PERIOD.old</c>, and <see cref="Repair"/> gives it back.
/// </summary>
public sealed class PeriodFolder(DirectoryInfo periods, string name)
{
    private string Current => Path.Combine(periods.FullName, name);

    private string Next => Path.Combine(periods.FullName, $".{name}.new");

    private string Previous => Path.Combine(periods.FullName, $".{name}.old");

    /// <summary>Repairs, fills a new folder and puts it in the place of the old one.</summary>
    public void Replace(Action<NewFolder> fill)
    {
        periods.Create();
        using var only = Lock();
        Repair();
        try
        {
            fill(new(Directory.CreateDirectory(Next)));
        }
        catch
        {
            Directory.Delete(Next, recursive: true);
            throw;
        }

        if (Directory.Exists(Current)) Directory.Move(Current, Previous);
        Directory.Move(Next, Current);
        try
        {
            if (Directory.Exists(Previous)) Directory.Delete(Previous, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the new folder is in its place; what is left of the old one goes with the next repair
        }
    }

    private FileStream Lock()
    {
        try
        {
            return new(Path.Combine(periods.FullName, $".{name}.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException($"Another run is writing {name}, or its folder cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Undoes a swap that was cut short: a half-written folder goes, a moved one comes back.</summary>
    public void Repair()
    {
        foreach (var strayed in new[] { Next, Previous }.Where(File.Exists)) File.Delete(strayed);
        if (Directory.Exists(Next)) Directory.Delete(Next, recursive: true);
        if (!Directory.Exists(Previous)) return;
        if (Directory.Exists(Current)) Directory.Delete(Previous, recursive: true);
        else Directory.Move(Previous, Current);
    }
}

/// <summary>A folder under construction; what is written is on the disk when <see cref="Write"/> returns.</summary>
public sealed class NewFolder(DirectoryInfo folder)
{
    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>SHA-256 of the files written so far, in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Hashes => new SortedDictionary<string, string>(_hashes, StringComparer.Ordinal);

    /// <summary>Two threads may write different files.</summary>
    public string Write(string name, Action<Stream> write)
    {
        var path = Path.Combine(folder.FullName, name);
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }

        return _hashes[name] = Sha256.Of(path);
    }
}
