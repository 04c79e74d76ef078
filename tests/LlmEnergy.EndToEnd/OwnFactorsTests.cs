namespace LlmEnergy.EndToEnd;

/// <summary>From a file of factors on a user's disk to a figure that was calculated with it.</summary>
public class OwnFactorsTests
{
    private const string Header =
        "factor_id,low,value,high,unit,valid_from,valid_to,geography,boundary,source_id,locator,status,note,source_title,publisher,source_year,url,licence,attribution,retrieved,read_from,reason,author,date\n";

    // Acme calls openai, whose place is assumed to be the US; in 2026 the factor of 2025 is the latest
    private const string Row =
        "grid-ember-us-2025,,768.8,,gCO2e/kWh,2025-01-01,2025-12-31,US,lifecycle,own-2026,table 1,primary,,Own "
        + "title,Publisher,2026,https://example.org,own use,Publisher (2026),2026-06-01,the source,=1+1,A. Berg,2026-06-02\n";

    private string _workspace = "";

    [SetUp]
    public void Copy()
    {
        _workspace = Cli.CopyOf("acme");
        var configuration = Path.Combine(_workspace, "llmenergy.json");
        File.WriteAllText(
            configuration,
            File.ReadAllText(configuration)
                .Replace("\"schema\": 1,", "\"schema\": 1, \"factors\": [ \"factors/*.csv\" ],", StringComparison.Ordinal)
        );
    }

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void An_imported_factor_is_calculated_with_and_on_record()
    {
        var file = Path.Combine(_workspace, "own.csv");
        File.WriteAllText(file, Header + Row);
        var import = Cli.Run("factors", "import", file, "--workspace", _workspace);
        File.Delete(file);
        Assert.That((import.ExitCode, import.Error), Is.EqualTo((0, "")));
        Assert.That(
            import.Output,
            Does.Contain("grid > 5 %   grid-ember-us-2025").And.Contain("100").And.Contain("Written  factors/own.csv")
        );

        var report = Cli.Run("report", _workspace, "--period", "2026-Q3", "--format", "json");
        Assert.That(report.ExitCode, Is.EqualTo(0), report.Error);
        var factors = File.ReadAllText(Path.Combine(_workspace, "periods", "2026-Q3", "factors.csv"));
        Assert.That(
            factors,
            Does.Contain("grid-ember-us-2025,,768.8,")
                .And.Contain("in the place of 384.4 of ember-owid-2026: =1+1 (A. Berg, 2026-06-02)")
                .And.Contain("Own title")
        );
        var manifest = File.ReadAllText(Path.Combine(_workspace, "periods", "2026-Q3", "manifest.json"));
        Assert.That(manifest, Does.Contain("\"path\": \"factors/own.csv\"").And.Contain("\"factors/*.csv\""));
    }

    [Test]
    public void A_bad_file_of_factors_stops_before_any_output()
    {
        Directory.CreateDirectory(Path.Combine(_workspace, "factors"));
        File.WriteAllText(Path.Combine(_workspace, "factors", "own.csv"), Header + Row.Replace("A. Berg", "", StringComparison.Ordinal));
        var result = Cli.Run("report", _workspace, "--period", "2026-Q3", "--format", "json");
        Assert.That((result.ExitCode, result.Output, Directory.Exists(Path.Combine(_workspace, "periods"))), Is.EqualTo((2, "", false)));
        Assert.That(
            result.Error,
            Is.EqualTo(
                "factors/own.csv:2:23: error: found no author, expected one: grid-ember-us-2025 stands for a factor of the pack (LE3012)"
                    + Environment.NewLine
            )
        );
    }

    [Test]
    public void A_file_that_no_configuration_names_is_imported_with_a_hint()
    {
        File.WriteAllText(Path.Combine(_workspace, "llmenergy.json"), """{ "schema": 1, "undertaking": "Acme A/S", "sources": [] }""");
        var result = Cli.Run(
            "factors",
            "import",
            Path.Combine(RepositoryRoot.Path, "templates", "factors", "import.csv"),
            "--workspace",
            _workspace,
            "--format",
            "json"
        );
        Assert.That(result.ExitCode, Is.EqualTo(0), result.Error);
        Assert.That(result.Error, Does.Contain("add \"factors\": [\"factors/*.csv\"]"));
        Assert.That(result.Json.EnumerateArray().Count(), Is.EqualTo(5));
    }

    [Test]
    public void Checking_the_template_shows_what_it_changes_with_the_grids_first()
    {
        var result = Cli.Run("factors", "check", "templates/factors/import.csv", "--format", "json");
        Assert.That(result.ExitCode, Is.EqualTo(0), result.Error);
        var first = result.Json.EnumerateArray().First();
        Assert.That(
            (
                first.At("change").GetString(),
                first.At("id").GetString(),
                first.At("old").GetString(),
                first.At("new").GetString(),
                first.At("percent").GetString()
            ),
            Is.EqualTo(("grid > 5 %", "grid-ember-dk-2024", "131.77", "120", "-8.93"))
        );
    }

    [Test]
    public void A_file_that_cannot_be_used_is_reported_with_its_place()
    {
        var file = Path.Combine(_workspace, "own.csv");
        File.WriteAllText(file, Header + Row.Replace("gCO2e/kWh", "kg", StringComparison.Ordinal));
        var result = Cli.Run("factors", "check", file);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.StartWith("own.csv:2:5: error: found 'kg' in unit, expected one of ").And.Contain("(LE3006"));
    }

    [Test]
    public void A_folder_of_own_factors_is_compared_on_top_of_the_built_in_ones()
    {
        Directory.CreateDirectory(Path.Combine(_workspace, "factors"));
        File.WriteAllText(Path.Combine(_workspace, "factors", "own.csv"), Header + Row);
        var result = Cli.Run("factors", "check", "--against", Path.Combine(_workspace, "factors"), "--format", "json");
        Assert.That(result.Json.EnumerateArray().Select(change => change.At("percent").GetString()), Is.EqualTo(new[] { "-50" }));
    }

    [Test]
    public void A_folder_that_is_a_whole_pack_is_compared_as_it_is()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_workspace, "pack")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy.Factors", "Data"), "*.csv"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.Delete(Path.Combine(folder, "deflator.csv"));
        var result = Cli.Run("factors", "check", "--against", folder, "--format", "json");
        Assert.That(
            result.Json.EnumerateArray().Select(change => (change.At("change").GetString(), change.At("id").GetString())),
            Is.EqualTo(
                new[]
                {
                    ("added", "deflator-us-cpi-2022"),
                    ("added", "deflator-us-cpi-2023"),
                    ("added", "deflator-us-cpi-2024"),
                    ("added", "deflator-us-cpi-2025"),
                }
            )
        );
    }
}
