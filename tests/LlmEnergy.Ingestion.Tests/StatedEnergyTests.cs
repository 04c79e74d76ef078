using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>Energy that suppliers state with their responses.</summary>
public class StatedEnergyTests
{
    // 1 Wh is 3,600 J
    [TestCase("Wh", "1", 3_600_000_000)]
    [TestCase("kWh", "0.001", 3_600_000_000)]
    [TestCase("mWh", "1000", 3_600_000_000)]
    [TestCase("J", "3600", 3_600_000_000)]
    [TestCase("kJ", "3.6", 3_600_000_000)]
    [TestCase("mJ", "3600000", 3_600_000_000)]
    [TestCase("Wms", "3600000", 3_600_000_000)]
    [TestCase("kWh", "7.583e-06", 27_298_800)]
    [TestCase("J", "0", 0)]
    public void It_is_read_in_the_unit_that_the_profile_names(string unit, string stated, long microjoules)
    {
        var usage = Read(unit, $"2026-01-05,m,1,1,{stated}").Lines.Single().Usage;
        Assert.That((usage.EnergyMicrojoules, usage.Knows(Known.Energy)), Is.EqualTo((microjoules, true)));
    }

    [Test]
    public void Requests_that_state_none_stand_on_a_line_of_their_own()
    {
        var lines = Read("J", "2026-01-05,m,1,1,10\n2026-01-05,m,2,2,\n2026-01-06,m,3,3,20").Lines;
        Assert.That(
            lines.Select(line => (line.Key.Energy, line.Usage.Input, line.Usage.EnergyMicrojoules, line.Usage.Knows(Known.Energy))),
            Is.EqualTo(new[] { (StatedEnergy.None, 2L, 0L, false), (StatedEnergy.MeteredServers, 4L, 30_000_000L, true) })
        );
    }

    [TestCase("-1")]
    [TestCase("much")]
    [TestCase("400000000000")] // more than 100 MWh
    public void What_cannot_be_energy_of_a_row_rejects_it(string stated)
    {
        var activity = Read("J", $"2026-01-05,m,1,1,{stated}");
        Assert.That((activity.Rows.Rejected, activity.Issues.Single().Code), Is.EqualTo((1L, "LE1003")));
    }

    [Test]
    public void A_profile_says_the_unit_and_what_the_energy_covers() =>
        Assert.That(
            Assert
                .Throws<ConfigurationException>(() =>
                    Mapping.Parse(
                        System.Text.Encoding.UTF8.GetBytes(Profile("J").Replace(Meaning("J"), "", StringComparison.Ordinal)),
                        "p.json"
                    )
                )!
                .Message,
            Does.Contain("semantics.energy: found nothing, expected the unit of the energy, what it covers")
        );

    [TestCase("\"unit\": \"cal\", \"covers\": \"servers\", \"metered\": true", "semantics.energy.unit: found 'cal'")]
    [TestCase("\"unit\": \"J\", \"covers\": \"desk\", \"metered\": true", "semantics.energy.covers: found 'desk'")]
    [TestCase("\"unit\": \"J\", \"covers\": \"servers\"", "semantics.energy.metered: found nothing")]
    public void Another_meaning_is_refused(string meaning, string message) =>
        Assert.That(
            Assert
                .Throws<ConfigurationException>(() =>
                    Mapping.Parse(
                        System.Text.Encoding.UTF8.GetBytes(
                            Profile("J").Replace(Meaning("J"), $", \"energy\": {{ {meaning} }}", StringComparison.Ordinal)
                        ),
                        "p.json"
                    )
                )!
                .Message,
            Does.Contain(message)
        );

    [Test]
    public void Days_without_data_are_not_filled_with_a_suppliers_energy()
    {
        using var folder = new ExportFolder { Period = ReportingPeriod.Spanning(new(2026, 1, 5), new(2026, 1, 19)), EstimatesGaps = true }
            .As(Profile("J"))
            .With(
                "usage.csv",
                Header + string.Concat(Enumerable.Range(5, 15).Where(day => day != 12).Select(day => $"2026-01-{day:00},m,7,1,10\n"))
            );
        var gap = folder.Ingest().Lines.Single(line => line.Estimate is not null);
        Assert.That(
            (gap.Usage.Input, gap.Usage.EnergyMicrojoules, gap.Usage.Knows(Known.Energy), gap.Key.Energy),
            Is.EqualTo((7L, 0L, false, StatedEnergy.None))
        );
    }

    /// <summary>github.com/neuralwatt/neuralwatt-tools at 1054ce3, plugins/llm-neuralwatt/tests: 27.3 J of accelerators.</summary>
    [Test]
    public void Neuralwatt_states_joules_of_its_accelerators()
    {
        var line = Response(
            """{"id":"chatcmpl-123","object":"chat.completion","model":"test-model","usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15},"energy":{"energy_joules":27.3,"energy_kwh":7.583e-06,"avg_power_watts":55.7,"duration_seconds":0.49}}"""
        );
        Assert.That(
            (line.Key.Energy, line.Usage.EnergyMicrojoules, line.Usage.Input, line.Usage.Output),
            Is.EqualTo((StatedEnergy.MeteredAccelerators, 27_300_000L, 10L, 5L))
        );
    }

    /// <summary>docs.greenpt.ai, chat completion: watt-milliseconds, calculated from the time of the inference, PUE included.</summary>
    [Test]
    public void GreenPT_states_watt_milliseconds_of_its_facility()
    {
        var line = Response(
            """{"id":"x","object":"chat.completion","model":"gemma4","usage":{"prompt_tokens":20,"completion_tokens":300,"total_tokens":320},"impact":{"version":"20250922","inferenceTime":{"total":163,"unit":"ms"},"energy":{"total":58505,"unit":"Wms"},"emissions":{"total":231,"unit":"ugCO2e"}}}"""
        );
        // 58,505 W ms = 58.505 J
        Assert.That(
            (line.Key.Energy, line.Usage.EnergyMicrojoules, line.Usage.Output),
            Is.EqualTo((StatedEnergy.CalculatedFacility, 58_505_000L, 300L))
        );
    }

    [Test]
    public void Responses_of_others_beside_them_state_no_energy()
    {
        var line = Response("""{"object":"chat.completion","model":"gpt-4o","usage":{"prompt_tokens":20,"completion_tokens":3}}""");
        Assert.That((line.Key.Energy, line.Usage.Knows(Known.Energy)), Is.EqualTo((StatedEnergy.None, false)));
    }

    private const string Header = "date,model,input_tokens,output_tokens,energy\n";

    private static string Meaning(string unit) => $", \"energy\": {{ \"unit\": \"{unit}\", \"covers\": \"servers\", \"metered\": true }}";

    private static string Profile(string unit) =>
        """
            { "id": "test.energy", "title": "requests with their energy", "container": ["csv"],
              "fields": { "time": "date", "model": "model", "input": "input_tokens", "output": "output_tokens", "energyWh": "energy" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC"
            """
        + Meaning(unit)
        + " } }";

    private static Activity Read(string unit, string rows) => ExportFolder.Of(Profile(unit), Header + rows + "\n");

    private static ActivityLine Response(string response)
    {
        using var folder = new ExportFolder().With(
            "usage.jsonl",
            $$"""{"request_uri":"https://x/v1/chat/completions","response_date":"Mon, 05 Jan 2026 10:00:00 GMT","response":{{response}}}"""
        );
        folder.Source = folder.Source with { Format = "response-log" };
        return folder.Ingest().Lines.Single();
    }
}
