using System.Collections.Immutable;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Theme;

namespace LlmEnergy.Configuration;

/// <summary>What <c>report.json</c> of a workspace says: other texts, by language and key, and another look.</summary>
/// <param name="Files">The file itself, the logo and the fonts: inputs of every report.</param>
public sealed record ReportSettings(
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Texts,
    ReportTheme Theme,
    ImmutableArray<SettingFile> Files
)
{
    public const string FileName = "report.json";

    public static ReportSettings None { get; } =
        new(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty, ReportTheme.Default, []);

    /// <summary>The built-in texts of a language with the workspace's own in their place, and its look.</summary>
    public ReportCulture Culture(string language) =>
        ReportCulture.Of(language).With(Texts.GetValueOrDefault(language, ImmutableSortedDictionary<string, string>.Empty), Theme);
}
