using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Fetching;
using LlmEnergy.Hashing;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;

namespace LlmEnergy.Service;

/// <summary>
/// Takes files of the inbox: each is recognised by its format (or by the folder <c>inbox/SOURCE/</c> it lies in), copied to its source's
/// folder by a name that appears at once, and put on record. What is not taken stays.
/// </summary>
internal sealed class InboxAcceptance(DirectoryInfo workspace, WatchSettings settings)
{
    private string Folder => Path.Combine(workspace.FullName, settings.Inbox);

    /// <summary>Takes one file.</summary>
    /// <returns>Its fate, and a finding where it is refused: then it is not looked at again before it changes.</returns>
    /// <exception cref="IOException">The disk fails; the file stays, and is tried again.</exception>
    public (InboxFate Fate, Issue? Why) Take(InboxFile file, Writer writer, CancellationToken cancellation)
    {
        try
        {
            return (TakeWhole(file, writer, cancellation), null);
        }
        catch (RefusedFileException e)
        {
            return (InboxFate.Refused, new(new(file.Name, 0, 0), "LE2095", e.Message));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotRegularFileException)
        {
            return (
                InboxFate.Refused,
                new(new(file.Name, 0, 0), "LE2095", "found no readable file, expected one that may be read and moved")
            );
        }
    }

    private InboxFate TakeWhole(InboxFile file, Writer writer, CancellationToken cancellation)
    {
        var opened = Workspace.Open(workspace, null);
        var sha256 = Sha256.Of(file.Path);
        if (opened.Intake.Rows.Values.FirstOrDefault(row => row.Sha256 == sha256) is { } known && IsThere(known.File, sha256))
        {
            File.Delete(file.Path);
            return InboxFate.Duplicate;
        }

        var (source, name) = Destination(opened, file, cancellation);
        var path = Path.Combine(workspace.FullName, name);
        if (File.Exists(path) && Sha256.Of(path) != sha256 && !IsBeginning(path, file.Path))
            throw new RefusedFileException($"found another file as {name}, expected a new name: rename it, or accept it by hand");
        Copy(file, path, sha256);
        var statement = new Intake(DateOnly.FromDateTime(writer.Now.UtcDateTime), null, null, "");
        var (row, _) = IntakeAcceptance.Accept(
            Workspace.Open(workspace, null),
            path,
            $"{writer.User} (llmenergy watch)",
            $"{settings.Inbox}/{Path.GetRelativePath(Folder, file.Path).Replace('\\', '/')}",
            statement,
            writer,
            cancellation
        );
        if (row is null)
        {
            File.Delete(path);
            throw new RefusedFileException($"found that source '{source}' cannot read it, expected an export of its format");
        }

        File.Delete(file.Path);
        return InboxFate.Accepted;
    }

    /// <summary>The source that reads such a file, and the name that it gets there.</summary>
    private (string Source, string Name) Destination(Workspace opened, InboxFile file, CancellationToken cancellation)
    {
        var below = Path.GetRelativePath(Folder, file.Path).Replace('\\', '/').Split('/');
        var named = below.Length > 1 ? below[0] : null;
        var format = FormatOf(opened, file, named, cancellation);
        var fitting = opened
            .Configuration.Sources.Where(source => named is null ? source.Format == format || source.Format == "auto" : source.Id == named)
            .SelectMany(source => source.Paths.Select(path => (source.Id, Path: path, source.Format)))
            .Select(source => (source.Id, Name: $"{SourcePath.Folder(source.Path)}/{file.Name}".TrimStart('/'), source.Path, source.Format))
            .Where(source => SourcePath.Reads(source.Path, source.Name))
            .DistinctBy(source => source.Id, StringComparer.Ordinal)
            .ToList();
        if (fitting.FindAll(source => source.Format == format) is { Count: > 0 } exact)
            fitting = exact;
        return fitting switch
        {
            [var only] => (only.Id, only.Name),
            [] => throw new RefusedFileException($"found a file of format {format}, expected one that a source of the workspace reads"),
            _ => throw new RefusedFileException(
                $"found several sources that read such a file, expected it in {settings.Inbox}/SOURCE/ of one of "
                    + string.Join(", ", fitting.Select(source => source.Id))
            ),
        };
    }

    private static string FormatOf(Workspace opened, InboxFile file, string? named, CancellationToken cancellation)
    {
        var source = opened.Sources.FirstOrDefault(one => one.Id == named);
        if (named is not null && source is null)
            throw new RefusedFileException("found a folder that is no source, expected the id of one");
        var input = new SourceInput(
            "inbox",
            source?.Format ?? "auto",
            "",
            null,
            null,
            [InputPath.Of(file.Name, file.Path)],
            ImmutableDictionary<string, string>.Empty
        );
        var activity = new Ingestor(opened.Formats).Ingest([input], ReportingPeriod.Always, null, cancellation);
        if (activity.Files.FirstOrDefault(account => account.IsRead) is not { } read)
            throw new RefusedFileException("found a file of no known format, or one that ends early, expected a whole export");
        if (read.Days is var (first, last) && ClosedDays.Of(opened).PeriodOf(first, last) is { } period)
            throw new RefusedFileException(
                FormattableString.Invariant($"found usage of {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, of which {period.Name} is closed, ")
                    + "expected days of open periods alone: accept the file by hand and restate the period, or leave it out"
            );
        return read.Format!;
    }

    private bool IsThere(string name, string sha256) =>
        Path.Combine(workspace.FullName, name) is var path && File.Exists(path) && Sha256.Of(path) == sha256;

    /// <summary>Half a copy, which was taken when it had stayed as it was for too long: the whole one takes its place.</summary>
    private static bool IsBeginning(string half, string whole)
    {
        using var first = RegularFile.OpenRead(half);
        using var second = RegularFile.OpenRead(whole);
        if (first.Length >= second.Length)
            return false;
        var (left, right) = (new byte[1 << 16], new byte[1 << 16]);
        for (int read; (read = first.Read(left)) > 0; )
        {
            second.ReadExactly(right, 0, read);
            if (!left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read)))
                return false;
        }

        return true;
    }

    /// <summary>The name appears at once, with all bytes; a file that changed while it was copied is not taken.</summary>
    private static void Copy(InboxFile file, string path, string sha256)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var staged = Path.Combine(Path.GetDirectoryName(path)!, $".{file.Name}.part");
        try
        {
            using (var from = RegularFile.OpenRead(file.Path))
            using (var to = RegularFile.Create(staged))
            {
                from.CopyTo(to);
                to.Flush(flushToDisk: true);
            }

            if (Sha256.Of(staged) != sha256)
                throw new RefusedFileException("found that it is still written, expected a whole file");
            File.Move(staged, path, overwrite: true);
        }
        catch
        {
            File.Delete(staged);
            throw;
        }
    }
}

/// <summary>A file of the inbox that is not taken; the message says what was found and expected.</summary>
internal sealed class RefusedFileException(string message) : Exception(message);
