using System.Globalization;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Tests.Methods;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Uncertainty;

public class SimulationTests
{
    private static readonly OperatingPoint2026 Any = new(closedModels: true);

    /// <summary>The worked examples of another program, at six significant digits.</summary>
    [TestCaseSource(typeof(OperatingPointExampleTests), nameof(OperatingPointExampleTests.Examples))]
    public void The_interval_of_an_example_comes_out(Dictionary<string, string> example)
    {
        decimal Of(string column) => decimal.Parse(example[column], NumberStyles.Float, CultureInfo.InvariantCulture);
        var inventory = OperatingPointExampleTests.Inventory(example);
        if (example["example"] == "W6") // there, Google's draws have another name
            inventory = inventory with { Lines = [.. inventory.Lines.Select(line => line with { Rate = Renamed(line.Rate!, "google") })] };
        var energy = Run(inventory).Energy!;
        Assert.That((energy.P5, energy.P50, energy.P95), Is.EqualTo((Of("kwh_p5"), Of("kwh_p50"), Of("kwh_p95"))));
    }

    [Test]
    public void The_order_of_the_lines_changes_nothing()
    {
        var lines = Requests();
        var (forth, back) = (Run(Of(lines)), Run(Of([.. lines.Reverse()])));
        Assert.That((back.Energy, back.Emissions), Is.EqualTo((forth.Energy, forth.Emissions)));
    }

    [Test]
    public void A_line_in_two_is_as_the_line_in_one()
    {
        var whole = Lines.Bucket("openai", "gpt-5", 20, 20_000, 10_000, number: 1);
        var half = Lines.Bucket("openai", "gpt-5", 10, 10_000, 5_000, number: 1);
        var (one, two) = (Run(Of(whole)), Run(Of(half, half with { Number = 2 })));
        Assert.That((two.Energy, two.Emissions), Is.EqualTo((one.Energy, one.Emissions)));
    }

    [Test]
    public void Two_models_of_one_family_are_wrong_together_and_two_families_in_part_apart()
    {
        ActivityLine Line(string model, int number) => Lines.Bucket("openai", model, 10, 10_000, 10_000, number: number);
        decimal Width(params ActivityLine[] lines) => Run(Of(lines)).Energy! is var energy ? energy.P95 / energy.P5 : 0m;
        var alone = Width(Line("gpt-5", 1));
        // gpt-5.1 is of the family of gpt-5; o1 has other draws of size and model, the same of load and overhead
        Assert.That(Width(Line("gpt-5", 1), Line("gpt-5.1", 2)), Is.EqualTo(alone).Within(0.001m * alone));
        Assert.That(Width(Line("gpt-5", 1), Line("o1", 2)), Is.LessThan(0.8m * alone).And.GreaterThan(3m));
    }

    [Test]
    public void Two_seeds_give_ends_within_10_per_cent_of_each_other()
    {
        var inventory = Of(Requests());
        var (one, other) = (Run(inventory, 1).Energy!, Run(inventory, 2).Energy!);
        Assert.That(other.P5, Is.EqualTo(one.P5).Within(0.1m * one.P5).And.Not.EqualTo(one.P5));
        Assert.That(other.P95, Is.EqualTo(one.P95).Within(0.1m * one.P95));
    }

    [TestCase("op-sd-model-2026")]
    [TestCase("op-sd-sequences-2026")]
    [TestCase("op-sd-overhead-2026")]
    [TestCase("op-sd-prefill-2026")]
    public void A_larger_deviation_makes_no_interval_narrower(string factor)
    {
        var inventory = Of(Lines.Bucket("deepseek", "deepseek-r1", 10, 100_000, 10_000));
        decimal Width(decimal times)
        {
            var known = FactorPack.BuiltIn.Factor(factor);
            var pack = FactorPack.BuiltIn.Without(new(known, known with { Value = known.Value * times }, "", "", default));
            var energy = Simulation.Run(inventory, new(inventory), pack).Energy!;
            return energy.P95 / energy.P5;
        }

        // within the error of sampling, which is 2 % at each end
        Assert.That(new[] { Width(1.5m) / Width(1m), Width(2m) / Width(1.5m) }, Is.All.GreaterThan(0.98m));
    }

    [Test]
    public void Parts_of_an_interval_do_not_add_up_and_central_values_do()
    {
        var inventory = Of(Requests());
        var intervals = Run(inventory);
        Assert.That(intervals.ByModel.Values.Sum(group => group.Energy!.P95), Is.GreaterThan(intervals.Energy!.P95));
        Assert.That(intervals.ByModel.Values.Sum(group => group.Energy!.P5), Is.LessThan(intervals.Energy!.P5));
        // means do
        Assert.That(
            intervals.ByModel.Values.Sum(group => group.Energy!.Mean),
            Is.EqualTo(intervals.Energy!.Mean).Within(1e-5m * intervals.Energy.Mean)
        );
    }

    [Test]
    public void Model_provider_cost_centre_and_month_have_intervals_of_their_own()
    {
        var intervals = Run(Of(Requests()));
        Assert.That(
            (intervals.ByModel.Count, intervals.ByProvider.Count, intervals.ByCostCentre.Count, intervals.ByMonth.Keys.Single()),
            Is.EqualTo((5, 4, 1, new DateOnly(2024, 1, 1)))
        );
        Assert.That(intervals.ByCostCentre.Values.Single().Emissions, Is.EqualTo(intervals.Emissions));
    }

    [Test]
    public void A_price_is_in_the_emissions_as_it_is()
    {
        var speech = Lines.Bucket("openai", "tts-1", 10, 0, 0, dollars: 100m) with { Usage = Usage.None with { Known = Known.Cost } };
        var inventory = Lines.By([new SpendBased()], speech);
        var (central, interval) = (inventory.Lines[0].Total!.Value.Central!.Value.KilogramsCo2e, Run(inventory));
        Assert.That(interval.Energy, Is.Null);
        Assert.That(interval.Emissions!.P5, Is.EqualTo(central).Within(1e-5m * central));
        Assert.That(interval.Emissions.P95, Is.EqualTo(interval.Emissions.P5));
    }

    [Test]
    public void Where_nothing_is_calculated_there_is_no_interval()
    {
        var intervals = Run(Of());
        Assert.That(
            (intervals.Energy, intervals.Emissions, intervals.ByModel.Count),
            Is.EqualTo((default(Interval), default(Interval), 0))
        );
    }

    [Test]
    public void A_stated_place_is_drawn_from_no_candidates()
    {
        var assumed = Lines.Bucket("mistral", "mistral-large-2411", 10, 10_000, 10_000);
        var stated = assumed with { Key = assumed.Key with { Region = "EU" } };
        // SE and FR are far below the EU: they widen the interval downwards
        decimal PerKilowattHour(ActivityLine line) => Run(Of(line)) is var run ? run.Emissions!.P5 / run.Energy!.P5 : 0m;
        Assert.That(PerKilowattHour(assumed), Is.LessThan(0.7m * PerKilowattHour(stated)));
    }

    [Test]
    public void A_grid_factor_of_an_earlier_year_widens_the_emissions_and_not_the_energy()
    {
        ActivityLine Line(int year) => Lines.Bucket("self-hosted", "deepseek-r1", 10, 10_000, 10_000, year: year, region: "DK");
        var (old, now) = (Run(Of(Line(2026))), Run(Of(Line(2025))));
        Assert.That(old.Energy, Is.EqualTo(now.Energy));
        Assert.That(old.Emissions, Is.Not.EqualTo(now.Emissions));
    }

    [Test]
    public void Cached_input_of_a_class_is_drawn_by_the_ratio_of_the_simulation()
    {
        // 0.10 is the central ratio of a class, and 0 its low: draws take 0.15 (0.047 to 0.47) of 0.16 Wh, for ten thousand tokens
        var cached = Lines.By([new ClassFactors2026Second()], Lines.Bucket("openai", "gpt-4o", 10, 10_000, 0, cached: 10_000));
        var energy = Run(cached).Energy!;
        Assert.That(energy.P50, Is.EqualTo(0.15m * 0.16m * 10m / 1_000m).Within(20).Percent);
        Assert.That(energy.P5, Is.GreaterThan(0m));
    }

    private static ActivityLine[] Requests() =>
        [
            Lines.Bucket("openai", "gpt-5", 1_000, 3_000_000, 1_000_000, cached: 500_000, number: 1),
            Lines.Bucket("openai", "gpt-5-mini", 5_000, 6_000_000, 2_000_000, number: 2),
            Lines.Bucket("anthropic", "claude-sonnet-4-5", 500, 2_000_000, 500_000, number: 3),
            Lines.Bucket("deepseek", "deepseek-r1", 500, 500_000, 900_000, number: 4),
            Lines.Bucket("mistral", "mistral-large-2411", 500, 500_000, 100_000, number: 5),
        ];

    private static Inventory Of(params ActivityLine[] lines) => Lines.By([Any, new ClassFactors2026Second()], lines);

    private static Intervals Run(Inventory inventory, long? seed = null) =>
        Simulation.Run(inventory, new(inventory), FactorPack.BuiltIn, seed);

    private static Rate Renamed(Rate rate, string provider) =>
        rate with
        {
            OperatingPoint = rate.OperatingPoint! with { Provider = provider },
        };
}
