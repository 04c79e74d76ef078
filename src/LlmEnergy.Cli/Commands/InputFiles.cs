using System.Collections.Immutable;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Cli.Commands;

/// <summary>Files and profiles named on the command line.</summary>
public static class InputFiles
{
    public static ImmutableArray<InputPath> Of(IEnumerable<string> names) =>
        [.. names.Select(name => InputPath.Of(name.Replace('\\', '/'), Path.GetFullPath(WithSlashes(Named(name)))))];

    public static DirectoryInfo Folder(string name) => new(WithSlashes(Named(name)));

    /// <summary>A path as Windows writes it, on another system.</summary>
    public static string WithSlashes(string name) =>
        name.Contains('\\', StringComparison.Ordinal) && !Path.Exists(name) ? name.Replace('\\', '/') : name;

    public static FileInfo File(string name) => new(Named(name));

    /// <summary>The workspace of a folder, whose fonts and logo are tried in a process of their own.</summary>
    /// <exception cref="ConfigurationException">Everything that is wrong with it.</exception>
    public static Workspace Workspace(string name) => LlmEnergy.Workspace.Open(Folder(name), OwnProgram.Trial);

    /// <summary>An unset variable of a shell is an empty argument.</summary>
    private static string Named(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Contains('\0', StringComparison.Ordinal)
            ? throw new ConfigurationException(
                new Issue(new("path", 0, 0), "LE2001", "found an empty path, expected the name of a folder or file")
            )
            : name;

    /// <summary>
    /// The built-in formats and the given profiles, which come before them; one that says nothing of how its files are recognised is
    /// recognised by the columns that it maps. What profiles call by a former name is said.
    /// </summary>
    /// <exception cref="ConfigurationException">A profile cannot be read, or is none.</exception>
    public static FormatCatalog Formats(IEnumerable<FileInfo>? profiles, Terminal terminal)
    {
        var formats = FormatCatalog.BuiltIn;
        foreach (var profile in profiles ?? [])
        {
            var json = Bytes(profile, "a mapping profile or a decode table");
            if (profile.Name.EndsWith(DecodeTable.Extension, StringComparison.Ordinal))
            {
                formats = formats.With(DecodeTable.Parse(json, profile.ToString()));
                continue;
            }

            var mapping = Mapping.Parse(json, profile.ToString());
            terminal.Say(mapping.Warnings);
            formats = formats.With(mapping.DetectedByColumns());
        }

        return formats.UnknownTables().ToImmutableArray() is { IsEmpty: false } unknown
            ? throw new ConfigurationException(unknown)
            : formats;
    }

    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    public static byte[] Bytes(FileInfo file, string expected)
    {
        try
        {
            return RegularFile.ReadAll(file.FullName, FileLimits.Tables);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var found = e is NotRegularFileException or TooLargeFileException ? e.Message : "no readable file";
            throw new ConfigurationException(new Issue(new(file.ToString(), 0, 0), "LE2009", $"found {found}, expected {expected}"));
        }
    }

    public static System.CommandLine.Option<FileInfo[]> ProfileOption() =>
        new("--profile")
        {
            Description = "A mapping profile (*.profile.json), which comes before the built-in formats; may be given more than once",
        };
}
