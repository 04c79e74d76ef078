namespace LlmEnergy.EndToEnd;

/// <summary>The program starts itself to try fonts of the workspace, however it was started.</summary>
public class OwnLookTests
{
    private string _workspace = "";

    [SetUp]
    public void Copy()
    {
        _workspace = Cli.CopyOf("acme");
        foreach (var weight in new[] { "Regular", "Bold" })
            File.Copy(
                Path.Combine(RepositoryRoot.Path, "templates", "report", "fonts", $"Inter-{weight}.ttf"),
                Path.Combine(_workspace, $"{weight}.ttf")
            );
        File.WriteAllText(
            Path.Combine(_workspace, "report.json"),
            """{ "schema": 1, "fonts": { "regular": "Regular.ttf", "bold": "Bold.ttf" } }"""
        );
    }

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test, Category("Long")]
    public void A_report_with_fonts_that_can_be_printed_with_is_written_and_verified()
    {
        Assert.That(Cli.RunProcess("report", _workspace, "--period", "2025-Q3").ExitCode, Is.Zero);
        var verified = Cli.Run("verify", Path.Combine(_workspace, "periods", "2025-Q3"));
        Assert.That(verified.ExitCode, Is.Zero, verified.Output);
    }

    [Test]
    public void A_font_that_is_none_is_named_and_nothing_is_written()
    {
        File.WriteAllText(Path.Combine(_workspace, "Bold.ttf"), "no font");
        var result = Cli.RunProcess("report", _workspace, "--period", "2025-Q3");
        Assert.That(
            (result.ExitCode, result.Error),
            Is.EqualTo((2, "report.json: error LE2014: fonts.bold (Bold.ttf): found no font, expected a TrueType file\n"))
        );
        Assert.That(Directory.Exists(Path.Combine(_workspace, "periods")), Is.False);
    }

    [TestCase("Font", "found no font, expected a TrueType file", TestName = "a font that is none")]
    [TestCase("Logo", "found neither a PNG nor a JPEG file, expected one of them", TestName = "a logo that is none")]
    public void The_step_says_what_it_found(string part, string found)
    {
        var result = Cli.Script([], "printf 'no such file' | \"$@\"", "try-look", part);
        Assert.That((result.ExitCode, result.Output, result.Error), Is.EqualTo((0, found + "\n", "")));
    }
}
