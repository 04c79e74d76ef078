namespace LlmEnergy.EndToEnd;

public class ConfigurationTests
{
    [Test]
    public void A_bad_configuration_stops_before_any_output()
    {
        var workspace = Cli.CopyOf("acme");
        try
        {
            File.WriteAllText(Path.Combine(workspace, "llmenergy.json"), """{ "schema": 1, "undertaking": "Acme A/S", "sauces": [] }""");
            var result = Cli.Run("report", workspace, "--period", "2026-Q3", "--format", "json");
            Assert.That((result.ExitCode, result.Output, Directory.Exists(Path.Combine(workspace, "periods"))), Is.EqualTo((2, "", false)));
            Assert.That(result.Error, Does.Contain("error: sauces: found an unknown key").And.Contain("(LE2005"));
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    [TestCase("error: Option '--period' is required.", "close", "samples/acme", TestName = "close without a period")]
    [TestCase("error: Unrecognized command or argument 'repot'.", "repot", TestName = "unknown command")]
    [TestCase(
        "llmenergy.json: error: found no folder none",
        "report",
        "samples/none",
        "--period",
        "2026-Q3",
        TestName = "no such workspace"
    )]
    [TestCase("id: error: found 'none', expected the id of a factor", "factors", "show", "none", TestName = "no such factor")]
    [TestCase("path: error: found an empty path", "report", "", "--period", "2026-Q3", TestName = "an empty path")]
    [TestCase("path: error: found an empty path", "ingest", "", TestName = "an empty path to ingest")]
    [TestCase("none.csv: error: found no readable file", "factors", "check", "none.csv", TestName = "no such factor file")]
    [TestCase("--against: error: found no folder", "factors", "check", "--against", "none", TestName = "no such folder of factors")]
    [TestCase(
        "none.csv: error: found no readable file",
        "factors",
        "import",
        "none.csv",
        "--workspace",
        "samples/acme",
        TestName = "no such file of own factors"
    )]
    [TestCase(
        "FILE: error: found 'README.md'",
        "factors",
        "import",
        "README.md",
        "--workspace",
        "samples/acme",
        TestName = "own factors that are no CSV"
    )]
    [TestCase(
        "none.profile.json: error: found no readable file",
        "ingest",
        "a.csv",
        "--profile",
        "none.profile.json",
        TestName = "no such profile"
    )]
    public void A_usage_error_ends_with_2_on_stderr(string message, params string[] arguments)
    {
        var result = Cli.Run(arguments);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.StartWith(message).And.Match(@" \(LE2\d{3}\)"));
    }

    [Test]
    public void A_workspace_names_its_deployments()
    {
        var workspace = Cli.CopyOf("acme");
        try
        {
            var configuration = Path.Combine(workspace, "llmenergy.json");
            File.WriteAllText(
                configuration,
                File.ReadAllText(configuration)
                    .Replace("\"costKeys\"", "\"deployments\": \"mappings/deployments.csv\", \"costKeys\"", StringComparison.Ordinal)
            );
            File.WriteAllText(
                Path.Combine(workspace, "mappings", "deployments.csv"),
                "provider,account,name,model,from,to\nazure,,gpt-chat-pilot,gpt-4o-mini,,\n"
            );
            var known = Cli.Run("models", "resolve", "gpt-chat-pilot", "--provider", "azure", "--workspace", workspace, "--format", "json");
            Assert.That(
                (known.ExitCode, known.Json.At("0.family").GetString(), known.Json.At("0.written").GetString()),
                Is.EqualTo((0, "gpt-4o-mini", "gpt-chat-pilot")),
                known.Error
            );
            Assert.That(Cli.Run("models", "resolve", "gpt-chat-pilot", "--provider", "azure").ExitCode, Is.EqualTo(3));
            Assert.That(Cli.Run("report", workspace, "--period", "2026-Q3").ExitCode, Is.Zero);
            Assert.That(
                File.ReadAllText(Path.Combine(workspace, "periods", "2026-Q3", "manifest.json")),
                Does.Contain("mappings/deployments.csv")
            );
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    [Test]
    public void A_name_that_begins_with_an_at_sign_is_no_file_of_arguments() =>
        Assert.That(
            Cli.Run("models", "resolve", "@cf/meta/llama-3.1-8b-instruct", "--format", "json").Json.At("0.family").GetString(),
            Is.EqualTo("llama-3.1-8b")
        );

    [TestCase("2024-Q1", 182, 182, TestName = "a period without data")]
    [TestCase("FY2026", 364, 730, TestName = "a year of four quarters, two of them without data")]
    public void A_period_is_reported_whatever_it_holds(string period, int missing, int days)
    {
        var workspace = Cli.CopyOf("acme");
        try
        {
            var result = Cli.Run("report", workspace, "--period", period, "--format", "json");
            var rows = result.Json.Number("activity.rowsAccepted");
            Assert.That(result.ExitCode, Is.EqualTo(3), result.Error);
            Assert.That(
                result
                    .Json.At("checks")
                    .EnumerateArray()
                    .Single(check => check.At("id").GetString() == "coverage")
                    .At("detail")
                    .GetString(),
                Does.Contain($"; {missing} of {days} are missing, ")
            );
            Assert.That(File.Exists(Path.Combine(workspace, "periods", period, "disclosure.pdf")), Is.True);
            Assert.That(
                result.Json.At("activity.inputTokens").ValueKind,
                Is.EqualTo(rows == 0 ? System.Text.Json.JsonValueKind.Null : System.Text.Json.JsonValueKind.Number)
            );
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    [TestCase("report")]
    [TestCase("ingest")]
    [TestCase("estimate")]
    [TestCase("formats")]
    [TestCase("models", "resolve")]
    [TestCase("factors", "list")]
    [TestCase("factors", "show")]
    [TestCase("factors", "check")]
    [TestCase("factors", "import")]
    public void Help_of_every_command_has_an_example(params string[] command)
    {
        var result = Cli.Run([.. command, "--help"]);
        Assert.That(result.ExitCode, Is.EqualTo(0));
        Assert.That(result.Output, Does.Contain($"Example: llmenergy {string.Join(' ', command)}"));
    }

    [Test]
    public void A_full_disk_or_a_folder_that_cannot_be_written_ends_with_1_and_a_sentence()
    {
        var workspace = Cli.CopyOf("acme");
        try
        {
            File.WriteAllText(Path.Combine(workspace, "periods"), "a file where the folder should be");
            var result = Cli.Run("report", workspace, "--period", "2026-Q3");
            Assert.That(result.ExitCode, Is.EqualTo(1));
            Assert.That(result.Error, Does.Contain("Nothing was half-written").And.Not.Contain("   at "));
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }
}
