using System.Text.Json;

namespace LlmEnergy.EndToEnd;

/// <summary>Every method by estimate, with numbers that were calculated by hand.</summary>
public class MethodsTests
{
    // a grid of 500 g/kWh makes emissions half of the energy
    private static readonly string[] Chat =
    [
        "estimate",
        "--provider",
        "openai",
        "--model",
        "gpt-4o",
        "--requests",
        "1000",
        "--input-tokens",
        "500000",
        "--output-tokens",
        "300000",
        "--grid-factor",
        "0.5",
        "--year",
        "2024",
        "--format",
        "json",
    ];

    [Test]
    public void Class_factors()
    {
        // 500 x 0.16 + 300 x 1.2 = 440 Wh; 0.44 kWh x 500 g and x 40 g
        var json = Of("class-factors-2026", Chat);
        Assert.That(
            (Energy(json), Location(json), json.Number("emissionsKgCo2e.embodied.central"), json.Number("emissionsKgCo2e.total.central")),
            Is.EqualTo((0.44m, 0.22m, 0.0176m, 0.2376m))
        );
    }

    [Test]
    public void Back_test()
    {
        var result = Cli.Run("factors", "backtest", "--method", "class-factors-2026", "--format", "json");
        var metered = result.Json.At("scores").EnumerateArray().First();
        Assert.That(result.Json.At("factorPack").GetString(), Does.StartWith("sha256:"), "what was scored against what");
        Assert.That(
            (metered.At("source").GetString(), metered.Number("scored"), metered.Number("inside")),
            Is.EqualTo(("inferencex-2026", 21m, 11m))
        );
        Assert.That(Cli.Run("factors", "backtest").Output, Does.Contain("inferencex-2026"));
        Assert.That(Cli.Run("factors", "backtest", "--method", "magic").ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Parameter_model()
    {
        // 8B: input 0.0027 x 8 x 1.72 / 3.6 = 0.01032 Wh, output 0.143 x 1.72 / 3.6 = 0.068322 Wh a thousand; 1,000,000 thousands each are
        // 10.32 + 68.322 kWh
        var json = Of(
            "parameter-model-2026",
            [
                "estimate",
                "--provider",
                "together",
                "--model",
                "llama-3.1-8b",
                "--requests",
                "1000000",
                "--input-tokens",
                "1000000000",
                "--output-tokens",
                "1000000000",
                .. Chat[11..],
            ]
        );
        Assert.That(Energy(json), Is.EqualTo(78.642222222m).Within(0.000000001m));
        Assert.That(json.Number("emissionsKgCo2e.total.central"), Is.EqualTo(78.642222222m * 0.54m).Within(0.000000001m));
        Assert.That(json.Number("byModel.0.tier"), Is.EqualTo(3m));
    }

    [Test]
    public void Parameter_model_without_a_published_size()
    {
        var result = Cli.Run([.. Chat, "--method", "parameter-model-2026"]);
        Assert.That((result.ExitCode, result.Json.At("energyKwh").ValueKind), Is.EqualTo((3, JsonValueKind.Null)));
        Assert.That(
            result.Error,
            Does.Contain(
                "error: model 'gpt-4o' of openai is not calculated: no method of parameter-model-2026 has a factor for class L in " + "2024"
            )
        );
    }

    [Test]
    public void EcoLogits()
    {
        // 8.03 billion parameters: accelerator 1.1665e-6 x e^(-0.011206 x 64) x 8.03 + 4.0529e-5 = 4.5101e-5 Wh a token; 0.044886 s x 1,200
        // W / 8 / 64 / 3,600 = 2.9222e-5 Wh;
        // 1,000,000 tokens are 74.323 Wh, x PUE 1.09 to 1.14
        var json = Of(
            "ecologits-0.9.3",
            [
                "estimate",
                "--provider",
                "huggingface",
                "--model",
                "meta-llama/Meta-Llama-3.1-8B",
                "--requests",
                "1000",
                "--input-tokens",
                "0",
                "--output-tokens",
                "1000000",
                .. Chat[11..],
            ]
        );
        Assert.Multiple(() =>
        {
            Assert.That(json.Number("energyKwh.low"), Is.EqualTo(0.074323m * 1.09m).Within(0.00001m));
            Assert.That(json.Number("energyKwh.high"), Is.EqualTo(0.074323m * 1.14m).Within(0.00001m));
            Assert.That(json.At("energyKwh.central").ValueKind, Is.EqualTo(JsonValueKind.Null));
            // 44.886 s x 1,000 / (3 x 31,536,000 s x 64) x (5,700 / 8 + 164) kg
            Assert.That(
                json.Number("emissionsKgCo2e.embodied.low"),
                Is.EqualTo(44_886m / (3m * 31_536_000m * 64m) * 876.5m).Within(0.00001m)
            );
        });
    }

    [TestCase("10", -1, -1, TestName = "a time below what EcoLogits models lowers both ends")]
    [TestCase("30", 0, -1, TestName = "a time between the two lowers the high end: 300 tokens are modelled at 21 to 39 seconds")]
    [TestCase("60", 0, 0, TestName = "a time above both lowers neither")]
    public void EcoLogits_with_a_measured_time(string seconds, int low, int high)
    {
        string[] arguments =
        [
            .. Chat.Select(argument =>
                argument == "300000" ? "300"
                : argument == "1000" ? "1"
                : argument
            ),
        ];
        var (modelled, measured) = (Of("ecologits-0.9.3", arguments), Of("ecologits-0.9.3", [.. arguments, "--latency-seconds", seconds]));
        int Change(string end) => measured.Number($"energyKwh.{end}").CompareTo(modelled.Number($"energyKwh.{end}"));
        Assert.That((Change("low"), Change("high")), Is.EqualTo((low, high)));
    }

    [Test]
    public void Jegham_latency()
    {
        // 729.68 W x 2.09 s x 1,000 / 3,600 = 423.62 Wh
        var json = Of("jegham-latency", [.. Chat, "--latency-seconds", "2.09"]);
        Assert.That(Energy(json), Is.EqualTo(0.42361978m).Within(0.0000001m));
        Assert.That(json.Number("emissionsKgCo2e.total.central"), Is.EqualTo(0.42361978m * 0.54m).Within(0.0000001m));
    }

    [Test]
    public void Jegham_latency_without_a_latency() => Assert.That(Cli.Run([.. Chat, "--method", "jegham-latency"]).ExitCode, Is.EqualTo(3));

    [Test]
    public void Disclosed_per_request()
    {
        // 1,000 x 0.34 Wh; hardware is not stated, so that there is no total
        var json = Of("disclosed-per-request", Chat);
        Assert.That(
            (Energy(json), Location(json), json.At("emissionsKgCo2e.embodied").ValueKind, json.At("emissionsKgCo2e.total").ValueKind),
            Is.EqualTo((0.34m, 0.17m, JsonValueKind.Null, JsonValueKind.Null))
        );
    }

    [Test]
    public void Disclosed_for_Mistral_Large_2()
    {
        // 400 tokens x 2.85 g / 1,000
        var json = Of(
            "disclosed-per-request",
            [
                "estimate",
                "--provider",
                "mistral",
                "--model",
                "mistral-large-2411",
                "--requests",
                "1",
                "--input-tokens",
                "100",
                "--output-tokens",
                "400",
                .. Chat[11..],
            ]
        );
        Assert.That(
            (
                json.At("energyKwh").ValueKind,
                json.Number("emissionsKgCo2e.otherCradleToGate.central"),
                json.Number("emissionsKgCo2e.total.central")
            ),
            Is.EqualTo((JsonValueKind.Null, 0.00114m, 0.00114m))
        );
    }

    [Test]
    public void Seed_hardware()
    {
        // 1.707 to 2.561 Wh a query, without a central value
        var json = Of("seed-2023-hardware", Chat);
        Assert.That(json.Number("energyKwh.low"), Is.EqualTo(1.7072m).Within(0.0001m));
        Assert.That(json.Number("energyKwh.high"), Is.EqualTo(2.5608m).Within(0.0001m));
    }

    [Test]
    public void Seed_flops() =>
        // 560e12 x 1e-11 x 1.18 / 3,600 = 1.83555... Wh a query
        Assert.That(Energy(Of("seed-2023-flops", Chat)), Is.EqualTo(1.8355555556m).Within(0.0000000001m));

    [Test]
    public void Spend()
    {
        // 1,000 USD of 2022 x 0.093; a file, since the options of a case state no cost
        var file = Path.Combine(Directory.CreateTempSubdirectory("llmenergy-test-").FullName, "spend.csv");
        try
        {
            File.WriteAllText(file, "provider,period,service,amount,currency\nopenai,2022-07,speech,1000,USD\n");
            var json = Of("spend-based", ["estimate", file, "--format", "json"]);
            Assert.That(
                (
                    json.At("energyKwh").ValueKind,
                    json.Number("emissionsKgCo2e.otherCradleToGate.central"),
                    json.Number("emissionsKgCo2e.total.central")
                ),
                Is.EqualTo((JsonValueKind.Null, 93m, 93m))
            );
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Test]
    public void A_supplier_has_stated_nothing_without_a_workspace() =>
        Assert.That(Cli.Run([.. Chat, "--method", "supplier-specific"]).ExitCode, Is.EqualTo(3));

    [TestCase("2018")]
    [TestCase("2031")]
    public void A_year_without_factors_is_not_calculated(string year)
    {
        var result = Cli.Run([.. Chat.Select(argument => argument == "2024" ? year : argument)]);
        Assert.That((result.ExitCode, result.Json.At("emissionsKgCo2e.total").ValueKind), Is.EqualTo((3, JsonValueKind.Null)));
        Assert.That(result.Error, Does.Contain($"has a factor for class L in {year} with the quantities that are known"));
    }

    [Test]
    public void Ten_to_the_fifteenth_tokens()
    {
        // 20,000 tokens a request: ctx 100,000 / 90,000; 10^12 thousands x (0.16 + 1.2) Wh x 10 / 9
        var json = Of(
            "class-factors-2026",
            [
                "estimate",
                "--provider",
                "openai",
                "--model",
                "gpt-4o",
                "--requests",
                "50000000000",
                "--input-tokens",
                "1000000000000000",
                "--output-tokens",
                "1000000000000000",
                .. Chat[11..],
            ]
        );
        Assert.That(Energy(json), Is.EqualTo(1_360_000_000m * 10m / 9m).Within(0.000001m));
    }

    [Test]
    public void More_seconds_than_can_be_counted_are_a_wrong_option()
    {
        var result = Cli.Run(
            "estimate",
            "--provider",
            "openai",
            "--model",
            "gpt-4o",
            "--requests",
            "1000000000000000",
            "--input-tokens",
            "1",
            "--output-tokens",
            "1",
            "--latency-seconds",
            "86400",
            "--method",
            "jegham-latency"
        );
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(
            result.Error,
            Does.StartWith("--latency-seconds: error: found more seconds over all requests than can be counted").And.Contain("(LE2001")
        );
    }

    [Test]
    public void No_usage_is_no_energy()
    {
        var json = Of(
            "class-factors-2026",
            [
                "estimate",
                "--provider",
                "openai",
                "--model",
                "gpt-4o",
                "--requests",
                "0",
                "--input-tokens",
                "0",
                "--output-tokens",
                "0",
                .. Chat[11..],
            ]
        );
        Assert.That((Energy(json), json.Number("emissionsKgCo2e.total.high")), Is.EqualTo((0m, 0m)));
    }

    /// <summary>All checks pass, whether or not the method has a central value, hardware, or energy at all.</summary>
    private static JsonElement Of(string method, string[] arguments)
    {
        var result = Cli.Run([.. arguments, "--method", method]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Json;
    }

    private static decimal Energy(JsonElement json) => json.Number("energyKwh.central");

    private static decimal Location(JsonElement json) => json.Number("emissionsKgCo2e.locationBased.central");
}
