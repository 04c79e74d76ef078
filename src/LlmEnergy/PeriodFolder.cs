using System.Collections.Concurrent;

namespace LlmEnergy;

/// <summary>
/// The folder of a period's outputs, replaced as a whole: written beside the old one, flushed, then swapped. A crash at any moment leaves
/// the old folder or the new one, and <see cref="Repair"/> finishes what was begun.
/// </summary>
public sealed class PeriodFolder(DirectoryInfo periods, string name)
{
    private string Current => Path.Combine(periods.FullName, name);

    private string Next => Path.Combine(periods.FullName, $".{name}.new");

    private string Previous => Path.Combine(periods.FullName, $".{name}.old");

    public DirectoryInfo Directory => new(Current);

    /// <summary>Repairs, fills a new folder and puts it in the place of the old one.</summary>
    public void Replace(Action<NewFolder> fill)
    {
        periods.Create();
        Repair();
        fill(new(System.IO.Directory.CreateDirectory(Next)));
        if (System.IO.Directory.Exists(Current)) System.IO.Directory.Move(Current, Previous);
        System.IO.Directory.Move(Next, Current);
        if (System.IO.Directory.Exists(Previous)) System.IO.Directory.Delete(Previous, recursive: true);
    }

    /// <summary>Undoes a swap that was cut short: a half-written folder goes, a moved one comes back.</summary>
    public void Repair()
    {
        if (System.IO.Directory.Exists(Next)) System.IO.Directory.Delete(Next, recursive: true);
        if (!System.IO.Directory.Exists(Previous)) return;
        if (System.IO.Directory.Exists(Current)) System.IO.Directory.Delete(Previous, recursive: true);
        else System.IO.Directory.Move(Previous, Current);
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
