using System.Globalization;

namespace LlmEnergy.EndToEnd;

/// <summary>28,185 real requests of Azure's LLM inference services (CC BY 4.0), without model and region.</summary>
public class AzureTraceTests
{
    private string _workspace = null!;
    private Result _result = null!;

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = Cli.CopyOf("azure-trace");
        _result = Cli.Run("report", _workspace, "--period", "2023-Q4", "--format", "json");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [TestCase("activity.rowsRead", 28_185)]
    [TestCase("activity.rowsAccepted", 28_185)]
    [TestCase("activity.rowsIgnored", 0)]
    [TestCase("activity.rowsRejected", 0)]
    [TestCase("activity.requests", 28_185)]
    [TestCase("activity.inputTokens", 40_421_844)]
    [TestCase("activity.outputTokens", 4_334_561)]
    [TestCase("byModel.0.tier", 5)]
    public void Every_request_is_counted(string member, long expected) => Assert.That(_result.Json.Number(member), Is.EqualTo(expected));

    [Test]
    public void Energy_is_that_of_class_L_and_what_the_one_long_request_adds()
    {
        // (40,421,844 x 0.16 + 4,334,561 x 1.2) Wh per 1,000 tokens, before contexts
        const decimal Flat = ((40_421_844m * 0.16m) + (4_334_561m * 1.2m)) / 1_000_000m;
        var requests = Requests();
        var longer = requests.Where(request => request.Input > 10_000).ToList();
        var added = longer.Sum(request =>
            ((((80_000m + request.Input) / 90_000m) - 1m) * ((request.Input * 0.16m) + (request.Output * 1.2m))) / 1_000_000m
        );
        Assert.Multiple(() =>
        {
            Assert.That(Flat, Is.EqualTo(11.66896824m));
            Assert.That(longer, Has.Count.EqualTo(1));
            Assert.That(longer[0].Input, Is.EqualTo(14_050));
            Assert.That(
                _result.Json.Number("energyKwh.central"),
                Is.EqualTo(decimal.Round(Flat + added, 18, MidpointRounding.AwayFromZero))
            );
        });
    }

    [Test]
    public void What_is_not_stated_is_null_and_not_zero()
    {
        var json = _result.Json;
        Assert.That(
            new[]
            {
                "activity.cachedInputTokens",
                "activity.reasoningTokens",
                "emissionsKgCo2e.marketBased",
                "byModel.0.model",
                "byModel.0.resolvedModel",
            }.Select(path => json.At(path).ValueKind),
            Is.All.EqualTo(System.Text.Json.JsonValueKind.Null)
        );
    }

    [Test]
    public void The_unknown_model_and_the_assumed_grid_are_findings_of_all_the_emissions()
    {
        var found = _result
            .Json.At("issues")
            .EnumerateArray()
            .Where(issue => issue.At("code").GetString() is "LE4002" or "LE4003")
            .Select(issue => (issue.At("code").GetString(), issue.Number("shareOfEmissions")));
        Assert.That(found, Is.SupersetOf(new[] { ("LE4002", 1m), ("LE4003", 1m) }));
    }

    [Test]
    public void Emissions_are_energy_times_the_worlds_grid_of_the_year()
    {
        var json = _result.Json;
        var grid = File.ReadLines(Path.Combine(_workspace, "periods", "2023-Q4", "factors.csv"))
            .Single(line => line.StartsWith("grid-", StringComparison.Ordinal))
            .Split(',');
        Assert.That(
            json.Number("emissionsKgCo2e.locationBased.central"),
            Is.EqualTo(
                decimal.Round(
                    json.Number("energyKwh.central") * decimal.Parse(grid[2], CultureInfo.InvariantCulture) / 1_000m,
                    18,
                    MidpointRounding.AwayFromZero
                )
            )
        );
    }

    [Test]
    public void A_clean_run_ends_with_0_although_it_has_warnings() => Assert.That(_result.ExitCode, Is.EqualTo(0), _result.Error);

    private static List<(long Input, long Output)> Requests() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(RepositoryRoot.Samples, "azure-trace", "exports"), "*.csv")
                .SelectMany(File.ReadLines)
                .Where(line => line.StartsWith('2'))
                .Select(line => line.Split(','))
                .Select(cells => (long.Parse(cells[1], CultureInfo.InvariantCulture), long.Parse(cells[2], CultureInfo.InvariantCulture))),
        ];
}
