using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Uncertainty;

/// <summary>What a total depends on: each assumption alone at its ends, the widest first.</summary>
public class SensitivityTests
{
    private static readonly Inventory Inventory = Lines.By([new ClassFactors2026Second()], Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000));
    private static readonly decimal Total = Inventory.Lines[0].Total!.Value.Central!.Value.KilogramsCo2e;
    private static readonly decimal Grid = Inventory.Lines[0].Place!.Grid.Factor.Factor.Value;

    [Test]
    public void A_factor_moves_the_total_in_proportion_where_all_of_it_is_a_product_with_it()
    {
        // 1,000 tokens of output of class L at 1.2 Wh, low 0.08, high 4.0
        var row = Row("class-l-output-2026-2");
        Assert.That(row.AtLow, Is.EqualTo(Total * 0.08m / 1.2m).Within(0.000000000000001m));
        Assert.That(row.AtHigh, Is.EqualTo(Total * 4.0m / 1.2m).Within(0.000000000000001m));
    }

    [Test]
    public void Hardware_moves_its_own_part_alone()
    {
        // 40 g a kilowatt-hour beside the grid, low 25, high 100
        var row = Row("embodied-hardware-2026");
        Assert.That(row.AtLow, Is.EqualTo(Total * (Grid + 25m) / (Grid + 40m)).Within(0.000000000000001m));
        Assert.That(row.AtHigh, Is.EqualTo(Total * (Grid + 100m) / (Grid + 40m)).Within(0.000000000000001m));
    }

    [Test]
    public void An_assumed_place_is_one_of_those_that_are_likely()
    {
        var row = Row("place of openai");
        Assert.That(row.AtLow, Is.LessThan(Total));
        Assert.That(row.AtHigh, Is.GreaterThan(Total));
    }

    [Test]
    public void What_moves_nothing_is_left_out_and_the_widest_comes_first()
    {
        var rows = Sensitivity.Of(Inventory, FactorPack.BuiltIn);
        Assert.That(rows.Select(row => row.Width), Is.Ordered.Descending);
        Assert.That(rows[0].Assumption, Is.EqualTo("class-l-output-2026-2"));
        // no input, so no cached input, and no long context
        Assert.That(
            rows.Select(row => row.Assumption),
            Has.None.Contains("input").And.None.Contains("context").And.None.Contains("cached")
        );
    }

    private static Sensitivity Row(string assumption) =>
        Sensitivity.Of(Inventory, FactorPack.BuiltIn).Single(row => row.Assumption == assumption);
}
