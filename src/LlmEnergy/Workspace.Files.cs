using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Sources;
using Microsoft.Extensions.FileSystemGlobbing;

namespace LlmEnergy;

/// <content>Which files a workspace has, and the one way to their bytes.</content>
public sealed partial record Workspace
{
    /// <summary>Usage in a file of two sources would be counted twice.</summary>
    private static IEnumerable<Issue> FilesOfTwoSources(ImmutableArray<SourceInput> sources) =>
        sources
            .SelectMany(source => source.Files.Select(file => (file.Display, source.Id)))
            .GroupBy(file => file.Display, StringComparer.Ordinal)
            .Where(file => file.Count() > 1)
            .Select(file =>
                file.DistinctBy(source => source.Id).Count() == 1
                    ? At(
                        $"sources: found several files that outputs show as {file.Key}, expected names that differ apart from what is "
                            + $"masked: rename them",
                        "LE2006"
                    )
                    : At(
                        $"sources: found {file.Key} in {string.Join(" and ", file.Select(source => $"'{source.Id}'"))}, expected each "
                            + $"file in one source",
                        "LE2006"
                    )
            );

    private static ImmutableArray<InputPath> Files(DirectoryInfo folder, SourceConfiguration source, List<Issue> issues)
    {
        if (Inside(folder, source.Path, $"sources '{source.Id}'.path", issues) is not { } path)
            return [];
        var name = NameOf(folder.FullName, path.FullPath);
        if (Directory.Exists(path.FullPath))
            return OrPattern(name is "." ? "**" : name.TrimEnd('/') + "/**");
        return name.AsSpan().ContainsAny("*?") ? OrPattern(name) : [path];

        // a pattern without files is handed on as it stands, so that it is accounted for as a file that could not be read
        ImmutableArray<InputPath> OrPattern(string pattern) =>
            Match(folder, pattern) is { IsEmpty: false } files ? files : [InputPath.Of(pattern, Path.Combine(folder.FullName, pattern))];
    }

    /// <summary>A pattern may match nothing: factors/*.csv stands in a workspace before the first file is imported.</summary>
    private static ImmutableArray<InputPath> FactorPaths(DirectoryInfo folder, string path, List<Issue> issues)
    {
        if (Inside(folder, path, "factors", issues) is not { } file)
            return [];
        var name = NameOf(folder.FullName, file.FullPath);
        return name.AsSpan().ContainsAny("*?") ? Match(folder, name) : [file];
    }

    private static ImmutableArray<InputPath> Match(DirectoryInfo folder, string pattern)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(pattern);
        return
        [
            .. matcher
                .Match(FilesBelow(folder, FixedPart(pattern)).Select(file => file.Name))
                .Files.Select(match => InputPath.Of(match.Path, Path.Combine(folder.FullName, match.Path)))
                .OrderBy(file => file.Display, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The folder above all that a pattern matches, so that a workspace of many sources is not looked through for each of them.
    /// </summary>
    private static string FixedPart(string pattern)
    {
        var wildcard = pattern.AsSpan().IndexOfAny('*', '?');
        return wildcard < 0 ? pattern : pattern[..(pattern.LastIndexOf('/', wildcard) + 1)];
    }

    /// <summary>Without links, which may lead anywhere, also back; without hidden files and the outputs.</summary>
    private static IEnumerable<(string Name, string FullPath)> FilesBelow(DirectoryInfo root, string below = "") =>
        new DirectoryInfo(Path.Combine(root.FullName, below)) is not { Exists: true } start
            ? []
            : start
                .EnumerateFiles(
                    "*",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        IgnoreInaccessible = false,
                        AttributesToSkip = FileAttributes.ReparsePoint,
                    }
                )
                .Select(file => (Name: NameOf(root.FullName, file.FullName), file.FullName))
                .Where(file => !file.Name.StartsWith("periods/", StringComparison.Ordinal) && !Path.GetFileName(file.Name).StartsWith('.'));

    /// <param name="tooLarge">Code of a file of more than <paramref name="most"/> bytes.</param>
    private static byte[]? Bytes(
        DirectoryInfo folder,
        string path,
        ICollection<Issue> issues,
        long most = FileLimits.Settings,
        string tooLarge = "LE2009"
    )
    {
        try
        {
            return RegularFile.ReadAll(Path.Combine(folder.FullName, path), most);
        }
        catch (Exception e) when (e is NotRegularFileException or TooLargeFileException)
        {
            issues.Add(
                new(
                    new(path, 0, 0),
                    e is TooLargeFileException ? tooLarge : "LE2009",
                    $"found {e.Message}, expected a regular file of at most {most >> 20} MiB"
                )
            );
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            issues.Add(
                new(
                    new(path, 0, 0),
                    "LE2009",
                    folder.Exists
                        ? $"found no readable file in {folder.Name}, expected {path}"
                        : $"found no folder {folder.Name}, expected a workspace"
                )
            );
            return null;
        }
    }

    /// <summary>The file that outputs show by this path; null where it leads out of the workspace.</summary>
    /// <param name="masked">Those that are shown otherwise than they are called; asked for where there is no file of that name.</param>
    internal static string? Located(DirectoryInfo folder, string display, Lazy<IReadOnlyDictionary<string, string>> masked)
    {
        var path = Inside(folder, display, "", [])?.FullPath;
        return path is null || File.Exists(path) || !display.AsSpan().ContainsAny('(', '\\')
            ? path
            : masked.Value.GetValueOrDefault(display, path);
    }

    /// <summary>The files that outputs show otherwise than they are called, by what they show.</summary>
    internal static IReadOnlyDictionary<string, string> Masked(DirectoryInfo folder) =>
        FilesBelow(folder)
            .Select(file => InputPath.Of(file.Name, file.FullPath))
            .Where(file => file.IsMasked)
            .DistinctBy(file => file.Display)
            .ToDictionary(file => file.Display, file => file.FullPath, StringComparer.Ordinal);

    /// <summary>No path that the configuration names leads out of the workspace.</summary>
    internal static InputPath? Inside(DirectoryInfo folder, string path, string key, ICollection<Issue> issues)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            path = "..";
        var root = Path.GetFullPath(folder.FullName) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(root, path));
        if (
            !Path.IsPathRooted(path)
            && (full + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal)
            && !HasLink(root, full)
        )
            return InputPath.Of(NameOf(root, full), full);
        issues.Add(At($"{key}: found a path that leads out of the workspace, expected one inside it", "LE2006"));
        return null;
    }

    private static string NameOf(string root, string full) => Path.GetRelativePath(root, full).Replace('\\', '/');

    /// <summary>Whether a part of the path below the workspace is a symbolic link, which may lead anywhere.</summary>
    private static bool HasLink(string root, string full)
    {
        for (var at = full; at.Length > root.Length; at = Path.GetDirectoryName(at)!)
            if (new FileInfo(at).LinkTarget is not null)
                return true;
        return false;
    }

    private static Issue At(string message, string code) => new(new(FileName, 0, 0), code, message);
}
