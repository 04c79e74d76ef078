using Microsoft.Extensions.FileSystemGlobbing;

namespace LlmEnergy.Fetching;

/// <summary>What the path of a source means for files that are not there yet.</summary>
public static class SourcePath
{
    /// <summary>Whether the source would read a file of that name in the workspace.</summary>
    public static bool Reads(string path, string file)
    {
        var name = Clean(path);
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(
            name is "." or "" ? "**"
            : name.AsSpan().ContainsAny("*?") ? name
            : $"{name}/**"
        );
        return name == file || matcher.Match(file).HasMatches;
    }

    /// <summary>The folder in which new files of the source belong, relative to the workspace.</summary>
    public static string Folder(string path)
    {
        var name = Clean(path);
        var wildcard = name.AsSpan().IndexOfAny('*', '?');
        if (wildcard >= 0)
            return name[..Math.Max(name.LastIndexOf('/', wildcard), 0)];
        return Path.HasExtension(name) ? name[..Math.Max(name.LastIndexOf('/'), 0)] : name;
    }

    private static string Clean(string path) => path.Replace('\\', '/').TrimEnd('/');
}
