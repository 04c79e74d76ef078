using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Registers;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Reporting.Theme;

namespace LlmEnergy;

/// <summary>What <c>report.json</c> of a workspace says: other texts, by language and key, and another look.</summary>
/// <param name="Files">The file itself, the logo and the fonts: inputs of every report.</param>
public sealed record ReportSettings(
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Texts,
    ReportTheme Theme,
    ImmutableArray<SettingFile> Files
)
{
    public const string FileName = "report.json";
    public const double LeastContrast = 4.5;
    private const string Code = "LE2014";
    private const int Schema = 1;
    private const long MostBytes = 1 << 20;
    private const int LongestText = 2_000;
    private const int MostNamed = 20;

    public static ReportSettings None { get; } =
        new(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty, ReportTheme.Default, []);

    /// <summary>The built-in texts of a language with the workspace's own in their place, and its look.</summary>
    public ReportCulture Culture(string language) =>
        ReportCulture.Of(language).With(Texts.GetValueOrDefault(language, ImmutableSortedDictionary<string, string>.Empty), Theme);

    /// <summary>The file of a workspace, where there is one; everything that is wrong with it goes to <paramref name="issues"/>.</summary>
    /// <param name="trial">Prints with its logo and fonts before a report is; null: in this process.</param>
    public static ReportSettings Read(DirectoryInfo folder, List<Issue> issues, LookTrial? trial = null)
    {
        if (!File.Exists(Path.Combine(folder.FullName, FileName)))
            return None;
        var problems = new ConfigurationProblems(FileName);
        var files = ImmutableArray.CreateBuilder<SettingFile>();
        var settings = Bytes(folder, FileName, FileName, MostBytes, problems, files) is { } json
            ? ConfigurationNode.Parse(json, problems, root => Read(root, folder, trial, problems, files))
            : null;
        issues.AddRange(problems.Issues);
        return settings ?? None;
    }

    private static ReportSettings Read(
        ConfigurationNode root,
        DirectoryInfo folder,
        LookTrial? trial,
        ConfigurationProblems problems,
        ImmutableArray<SettingFile>.Builder files
    )
    {
        var schema = root.Number("schema", isRequired: true);
        if (schema is not (null or Schema))
            problems.WrongValue("schema", schema.Value.ToString(CultureInfo.InvariantCulture), $"{Schema}: this version reads no other");
        var texts = root.Object("texts") is { } byLanguage ? ReadTexts(byLanguage, problems) : None.Texts;
        var theme = new ReportTheme
        {
            Colours = root.Object("colors") is { } colours ? ReadColours(colours, problems) : new(),
            Logo = root.Text("logo", isRequired: false) is { } logo ? ReadLogo(folder, logo, trial, problems, files) : null,
            Fonts = root.Object("fonts") is { } fonts ? ReadFonts(folder, fonts, trial, problems, files) : null,
        };
        root.Close();
        return new(texts, theme, files.ToImmutable());
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ReadTexts(
        ConfigurationNode node,
        ConfigurationProblems problems
    )
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var language in ReportCulture.Languages)
        {
            if (node.Object(language) is not { } own)
                continue;
            var builtIn = ReportCulture.Of(language);
            var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var key in own.Keys)
            {
                if (builtIn.Placeholders(key) is not { } placeholders)
                    wrong.Add(
                        $"{own.PathOf(Cut(key))}: found a text that reports do not have, expected the key of one, such as "
                            + $"{Nearest(key, builtIn)}"
                    );
                else if (wrong.Count <= MostNamed && own.Text(key) is { } text)
                {
                    if (Refusal(text, placeholders) is { } refusal)
                        wrong.Add($"{own.PathOf(key)}: {refusal}");
                    read[key] = text;
                }
            }

            texts[language] = read.ToImmutable();
        }

        node.Close();
        foreach (var message in wrong.Take(MostNamed))
            problems.Add(Code, message);
        if (wrong.Count > MostNamed)
            problems.Add(Code, string.Create(CultureInfo.InvariantCulture, $"texts: found {wrong.Count - MostNamed} more that are wrong"));
        return texts.ToImmutable();
    }

    private static string? Refusal(string text, ImmutableArray<string> placeholders)
    {
        if (text.Trim().Length == 0)
            return "found no text, expected one";
        if (text.Length > LongestText || text.Any(char.IsControl))
            return string.Create(
                CultureInfo.InvariantCulture,
                $"found a text that is too long or has control characters, expected up to {LongestText} characters on one line"
            );
        var found = ReportCulture.PlaceholdersOf(text);
        return found.SequenceEqual(placeholders) ? null : $"found {Listed([.. found.Take(MostNamed)])}, expected {Listed(placeholders)}";
    }

    private static string Listed(ImmutableArray<string> placeholders) =>
        placeholders.IsEmpty ? "no placeholder" : string.Join(", ", placeholders.Select(Cut));

    /// <summary>The key that begins most like it.</summary>
    private static string Nearest(string key, ReportCulture culture) =>
        culture.Keys.OrderBy(known => known, StringComparer.Ordinal).MaxBy(known => known.AsSpan().CommonPrefixLength(key))!;

    private static ThemeColours ReadColours(ConfigurationNode node, ConfigurationProblems problems)
    {
        var standard = new ThemeColours();
        ThemeColour Of(string key, ThemeColour otherwise)
        {
            if (node.Text(key, isRequired: false) is not { } text)
                return otherwise;
            if (ThemeColour.TryParse(text, out var colour))
                return colour;
            problems.WrongValue(node.PathOf(key), Cut(text), "a colour such as #0B3D4F");
            return otherwise;
        }

        var colours = new ThemeColours
        {
            Ink = Of("ink", standard.Ink),
            Muted = Of("muted", standard.Muted),
            Accent = Of("accent", standard.Accent),
            Light = Of("light", standard.Light),
            Rule = Of("rule", standard.Rule),
            Tint = Of("tint", standard.Tint),
            Alarm = Of("alarm", standard.Alarm),
        };
        node.Close();
        foreach (
            var (key, colour) in new[]
            {
                ("ink", colours.Ink),
                ("muted", colours.Muted),
                ("accent", colours.Accent),
                ("alarm", colours.Alarm),
            }
        )
        {
            if (TooWeak(colour, ThemeColour.White) is { } onWhite)
                problems.Add(
                    Code,
                    $"{node.PathOf(key)}: found {colour}, whose contrast against white is {onWhite}, expected 4.5 or more, so that it can "
                        + $"be read"
                );
            else if (key is "ink" or "muted" && TooWeak(colour, colours.Tint) is { } onTint)
                problems.Add(
                    Code,
                    $"{node.PathOf("tint")}: found {colours.Tint}, against which the contrast of {key} is {onTint}, expected 4.5 or more, "
                        + $"so that it can be read"
                );
        }

        return colours;
    }

    /// <summary>The ratio, cut to two decimals, where it is too small.</summary>
    private static string? TooWeak(ThemeColour text, ThemeColour paper) =>
        text.Contrast(paper) is var ratio && ratio < LeastContrast
            ? (Math.Floor(ratio * 100) / 100).ToString("0.00", CultureInfo.InvariantCulture)
            : null;

    private static ThemeLogo? ReadLogo(
        DirectoryInfo folder,
        string path,
        LookTrial? trial,
        ConfigurationProblems problems,
        ImmutableArray<SettingFile>.Builder files
    )
    {
        if (Bytes(folder, path, "logo", LogoFile.MostBytes, problems, files) is not { } bytes)
            return null;
        var (logo, refusal) = LogoFile.Read(bytes, trial);
        if (logo is null)
            problems.Add(Code, $"logo ({Cut(path)}): {refusal}");
        return logo;
    }

    private static ThemeFonts? ReadFonts(
        DirectoryInfo folder,
        ConfigurationNode node,
        LookTrial? trial,
        ConfigurationProblems problems,
        ImmutableArray<SettingFile>.Builder files
    )
    {
        byte[]? Font(string key)
        {
            if (
                node.Text(key) is not { } path
                || Bytes(folder, path, node.PathOf(key), FontFile.MostBytes, problems, files) is not { } bytes
            )
                return null;
            if (FontFile.Refusal(bytes, trial) is not { } refusal)
                return bytes;
            problems.Add(Code, $"{node.PathOf(key)} ({Cut(path)}): {refusal}");
            return null;
        }

        var (regular, bold) = (Font("regular"), Font("bold"));
        node.Close();
        return regular is null || bold is null ? null : new(regular, bold);
    }

    /// <summary>
    /// A file inside the workspace, not behind a link, of limited size; what is wrong with it is a problem of the key that names it.
    /// </summary>
    private static byte[]? Bytes(
        DirectoryInfo folder,
        string path,
        string key,
        long most,
        ConfigurationProblems problems,
        ImmutableArray<SettingFile>.Builder files
    )
    {
        var outside = new List<Issue>();
        if (Workspace.Inside(folder, path, key, outside) is not { } file)
        {
            foreach (var issue in outside)
                problems.Add(issue.Code, issue.Message);
            return null;
        }

        try
        {
            var bytes = RegularFile.ReadAll(file.FullPath, most);
            if (files.All(known => known.Display != file.Display))
                files.Add(new(file, bytes));
            return bytes;
        }
        catch (Exception e) when (e is NotRegularFileException or TooLargeFileException)
        {
            problems.Add(
                e is TooLargeFileException ? Code : "LE2009",
                $"{key}: found {e.Message}, expected a regular file of at most {most >> 20} MiB"
            );
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add("LE2009", $"{key}: found no readable file, expected {Cut(path)}");
            return null;
        }
    }

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
