using System.IO.Compression;

namespace LlmEnergy.Periods;

/// <summary>Archives that are the same on every machine: nothing of a file but its name and its bytes is kept, in ordinal order.</summary>
internal static class PlainZip
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="files">Names, each once, with what writes their bytes.</param>
    public static void Write(Stream output, IEnumerable<(string Name, Action<Stream> Content)> files)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            (entry.LastWriteTime, entry.ExternalAttributes) = (NoTime, 0);
            using var to = entry.Open();
            content(to);
        }
    }
}
