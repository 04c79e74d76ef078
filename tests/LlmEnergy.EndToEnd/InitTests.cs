namespace LlmEnergy.EndToEnd;

/// <summary>What a draft of a folder assumed is asked once, and written down.</summary>
public class InitTests
{
    private NewcomerFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Its_defaults_leave_no_finding_that_could_have_been_asked()
    {
        var init = Cli.Run("init", _folder.Path, "--yes");
        Assert.That(init.ExitCode, Is.Zero, init.Error);

        var report = Cli.Run("report", _folder.Path, "--period", "2026-Q3");

        Assert.That(report.ExitCode, Is.Zero, report.Error);
        string[] askable = ["LE1010", "LE1026", "LE1031", "LE1038", "LE1053", "LE1054", "LE2024", "LE2034"];
        Assert.That(askable.Where(code => report.Error.Contains(code, StringComparison.Ordinal)), Is.Empty, report.Error);
        Assert.That(_folder.Read("periods/2026-Q3/disclosure.html"), Does.Not.Contain("Assumed, since"));
    }

    [Test]
    public void It_writes_a_configuration_with_comments_its_schema_profiles_and_registers()
    {
        var init = Cli.Run("init", _folder.Path, "--yes", "--undertaking", "Musterwerk GmbH", "--year-start", "07-01", "--language", "de");

        Assert.That(
            init.Output,
            Does.Contain(
                "Written: profiles/rechnungen.profile.json, profiles/cursor.profile.json, llmenergy.json, llmenergy.schema.json, intake.csv, expected.csv"
            )
        );
        Assert.That(
            _folder.Read("llmenergy.json"),
            Does.Contain("\"$schema\": \"llmenergy.schema.json\"")
                .And.Contain("// the name that reports print\n  \"undertaking\": \"Musterwerk GmbH\"")
                .And.Contain("\"fiscalYear\": { \"start\": \"07-01\" }")
                .And.Contain("\"language\": \"de\"")
        );
        Assert.That(
            _folder.Read("expected.csv"),
            Is.EqualTo(
                "provider,from,account,to,reason\n\"anthropic\",2026-07-01,,,\n\"cohere\",2026-07-01,,,\n\"mistral\",2026-07-01,,,\n"
                    + "\"openai\",2026-07-01,,,\n"
            )
        );
        Assert.That(_folder.Read("intake.csv").Split('\n').Count(line => line.Length > 0), Is.EqualTo(7), "a header and six exports");
        Assert.That(_folder.Read("profiles/cursor.profile.json"), Does.Not.Contain("\"draft\"").And.Not.Contain("decide:"));
    }

    [Test]
    public void A_second_run_adds_what_has_come_since_and_leaves_the_rest_as_it_was_edited()
    {
        Cli.Run("init", _folder.Path, "--yes");
        var edited = _folder
            .Read("llmenergy.json")
            .Replace("// the name that reports print", "// by order of the board", StringComparison.Ordinal);
        File.WriteAllText(_folder.Named("llmenergy.json"), edited);
        Assert.That(Cli.Run("init", _folder.Path, "--yes").Output, Does.Contain("Nothing is new."));

        File.WriteAllText(
            _folder.Named("gateway log October.csv"),
            "request_id,call_type,spend,total_tokens,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit\n"
                + "o1,acompletion,0.01,150,100,50,2026-10-01 12:00:00,claude-sonnet-4-5,anthropic,False\n"
        );
        var again = Cli.Run("init", _folder.Path, "--yes");

        Assert.That(again.Output, Does.Contain("Written: llmenergy.json, intake.csv"));
        Assert.That(
            _folder.Read("llmenergy.json"),
            Is.EqualTo(
                edited.Replace(
                    "\"path\": \"gateway log.csv\"",
                    "\"path\": [\"gateway log.csv\", \"gateway log October.csv\"]",
                    StringComparison.Ordinal
                )
            )
        );
        Assert.That(_folder.Read("intake.csv"), Does.Contain("gateway log October.csv"));
    }

    [Test]
    public void Three_things_to_fix_stand_first()
    {
        var init = Cli.Run("init", _folder.Path, "--yes");

        Assert.That(init.Output, Does.Contain("To fix first").And.Contain("  1. ").And.Contain("  3. ").And.Not.Contain("  4. "));
        Assert.That(init.Output, Does.Contain($"Next: llmenergy report {_folder.Path}"));
    }

    [Test]
    public void A_column_can_be_named()
    {
        File.WriteAllText(
            _folder.Named("cursor.csv"),
            "Zeitstempel;Anbieter;Modell;Eingabe-Tokens;Ausgabe-Tokens;Antworten\n2026-08-01 08:00:00;mistral;mistral-large-2411;1000;0;300\n"
        );
        Cli.Run("init", _folder.Path, "--yes", "--column", "output=Antworten");

        Assert.That(
            _folder.Read("profiles/cursor.profile.json"),
            Does.Contain("\"output\": \"Antworten\"").And.Not.Contain("Ausgabe-Tokens")
        );
    }

    [Test]
    public void Nobody_to_ask_is_said()
    {
        var init = Cli.Run("init", _folder.Path);

        Assert.That((init.ExitCode, init.Error), Is.EqualTo((2, init.Error)));
        Assert.That(init.Error, Does.Contain("--yes"));
    }
}
