using System.Collections.Immutable;
using LlmEnergy.Ingestion;

namespace LlmEnergy.Cli.Commands;

/// <summary>Files and profiles named on the command line.</summary>
public static class InputFiles
{
    public static ImmutableArray<InputPath> Of(IEnumerable<string> names) => [.. names.Select(name => new InputPath(name.Replace('\\', '/'), Path.GetFullPath(name)))];

    /// <summary>The built-in formats and the given profiles.</summary>
    /// <exception cref="IOException">A profile cannot be read.</exception>
    public static FormatCatalog Formats(IEnumerable<FileInfo>? profiles) =>
        (profiles ?? []).Aggregate(FormatCatalog.BuiltIn, (catalog, profile) => catalog.With(Mapping.Parse(File.ReadAllBytes(profile.FullName), profile.ToString())));

    public static System.CommandLine.Option<FileInfo[]> ProfileOption() => new("--profile") { Description = "A mapping profile (*.profile.json) for files of no built-in format; may be given more than once" };
}
