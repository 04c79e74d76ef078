using System.Collections.Concurrent;
using LlmEnergy.Domain;

namespace LlmEnergy.Periods;

/// <summary>
/// The folder of a period's outputs, replaced as a whole by one writer at a time: written beside the old one, flushed, then swapped. A crash at
/// any moment leaves the old folder or the new one; between two moves the old one has the name <c>.PERIOD.old</c>, and <see cref="Repair()"/> gives
/// it back. A folder of that name is always whole: before it is deleted it becomes <c>.PERIOD.gone</c>, which nobody puts back.
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

    private string Gone => Beside("gone");

    private string NextEvents => Beside("events");

    public bool Exists => files.DirectoryExists(Path);

    /// <summary>Repairs, fills a new folder and puts it in the place of the old one, whose events it goes on with.</summary>
    /// <param name="report">What happened, from the hash of the new manifest.</param>
    /// <exception cref="ConfigurationException">The period is closed (LE2030).</exception>
    /// <exception cref="IOException">A step failed, or another run is writing: the old folder is as it was.</exception>
    public void Replace(Writer writer, Action<NewFolder> fill, Func<string, PeriodEvent> report)
    {
        foreach (var path in new[] { periods.FullName, Path }.Where(files.FileExists)) throw new IOException($"Found a file at {path}, expected a folder: move the file away.");
        files.CreateDirectory(periods.FullName);
        using var only = PeriodLock.Take(periods, name, writer);
        RepairAndTell(writer);
        var events = Exists ? EventLog.Read(Path) : EventLog.Empty;
        RefuseClosed(events);
        Swap(folder =>
        {
            fill(folder);
            return events.With(report(folder.Hashes[RecordedManifest.FileName]));
        });
    }

    /// <summary>Appends an event and changes nothing else: the log is written beside the folder and moved into it.</summary>
    /// <param name="make">The event from those before it, or an exception that refuses it.</param>
    public PeriodEvent Append(Writer writer, Func<EventLog, PeriodEvent> make)
    {
        using var only = PeriodLock.Take(periods, name, writer);
        RepairAndTell(writer);
        var events = EventLog.Read(Path);
        RefuseClosed(events);
        var made = make(events);
        try
        {
            files.Write(NextEvents, events.With(made).WriteTo);
            files.Move(NextEvents, System.IO.Path.Combine(Path, EventLog.FileName));
        }
        catch
        {
            Try(() => Repair());
            throw;
        }

        return made;
    }

    /// <summary>Appends an event and adds a file, both or neither: the other files are copied as they are.</summary>
    /// <param name="make">The event from those before it, or an exception that refuses it.</param>
    /// <param name="with">The event with the hash of the file.</param>
    public PeriodEvent Append(
        Writer writer, Func<EventLog, PeriodEvent> make, string file, Action<Stream> fill, Func<PeriodEvent, string, PeriodEvent> with)
    {
        using var only = PeriodLock.Take(periods, name, writer);
        RepairAndTell(writer);
        var events = EventLog.Read(Path);
        RefuseClosed(events);
        var made = make(events);
        Swap(folder =>
        {
            foreach (var output in Directory.EnumerateFiles(Path).Select(path => System.IO.Path.GetFileName(path))
                .Where(output => output != EventLog.FileName && output != file))
                folder.Write(output, copy => Copy(System.IO.Path.Combine(Path, output), copy));
            made = with(made, folder.Write(file, fill));
            return events.With(made);
        });
        return made;
    }

    /// <summary>Fills a new folder, with the events after it, and puts it in the place of the old one.</summary>
    private void Swap(Func<NewFolder, EventLog> fill)
    {
        try
        {
            files.CreateDirectory(Next);
            var events = fill(new NewFolder(Next, files));
            files.Write(System.IO.Path.Combine(Next, EventLog.FileName), events.WriteTo);
            if (Exists) files.Move(Path, Previous);
            files.Move(Next, Path);
        }
        catch
        {
            Try(() => Repair());
            throw;
        }

        // the new folder is in its place: what cannot be removed of the old one goes with the next repair
        Try(Discard);
    }

    private static void Copy(string path, Stream to)
    {
        using var from = File.OpenRead(path);
        from.CopyTo(to);
    }

    /// <summary>As <see cref="Repair()"/>, by one writer at a time, who is told; nothing where nothing was ever written.</summary>
    public void Repair(Writer writer)
    {
        if (Interrupted is null) return;
        using var only = PeriodLock.Take(periods, name, writer);
        RepairAndTell(writer);
    }

    /// <summary>What a run left that was cut short, or still writes; nothing where all is whole. Looks only.</summary>
    public string? Interrupted =>
        IsMovedAway ? $"a run was stopped between two moves: the folder stands as .{name}.old, and the next report, close or restate of the period puts it back"
        : IsLeft ? "a run is writing, or was stopped and left parts beside the folder, which is whole: the next report, close or restate of the period removes them"
        : null;

    /// <summary>Undoes a swap that was cut short: a moved folder comes back, then a half-written one goes.</summary>
    /// <returns>What was done, for people; null where there was nothing to do.</returns>
    public string? Repair()
    {
        var done =
            IsMovedAway ? $"repaired {name}: put back the folder that a run had moved away when it was stopped"
            : IsHalfWritten ? $"repaired {name}: removed what a run that was stopped had half written"
            : IsLeft ? $"repaired {name}: removed what a finished run had left of the folder before"
            : null;
        if (IsMovedAway) files.Move(Previous, Path);
        foreach (var strayed in new[] { Next, Previous, Gone, NextEvents }.Where(files.FileExists)) files.DeleteFile(strayed);
        if (files.DirectoryExists(Next)) files.DeleteDirectory(Next);
        Discard();
        return done;
    }

    private bool IsMovedAway => files.DirectoryExists(Previous) && !Exists;

    private bool IsHalfWritten => files.DirectoryExists(Next) || files.FileExists(NextEvents);

    private bool IsLeft => IsHalfWritten || new[] { Next, Previous, Gone }.Any(path => files.DirectoryExists(path) || files.FileExists(path));

    /// <summary>Deletes the folder before, which may be half deleted already.</summary>
    private void Discard()
    {
        if (files.DirectoryExists(Gone)) files.DeleteDirectory(Gone);
        if (!files.DirectoryExists(Previous)) return;
        files.Move(Previous, Gone);
        files.DeleteDirectory(Gone);
    }

    private void RepairAndTell(Writer writer)
    {
        if (Repair() is { } repaired) writer.Tell?.Invoke(repaired);
    }

    /// <summary>What a failing disk does not let it do now, the next repair does.</summary>
    private static void Try(Action cleanUp)
    {
        try
        {
            cleanUp();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the failure that led here is the one to report
        }
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
