namespace LlmEnergy.EndToEnd;

/// <summary>What a period's total depends on, and what a change of usage would make of it; samples/acme.</summary>
public class WhatIfTests
{
    private string _workspace = "";

    [OneTimeSetUp]
    public void Copy() => _workspace = Cli.CopyOf("acme");

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void Without_a_change_the_total_is_that_of_the_report_and_its_drivers_are_ranked()
    {
        var json = Run().Json;
        Assert.That(json.Number("before.central"), Is.EqualTo(94.263905602967202048m));
        Assert.That(json.Number("after.central"), Is.EqualTo(94.263905602967202048m));
        Assert.That((json.At("drivers.0.assumption").GetString(), json.At("drivers.0.of").GetString()), Is.EqualTo(("modelClass", "L")));
    }

    [Test]
    public void Usage_of_a_smaller_model_takes_its_factors()
    {
        // gpt-5 makes 57.6032 kg of the total: class M instead of L, a third of the output's factor and less
        var json = Run("--set", "model:gpt-5=gpt-5-mini").Json;
        var saved = json.Number("before.central") - json.Number("after.central");
        Assert.That(
            saved,
            Is.GreaterThan(57.6032m * (1m - (0.40m / 1.2m)) * 0.99m).And.LessThan(57.6032m * (1m - (0.05m / 0.16m)) * 1.01m)
        );
    }

    [Test]
    public void Another_region_is_another_grid_for_the_provider_alone()
    {
        // 85.374 kg are of electricity; that of Sweden makes less than a tenth of it
        var all = Run("--set", "region:*=SE").Json.Number("after.central");
        var some = Run("--set", "region:anthropic=SE").Json.Number("after.central");
        Assert.That(all, Is.LessThan(94.2639m - (85.374m * 0.9m)));
        Assert.That(some, Is.GreaterThan(94.2639m - 2.5m).And.LessThan(94.2639m));
    }

    [Test]
    public void All_input_from_a_cache_costs_a_tenth_of_none()
    {
        var (none, all) = (Run("--set", "cached=0").Json.Number("after.central"), Run("--set", "cached=1").Json.Number("after.central"));
        var noInput = none - ((none - all) / 0.9m);
        Assert.That(all - noInput, Is.EqualTo((none - noInput) / 10m).Within(0.000001m));
    }

    [Test]
    public void Nothing_is_written()
    {
        var before = Files();
        Assert.That(Run("--set", "cached=0.6").ExitCode, Is.Zero);
        Assert.That(Files(), Is.EqualTo(before));
        List<string> Files() =>
            [.. Directory.EnumerateFileSystemEntries(_workspace, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [TestCase("--set", "model:no=x", "found 'model:no=x', expected a change of usage that the period has")]
    [TestCase("--set", "cached=2", "found 'cached=2', expected model:A=B")]
    [TestCase("--zone", "SE", "found beside --period, expected it only without")]
    public void What_cannot_be_changed_is_said(string option, string value, string message)
    {
        var result = Cli.Run("estimate", _workspace, "--period", "2026-Q3", option, value);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain(message));
    }

    private Result Run(params string[] options) => Cli.Run(["estimate", _workspace, "--period", "2026-Q3", "--format", "json", .. options]);
}
