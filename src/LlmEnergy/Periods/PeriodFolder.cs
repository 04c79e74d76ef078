using System.Collections.Concurrent;
using LlmEnergy.Domain;

namespace LlmEnergy.Periods;

/// <summary>
/// The folder of a period's outputs, replaced as a whole by one writer at a time: written beside the old one, flushed, then swapped. A crash at
/// any moment leaves the old folder or the new one; between two moves the old one has the name <c>.PERIOD.old</c>, and <see cref="Repair()"/> gives it back.
/// </summary>
/// <param name="name">Name of the period, with its version where it is a restatement.</param>
public sealed class PeriodFolder(DirectoryInfo periods, string name, IFileLayer files)
{
    public PeriodFolder(DirectoryInfo periods, string name)
        : this(periods, name, DiskLayer.Instance)
    {
    }

    public string Name => name;

    public string Path => System.IO.Path.Combine(periods.FullName, name);

    private string Next => Beside("new");

    private string Previous => Beside("old");

    private string NextEvents => Beside("events");

    public bool Exists => files.DirectoryExists(Path);

    /// <summary>Repairs, fills a new folder and puts it in the place of the old one, whose events it goes on with.</summary>
    /// <param name="report">What happened, from the hash of the new manifest.</param>
    /// <returns>What was repaired first; null as a rule.</returns>
    /// <exception cref="ConfigurationException">The period is closed (LE2030).</exception>
    public string? Replace(Writer writer, Action<NewFolder> fill, Func<string, PeriodEvent> report)
    {
        files.CreateDirectory(periods.FullName);
        using var only = PeriodLock.Take(periods, name, writer);
        var repaired = Repair();
        var events = Exists ? EventLog.Read(Path) : EventLog.Empty;
        RefuseClosed(events);
        if (files.DirectoryExists(Next)) files.DeleteDirectory(Next);
        files.CreateDirectory(Next);
        try
        {
            var folder = new NewFolder(Next, files);
            fill(folder);
            events = events.With(report(folder.Hashes[Manifest.FileName]));
            files.Write(System.IO.Path.Combine(Next, EventLog.FileName), events.WriteTo);
        }
        catch
        {
            if (files.DirectoryExists(Next)) files.DeleteDirectory(Next);
            throw;
        }

        if (Exists) files.Move(Path, Previous);
        files.Move(Next, Path);
        try
        {
            if (files.DirectoryExists(Previous)) files.DeleteDirectory(Previous);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the new folder is in its place; what is left of the old one goes with the next repair
        }

        return repaired;
    }

    /// <summary>Appends an event and changes nothing else: the log is written beside the folder and moved into it.</summary>
    /// <param name="make">The event from those before it, or an exception that refuses it.</param>
    public PeriodEvent Append(Writer writer, Func<EventLog, PeriodEvent> make)
    {
        using var only = PeriodLock.Take(periods, name, writer);
        Repair();
        var events = EventLog.Read(Path);
        RefuseClosed(events);
        var made = make(events);
        files.Write(NextEvents, events.With(made).WriteTo);
        files.Move(NextEvents, System.IO.Path.Combine(Path, EventLog.FileName));
        return made;
    }

    /// <summary>As <see cref="Repair()"/>, by one writer at a time; nothing where nothing was ever written.</summary>
    public string? Repair(Writer writer)
    {
        if (Interrupted is null) return null;
        using var only = PeriodLock.Take(periods, name, writer);
        return Repair();
    }

    /// <summary>What a run that was cut short left behind; nothing where all is whole. Looks only.</summary>
    public string? Interrupted =>
        files.DirectoryExists(Previous) && !Exists ? $"a run was stopped between two moves: the folder stands as .{name}.old, and the next report, close or restate of the period puts it back"
        : files.DirectoryExists(Next) || files.DirectoryExists(Previous) || files.FileExists(NextEvents) ? "a run was stopped and left parts beside the folder, which is whole: the next report, close or restate of the period removes them"
        : null;

    /// <summary>Undoes a swap that was cut short: a half-written folder goes, a moved one comes back.</summary>
    /// <returns>What was done, for people; null where there was nothing to do.</returns>
    public string? Repair()
    {
        string? done = null;
        foreach (var strayed in new[] { Next, Previous, NextEvents }.Where(files.FileExists))
        {
            files.DeleteFile(strayed);
            done ??= $"repaired {name}: removed what a run that was stopped had half written";
        }

        if (files.DirectoryExists(Next))
        {
            files.DeleteDirectory(Next);
            done ??= $"repaired {name}: removed what a run that was stopped had half written";
        }

        if (!files.DirectoryExists(Previous)) return done;
        if (Exists)
        {
            files.DeleteDirectory(Previous);
            return done ?? $"repaired {name}: removed what a finished run had left of the folder before";
        }

        files.Move(Previous, Path);
        return $"repaired {name}: put back the folder that a run had moved away when it was stopped";
    }

    /// <exception cref="ConfigurationException">The period is closed (LE2030).</exception>
    public void RefuseClosed()
    {
        if (Exists) RefuseClosed(EventLog.Read(Path));
    }

    private void RefuseClosed(EventLog events)
    {
        if (events.Closing is { } closed)
            throw new ConfigurationException(new Issue(new(name, 0, 0), "LE2030", $"found a period that {closed.By} closed on {closed.Time:yyyy-MM-dd}, expected an open one: a closed period never changes; restate --period {name.Split('~')[0]} writes a new version beside it"));
    }

    private string Beside(string what) => System.IO.Path.Combine(periods.FullName, $".{name}.{what}");
}

/// <summary>A folder under construction; what is written is on the disk when <see cref="Write"/> returns.</summary>
public sealed class NewFolder(string folder, IFileLayer files)
{
    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>SHA-256 of the files written so far, in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Hashes => new SortedDictionary<string, string>(_hashes, StringComparer.Ordinal);

    /// <summary>Two threads may write different files.</summary>
    public string Write(string name, Action<Stream> write)
    {
        var path = Path.Combine(folder, name);
        files.Write(path, write);
        return _hashes[name] = Sha256.Of(path);
    }
}
