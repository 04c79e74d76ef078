using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// A small workspace with registers, from its files to the figures. In 2025 DESNZ states 177.00 g direct, 45.9 g upstream and 18.53 g lost
/// for GB.
/// </summary>
public partial class RegistersTests
{
    private const string Log = "request_id,call_type,prompt_tokens,completion_tokens,startTime,spend,model,custom_llm_provider,cache_hit\n";

    // class M: 0.4 Wh x 2,500 thousands = 1 kWh
    private const string OneKilowattHour = "a,acompletion,0,2500000,2025-07-01 10:00:00,5,gpt-4.1-mini,openai,False\n";

    private string _workspace = "";

    [SetUp]
    public void Create()
    {
        _workspace = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        Directory.CreateDirectory(Path.Combine(_workspace, "exports"));
        Write("exports/log.csv", Log + OneKilowattHour);
        Configure("");
    }

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void By_default_the_grid_is_lifecycle_without_losses()
    {
        // Ember 2025, GB: 217.41 g
        var json = Report();
        Assert.That(
            (
                json.Number("emissionsKgCo2e.locationBased.central"),
                json.Number("emissionsKgCo2e.upstream.central"),
                json.Number("emissionsKgCo2e.transmissionLosses.central"),
                json.Number("emissionsKgCo2e.total.central")
            ),
            Is.EqualTo((0.21741m, 0m, 0m, 0.25741m))
        );
    }

    [Test]
    public void The_direct_basis_adds_upstream_and_the_switch_losses()
    {
        Configure("\"gridBasis\": \"direct\", \"transmissionLosses\": true,");
        var json = Report();
        Assert.That(
            (json.Number("emissionsKgCo2e.locationBased.central"), json.Number("emissionsKgCo2e.upstream.central")),
            Is.EqualTo((0.177m, 0.0459m))
        );
        Assert.That(json.Number("emissionsKgCo2e.transmissionLosses.central"), Is.EqualTo(0.01853m).Within(1e-12m));
        // 177 + 45.9 + 18.53 + 40 g
        Assert.That(json.Number("emissionsKgCo2e.total.central"), Is.EqualTo(0.28143m).Within(1e-12m));
        Assert.That(File.ReadAllText(Output("manifest.json")), Does.Contain("\"direct\""));
    }

    [Test]
    public void Spend_in_another_currency_needs_its_rate()
    {
        // 1,000 EUR x 1.1 x 0.093 x 292.655 / 321.943
        Write("exports/bill.csv", "provider,period,service,amount,currency\nelevenlabs,2025-07,speech,1000,EUR\n");
        var without = Cli.Run("report", _workspace, "--period", "2025-Q3", "--format", "json");
        Assert.That(
            (
                without.ExitCode,
                without.Error.Contains("fx.csv has no rate EUR to USD for 2025 or up to two years before", StringComparison.Ordinal)
            ),
            Is.EqualTo((3, true))
        );
        Write("fx.csv", "from,to,year,rate,source\nEUR,USD,2025,1.1,ECB\n");
        Assert.That(Report().Number("emissionsKgCo2e.otherCradleToGate.central"), Is.EqualTo(102.3m * 292.655m / 321.943m).Within(1e-12m));
        Assert.That(File.ReadAllText(Output("factors.csv")), Does.Contain("fx-eur-usd-2025").And.Contain("ECB"));
    }

    [Test]
    public void Usage_without_a_factor_is_complete_enough_where_that_is_set()
    {
        // one of two rows has no factor: speech, and no rate for its currency
        Write("exports/bill.csv", "provider,period,service,amount,currency\nelevenlabs,2025-07,speech,1000,EUR\n");
        Configure("\"notCalculatedTolerance\": 0.5,");
        var half = Cli.Run("report", _workspace, "--period", "2025-Q3", "--format", "json");
        // all of the cost in EUR
        Assert.That(
            half.Json.At("checks").EnumerateArray().Single(check => check.At("id").GetString() == "completeness").At("passed").GetBoolean(),
            Is.False
        );
        Configure("\"notCalculatedTolerance\": 1,");
        Assert.That(Cli.Run("report", _workspace, "--period", "2025-Q3", "--format", "json").ExitCode, Is.Zero);
    }

    [Test]
    public void A_suppliers_total_takes_the_place_of_class_factors()
    {
        Write("suppliers.csv", "supplier,from,to,per,document,kgco2e\nopenai,2025-07-01,2025-07-31,requests,export.pdf,7.5\n");
        var json = Report();
        Assert.That(
            (
                json.At("method").GetString(),
                json.Number("emissionsKgCo2e.total.central"),
                json.At("energyKwh").ValueKind,
                json.Number("tiers.0.emissionsShare")
            ),
            Is.EqualTo(("supplier-specific", 7.5m, System.Text.Json.JsonValueKind.Null, 1m))
        );
    }

    [Test]
    public void A_suppliers_total_of_the_year_is_not_put_on_a_quarter()
    {
        Write("suppliers.csv", "supplier,from,to,per,document,kgco2e\nopenai,2025-01-01,2025-12-31,requests,export.pdf,7.5\n");
        var result = Cli.Run("report", _workspace, "--period", "2025-Q3", "--format", "json");
        Assert.That((result.ExitCode, result.Json.At("method").GetString()), Is.EqualTo((0, "class-factors-2026-2")));
        Assert.That(
            result.Error,
            Does.Contain("suppliers.csv:2:1: warning: found a total of days outside of 2025-Q3").And.Contain("(LE2020")
        );
        Assert.That(Report("2025").Number("emissionsKgCo2e.total.central"), Is.EqualTo(7.5m));
    }

    [Test]
    public void A_footprint_of_the_PACT_counts_by_request()
    {
        Write("suppliers.csv", "supplier,from,to,per,document,footprint\nopenai,2025-07-01,2025-09-30,requests,pcf.pdf,pcf.json\n");
        Write(
            "pcf.json",
            """
            { "data": { "specVersion": "3.0.0", "status": "Active", "pcf": { "declaredUnitOfMeasurement": "piece", "declaredUnitAmount": "1000", "pcfExcludingBiogenicUptake": "1.5",
              "referencePeriodStart": "2024-01-01T00:00:00Z", "referencePeriodEnd": "2025-01-01T00:00:00Z" } } }
            """
        );
        // one request of 1.5 kg / 1,000
        Assert.That(Report().Number("emissionsKgCo2e.total.central"), Is.EqualTo(0.0015m));
        Assert.That(
            File.ReadAllText(Output("manifest.json")),
            Does.Contain("\"path\": \"pcf.json\"").And.Contain("\"path\": \"suppliers.csv\"")
        );
    }

    [Test]
    public void An_instrument_makes_a_market_based_memo()
    {
        Write(
            "instruments.csv",
            "supplier,instrument,from,to,market_boundary,kgco2e_per_kwh,document\nopenai,PPA,2025-01-01,2025-12-31,GB,0.012,ppa.pdf\n"
        );
        var json = Report();
        Assert.That(
            (json.Number("emissionsKgCo2e.marketBased.central"), json.Number("emissionsKgCo2e.total.central")),
            Is.EqualTo((0.012m, 0.25741m))
        );
    }

    [Test]
    public void What_is_adopted_is_no_finding()
    {
        var first = Cli.Run("report", _workspace, "--period", "2025-Q3", "--format", "json");
        var hashes = Hash().Matches(first.Error).Select(match => match.Value).ToList();
        Assert.That((first.ExitCode, hashes.Count), Is.EqualTo((0, 2)), first.Error);
        Write("approvals.csv", "hash,by,date,basis\n" + string.Concat(hashes.Select(hash => $"{hash},A. Berg,2026-01-31,policy 7\n")));
        Assert.That(Report().At("issues").EnumerateArray().Select(issue => issue.At("code").GetString()), Is.EqualTo(new[] { "LE4005" }));
    }

    [Test]
    public void Another_factor_pack_is_to_be_adopted_again()
    {
        var hashes = Hash()
            .Matches(Cli.Run("report", _workspace, "--period", "2025-Q3", "--format", "json").Error)
            .Select(match => match.Value);
        Write("approvals.csv", "hash,by,date,basis\n" + string.Concat(hashes.Select(hash => $"{hash},A. Berg,2026-01-31,policy 7\n")));
        Write("fx.csv", "from,to,year,rate,source\nEUR,USD,2025,1.1,ECB\n");
        Assert.That(
            Cli.Run("report", _workspace, "--period", "2025-Q3", "--format", "json").Error,
            Does.Contain("warning: factor pack").And.Contain("(LE2021").And.Not.Contain("warning: method")
        );
    }

    [Test]
    public void Every_method_stands_beside_the_disclosed_one()
    {
        Write("exports/log.csv", Log + OneKilowattHour + "b,acompletion,1000,1000,2025-08-01 10:00:00,5,deepseek-r1,deepseek,False\n");
        var result = Cli.Run("report", _workspace, "--period", "2025-Q3", "--compare-methods");
        Assert.That(result.ExitCode, Is.EqualTo(3), "five dollars for 2,000 tokens is more than anybody asks");
        var table = result
            .Output[result.Output.IndexOf("Method ", StringComparison.Ordinal)..]
            .Split('\n')[2..14]
            .Select(line => Spaces().Split(line.Trim()))
            .ToDictionary(cells => cells[0], cells => cells[1..]);
        Assert.Multiple(() =>
        {
            Assert.That(
                table.Keys,
                Is.EqualTo(
                    new[]
                    {
                        "supplier-specific",
                        "operating-point-2026",
                        "class-factors-2026-2",
                        "class-factors-2026",
                        "parameter-model-2026",
                        "spend-based",
                        "ecologits-0.9.3",
                        "ecologits-0.11",
                        "jegham-latency",
                        "disclosed-per-request",
                        "seed-2023-hardware",
                        "seed-2023-flops",
                    }
                )
            );
            Assert.That(table["supplier-specific"][..3], Is.EqualTo(new[] { "0", "of", "2" }));
            Assert.That(table["class-factors-2026"][..3], Is.EqualTo(new[] { "2", "of", "2" }));
            Assert.That(table["parameter-model-2026"][..3], Is.EqualTo(new[] { "1", "of", "2" }));
            // 10 USD of 2025: 0.93 x 292.655 / 321.943 = 0.845 kg
            Assert.That(table["spend-based"][4], Is.EqualTo("0.84540"));
        });
    }

    [Test]
    public void Overrides_of_factors_are_on_record_and_calculated_with()
    {
        Directory.CreateDirectory(Path.Combine(_workspace, "factors"));
        Write(
            "factors/own.csv",
            "factor_id,low,value,high,unit,valid_from,valid_to,geography,boundary,source_id,locator,status,note,source_title,publisher,source_year,url,licence,attribution,retrieved,read_from,reason,author,date\n"
                + "class-pue-2026,,1.21,,facility kWh/IT kWh,2019-01-01,2027-12-31,WORLD,own,own,table "
                + "1,primary,,Title,Publisher,2026,https://example.org,own use,Publisher (2026),2026-06-01,the source,policy,A. "
                + "Berg,2026-06-02\n"
        );
        Configure("\"factors\": [ \"factors/*.csv\" ],");
        // 1.21 / 1.10 kWh
        Assert.That(Report().Number("energyKwh.central"), Is.EqualTo(1.1m));
    }

    [TestCase("fx.csv", "from;to;year;rate;source\n", "fx.csv:1: error: found semicolons between the columns, expected commas (LE2020)")]
    [TestCase(
        "suppliers.csv",
        "supplier,from,to,per,document,kgco2e\nopenai,2025-07-01,2025-07-31,requests,e.pdf,\"7,5\"\n",
        "suppliers.csv:2:6: error: found no number in kgco2e, expected one such as 0.92, with a point (LE2020)"
    )]
    [TestCase(
        "suppliers.csv",
        "supplier,from,to,per,document,footprint\nopenai,2025-07-01,2025-07-31,requests,e.pdf,../pcf.json\n",
        "suppliers.csv:2:6: error: found no readable file inside of the workspace, expected the path of a footprint (LE2020)"
    )]
    [TestCase(
        "instruments.csv",
        "supplier\n",
        "instruments.csv:1: error: found other columns, expected supplier, instrument, from, to, market_boundary, kgco2e_per_kwh, "
            + "document and any of account, note: no instrument, from, to, market_boundary, kgco2e_per_kwh, document (LE2020)"
    )]
    [TestCase(
        "approvals.csv",
        "hash,by,date,basis\nyes,A. Berg,2026-01-31,policy\n",
        "approvals.csv:2:1: error: found no hash, expected sha256: and 64 hexadecimal digits, as the finding states it (LE2020)"
    )]
    public void A_bad_register_stops_before_any_output(string file, string text, string issue)
    {
        Write(file, text);
        var result = Cli.Run("report", _workspace, "--period", "2025-Q3", "--format", "json");
        Assert.That(
            (result.ExitCode, result.Output, result.Error, Directory.Exists(Path.Combine(_workspace, "periods"))),
            Is.EqualTo((2, "", issue + Environment.NewLine, false))
        );
    }

    private System.Text.Json.JsonElement Report(string period = "2025-Q3")
    {
        var result = Cli.Run("report", _workspace, "--period", period, "--format", "json");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Json;
    }

    private string Output(string name) => Path.Combine(_workspace, "periods", "2025-Q3", name);

    private void Configure(string settings) =>
        Write(
            "llmenergy.json",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{{ \"schema\": 1, \"undertaking\": \"Acme A/S\", {settings} \"sources\": [ {{ \"id\": \"all\", \"path\": \"exports\", "
                    + $"\"region\": \"GB\", {Cli.AttestedZero(2025)} }} ] }}"
            )
        );

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_workspace, name), text);

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
