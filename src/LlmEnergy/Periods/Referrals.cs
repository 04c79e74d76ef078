namespace LlmEnergy.Periods;

/// <summary>A folder whose manifest names another one as a closed version.</summary>
/// <param name="From">Name of the folder.</param>
/// <param name="Manifest">SHA-256 that it knows of the other's manifest; null where its own manifest cannot be read, so that nobody knows
/// whom it names.</param>
public sealed record Referral(string From, string? Manifest)
{
    /// <summary>By later periods, and by restatements, of which one is enough to know that a version was closed.</summary>
    public static IEnumerable<Referral> To(DirectoryInfo periods, string name)
    {
        if (!periods.Exists)
            yield break;
        foreach (
            var folder in periods
                .EnumerateDirectories()
                .Where(folder => folder.Name[0] != '.' && folder.Name != name)
                .OrderBy(folder => folder.Name, StringComparer.Ordinal)
        )
        {
            if (!File.Exists(Path.Combine(folder.FullName, RecordedManifest.FileName)))
                continue;
            if (Read(folder) is not { } manifest)
                yield return new(folder.Name, null);
            else
                foreach (var closed in manifest.Closed.Where(closed => closed.Folder == name))
                    yield return new(folder.Name, closed.Manifest);
        }
    }

    private static RecordedManifest? Read(DirectoryInfo folder)
    {
        try
        {
            return RecordedManifest.Read(folder.FullName);
        }
        catch (RecordedFileException)
        {
            return null;
        }
    }
}
