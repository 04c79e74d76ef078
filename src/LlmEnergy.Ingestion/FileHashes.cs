using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>
/// The hashes of the files of a run, made of the bytes that were counted. An archive is hashed with the first of its entries.
/// </summary>
/// <param name="isAsked">False where nobody wants to know: files are then not hashed.</param>
internal sealed class FileHashes(bool isAsked)
{
    private readonly Dictionary<string, (FileStamp Stamp, string? Hash)> _archives = new(StringComparer.Ordinal);

    public ExportFile Open(InputPath path) =>
        ExportFile.Open(path, isAsked && (path.Entry is null || !_archives.ContainsKey(path.FullPath)));

    /// <summary>To be called when all of the file that counts is read.</summary>
    /// <returns>SHA-256 of the bytes on disk, null where nobody asks; and whether they changed while they were read.</returns>
    public (string? Hash, bool HasChanged) Of(InputPath path, ExportFile file)
    {
        if (path.Entry is null)
            return (file.Hash(), file.HasChanged());
        if (!_archives.TryGetValue(path.FullPath, out var archive))
            _archives[path.FullPath] = archive = (file.Stamp, file.Hash());
        return (archive.Hash, archive.Stamp != file.Stamp || file.HasChanged());
    }
}
