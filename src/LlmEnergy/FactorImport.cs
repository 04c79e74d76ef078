using LlmEnergy.Domain;
using LlmEnergy.Factors;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy;

/// <summary>Puts a file of factors into a workspace, where it was found to be one that can be used.</summary>
/// <param name="Before">The workspace's factors without the file.</param>
/// <param name="After">And with it.</param>
/// <param name="File">Its path in the workspace.</param>
public sealed record FactorImport(FactorPack Before, FactorPack After, string File)
{
    public const string Folder = "factors";

    /// <param name="file">Its name is kept.</param>
    /// <param name="replace">Whether it may take the place of another file of its name.</param>
    /// <exception cref="ConfigurationException">The file cannot be used, or another one of its name is there; nothing was
    /// written.</exception>
    public static FactorImport Prepare(Workspace workspace, FactorPack builtIn, FileInfo file, byte[] content, bool replace)
    {
        var issues = new List<Issue>();
        if (!file.Name.EndsWith(".csv", StringComparison.Ordinal) || file.Name.StartsWith('.') || file.Name.AsSpan().ContainsAny("*?\\"))
            issues.Add(Wrong("FILE", $"found '{file.Name}', expected a name such as residual-mix.csv"));
        if (workspace.Files.Inside($"{Folder}/{file.Name}", Folder, issues) is not { } target || issues.Count > 0)
            throw new ConfigurationException([.. issues]);
        if (System.IO.File.Exists(target.FullPath) && !replace && Sha256.Of(target.FullPath) != Sha256.Of(content))
        {
            throw new ConfigurationException(
                Wrong(target.Display, "found another file of that name, expected none: --replace puts this one in its place")
            );
        }

        var others = workspace.OwnFactors.Without(target.Display);
        var (before, after) = (builtIn.With(others), builtIn.With(others.With(target.Display, new MemoryStream(content))));
        Write(target.FullPath, content);
        return new(before, after, target.Display);
    }

    /// <summary>Beside its place, then into it: a crash leaves the old file or the new one.</summary>
    private static void Write(string path, byte[] content)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var next = Path.Combine(folder.FullName, $".{Path.GetFileName(path)}.new");
        using (var file = RegularFile.Create(next))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        System.IO.File.Move(next, path, overwrite: true);
    }

    private static Issue Wrong(string at, string message) => new(new(at, 0, 0), "LE2001", message);
}
