using System.Text.Json;
using LlmEnergy.Reporting.Tests.Excel;

namespace LlmEnergy.EndToEnd;

/// <summary>The frozen sample of 0.2.0 with closed models by judged sizes: its numbers were calculated by another program.</summary>
public class AdoptedClosedModelsTests
{
    private string _workspace = null!;
    private Result _result = null!;

    private string Folder => Path.Combine(_workspace, "periods", "2026-Q3");

    [OneTimeSetUp]
    public void Report()
    {
        var frozen = Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.EndToEnd", "Fixtures", "acme-0.2.0");
        _workspace = Cli.CopyOfFolder(frozen, withPeriods: false);
        var settings = Path.Combine(_workspace, "llmenergy.json");
        File.WriteAllText(
            settings,
            File.ReadAllText(settings)
                .Replace("\"schema\": 1,", "\"schema\": 1, \"operatingPoint\": { \"closedModels\": true },", StringComparison.Ordinal)
        );
        _result = Cli.Run("report", _workspace, "--period", "2026-Q3", "--format", "json");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [TestCase("energyKwh", "96.6543", "45.469", "119.405", "418.737")]
    [TestCase("totalKgCo2e", "40.9957", "18.4577", "50.0217", "178.124")]
    public void The_total_and_its_interval_are_those_of_the_other_program(string of, decimal central, decimal p5, decimal p50, decimal p95)
    {
        var json = _result.Json;
        var now = json.Number(of == "energyKwh" ? "energyKwh.central" : "emissionsKgCo2e.total.central");
        Assert.That(now, Is.EqualTo(central).Within(0.00005m));
        Assert.That(
            (json.Number($"interval.{of}.p5"), json.Number($"interval.{of}.p50"), json.Number($"interval.{of}.p95")),
            Is.EqualTo((p5, p50, p95))
        );
    }

    [TestCase("gpt-5-2025-08-07", "54.5819", "13.917", "286.558", "5.68436", "119.582")]
    [TestCase("gpt-5-mini-2025-08-07", "20.2885", "4.58021", "115.832", "1.86107", "48.9373")]
    [TestCase("gpt-4.1-2025-04-14", "9.87237", "3.33552", "38.0658", "1.37468", "16.4214")]
    [TestCase("claude-sonnet-4-5-20250929", "2.40012", "0.829223", "8.74971", "0.34156", "3.81099")]
    [TestCase("mistral-medium-2508", "0.0771866", "0.0258344", "0.298375", "0.00269783", "0.0601529")]
    [TestCase("gpt-4o-mini", "0.0312038", "0.00909266", "0.151053", "0.000700828", "0.013095")]
    public void So_is_each_model(string model, decimal central, decimal p5, decimal p95, decimal kilogramsP5, decimal kilogramsP95)
    {
        var json = _result.Json.At("byModel").EnumerateArray().Single(row => row.At("model").GetString() == model);
        Assert.That(json.Number("energyKwh.central"), Is.EqualTo(central).Within(central * 5e-6m));
        Assert.That(
            (
                json.Number("energyKwhInterval.p5"),
                json.Number("energyKwhInterval.p95"),
                json.Number("totalKgCo2eInterval.p5"),
                json.Number("totalKgCo2eInterval.p95")
            ),
            Is.EqualTo((p5, p95, kilogramsP5, kilogramsP95))
        );
    }

    [Test]
    public void Judged_sizes_want_an_approval_by_their_hash()
    {
        var findings = _result.Json.At("issues").EnumerateArray().Where(issue => issue.At("code").GetString() == "LE2021").ToList();
        var judged = findings.Single(issue =>
            issue.At("message").GetString()!.StartsWith("calculation of closed models", StringComparison.Ordinal)
        );
        Assert.That(judged.At("message").GetString(), Does.Contain("hash sha256:"));
    }

    [Test]
    public void The_seed_stands_in_the_manifest_and_the_draws_among_the_figures()
    {
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json"))).RootElement;
        var figures = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "figures.json"))).RootElement.At("figures");
        Assert.That((manifest.Number("interval.seed"), manifest.Number("interval.draws")), Is.EqualTo((20261129m, 10_000m)));
        Assert.That(
            figures.EnumerateArray().Select(figure => figure.At("id").GetString()),
            Is.SupersetOf(
                new[] { "total_p5", "total_p50", "total_p95", "total_mean", "total_kg_p5", "energy_p5", "total_low", "total_high" }
            )
        );
    }

    [Test]
    public void The_report_prints_5_to_95_per_cent_and_that_parts_do_not_add_up()
    {
        var page = File.ReadAllText(Path.Combine(Folder, "disclosure.html"));
        Assert.That(
            page,
            Does.Contain("5 % and 95 % of seeded draws").And.Contain("parts do not add up").And.Contain("Median of the draws")
        );
    }

    [Test]
    public void What_knowing_the_region_would_change_is_a_finding_for_each_provider() =>
        Assert.That(
            _result
                .Json.At("issues")
                .EnumerateArray()
                .Where(issue => issue.At("code").GetString() == "LE4018")
                .Select(issue => issue.At("at").GetString()),
            Is.EquivalentTo(new[] { "provider openai", "provider anthropic", "provider mistral" })
        );

    [Test, Category("Long")]
    public void The_width_by_hand_is_that_of_the_draws_within_10_per_cent_also_as_LibreOffice_computes_it()
    {
        var workbook = File.ReadAllBytes(Path.Combine(Folder, "disclosure.xlsx"));
        var cells = Recalculation.Recalculated(workbook)[0].Cells;
        Assert.That(cells[("Uncertainty", "C8")].Number, Is.EqualTo(1.0).Within(0.1));
        Assert.That(cells[("Uncertainty", "C6")].Number, Is.EqualTo(0.684).Within(0.0005), "as the other program has it");
        Assert.That(Recalculation.Differences(WorkbookCells.Read(workbook), Recalculation.Recalculated(workbook)[0]), Is.Empty);
    }

    [Test]
    public void It_is_verified_and_a_changed_interval_is_found()
    {
        Assert.That(Cli.Run("verify", Folder).ExitCode, Is.Zero);
        var copy = Cli.CopyOfFolder(_workspace, withPeriods: true);
        try
        {
            var folder = Path.Combine(copy, "periods", "2026-Q3");
            var figures = Path.Combine(folder, "figures.json");
            File.WriteAllText(figures, File.ReadAllText(figures).Replace("45.469", "55.469", StringComparison.Ordinal));
            var result = Cli.Run("verify", folder, "--level", "2");
            Assert.That(result.ExitCode, Is.EqualTo(4));
            Assert.That(result.Output, Does.Contain("energy_p5").And.Contain("states 55.469"));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Test]
    public void Correlated_ranges_stay_selectable()
    {
        var copy = Cli.CopyOfFolder(_workspace, withPeriods: false);
        try
        {
            var settings = Path.Combine(copy, "llmenergy.json");
            File.WriteAllText(
                settings,
                File.ReadAllText(settings)
                    .Replace("\"schema\": 1,", "\"schema\": 1, \"interval\": \"correlated\",", StringComparison.Ordinal)
            );
            var json = Cli.Run("report", copy, "--period", "2026-Q3", "--format", "json").Json;
            Assert.That(json.TryGetProperty("interval", out _), Is.False);
            Assert.That(json.Number("energyKwh.low"), Is.EqualTo(_result.Json.Number("energyKwh.low")));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
