using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Reporting.Tests.Document;
using LlmEnergy.Reporting.Theme;

namespace LlmEnergy.Reporting.Tests.Pdf;

internal sealed class ThemeTests
{
    /// <summary>16 by 16 pixels of one colour.</summary>
    internal static byte[] Png { get; } = Pictures.Png(16, 16);

    [Test]
    public void The_default_theme_is_the_built_in_look() => Assert.That(Rendered(new()), Is.EqualTo(Rendered(ReportTheme.Default)));

    [Test]
    public void Another_colour_gives_another_file() =>
        Assert.That(Rendered(new() { Colours = new() { Accent = new(0, 0x60, 0) } }), Is.Not.EqualTo(Rendered(ReportTheme.Default)));

    [Test]
    public void The_logo_is_a_picture_on_the_first_page_only()
    {
        var logo = LogoFile.Read(Png).Logo;
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(Rendered(new() { Logo = logo }));
        Assert.That(
            pdf.GetPages().Select(page => page.GetImages().Count()),
            Is.EqualTo(Enumerable.Range(0, pdf.NumberOfPages).Select(page => page == 0 ? 1 : 0))
        );
    }

    [Test]
    public void Own_fonts_write_the_report_and_equal_inputs_give_equal_bytes()
    {
        var (regular, bold) = (Font("Bold"), Font("Regular"));
        var theme = new ReportTheme { Fonts = new(regular, bold) };
        var (first, second) = (Rendered(theme), Rendered(theme));
        Assert.That(first, Is.EqualTo(second).And.Not.EqualTo(Rendered(ReportTheme.Default)));
        Assert.That(regular, Is.EqualTo(Font("Bold")), "the given bytes stay as they are");
    }

    [TestCase(
        "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "found markup such as SVG, which may hold scripts, expected a PNG or JPEG file"
    )]
    [TestCase("GIF89a not one of ours", "found neither a PNG nor a JPEG file, expected one of them")]
    [TestCase("", "found neither a PNG nor a JPEG file, expected one of them")]
    public void What_is_no_picture_is_refused(string text, string refusal) =>
        Assert.That(LogoFile.Read(System.Text.Encoding.UTF8.GetBytes(text)), Is.EqualTo(((ThemeLogo?)null, refusal)));

    [Test]
    public void A_picture_that_is_cut_off_is_refused_wherever_it_is_cut([Range(8, 60, 4)] int length) =>
        Assert.That(LogoFile.Read(Png[..length]).Refusal, Does.StartWith("found a PNG file that is cut off"));

    [TestCase(8, 8)]
    [TestCase(5_000, 16)]
    public void A_picture_of_another_size_is_refused(int width, int height) =>
        Assert.That(
            LogoFile.Read(Pictures.Png(width, height)).Refusal,
            Is.EqualTo($"found {width} by {height} pixels, expected 16 to 4000 on each side")
        );

    [Test]
    public void A_picture_that_unpacks_to_more_than_it_says_is_refused() =>
        Assert.That(
            LogoFile.Read(Pictures.Png(16, 16, rows: 1_000_000)).Refusal,
            Does.StartWith("found a PNG file that unpacks to other than its size")
        );

    [Test]
    public void A_JPEG_in_four_colours_or_without_an_end_is_refused() =>
        Assert.Multiple(() =>
        {
            byte[] fourColours = [0xFF, 0xD8, 0xFF, 0xC0, 0, 20, 8, 0, 32, 0, 32, 4, .. new byte[12], 0xFF, 0xD9];
            Assert.That(LogoFile.Read(fourColours).Refusal, Does.StartWith("found a JPEG file that is not in 8-bit colour"));
            Assert.That(LogoFile.Read(fourColours[..^2]).Refusal, Does.StartWith("found a JPEG file that is cut off"));
        });

    [Test]
    public void The_built_in_fonts_could_be_own_ones() =>
        Assert.That(new[] { "Regular", "Bold" }.Select(weight => FontFile.Refusal(Font(weight))), Is.All.Null);

    [Test]
    public void A_font_that_is_cut_off_is_refused_wherever_it_is_cut([Values(4, 11, 20, 200, 5_000, 300_000)] int length) =>
        Assert.That(FontFile.Refusal(Font("Regular")[..length]), Does.StartWith("found "));

    [TestCase("OTTO", "found a font with PostScript outlines, expected TrueType outlines (.ttf)")]
    [TestCase("ttcf", "found a collection of fonts, expected a TrueType file of one")]
    [TestCase("wOF2", "found a packed web font, expected a TrueType file")]
    [TestCase("%PDF", "found no font, expected a TrueType file")]
    public void Other_files_are_refused_by_their_header(string header, string refusal) =>
        Assert.That(FontFile.Refusal([.. System.Text.Encoding.ASCII.GetBytes(header), .. new byte[40]]), Is.EqualTo(refusal));

    [Test]
    public void A_font_whose_tables_are_noise_is_refused()
    {
        var font = Font("Regular");
        new Random(7).NextBytes(font.AsSpan(400));
        Assert.That(FontFile.Refusal(font), Does.StartWith("found "));
    }

    [Test]
    public void A_picture_of_many_pixels_is_refused_before_it_is_unpacked() =>
        Assert.That(
            LogoFile.Read(Pictures.Png(4_000, 1_001)).Refusal,
            Is.EqualTo("found 4000 by 1001 pixels, expected up to 4,000,000 in all")
        );

    [TestCase("#000000", 21.0)]
    [TestCase("#FFFFFF", 1.0)]
    [TestCase("#767676", 4.54)]
    public void Contrast_is_that_of_the_accessibility_guidelines(string colour, double ratio)
    {
        Assert.That(ThemeColour.TryParse(colour, out var parsed), Is.True);
        Assert.That(
            (parsed.ToString(), parsed.Contrast(ThemeColour.White)),
            Is.EqualTo((colour, ratio)).Using<(string, double)>((a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 0.01 ? 0 : 1)
        );
    }

    [Test]
    public void Only_six_hexadecimal_digits_are_a_colour(
        [Values("red", "#FFF", "#12345G", "123456", "#1234567", "#-12345", "")] string text
    ) => Assert.That(ThemeColour.TryParse(text, out _), Is.False);

    [Test]
    public void Text_in_the_default_colours_can_be_read()
    {
        var colours = new ThemeColours();
        Assert.That(
            new[] { colours.Ink, colours.Muted, colours.Accent, colours.Alarm }.Select(colour => colour.Contrast(ThemeColour.White)),
            Is.All.GreaterThan(4.5)
        );
        Assert.That(new[] { colours.Ink, colours.Muted }.Select(colour => colour.Contrast(colours.Tint)), Is.All.GreaterThan(4.5));
    }

    private static byte[] Rendered(ReportTheme theme)
    {
        using var target = new MemoryStream();
        PdfRenderer.Write(
            DisclosureReport.Build(SampleDisclosure.Minimal().Build(), ReportCulture.Of("en")) with
            {
                Theme = theme,
            },
            target
        );
        return target.ToArray();
    }

    private static byte[] Font(string weight)
    {
        using var resource = typeof(ReportCulture).Assembly.GetManifestResourceStream($"LlmEnergy.Reporting.Fonts.Inter-{weight}.ttf")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
