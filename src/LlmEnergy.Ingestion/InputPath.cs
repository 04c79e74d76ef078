namespace LlmEnergy.Ingestion;

/// <summary>A file to read.</summary>
/// <param name="Display">As issues and accounts name it: relative to the workspace, with forward slashes; an entry of an archive after <see cref="EntryMark"/>.</param>
/// <param name="FullPath">As the operating system finds it.</param>
/// <param name="Entry">Name of an entry of a zip archive; null for the file itself.</param>
public readonly record struct InputPath(string Display, string FullPath, string? Entry = null)
{
    /// <summary>Stands between the path of an archive and the name of an entry in it.</summary>
    public const char EntryMark = '!';
}
