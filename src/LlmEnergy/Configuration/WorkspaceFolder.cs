using System.Collections.Immutable;
using System.IO.Enumeration;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Sources;
using Microsoft.Extensions.FileSystemGlobbing;

namespace LlmEnergy.Configuration;

/// <summary>Which files a workspace has, and the one way to their bytes: no path that a setting names leads out of it.</summary>
/// <param name="assumed">Files that stand nowhere but here, by their names, where the folder has none of that name; null: none.</param>
internal sealed class WorkspaceFolder(DirectoryInfo folder, IReadOnlyDictionary<string, byte[]>? assumed = null)
{
    /// <summary>The files that a setting means: one, those of a folder, or those of a pattern such as <c>exports/**</c>.</summary>
    /// <param name="key">Of the setting, as issues name it.</param>
    public ImmutableArray<InputPath> Exports(string path, string key, ICollection<Issue> issues)
    {
        if (Inside(path, key, issues) is not { } file)
            return [];
        var name = NameOf(file.FullPath);
        if (Directory.Exists(file.FullPath))
            return OrPattern(name is "." ? "**" : name.TrimEnd('/') + "/**");
        return name.AsSpan().ContainsAny("*?") ? OrPattern(name) : [file];

        // a pattern without files is handed on as it stands, so that it is accounted for as a file that could not be read
        ImmutableArray<InputPath> OrPattern(string pattern) =>
            Match(pattern) is { IsEmpty: false } files ? files : [InputPath.Of(pattern, Path.Combine(folder.FullName, pattern))];
    }

    /// <summary>A pattern may match nothing: factors/*.csv stands in a workspace before the first file is imported.</summary>
    public ImmutableArray<InputPath> Tables(string path, string key, ICollection<Issue> issues)
    {
        if (Inside(path, key, issues) is not { } file)
            return [];
        var name = NameOf(file.FullPath);
        return name.AsSpan().ContainsAny("*?") ? Match(name) : [file];
    }

    public bool Has(string path) => File.Exists(Path.Combine(folder.FullName, path)) || Assumed(path) is not null;

    private byte[]? Assumed(string path) => assumed?.GetValueOrDefault(path);

    /// <summary>The whole file, or why it cannot be had.</summary>
    /// <param name="most">Bytes that it may have.</param>
    public FileContent Read(string path, long most)
    {
        if (Assumed(path) is { } content)
            return new(content, FileFault.None, "");
        try
        {
            return new(RegularFile.ReadAll(Path.Combine(folder.FullName, path), most), FileFault.None, "");
        }
        catch (Exception e) when (e is NotRegularFileException or TooLargeFileException)
        {
            return new(
                null,
                e is TooLargeFileException ? FileFault.TooLarge : FileFault.NotRegular,
                $"found {e.Message}, expected a regular file of at most {most >> 20} MiB"
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(
                null,
                FileFault.Unreadable,
                folder.Exists
                    ? $"found no readable file in {folder.Name}, expected {path}"
                    : $"found no folder {folder.Name}, expected a workspace, or the folder of your exports"
            );
        }
    }

    /// <summary>As <see cref="Read(string, long)"/>; why it cannot be had becomes an issue of the file.</summary>
    /// <param name="tooLarge">Code of a file of more than <paramref name="most"/> bytes.</param>
    public byte[]? Read(string path, ICollection<Issue> issues, long most = FileLimits.Settings, string tooLarge = FileContent.Code)
    {
        var content = Read(path, most);
        if (content.Bytes is null)
            issues.Add(new(new(path, 0, 0), content.Fault == FileFault.TooLarge ? tooLarge : FileContent.Code, content.Refusal));
        return content.Bytes;
    }

    /// <summary>The file that outputs show by this path; null where it leads out of the workspace.</summary>
    /// <param name="masked">Those that are shown otherwise than they are called; asked for where there is no file of that name.</param>
    public string? Located(string display, Lazy<IReadOnlyDictionary<string, string>> masked)
    {
        var path = Inside(display)?.FullPath;
        return path is null || File.Exists(path) || !display.AsSpan().ContainsAny('(', '\\')
            ? path
            : masked.Value.GetValueOrDefault(display, path);
    }

    /// <summary>The files that outputs show otherwise than they are called, by what they show.</summary>
    public IReadOnlyDictionary<string, string> Masked() =>
        FilesBelow("")
            .Select(file => InputPath.Of(file.Name, file.FullPath))
            .Where(file => file.IsMasked)
            .DistinctBy(file => file.Display)
            .ToDictionary(file => file.Display, file => file.FullPath, StringComparer.Ordinal);

    /// <summary>As below; what leads out of the workspace becomes an issue.</summary>
    public InputPath? Inside(string path, string key, ICollection<Issue> issues)
    {
        var file = Inside(path);
        if (file is null)
            issues.Add(
                new(
                    new(WorkspaceConfiguration.FileName, 0, 0),
                    "LE2006",
                    $"{key}: found a path that leads out of the workspace, expected one inside it"
                )
            );
        return file;
    }

    /// <summary>Null where the path leads out of the workspace, as a symbolic link may too.</summary>
    public InputPath? Inside(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            return null;
        var root = Path.GetFullPath(folder.FullName) + Path.DirectorySeparatorChar;
        path = WithSlashes(path);
        var full = Path.GetFullPath(Path.Combine(root, path));
        return
            !Path.IsPathRooted(path)
            && (full + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal)
            && !HasLink(root, full)
            ? InputPath.Of(NameOf(full), full)
            : null;
    }

    /// <summary>As Windows writes it, unless a file of this system has that name.</summary>
    private string WithSlashes(string path) =>
        path.Contains('\\', StringComparison.Ordinal) && !File.Exists(Path.Combine(folder.FullName, path)) ? path.Replace('\\', '/') : path;

    public string NameOf(string full) => Path.GetRelativePath(folder.FullName, full).Replace('\\', '/');

    /// <summary>Every file that an export may be, in ordinal order; no more of them than are asked for.</summary>
    public ImmutableArray<InputPath> All(int most) =>
        [
            .. FilesBelow("")
                .Take(most)
                .Select(file => InputPath.Of(file.Name, file.FullPath))
                .OrderBy(file => file.Display, StringComparer.Ordinal),
        ];

    private ImmutableArray<InputPath> Match(string pattern)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(pattern);
        return
        [
            .. matcher
                .Match(FilesBelow(FixedPart(pattern)).Select(file => file.Name))
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

    /// <summary>
    /// Without links, which may lead anywhere, also back; without hidden files, the outputs, and what programs and file managers leave. A
    /// file that a cloud drive has not fetched yet is none of these, though Windows marks both alike.
    /// </summary>
    private IEnumerable<(string Name, string FullPath)> FilesBelow(string below) =>
        new DirectoryInfo(Path.Combine(folder.FullName, below)) is not { Exists: true } start
            ? []
            : new FileSystemEnumerable<string>(
                start.FullName,
                (ref FileSystemEntry entry) => entry.ToFullPath(),
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    IgnoreInaccessible = false,
                    AttributesToSkip = FileAttributes.None,
                }
            )
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                    !entry.IsDirectory && !IsLink(ref entry) && !IsLeftBeside(entry.FileName),
                ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
            }
                .Select(full => (Name: NameOf(full), full))
                .Where(file => !file.Name.StartsWith("periods/", StringComparison.Ordinal));

    private static bool IsLink(ref FileSystemEntry entry) =>
        entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.ToFileSystemInfo().LinkTarget is not null;

    /// <summary>Hidden files, the lock that Office keeps beside an open file, and what Windows keeps in a folder.</summary>
    private static bool IsLeftBeside(ReadOnlySpan<char> name) =>
        name.StartsWith('.')
        || name.StartsWith("~$", StringComparison.Ordinal)
        || name.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a part of the path below the workspace is a symbolic link, which may lead anywhere.</summary>
    private static bool HasLink(string root, string full)
    {
        for (var at = full; at.Length > root.Length; at = Path.GetDirectoryName(at)!)
            if (new FileInfo(at).LinkTarget is not null)
                return true;
        return false;
    }
}

/// <summary>What keeps a file from being read.</summary>
internal enum FileFault
{
    None,

    /// <summary>A pipe, a device or a folder.</summary>
    NotRegular,
    TooLarge,

    /// <summary>Not there, or not to be opened.</summary>
    Unreadable,
}

/// <summary>A whole file, or why it cannot be had.</summary>
/// <param name="Bytes">Null where it cannot.</param>
/// <param name="Refusal">What was found and what was expected; empty where it can.</param>
internal readonly record struct FileContent(byte[]? Bytes, FileFault Fault, string Refusal)
{
    /// <summary>A file that a setting names cannot be read.</summary>
    public const string Code = "LE2009";
}
