namespace LlmEnergy.EndToEnd;

public class EstimateTests
{
    private static readonly string[] Chat =
    [
        "estimate",
        "--provider",
        "openai",
        "--model",
        "gpt-4o",
        "--requests",
        "1000000",
        "--input-tokens",
        "500000000",
        "--output-tokens",
        "300000000",
    ];

    [Test]
    public void A_million_chats_are_28_to_1500_kilowatt_hours()
    {
        var json = Cli.Run([.. Chat, "--zone", "US", "--year", "2024", "--format", "json"]).Json;
        Assert.That(
            (json.Number("energyKwh.low"), json.Number("energyKwh.central"), json.Number("energyKwh.high")),
            Is.EqualTo((28m, 440m, 1_500m))
        );
    }

    [Test]
    public void The_grid_is_that_of_the_zone_and_the_year() =>
        // 440 kWh x 383.78 g/kWh, Ember via Our World in Data
        Assert.That(
            Cli.Run([.. Chat, "--zone", "US", "--year", "2024", "--format", "json"]).Json.Number("emissionsKgCo2e.locationBased.central"),
            Is.EqualTo(168.8632m)
        );

    [Test]
    public void A_given_grid_factor_takes_the_place_of_the_zones()
    {
        var json = Cli.Run([.. Chat, "--zone", "USA", "--grid-factor", "0.38355", "--format", "json"]).Json;
        Assert.That(
            (
                json.Number("emissionsKgCo2e.locationBased.central"),
                json.Number("emissionsKgCo2e.embodied.central"),
                json.Number("emissionsKgCo2e.total.central")
            ),
            Is.EqualTo((168.762m, 17.6m, 186.362m))
        );
    }

    [Test]
    public void A_method_without_central_value_prints_null()
    {
        var json = Cli.Run([.. Chat, "--method", "seed-2023-hardware", "--grid-factor", "0.38355", "--format", "json"]).Json;
        Assert.Multiple(() =>
        {
            Assert.That(json.Number("energyKwh.low"), Is.EqualTo(1_707.224m).Within(0.001m));
            Assert.That(json.At("energyKwh.central").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(json.Number("energyKwh.high"), Is.EqualTo(2_560.836m).Within(0.001m));
            Assert.That(json.At("emissionsKgCo2e.total").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        });
    }

    [Test]
    public void Cached_input_lowers_the_energy()
    {
        // W2: 6,000 input of which 2,000 cached, 400 output, class M: 0.37 Wh a request
        var json = Cli.Run(
            "estimate",
            "--provider",
            "openai",
            "--model",
            "gpt-4.1-mini",
            "--requests",
            "500000",
            "--input-tokens",
            "3000000000",
            "--cached-input-tokens",
            "1000000000",
            "--output-tokens",
            "200000000",
            "--zone",
            "DE",
            "--format",
            "json"
        ).Json;
        Assert.That(json.Number("energyKwh.central"), Is.EqualTo(185m));
    }

    [Test]
    public void Files_are_estimated_without_a_workspace()
    {
        var file = Directory
            .EnumerateFiles(Path.Combine(RepositoryRoot.Samples, "acme", "exports", "openai"))
            .Order(StringComparer.Ordinal)
            .First();
        var result = Cli.Run("estimate", file, "--format", "json");
        Assert.That(
            (result.ExitCode, result.Json.Number("energyKwh.central") > 1m, result.Json.Number("activity.rowsRead")),
            Is.EqualTo((0, true, File.ReadLines(file).Count() - 1m))
        );
    }

    [Test]
    public void Files_and_a_case_do_not_mix()
    {
        var result = Cli.Run("estimate", "usage.csv", "--year", "2024");
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.StartWith("--year: error: found beside files").And.Contain("(LE2001"));
    }

    [TestCase("--zone", "ZZ", "--zone: error: found 'ZZ', expected a grid zone")]
    [TestCase("--method", "magic", "--method: error: found 'magic', expected one of supplier-specific, operating-point-2026")]
    [TestCase("--grid-factor", "0,38", "found '0,38', expected a number with a decimal point")]
    [TestCase("--requests", "-1", "--requests: error: found -1, expected a whole number from 0 to")]
    [TestCase("--year", "0", "--year: error: found 0, expected a year from 2000 to 2199")]
    [TestCase("--year", "10000", "--year: error: found 10000")]
    [TestCase("--grid-factor", "79228162514264337593543950335", "--grid-factor: error: found a number out of range")]
    [TestCase("--grid-factor", "-0.1", "--grid-factor: error: found a number out of range")]
    [TestCase("--format", "xml", "error: ")]
    public void A_wrong_option_ends_with_2_and_a_sentence_on_stderr(string option, string value, string message)
    {
        var arguments = Chat.Concat(["--format", "json"]).ToList();
        if (arguments.IndexOf(option) is var at and >= 0)
            arguments[at + 1] = value;
        else
            arguments.AddRange([option, value]);
        var result = Cli.Run(arguments);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain(message).And.Contain("(LE2001)").And.Not.Contain("   at "));
    }
}
