using LlmEnergy.Domain;

namespace LlmEnergy.Fetching;

/// <summary>The folder of a source's files in the workspace: one that the source reads, and no link to elsewhere.</summary>
internal static class FetchFolder
{
    /// <exception cref="ConfigurationException">LE2093: the source is not declared, does not read it, or a link stands there.</exception>
    public static string Of(Workspace workspace, FetchSource source)
    {
        var declared = workspace.Configuration.Sources.FirstOrDefault(one => one.Id == source.Source);
        if (declared is null)
            throw Refused($"found no source '{source.Source}' in llmenergy.json, expected it with the path {source.Folder}/**");
        if (!declared.Paths.Any(path => SourcePath.Reads(path, $"{source.Folder}/a.json")))
            throw Refused(
                $"found that source '{source.Source}' does not read {source.Folder}/, expected its path to be {source.Folder}/**"
            );
        var folder = workspace.Folder.FullName;
        foreach (var part in source.Folder.Split('/'))
        {
            folder = Path.Combine(folder, part);
            if (new FileInfo(folder).LinkTarget is not null || File.Exists(folder))
                throw Refused($"found a link or a file in the place of {source.Folder}, expected a folder of the workspace");
        }

        Directory.CreateDirectory(folder);
        return folder;
    }

    private static ConfigurationException Refused(string message) =>
        new(new Issue(new(FetchSettings.FileName, 0, 0), FetchCodes.Place, message));
}
