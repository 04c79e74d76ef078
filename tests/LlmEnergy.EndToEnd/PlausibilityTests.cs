namespace LlmEnergy.EndToEnd;

/// <summary>The sample with a mistake that all its totals agree with.</summary>
public class PlausibilityTests
{
    private const string Check = "Checks 1 of 21 failed: Numbers are within what can be";

    private string _workspace = "";

    [SetUp]
    public void Copy() => _workspace = Cli.CopyOf("acme");

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void Tokens_read_as_thousands_fail_the_check()
    {
        Edit("profiles/acme-gateway.profile.json", "\"currency\": \"USD\"", "\"currency\": \"USD\", \"scale\": 1000");
        var result = Report();
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.Contain(Check));
        // 212 requests with 8,924,538 tokens
        Assert.That(
            result.Error,
            Does.Contain(": model 'claude-sonnet-4-5-20250929' of anthropic in 2026-07: found 42,096,877.358 tokens")
        );
        Assert.That(result.Error, Does.Contain(": model 'gpt-4o-mini' of azure-openai in 2026-07: found a cost of 0.00020381 for a"));
    }

    [Test]
    public void Input_and_output_swapped_fail_the_check()
    {
        const string Profile = "profiles/acme-gateway.profile.json";
        Edit(Profile, "\"input\": \"prompt_tokens\"", "\"input\": \"completion_tokens\"");
        Edit(Profile, "\"output\": \"completion_tokens\"", "\"output\": \"prompt_tokens\"");
        Edit(Profile, "\"cached\": \"cached_tokens\",", "");
        var result = Report();
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.Contain("Checks 1 of 20 failed: Numbers are within what can be"));
        Assert.That(
            result.Error,
            Does.Contain("error: found 30,496,275 output tokens and 1,342,354 of input over all text models").And.Contain("(LE4015")
        );
    }

    [Test]
    public void A_deployment_that_makes_a_model_smaller_fails_the_check_until_it_is_accepted()
    {
        Write("mappings/deployments.csv", "provider,account,name,model,from,to\nopenai,,gpt-5-2025-08-07,gpt-5-nano,,\n");
        Edit("llmenergy.json", "\"costKeys\"", "\"deployments\": \"mappings/deployments.csv\", \"costKeys\"");
        var result = Report();
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.Contain(Check));
        Assert.That(
            result.Error,
            Does.Contain("error: found class S for model 'gpt-5-2025-08-07' of openai (named 'gpt-5-nano' by ").And.Contain("(LE4014")
        );
        Assert.That(result.Error, Does.Contain("4.226 instead of 52.174 kgCO2e of electricity, 61.1 % of all there would be"));
        var final = Report("--final");
        Assert.That(final.ExitCode, Is.EqualTo(2));
        Assert.That(final.Error, Does.Contain("LE2033").And.Contain("check plausible fails"));

        Write("acceptances.csv", "check,period,by,date,reason\nplausible,2026-Q3,A. Controller,2026-10-05,named anew in June\n");
        var accepted = Report("--final");
        Assert.That(accepted.ExitCode, Is.EqualTo(3));
        Assert.That(accepted.Output, Does.Contain("plausible: failed, accepted by A. Controller"));
    }

    private Result Report(params string[] options) => Cli.Run(["report", _workspace, "--period", "2026-Q3", "--verbose", .. options]);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_workspace, file), text);

    private void Edit(string file, string found, string put)
    {
        var text = File.ReadAllText(Path.Combine(_workspace, file));
        Assert.That(text, Does.Contain(found));
        Write(file, text.Replace(found, put, StringComparison.Ordinal));
    }
}
