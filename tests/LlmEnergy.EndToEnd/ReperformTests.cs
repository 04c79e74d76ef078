using System.Diagnostics;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// A second program in another language goes from the raw exports and the factor files to the headline, and shares nothing with the first:
/// what it is held against here would have to be wrong in both in the same way.
/// </summary>
public class ReperformTests
{
    internal static readonly string Script = Path.Combine(RepositoryRoot.Path, "tests", "reperform", "reperform.py");
    private static readonly string Factors = Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy.Factors", "Data");
    private string _workspace = "";

    [OneTimeSetUp]
    public void Report()
    {
        if (Python() is null)
            throw Tool.Missing("python3 is not installed");
        _workspace = Cli.CopyOf("acme");
        foreach (var period in new[] { "2025-Q3", "2026-Q2", "2026-Q3" })
            Assert.That(Cli.Run("report", _workspace, "--period", period).ExitCode, Is.Zero);
    }

    [OneTimeTearDown]
    public void Delete()
    {
        if (_workspace.Length > 0)
            Directory.Delete(_workspace, recursive: true);
    }

    [TestCase("2025-Q3", "2025-07-01", "2025-09-30")]
    [TestCase("2026-Q2", "2026-04-01", "2026-06-30")]
    [TestCase("2026-Q3", "2026-07-01", "2026-09-30")]
    public void All_its_figures_are_those_of_the_report(string period, string first, string last)
    {
        var (code, said) = Reperform(Script, _workspace, period, first, last);
        Assert.That((code, said.Trim()), Is.EqualTo((0, "reperform: 16 of 16 figures are the same to 1e-12")));
    }

    [Test]
    public void A_pack_alone_is_enough()
    {
        var (pack, unpacked) = (Path.Combine(_workspace, "pack.zip"), Path.Combine(_workspace, "unpacked"));
        Assert.That(Cli.Run("pack", Path.Combine(_workspace, "periods", "2026-Q3"), "--out", pack).ExitCode, Is.Zero);
        System.IO.Compression.ZipFile.ExtractToDirectory(pack, unpacked);
        var (code, said) = Reperform(Script, unpacked, "2026-Q3", "2026-07-01", "2026-09-30", Path.Combine(unpacked, "pack", "factors"));
        Directory.Delete(unpacked, recursive: true);
        Assert.That((code, said.Trim()), Is.EqualTo((0, "reperform: 16 of 16 figures are the same to 1e-12")));
    }

    [TestCase("reading a count", "return D(text).to_integral_exact()", "return D(text).to_integral_exact() // 2")]
    [TestCase("leaving failed requests", "if row[\"status\"] == \"error\":", "if row[\"status\"] == \"no\":")]
    [TestCase("the days of the period", "if not first <= day <= last:", "if not first < day <= last:")]
    [TestCase(
        "the requests of a bucket",
        "return day, \"openai\", row[\"model\"], \"\", requests,",
        "return day, \"openai\", row[\"model\"], \"\", requests * 2,"
    )]
    [TestCase("cached tokens as a part of the input", "(given - cached) * read", "given * read")]
    [TestCase("long contexts", "return (80_000 + length) / 90_000 if", "return D(1) if")]
    [TestCase("the class of a model", "return row[\"class\"]", "return \"L\"")]
    [TestCase("the factor of output", "output * write", "output * read")]
    [TestCase("the zone of a region", "if region else place[\"zone\"]", "if region == \"x\" else place[\"zone\"] or \"DE\"")]
    [TestCase("the year of the grid", "for of in (year, year - 1, year - 2)", "for of in (year - 2, year - 1)")]
    [TestCase("hardware", "embodied = energy * grid / 1000, energy * hardware / 1000", "embodied = energy * grid / 1000, D(0)")]
    [TestCase("the sum", "+= location + embodied", "+= location")]
    public void A_fault_in_one_stage_shows(string stage, string right, string wrong)
    {
        var text = File.ReadAllText(Script);
        Assert.That(text.Split(right), Has.Length.EqualTo(2), "the script has the stage once");
        var mutant = Path.Combine(_workspace, "mutant.py");
        File.WriteAllText(mutant, text.Replace(right, wrong, StringComparison.Ordinal));
        var (code, said) = Reperform(mutant, _workspace, "2026-Q3", "2026-07-01", "2026-09-30");
        Assert.That(code, Is.EqualTo(1), stage + ": " + said);
        Assert.That(said, Does.StartWith("reperform: "), "it says what differs, and did not crash");
    }

    [TestCase("exports/gateway/gateway-2026-Q3.csv", ";8953;", ";8954;")]
    [TestCase("exports/openai/completions_usage_2026-07-01_2026-08-01.csv", ",2170424.0,", ",2170425.0,")]
    public void A_token_more_in_an_export_shows(string export, string was, string now)
    {
        var copy = Cli.CopyOfFolder(_workspace, withPeriods: true);
        var path = Path.Combine(copy, export);
        var text = File.ReadAllText(path);
        Assert.That(text.Split(was), Has.Length.EqualTo(2));
        File.WriteAllText(path, text.Replace(was, now, StringComparison.Ordinal));
        var (code, said) = Reperform(Script, copy, "2026-Q3", "2026-07-01", "2026-09-30");
        Assert.That(code, Is.EqualTo(1), said);
        Directory.Delete(copy, recursive: true);
    }

    [Test]
    public void A_row_that_it_does_not_know_ends_it()
    {
        var copy = Cli.CopyOfFolder(_workspace, withPeriods: true);
        File.AppendAllText(
            Path.Combine(copy, "exports", "gateway", "gateway-2026-Q3.csv"),
            "2026-09-30 10:00:00;openai;new-model-x;;t;1;0;1;0;ok\n"
        );
        var (code, said) = Reperform(Script, copy, "2026-Q3", "2026-07-01", "2026-09-30");
        Assert.That((code, said.Trim()), Is.EqualTo((1, "reperform: found model 'new-model-x' of 'openai', which the map does not know")));
        Directory.Delete(copy, recursive: true);
    }

    internal static (int Code, string Said) Reperform(
        string script,
        string workspace,
        string period,
        string first,
        string last,
        string? factors = null
    )
    {
        var figures = Path.Combine(workspace, "periods", period, "figures.json");
        using var process = Process.Start(
            new ProcessStartInfo("python3", [script, workspace, factors ?? Factors, first, last, "--against", figures])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said.Result.ReplaceLineEndings("\n"));
    }

    internal static string? Python()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["--version"]) { RedirectStandardOutput = true });
            process!.WaitForExit();
            return process.ExitCode == 0 ? "python3" : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
