using LlmEnergy.Domain.Activities;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests;

/// <summary>A log of responses of which some state their energy, from its rows to the verified folder.</summary>
public class StatedEnergyTests
{
    private const string Q3 = "2026-Q3";

    private const string Profile = """
        { "id": "energy.log", "title": "responses with their energy", "container": ["csv"],
          "detect": { "all": ["day", "model", "in", "out", "joules"] },
          "fields": { "time": "day", "model": "model", "input": "in", "output": "out", "energyWh": "joules" },
          "constants": { "provider": "neuralwatt" },
          "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC",
                         "energy": { "unit": "J", "covers": "facility", "metered": true } } }
        """;

    // 1 Wh of 1,000 tokens of output, by the supplier, and as many tokens of which it says nothing
    private const string Log = "day,model,in,out,joules\n2026-07-01,gpt-oss-20b,10,1000,3600\n2026-07-02,gpt-oss-20b,10,1000,\n";

    [Test]
    public void What_states_its_energy_is_supplier_data_and_the_rest_is_calculated()
    {
        using var workspace = Workspace(Log);
        var lines = workspace.Report(Q3).Inventory.Lines;
        Assert.That(
            lines.Select(line => (line.Activity.Key.Energy, line.Rate!.Method)),
            Is.EqualTo(new[] { (StatedEnergy.None, "operating-point-2026"), (StatedEnergy.MeteredFacility, "supplier-specific") })
        );
        Assert.That(lines[1].Energy!.Value.Central!.Value.KilowattHours, Is.EqualTo(0.001m));
    }

    [Test]
    public void All_checks_pass_and_one_holds_the_ledger_against_the_import()
    {
        using var workspace = Workspace(Log);
        var disclosure = workspace.Report(Q3);
        Assert.That(disclosure.Checks.Where(check => !check.Passed), Is.Empty);
        var check = disclosure.Checks.Single(check => check.Id == "stated-energy");
        Assert.That((check.Expected, check.Actual), Is.EqualTo((1m, 1m)));
    }

    [Test]
    public void The_folder_is_verified_by_its_own_numbers_and_by_reading_again()
    {
        using var workspace = Workspace(Log);
        workspace.Report(Q3);
        foreach (var level in Enum.GetValues<VerificationLevel>())
            Assert.That(workspace.Verify(Q3, level: level).Passed, Is.True, level.ToString());
    }

    [Test]
    public void A_changed_energy_of_the_folder_is_found()
    {
        using var workspace = Workspace(Log);
        workspace.Report(Q3);
        var path = workspace.Output(Q3, "activity.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace(",1,metered facility", ",2,metered facility", StringComparison.Ordinal));
        workspace.Forge(Q3);
        Assert.That(workspace.Verify(Q3).Passed, Is.False);
    }

    [Test]
    public void Energy_in_another_unit_fails_the_check_of_what_can_be()
    {
        // joules as they were, read as watt-hours
        using var workspace = Workspace(Log, Profile.Replace("\"J\"", "\"Wh\"", StringComparison.Ordinal));
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(disclosure.Issues.Select(issue => issue.Code), Does.Contain("LE4028"));
        Assert.That(disclosure.Checks.Single(check => check.Id == "plausible").Passed, Is.False);
    }

    private static PeriodWorkspace Workspace(string log, string profile = Profile) =>
        new PeriodWorkspace()
            .Configure("\"profiles\": [\"energy.profile.json\"],")
            .Write("energy.profile.json", profile)
            .Write("exports/log.csv", log);
}
