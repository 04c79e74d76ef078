namespace LlmEnergy.EndToEnd;

/// <summary>The PDF printed by a browser, and verified by one.</summary>
public class PdfEngineTests
{
    private static readonly string Folder = Path.Combine("periods", "2025-Q3");

    /// <summary>A machine without a browser on its path.</summary>
    private static readonly Dictionary<string, string> NoBrowser = new()
    {
        ["PATH"] = Path.GetDirectoryName(typeof(PdfEngineTests).Assembly.Location)!,
    };

    private string _workspace = "";

    [SetUp]
    public void Copy() => _workspace = Cli.CopyOf("acme");

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void A_browser_prints_and_verify_prints_with_it_again()
    {
        Tool.Require("chromium", "google-chrome", "microsoft-edge");
        Assert.That(Cli.Run("report", _workspace, "--period", "2025-Q3", "--pdf-engine", "browser").ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(Path.Combine(_workspace, Folder, "manifest.json")), Does.Contain("\"pdfEngine\": \"browser\""));
        var verified = Cli.Run("verify", Path.Combine(_workspace, Folder));
        Assert.That(verified.Output, Does.Contain("outputs written again: 16 compared, no difference"));
        Assert.That(verified.ExitCode, Is.Zero);

        var without = Cli.Run(RepositoryRoot.Path, NoBrowser, "verify", Path.Combine(_workspace, Folder));
        Assert.That(without.ExitCode, Is.EqualTo(4));
        Assert.That(
            without.Output,
            Does.Contain("the report cannot be made again: --pdf-engine: error: found no browser").And.Contain("(LE4020")
        );
    }

    [Test]
    public void Without_a_browser_nothing_is_written()
    {
        var result = Cli.Run(RepositoryRoot.Path, NoBrowser, "report", _workspace, "--period", "2025-Q3", "--pdf-engine", "browser");
        Assert.That(
            (result.ExitCode, result.Error),
            Is.EqualTo(
                (
                    2,
                    "--pdf-engine: error: found no browser, expected one to print the PDF with: install Chromium, Chrome or Edge, "
                        + "or use --pdf-engine built-in (LE4020)\n"
                )
            )
        );
        Assert.That(Directory.Exists(Path.Combine(_workspace, "periods")), Is.False);
    }

    [Test]
    public void Characters_that_the_pdf_lacks_are_a_finding_that_names_them_by_their_numbers()
    {
        var settings = Path.Combine(_workspace, "llmenergy.json");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace("Acme A/S", "Acme \u4E2D\u6587", StringComparison.Ordinal));
        var result = Cli.Run("report", _workspace, "--period", "2025-Q3");
        Assert.That(
            result.Error,
            Does.Contain(
                "disclosure.pdf: warning: found characters that the typeface of the PDF lacks, or that steer text: U+4E2D, U+6587; "
                    + "each"
            )
        );
        Assert.That(File.ReadAllText(Path.Combine(_workspace, Folder, "issues.csv")), Does.Contain("\ndisclosure.pdf,0,0,warning,LE4021,"));
        Assert.That(Cli.Run("verify", Path.Combine(_workspace, Folder)).ExitCode, Is.Zero);
    }
}
