using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Reporting.Theme;

namespace LlmEnergy.Configuration;

/// <summary>The keys of report.json, with the logo and the fonts that they name.</summary>
/// <param name="trial">Prints with its logo and fonts before a report is; null: in this process.</param>
internal sealed class ReportReader(WorkspaceFolder folder, LookTrial? trial, ConfigurationProblems problems)
{
    private const double LeastContrast = 4.5;
    private const string Code = "LE2014";
    private const int Schema = 1;
    private const long MostBytes = 1 << 20;
    private const int LongestText = 2_000;
    private const int MostNamed = 20;

    private readonly ImmutableArray<SettingFile>.Builder _files = ImmutableArray.CreateBuilder<SettingFile>();

    /// <summary>What the file of a workspace says, where there is one.</summary>
    /// <param name="problems">Takes all that is wrong with it, its logo and its fonts.</param>
    public static ReportSettings Read(WorkspaceFolder folder, LookTrial? trial, ConfigurationProblems problems) =>
        folder.Has(ReportSettings.FileName) ? new ReportReader(folder, trial, problems).Read() : ReportSettings.None;

    private ReportSettings Read() =>
        Bytes(ReportSettings.FileName, ReportSettings.FileName, MostBytes) is { } json
            ? ConfigurationNode.Parse(json, problems, Root) ?? ReportSettings.None
            : ReportSettings.None;

    private ReportSettings Root(ConfigurationNode root)
    {
        root.Schema(Schema);
        var texts = root.Object("texts") is { } byLanguage ? ReadTexts(byLanguage) : ReportSettings.None.Texts;
        var theme = new ReportTheme
        {
            Colours = root.Object("colors") is { } colours ? ReadColours(colours) : new(),
            Logo = root.Text("logo", isRequired: false) is { } logo ? ReadLogo(logo) : null,
            Fonts = root.Object("fonts") is { } fonts ? ReadFonts(fonts) : null,
        };
        root.Close();
        return new(texts, theme, _files.ToImmutable());
    }

    private ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ReadTexts(ConfigurationNode node)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var language in ReportCulture.Languages)
        {
            if (node.Object(language) is not { } own)
                continue;
            var builtIn = ReportCulture.Of(language);
            var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var key in own.Names(builtIn.Keys))
            {
                if (builtIn.Placeholders(key) is not { } placeholders)
                    wrong.Add(
                        $"{own.PathOf(Excerpt.Cut(key))}: found a text that reports do not have, expected the key of one, such as "
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
        placeholders.IsEmpty ? "no placeholder" : string.Join(", ", placeholders.Select(Excerpt.Cut));

    /// <summary>The key that begins most like it.</summary>
    private static string Nearest(string key, ReportCulture culture) =>
        culture.Keys.OrderBy(known => known, StringComparer.Ordinal).MaxBy(known => known.AsSpan().CommonPrefixLength(key))!;

    private ThemeColours ReadColours(ConfigurationNode node)
    {
        var standard = new ThemeColours();
        ThemeColour Of(string key, ThemeColour otherwise)
        {
            if (node.Text(key, isRequired: false) is not { } text)
                return otherwise;
            if (ThemeColour.TryParse(text, out var colour))
                return colour;
            problems.WrongValue(node.PathOf(key), Excerpt.Cut(text), "a colour such as #0B3D4F");
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

    private ThemeLogo? ReadLogo(string path)
    {
        if (Bytes(path, "logo", LogoFile.MostBytes) is not { } bytes)
            return null;
        var (logo, refusal) = LogoFile.Read(bytes, trial);
        if (logo is null)
            problems.Add(Code, $"logo ({Excerpt.Cut(path)}): {refusal}");
        return logo;
    }

    private ThemeFonts? ReadFonts(ConfigurationNode node)
    {
        byte[]? Font(string key)
        {
            if (node.Text(key) is not { } path || Bytes(path, node.PathOf(key), FontFile.MostBytes) is not { } bytes)
                return null;
            if (FontFile.Refusal(bytes, trial) is not { } refusal)
                return bytes;
            problems.Add(Code, $"{node.PathOf(key)} ({Excerpt.Cut(path)}): {refusal}");
            return null;
        }

        var (regular, bold) = (Font("regular"), Font("bold"));
        node.Close();
        return regular is null || bold is null ? null : new(regular, bold);
    }

    /// <summary>
    /// A file inside the workspace, not behind a link, of limited size; what is wrong with it is a problem of the key that names it.
    /// </summary>
    private byte[]? Bytes(string path, string key, long most)
    {
        if (folder.Inside(path) is not { } file)
        {
            problems.Add("LE2006", $"{key}: found a path that leads out of the workspace, expected one inside it");
            return null;
        }

        var content = folder.Read(path, most);
        if (content.Bytes is not { } bytes)
            problems.Add(
                content.Fault == FileFault.TooLarge ? Code : FileContent.Code,
                content.Fault == FileFault.Unreadable
                    ? $"{key}: found no readable file, expected {Excerpt.Cut(path)}"
                    : $"{key}: {content.Refusal}"
            );
        else if (_files.All(known => known.Display != file.Display))
            _files.Add(new(file, bytes));
        return content.Bytes;
    }
}
