using System.Collections.Concurrent;
using System.Security.Cryptography;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Periods;

/// <summary>
/// The folder of a period's outputs, replaced as a whole by one writer at a time: written beside the old one, flushed, then swapped. A
/// crash at
/// any moment leaves the old folder or the new one; between two moves the old one has the name <c>.PERIOD.old</c>, and <see
/// cref="Repair()"/> gives
/// it back. A folder of that name is always whole: before it is deleted it becomes <c>.PERIOD.gone</c>, which nobody puts back.
/// </summary>
/// <param name="name">Name of the period, with its version where it is a restatement.</param>
public sealed class PeriodFolder(DirectoryInfo periods, string name, IFileLayer files)
{
    public PeriodFolder(DirectoryInfo periods, string name)
        : this(periods, name, DiskLayer.Instance) { }

    public string Name => name;

    public string Path => System.IO.Path.Combine(periods.FullName, name);

    private string Next => Beside("new");

    private string Previous => Beside("old");

    private string Gone => Beside("gone");

    private string NextEvents => Beside("events");

    private string NextSignature => Beside("sig");

    /// <summary>Beside the folder of a closed version, which a closing that was cut off, or a folder that is gone, is known by.</summary>
    internal static string MarkOf(string name) => $".{name}.closed";

    private string Mark => System.IO.Path.Combine(periods.FullName, MarkOf(name));

    private string Signature => System.IO.Path.Combine(Path, EventSignature.FileName);

    public bool Exists => files.DirectoryExists(Path);

    /// <summary>What stands for the manifest, the figures and all events as they are now.</summary>
    /// <exception cref="RecordedFileException">They are not as they were written.</exception>
    public string Code =>
        ClosingCode.Compute(
            Sha256.Of(System.IO.Path.Combine(Path, RecordedManifest.FileName)),
            Sha256.Of(System.IO.Path.Combine(Path, RecordedFigures.FileName)),
            EventLog.Read(Path).LastHash
        );

    /// <summary>Repairs, fills a new folder and puts it in the place of the old one, whose events it goes on with.</summary>
    /// <param name="report">What happened, from the hash of the new manifest.</param>
    /// <exception cref="ConfigurationException">The period is closed (LE2030), or the clock stands before its last event
    /// (LE2031).</exception>
    /// <exception cref="IOException">A step failed, or another run is writing: the old folder is as it was.</exception>
    public void Replace(Writer writer, Action<NewFolder> fill, Func<string, PeriodEvent> report)
    {
        foreach (var path in new[] { periods.FullName, Path }.Where(files.FileExists))
            throw new IOException($"Found a file at {path}, expected a folder: move the file away.");
        files.CreateDirectory(periods.FullName);
        using var only = PeriodLock.Take(periods, name, writer);
        RepairAndTell(writer);
        var events = OpenEvents();
        Swap(folder =>
        {
            fill(folder);
            var reported = report(folder.Hashes[RecordedManifest.FileName]);
            if (SignOff.Against(events.Events, reported) is { } not)
                throw new ConfigurationException(new Issue(new(name, 0, 0), SignOff.Code, not.Why + not.WayOut));
            return events.With(reported);
        });
    }

    /// <summary>Appends an event and changes nothing else: the log is written beside the folder and moved into it.</summary>
    /// <param name="make">The event from those before it, or an exception that refuses it.</param>
    /// <param name="key">Signs the log with the new event; without one, a signature of the log before goes.</param>
    public PeriodEvent Append(Writer writer, Func<EventLog, PeriodEvent> make, ECDsa? key = null)
    {
        using var only = PeriodLock.Take(periods, name, writer);
        RepairAndTell(writer);
        var events = OpenEvents();
        var made = make(events);
        try
        {
            var appended = events.With(made);
            files.Write(NextEvents, appended.WriteTo);
            if (key is not null)
            {
                files.Write(NextSignature, file => file.Write(EventSignature.Sign(appended.ToBytes(), key)));
                files.Move(NextSignature, Signature);
            }
            else if (files.FileExists(Signature))
            {
                files.DeleteFile(Signature);
            }

            files.Move(NextEvents, System.IO.Path.Combine(Path, EventLog.FileName));
        }
        catch
        {
            Try(() => Repair());
            throw;
        }

        MarkIfClosed(made);
        return made;
    }

    /// <summary>Appends an event and adds files, all or nothing: the other files are copied as they are.</summary>
    /// <param name="make">The event from those before it, or an exception that refuses it.</param>
    /// <param name="add">What is written beside the report, from the events before and the new one.</param>
    /// <param name="with">The event with the hashes of these files.</param>
    /// <param name="key">Signs the log with the new event; a signature of the log before is left out.</param>
    public PeriodEvent Append(
        Writer writer,
        Func<EventLog, PeriodEvent> make,
        Func<EventLog, PeriodEvent, IReadOnlyDictionary<string, Action<Stream>>> add,
        Func<PeriodEvent, IReadOnlyDictionary<string, string>, PeriodEvent> with,
        ECDsa? key = null
    )
    {
        using var only = PeriodLock.Take(periods, name, writer);
        RepairAndTell(writer);
        var events = OpenEvents();
        var made = make(events);
        var added = add(events, made);
        Swap(folder =>
        {
            foreach (
                var output in Directory
                    .EnumerateFiles(Path)
                    .Select(path => System.IO.Path.GetFileName(path))
                    .Where(output => output is not EventLog.FileName and not EventSignature.FileName && !added.ContainsKey(output))
            )
                folder.Write(output, copy => Copy(System.IO.Path.Combine(Path, output), copy));
            made = with(made, added.ToDictionary(file => file.Key, file => folder.Write(file.Key, file.Value), StringComparer.Ordinal));
            var appended = events.With(made);
            if (key is not null)
                folder.Write(EventSignature.FileName, signature => signature.Write(EventSignature.Sign(appended.ToBytes(), key)));
            return appended;
        });
        MarkIfClosed(made);
        return made;
    }

    /// <summary>After the closing, which stands without it.</summary>
    private void MarkIfClosed(PeriodEvent made)
    {
        if (made.Kind == EventKind.Closed && !files.FileExists(Mark))
            Try(() => files.Write(Mark, file => file.Write("closed\n"u8)));
    }

    /// <summary>Fills a new folder, with the events after it, and puts it in the place of the old one.</summary>
    private void Swap(Func<NewFolder, EventLog> fill)
    {
        try
        {
            files.CreateDirectory(Next);
            var events = fill(new NewFolder(Next, files));
            files.Write(System.IO.Path.Combine(Next, EventLog.FileName), events.WriteTo);
            if (Exists)
                files.Move(Path, Previous);
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
        using var from = RegularFile.OpenRead(path);
        from.CopyTo(to);
    }

    /// <summary>As <see cref="Repair()"/>, by one writer at a time, who is told; nothing where nothing was ever written.</summary>
    public void Repair(Writer writer)
    {
        if (Interrupted is null)
            return;
        using var only = PeriodLock.Take(periods, name, writer);
        RepairAndTell(writer);
    }

    /// <summary>What a run left that was cut short, or still writes; nothing where all is whole. Looks only.</summary>
    public string? Interrupted =>
        IsMovedAway
            ? $"a run was stopped between two moves: the folder stands as .{name}.old, and the next report, close or restate of the "
                + $"period puts it back"
        : IsLeft
            ? "a run is writing, or was stopped and left parts beside the folder, which is whole: the next report, close or restate of "
                + "the period removes them"
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
        if (IsMovedAway)
            files.Move(Previous, Path);
        foreach (var strayed in new[] { Next, Previous, Gone, NextEvents, NextSignature }.Where(files.FileExists))
            files.DeleteFile(strayed);
        if (files.DirectoryExists(Next))
            files.DeleteDirectory(Next);
        Discard();
        return done;
    }

    private bool IsMovedAway => files.DirectoryExists(Previous) && !Exists;

    private bool IsHalfWritten => files.DirectoryExists(Next) || files.FileExists(NextEvents) || files.FileExists(NextSignature);

    private bool IsLeft =>
        IsHalfWritten || new[] { Next, Previous, Gone }.Any(path => files.DirectoryExists(path) || files.FileExists(path));

    /// <summary>Deletes the folder before, which may be half deleted already.</summary>
    private void Discard()
    {
        if (files.DirectoryExists(Gone))
            files.DeleteDirectory(Gone);
        if (!files.DirectoryExists(Previous))
            return;
        files.Move(Previous, Gone);
        files.DeleteDirectory(Gone);
    }

    private void RepairAndTell(Writer writer)
    {
        if (Repair() is { } repaired)
            writer.Tell?.Invoke(repaired);
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

    /// <exception cref="ConfigurationException">The period is closed, or nobody can know that it is open (LE2030).</exception>
    public void RefuseClosed() => OpenEvents();

    /// <summary>The events so far of a version that is known to be open: by its own events, and by what later periods say of it.</summary>
    private EventLog OpenEvents()
    {
        EventLog events;
        try
        {
            events = Exists ? EventLog.Read(Path) : EventLog.Empty;
        }
        catch (RecordedFileException e)
        {
            throw InDoubt(e.Message);
        }

        if (events.Closing is { } closed)
            throw Closed(
                $"found a period that {closed.By} closed on {closed.Time:yyyy-MM-dd}, expected an open one: a closed period never "
                    + $"changes; restate --period {PeriodVersions.PeriodOf(name)} writes a new version beside it"
            );
        var referrals = Referral.To(periods, name).ToList();
        var missing = Exists ? $"no closing in its {EventLog.FileName}" : "no folder of it";
        var lost = $"{missing}, expected it as it was closed: put it back from a copy";
        if (referrals.Find(referral => referral.Manifest is not null) is { } later)
            throw Closed($"found that {later.From} rests on it as closed, and {lost}");
        if (files.FileExists(Mark))
            throw Closed($"found {MarkOf(name)}, by which it was closed, and {lost}");
        if (!Exists || IsDraft(events))
            return events;
        if (events.Events.IsEmpty)
            throw InDoubt($"no event in {EventLog.FileName} beside a final report");
        return referrals is [var unknown, ..]
            ? throw InDoubt($"{unknown.From}/{RecordedManifest.FileName} that cannot be read and may rest on it")
            : events;
    }

    /// <summary>Of a folder without events, its manifest says so; a folder without files holds nothing to lose.</summary>
    private bool IsDraft(EventLog events)
    {
        if (events.Events.LastOrDefault(made => made.Kind == EventKind.Reported) is { } report)
            return report.Detail.Split(',')[0] == "draft";
        if (!Directory.EnumerateFileSystemEntries(Path).Any())
            return true;
        try
        {
            return RecordedManifest.Read(Path).Status == "draft";
        }
        catch (RecordedFileException)
        {
            return false;
        }
    }

    private ConfigurationException InDoubt(string found) =>
        Closed(
            $"found {found}, so that nobody can know whether it is closed, expected the folder as it was written: put it back from a "
                + $"copy, or move it away"
        );

    private ConfigurationException Closed(string message) => new(new Issue(new(name, 0, 0), "LE2030", message));

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
