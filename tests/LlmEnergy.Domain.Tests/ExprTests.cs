using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Tests;

/// <summary>One definition, three readings: value, formula, lines.</summary>
public class ExprTests
{
    private static readonly FigureId Energy = new("energy");
    private static readonly Inventory Two = Inventory(Line(1, 3m), Line(2, 4m, tier: 5), Line(3, null));

    [Test]
    public void A_sum_leaves_out_lines_that_are_not_calculated() =>
        Assert.That(Value(new Expr.Sum(Ledger.EnergyCentral), Two), Is.EqualTo(7m));

    [Test]
    public void A_sum_with_a_condition_takes_the_lines_that_meet_it()
    {
        var sum = new Expr.Sum(Ledger.EnergyCentral, Condition.AtLeast(Ledger.Tier, 5));
        Assert.That((Value(sum, Two), sum.Lines(Two).Select(line => line.Activity.Id).Single()), Is.EqualTo((4m, "L000002")));
    }

    [Test]
    public void An_input_is_a_number_in_its_own_cell_and_a_name_elsewhere()
    {
        var input = new Expr.Given(new("scope3"));
        Assert.That(
            (input.Excel(id => $"Name_{id}"), (input with { Number = 4650.5m }).Excel(id => $"Name_{id}")),
            Is.EqualTo(("Name_scope3", "4650.5"))
        );
    }

    [Test]
    public void The_formula_of_a_sum_is_sumifs_over_numeric_columns() =>
        Assert.That(
            new Expr.Sum(Ledger.EnergyCentral, Condition.AtLeast(Ledger.Tier, 5)).Excel(_ => ""),
            Is.EqualTo("SUMIFS(tblLedger[energy_kwh],tblLedger[tier],\">=\"&5)")
        );

    [Test]
    public void Measured_quantities_that_a_line_does_not_state_are_not_summed()
    {
        var silent = Inventory(
            Line(1, 3m),
            Line(2, 4m) with
            {
                Activity = Line(2, 4m).Activity with { Usage = Usage.None with { Known = Known.Input } },
            }
        );
        Assert.That(
            (Value(new Expr.Sum(Ledger.Requests), silent), Value(new Expr.Sum(Ledger.InputTokens), silent)),
            Is.EqualTo(((decimal?)null, (decimal?)0m))
        );
    }

    [Test]
    public void A_central_value_that_a_method_lacks_is_missing_in_the_sum()
    {
        var line = Line(1, 3m);
        Assert.That(
            Value(new Expr.Sum(Ledger.EnergyCentral), Inventory(line with { Energy = line.Energy!.Value with { Central = null } })),
            Is.Null
        );
    }

    [Test]
    public void No_lines_sum_to_zero() => Assert.That(Value(new Expr.Sum(Ledger.EnergyCentral), Inventory()), Is.EqualTo(0m));

    [Test]
    public void Lines_of_which_none_is_calculated_do_not_sum_to_zero() =>
        Assert.That(Value(new Expr.Sum(Ledger.EnergyCentral), Inventory(Line(1, null), Line(2, null))), Is.Null);

    [Test]
    public void A_share_of_nothing_is_missing()
    {
        var share = new Expr.Ratio(new Expr.Sum(Ledger.EnergyCentral), new Expr.Of(Energy));
        Assert.That(share.Value(new(Two, LedgerPositions.None, _ => 0m)), Is.Null);
        Assert.That(share.Excel(id => "Name_" + id), Is.EqualTo("IF(Name_energy=0,\"\",(SUM(tblLedger[energy_kwh]))/(Name_energy))"));
    }

    [Test]
    public void Kilograms_become_tonnes_by_a_constant()
    {
        var tonnes = new Expr.Ratio(new Expr.Of(Energy), new Expr.Constant(1_000m));
        Assert.That(
            (tonnes.Value(new(Two, LedgerPositions.None, _ => 7m)), tonnes.Excel(_ => "Total_kg")),
            Is.EqualTo(((decimal?)0.007m, "(Total_kg)/1000"))
        );
    }

    [Test]
    public void A_missing_part_makes_a_sum_of_two_figures_missing() =>
        Assert.That(new Expr.Plus(new Expr.Constant(1m), new Expr.Of(Energy)).Value(new(Two, LedgerPositions.None, _ => null)), Is.Null);

    private static decimal? Value(Expr expr, Inventory inventory) => expr.Value(new(inventory, LedgerPositions.None, _ => null));

    private static Inventory Inventory(params InventoryLine[] lines) =>
        new(new(ReportingPeriod.Always, [], [], [], []), [], "", [.. lines], [], [], [], []);

    /// <summary>A line of so many kilowatt-hours, or one that is not calculated.</summary>
    private static InventoryLine Line(int number, decimal? kilowattHours, int tier = 4)
    {
        var key = new LineKey(new(2026, 7, 1), "s", "p", "", "", "m", "", "", "", "", "", ContextBand.UpTo10K, ContextBasis.Request);
        var activity = new ActivityLine(number, key, 1, Usage.None with { Requests = 1 }, default, null);
        var model = new ModelResolution("m", "m", "m", "L", 1, []);
        if (kilowattHours is not { } value)
            return new(activity, model, null, null, null, null, null, null, "no factor");
        var energy = FacilityEnergy.FromKilowattHours(value);
        return new(
            activity,
            model,
            Rate.OfEnergy([], null, ContextRule.None, null) with
            {
                Number = 1,
                Tier = tier,
            },
            null,
            new(energy, energy, energy),
            null,
            null,
            null,
            null
        );
    }
}
