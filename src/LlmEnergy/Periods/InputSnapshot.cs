using System.Globalization;
using System.IO.Compression;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Periods;

/// <summary>
/// inputs.zip of a closed version: its exports, settings and registers as they were when it was closed. What is corrected later, for a
/// restatement, leaves
/// the closed version verifiable. The event of the closing has its hash.
/// </summary>
public static class InputSnapshot
{
    public const string FileName = "inputs.zip";

    /// <summary>Files that one snapshot may hold.</summary>
    public const int MostFiles = 10_000;

    /// <summary>Bytes that the files of one snapshot may have together, unpacked.</summary>
    public const long MostBytes = 2L << 30;

    /// <summary>Hash of the snapshot by the event of the closing; null where the version was closed without one, or is open.</summary>
    public static string? HashIn(EventLog log) => ClosingFiles.HashesIn(log).GetValueOrDefault(FileName);

    /// <summary>Why the files are too many or too large; null where they are not.</summary>
    public static string? Refusal(IReadOnlyCollection<string> paths)
    {
        if (paths.Count > MostFiles)
            return string.Create(CultureInfo.InvariantCulture, $"found {paths.Count} inputs, expected up to {MostFiles} in a snapshot");
        var bytes = paths.Sum(path => new FileInfo(path).Length);
        return bytes > MostBytes
            ? string.Create(CultureInfo.InvariantCulture, $"found inputs of {bytes} bytes, expected up to {MostBytes} in a snapshot")
            : null;
    }

    /// <param name="inputs">Names in the snapshot, each once, with the paths of their files.</param>
    public static void Write(Stream output, IEnumerable<(string Name, string Path)> inputs)
    {
        PlainZip.Write(
            output,
            inputs.Select(input =>
                (
                    input.Name,
                    (Action<Stream>)(
                        to =>
                        {
                            using var from = RegularFile.OpenRead(input.Path);
                            from.CopyTo(to);
                        }
                    )
                )
            )
        );
    }

    /// <summary>Unpacks what a manifest records, no more bytes than it may hold, into an empty folder.</summary>
    /// <param name="place">Where a name stands in the folder; null where it leads out of it.</param>
    /// <param name="name">Of the archive, as messages have it.</param>
    /// <exception cref="RecordedFileException">It is no archive, or holds what no snapshot does.</exception>
    public static void Unpack(string path, Func<string, string?> place, string name = FileName)
    {
        try
        {
            UnpackAll(path, place, name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw RecordedFileException.Whole(name, $"cannot be unpacked ({e.Message})", e);
        }
    }

    private static void UnpackAll(string path, Func<string, string?> place, string name)
    {
        using var zip = new ZipArchive(RegularFile.OpenRead(path), ZipArchiveMode.Read);
        var left =
            zip.Entries.Count <= MostFiles ? MostBytes : throw RecordedFileException.Whole(name, "holds more files than a snapshot may");
        var buffer = new byte[1 << 16];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            if (!names.Add(entry.FullName))
                throw RecordedFileException.Whole(name, "holds a file twice");
            if (place(entry.FullName) is not { } to)
                throw RecordedFileException.Whole(name, "names a file outside of the workspace");
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            using var from = entry.Open();
            using var file = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
            while (from.Read(buffer) is > 0 and var read)
            {
                if ((left -= read) < 0)
                    throw RecordedFileException.Whole(name, "unpacks to more bytes than a snapshot may");
                file.Write(buffer, 0, read);
            }
        }
    }
}
