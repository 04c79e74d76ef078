using LlmEnergy.Domain;
using LlmEnergy.Factors;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests;

/// <summary>Fonts and a logo of the workspace are tried where they can do no harm, before anything is written.</summary>
[Platform(Exclude = "Win", Reason = "The program that is planted is a script of sh")]
public class OwnLookTests
{
    private const string Killed = "(exit code 137), expected one that can be printed with";

    private static readonly TrialProcess Dies = new("sh", "-c", "kill -9 $$");
    private static readonly TrialProcess Lives = new("sh", "-c", "cat >/dev/null; echo usable");

    [TestCase(
        """{ "schema": 1, "fonts": { "regular": "own/regular.ttf", "bold": "own/bold.ttf" } }""",
        "report.json: error LE2014: fonts.regular (own/regular.ttf): found a font that ends the program which prints with it " + Killed,
        "report.json: error LE2014: fonts.bold (own/bold.ttf): found a font that ends the program which prints with it " + Killed
    )]
    [TestCase(
        """{ "schema": 1, "logo": "own/logo.png" }""",
        "report.json: error LE2014: logo (own/logo.png): found a logo that ends the program which prints with it " + Killed
    )]
    public void One_that_kills_what_prints_is_named_and_refused(string json, params string[] issues)
    {
        using var workspace = WithOwnLook(json);
        var refused = Assert.Throws<ConfigurationException>(() => Workspace.Open(workspace.Folder, Dies.Try))!;
        Assert.That(refused.Issues.Select(issue => issue.ToString()), Is.EqualTo(issues));
    }

    [Test]
    public void One_that_can_be_printed_with_is_used()
    {
        using var workspace = WithOwnLook("""{ "schema": 1, "fonts": { "regular": "own/regular.ttf", "bold": "own/bold.ttf" } }""");
        var opened = Workspace.Open(workspace.Folder, Lives.Try);
        Assert.That(opened.Report.Theme.Fonts!.Bold.ToArray(), Is.EqualTo(File.ReadAllBytes(workspace.PathOf("own/bold.ttf"))));
    }

    [Test]
    public void Verification_lives_and_says_which_it_is()
    {
        using var workspace = WithOwnLook("""{ "schema": 1, "logo": "own/logo.png" }""");
        workspace.Report("2026-Q3");
        var verified = new Verifier(new(new(() => FactorPack.BuiltIn)), Dies.Try).Verify(
            new(workspace.PathOf("periods/2026-Q3")),
            new(),
            null,
            CancellationToken.None
        );
        Assert.That(
            verified.Text(),
            Is.EqualTo(
                "2 report.json: the workspace cannot be opened: report.json: error: logo (own/logo.png): found a logo that ends "
                    + $"the program which prints with it {Killed} (LE2014)"
            )
        );
    }

    [Test]
    public void What_our_own_reader_refuses_is_not_handed_on()
    {
        using var workspace = WithOwnLook("""{ "schema": 1, "logo": "own/logo.png" }""").Write("own/logo.png", "no picture");
        var tried = 0;
        Assert.That(
            () => Workspace.Open(workspace.Folder, (_, _) => FormattableString.Invariant($"found {++tried}")),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("found neither a PNG nor a JPEG file")
        );
        Assert.That(tried, Is.Zero);
    }

    /// <summary>With the built-in fonts as its own, and a logo of one colour.</summary>
    private static PeriodWorkspace WithOwnLook(string json)
    {
        var workspace = PeriodWorkspace.WithLog("2026-07-01").Write("report.json", json);
        Directory.CreateDirectory(workspace.PathOf("own"));
        var fonts = Path.Combine(RepositoryRoot.Path, "templates", "report", "fonts");
        File.Copy(Path.Combine(fonts, "Inter-Regular.ttf"), workspace.PathOf("own/regular.ttf"));
        File.Copy(Path.Combine(fonts, "Inter-Bold.ttf"), workspace.PathOf("own/bold.ttf"));
        File.WriteAllBytes(workspace.PathOf("own/logo.png"), Convert.FromBase64String(Logo));
        return workspace;
    }

    /// <summary>16 by 16 grey pixels.</summary>
    private const string Logo = "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAD0lEQVR4nGNoQAMMI1sAAAUMgAFaSOXNAAAAAElFTkSuQmCC";
}
