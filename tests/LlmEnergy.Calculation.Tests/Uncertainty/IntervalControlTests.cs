using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Uncertainty;

public class IntervalControlTests
{
    private static readonly Inventory Inventory = Lines.By(
        [new OperatingPoint2026(closedModels: true)],
        Lines.Bucket("openai", "gpt-5", 1_000, 1_000_000, 500_000)
    );

    [Test]
    public void A_central_value_within_the_draws_passes() =>
        Assert.That(IntervalControl.Of(Inventory, Intervals, FactorPack.BuiltIn).Check.Passed, Is.True);

    [TestCase(2.0, TestName = "all draws above it")]
    [TestCase(0.01, TestName = "all draws below it")]
    public void A_central_value_outside_of_the_draws_fails(double times) =>
        Assert.That(IntervalControl.Of(Inventory, Scaled((decimal)times), FactorPack.BuiltIn).Check.Passed, Is.False);

    [Test]
    public void A_median_far_above_the_central_value_is_a_finding()
    {
        var raised = Intervals with { Emissions = Intervals.Emissions! with { P50 = 1.26m * Total } };
        var finding = IntervalControl.Of(Inventory, raised, FactorPack.BuiltIn).Findings.Single(issue => issue.Code == "LE4017");
        Assert.That(finding.Message, Does.StartWith("the median of the draws is 1.26 times the central value"));
    }

    [Test]
    public void A_median_near_the_central_value_is_none() =>
        Assert.That(
            IntervalControl.Of(Inventory, Intervals, FactorPack.BuiltIn).Findings.Select(issue => issue.Code),
            Does.Not.Contain("LE4017")
        );

    [Test]
    public void An_assumed_place_says_what_knowing_it_would_change()
    {
        // mistral: the EU's average is assumed; Sweden and France are far below it
        var inventory = Lines.By([new ClassFactors2026Second()], Lines.Bucket("mistral", "mistral-large-2411", 1_000, 1_000_000, 500_000));
        var intervals = Simulation.Run(inventory, new(inventory), FactorPack.BuiltIn);
        var finding = IntervalControl.Of(inventory, intervals, FactorPack.BuiltIn).Findings.Single(issue => issue.Code == "LE4018");
        Assert.That(finding.Message, Does.StartWith("where mistral ran the inference is assumed: its electricity makes "));
        Assert.That(finding.Share, Is.GreaterThan(0.5m).And.LessThan(1m));
    }

    [Test]
    public void A_stated_place_is_no_finding()
    {
        var line = Lines.Bucket("mistral", "mistral-large-2411", 1_000, 1_000_000, 500_000, region: "FR");
        var inventory = Lines.By([new ClassFactors2026Second()], line);
        var intervals = Simulation.Run(inventory, new(inventory), FactorPack.BuiltIn);
        Assert.That(IntervalControl.Of(inventory, intervals, FactorPack.BuiltIn).Findings, Is.Empty);
    }

    [Test]
    public void The_first_order_formula_is_as_wide_as_the_draws_within_10_per_cent()
    {
        var inventory = Lines.By(
            [new OperatingPoint2026(closedModels: true), new ClassFactors2026Second()],
            Lines.Bucket("openai", "gpt-5", 1_000, 3_000_000, 1_000_000, cached: 900_000, number: 1),
            Lines.Bucket("openai", "gpt-5-mini", 9_000, 6_000_000, 2_000_000, number: 2),
            Lines.Bucket("anthropic", "claude-sonnet-4-5", 500, 2_000_000, 500_000, number: 3)
        );
        var intervals = Simulation.Run(inventory, new(inventory), FactorPack.BuiltIn);
        var width = Math.Log((double)(intervals.Energy!.P95 / intervals.Energy.P5)) / (2.0 * 1.6448536269514722);
        Assert.That(intervals.Spread.Sd / width, Is.EqualTo(1.0).Within(0.1));
    }

    private static decimal Total => Inventory.Lines.Sum(line => line.Total!.Value.Central!.Value.KilogramsCo2e);

    private static Intervals Intervals => Simulation.Run(Inventory, new(Inventory), FactorPack.BuiltIn);

    private static Intervals Scaled(decimal times) =>
        Intervals with
        {
            Emissions = new(Total * times * 0.9m, Total * times, Total * times * 1.1m, Total * times),
        };
}
