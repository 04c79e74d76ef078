using System.Globalization;
using System.Text.RegularExpressions;
using static LlmEnergy.Reporting.Tests.Rendering.Report;

namespace LlmEnergy.Reporting.Tests.Rendering;

/// <summary>Contrast by WCAG 2.1, computed from the colours that the style sheet states.</summary>
internal sealed partial class StyleSheetTests
{
    private static readonly string Sheet = With(Text("text")).RenderedAsHtml().Style;

    [TestCase("ink", "paper")]
    [TestCase("ink", "tint")]
    [TestCase("muted", "paper")]
    [TestCase("muted", "tint")]
    [TestCase("accent", "paper")]
    [TestCase("accent", "tint")]
    [TestCase("link", "paper")]
    [TestCase("link", "tint")]
    [TestCase("alarm", "alarm-tint")]
    [TestCase("alarm", "paper")]
    [TestCase("cover-ink", "cover")]
    [TestCase("cover-muted", "cover")]
    public void Text_has_at_least_the_contrast_of_level_AA(string text, string ground)
    {
        foreach (var theme in Themes())
            Assert.That(Contrast(theme[text], theme[ground]), Is.GreaterThanOrEqualTo(4.5), $"{text} on {ground}");
    }

    // a bar has an outline in the colour of the first series, so that pale ones part from the paper
    [TestCase("series1", "paper")]
    [TestCase("series1", "series2")]
    [TestCase("muted", "paper")]
    public void What_a_chart_is_made_of_parts_by_lightness_alone(string one, string other)
    {
        foreach (var theme in Themes())
            Assert.That(Contrast(theme[one], theme[other]), Is.GreaterThanOrEqualTo(3.0), $"{one} beside {other}");
    }

    [Test]
    public void Both_themes_state_the_same_colours() => Assert.That(Themes()[1].Keys, Is.EqualTo(Themes()[0].Keys));

    [Test]
    public void Colours_stand_where_the_contrast_is_computed_from() =>
        Assert.That(
            HexColour().Matches(Root().Replace(Sheet, "")).Select(match => match.Value).Distinct(),
            Is.EqualTo(new[] { Themes()[0].Hex("muted") }),
            "margins of pages, which know no variables"
        );

    private static Theme[] Themes() =>
        [
            .. Root()
                .Matches(Sheet)
                .Select(root => new Theme(
                    Variable().Matches(root.Value).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value)
                )),
        ];

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z0-9-]+): (#[0-9A-F]{6});")]
    private static partial Regex Variable();

    [GeneratedRegex("#[0-9A-Fa-f]{3,8}(?=[;, ])")]
    private static partial Regex HexColour();

    private sealed class Theme(Dictionary<string, string> colours)
    {
        public IEnumerable<string> Keys => colours.Keys;

        /// <summary>Relative luminance, 0 to 1.</summary>
        public double this[string name] => (0.2126 * Linear(name, 1)) + (0.7152 * Linear(name, 3)) + (0.0722 * Linear(name, 5));

        public string Hex(string name) => colours[name];

        private double Linear(string name, int at) =>
            int.Parse(colours[name].AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0 is var value
            && value <= 0.03928
                ? value / 12.92
                : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
