using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>
/// The files of a source that are read, with zip archives taken apart: their entries are read in their place, and nothing is written to a
/// disk. Evidence is set aside.
/// </summary>
internal static class Archives
{
    private const int MostEntries = 10_000;

    public static OpenedSource Open(SourceInput source)
    {
        var (files, refused) = (ImmutableArray.CreateBuilder<InputPath>(), ImmutableArray.CreateBuilder<RefusedFile>());
        var evidence = ImmutableArray.CreateBuilder<Issue>();
        foreach (var path in source.Files)
        {
            if (!path.IsTable && Evidence.Of(path.FullPath) is { } kind)
            {
                evidence.Add(
                    new(new(path.Display, 0, 0), IssueCodes.Evidence, $"found {kind} among the exports: kept as evidence, and not read")
                );
                continue;
            }

            try
            {
                if (!IsZip(path) || !TryOpen(path, files, refused))
                    files.Add(path);
            }
            catch (Exception exception) when (Unreadable.Is(exception))
            {
                files.Add(path);
            }
        }

        return new(source with { Files = files.ToImmutable() }, refused.ToImmutable(), evidence.ToImmutable());
    }

    private static bool IsZip(InputPath path)
    {
        if (!File.Exists(path.FullPath))
            return false;
        using var file = RegularFile.OpenRead(path.FullPath);
        Span<byte> head = stackalloc byte[4];
        return file.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4 && head.SequenceEqual("PK\u0003\u0004"u8);
    }

    /// <returns>False for a workbook, which is an archive but not one of exports.</returns>
    private static bool TryOpen(InputPath path, ImmutableArray<InputPath>.Builder files, ImmutableArray<RefusedFile>.Builder refused)
    {
        using var archive = new ZipArchive(RegularFile.OpenRead(path.FullPath), ZipArchiveMode.Read);
        if (archive.GetEntry("[Content_Types].xml") is not null)
            return false;
        if (archive.Entries.Count > MostEntries)
        {
            refused.Add(
                Refused(
                    path.Display,
                    path,
                    IssueCodes.TooMuchUnpacked,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"found an archive of {archive.Entries.Count:N0} files, expected at most {MostEntries:N0}"
                    )
                )
            );
            return true;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            var named = path.EntryOf(entry.FullName);
            if (LeadsOut(entry.FullName))
                refused.Add(
                    Refused(
                        path.Display,
                        path,
                        IssueCodes.EntryPath,
                        "found an entry whose name leads out of the archive, expected a path inside it: it is not read"
                    )
                );
            else if (IsHidden(entry.FullName))
                continue;
            else if (!names.Add(named.Display))
                refused.Add(
                    Refused(
                        named.Display,
                        path,
                        IssueCodes.Unreadable,
                        "found a second entry of this name in the archive, expected each name once: it is not read; unpack the archive "
                            + "and declare its files"
                    )
                );
            else
                files.Add(named);
        }

        return true;
    }

    private static bool LeadsOut(string name) =>
        name.StartsWith('/')
        || name.Contains('\\', StringComparison.Ordinal)
        || name.Contains(':', StringComparison.Ordinal)
        || name.Any(char.IsControl)
        || name.Split('/').Contains("..");

    /// <summary>What archivers, programs and file managers leave beside the files, and evidence.</summary>
    private static bool IsHidden(string name) =>
        name.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || name.Split('/')[^1] is var last && (last.StartsWith('.') || last.StartsWith("~$", StringComparison.Ordinal))
        || Evidence.Of(name, []) is not null;

    private static RefusedFile Refused(string display, InputPath archive, string code, string message) =>
        new(archive with { Display = display }, new(new(display, 0, 0), code, message));
}

/// <summary>A source whose archives were opened.</summary>
/// <param name="Source">With the files and entries that are read.</param>
/// <param name="Evidence">A finding for each file that is not read and need not be.</param>
internal sealed record OpenedSource(SourceInput Source, ImmutableArray<RefusedFile> Refused, ImmutableArray<Issue> Evidence);
