using System.Collections.Immutable;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Uncertainty;

/// <summary>What a total depends on: each assumption alone at its ends, the widest first.</summary>
public class SensitivitiesTests
{
    private static readonly Inventory Inventory = Lines.By([new ClassFactors2026Second()], Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000));
    private static readonly decimal Total = Inventory.Lines[0].Total!.Value.Central!.Value.KilogramsCo2e;
    private static readonly decimal Grid = Inventory.Lines[0].Place!.Grid.Factor.Factor.Value;

    [Test]
    public void A_factor_moves_the_total_in_proportion_where_all_of_it_is_a_product_with_it()
    {
        // 1,000 tokens of output of class L at 1.2 Wh, low 0.08, high 4.0
        var row = Row(Assumption.ModelClass, "L");
        Assert.That(row.AtLow, Is.EqualTo(Total * 0.08m / 1.2m).Within(0.000000000000001m));
        Assert.That(row.AtHigh, Is.EqualTo(Total * 4.0m / 1.2m).Within(0.000000000000001m));
    }

    [Test]
    public void Hardware_moves_its_own_part_alone()
    {
        // 40 g a kilowatt-hour beside the grid, low 25, high 100
        var row = Row(Assumption.Hardware);
        Assert.That(row.AtLow, Is.EqualTo(Total * (Grid + 25m) / (Grid + 40m)).Within(0.000000000000001m));
        Assert.That(row.AtHigh, Is.EqualTo(Total * (Grid + 100m) / (Grid + 40m)).Within(0.000000000000001m));
    }

    [Test]
    public void An_assumed_place_is_one_of_those_that_are_likely()
    {
        var row = Row(Assumption.Place, "openai");
        Assert.That(row.AtLow, Is.LessThan(Total));
        Assert.That(row.AtHigh, Is.GreaterThan(Total));
    }

    [Test]
    public void What_moves_nothing_is_left_out_and_the_widest_comes_first()
    {
        var rows = Of(Inventory);
        Assert.That(rows.Select(row => row.Width), Is.Ordered.Descending);
        // no input, so no cached input, and no long context
        Assert.That(rows.Select(row => row.Assumption), Is.EqualTo(new[] { Assumption.ModelClass, Assumption.Place, Assumption.Hardware }));
    }

    [Test]
    public void Input_whose_cached_part_is_not_stated_is_read_from_a_cache_or_not()
    {
        // 1,000 tokens at 0.16 Wh, or at a tenth of it
        var inventory = Lines.By([new ClassFactors2026Second()], Lines.Bucket("openai", "gpt-4o", 1, 1_000, 0));
        var total = inventory.Lines[0].Total!.Value.Central!.Value.KilogramsCo2e;
        var row = Row(Assumption.CachedShare, "", inventory);
        Assert.That(row.AtLow, Is.EqualTo(total / 10m).Within(0.000000000000001m));
        Assert.That(row.AtHigh, Is.EqualTo(total).Within(0.000000000000001m));
        var stated = Lines.By([new ClassFactors2026Second()], Lines.Bucket("openai", "gpt-4o", 1, 1_000, 0, cached: 0));
        Assert.That(Of(stated).Select(known => known.Assumption), Has.None.EqualTo(Assumption.CachedShare));
    }

    [Test]
    public void Contexts_are_without_weight_at_their_low()
    {
        // 200,000 tokens of input in one request weigh twice
        var inventory = Lines.By([new ClassFactors2026Second()], Lines.Bucket("openai", "gpt-4o", 1, 200_000, 0, cached: 0));
        var row = Row(Assumption.Context, "", inventory);
        Assert.That(row.AtHigh, Is.EqualTo(row.AtLow * 2m).Within(0.000000000000001m));
    }

    [Test]
    public void Size_and_batch_of_an_open_model_are_the_formula_once_more()
    {
        var inventory = Lines.By(
            [new OperatingPoint2026(closedModels: true)],
            Lines.Bucket("openai", "gpt-5", 1, 1_000, 1_000, cached: 0, year: 2026)
        );
        var rows = Of(inventory);
        Assert.That(
            rows.Select(row => row.Assumption),
            Is.SupersetOf(new[] { Assumption.Parameters, Assumption.Batch, Assumption.Calibration })
        );
        var total = inventory.Lines[0].Total!.Value.Central!.Value.KilogramsCo2e;
        foreach (var row in rows)
            Assert.That(total, Is.InRange(row.AtLow - 0.000000001m, row.AtHigh + 0.000000001m), row.Assumption.ToString());
    }

    /// <summary>The place costs what its row says; a supplier's figure saves the width of the class; the model is known.</summary>
    [Test]
    public void A_lack_of_data_costs_the_emissions_and_the_width_of_what_stands_in_its_place()
    {
        var gaps = new Sensitivities(Inventory, FactorPack.BuiltIn).Lacking();
        Assert.That(gaps.Select(gap => gap.Lacking), Is.EquivalentTo(new[] { LackingData.Supplier, LackingData.Region }));
        Assert.That(gaps.Single(gap => gap.Lacking == LackingData.Region).Width, Is.EqualTo(Row(Assumption.Place, "openai").Width));
        Assert.That(gaps.Single(gap => gap.Lacking == LackingData.Supplier).Width, Is.EqualTo(Row(Assumption.ModelClass, "L").Width));
        foreach (var gap in gaps)
            Assert.That(gap.Kilograms, Is.EqualTo(Total).Within(0.000000000000001m));
    }

    private static ImmutableArray<Sensitivity> Of(Inventory inventory) => new Sensitivities(inventory, FactorPack.BuiltIn).Ranked();

    private static Sensitivity Row(Assumption assumption, string of = "", Inventory? inventory = null) =>
        Of(inventory ?? Inventory).Single(row => (row.Assumption, row.Of) == (assumption, of));
}
