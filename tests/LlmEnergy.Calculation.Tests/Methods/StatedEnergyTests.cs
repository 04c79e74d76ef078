using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>Energy that a supplier states with its responses: 1 kWh, of which all that follows can be read off.</summary>
public class StatedEnergyTests
{
    [Test]
    public void A_kilowatt_hour_of_the_facility_is_the_energy_of_its_line()
    {
        var line = Calculate(Stated(StatedEnergy.MeteredFacility));
        Assert.That(
            (line.Rate!.Method, line.Energy!.Value.Low, line.Energy.Value.Central, line.Energy.Value.High),
            Is.EqualTo(("supplier-specific", Kilowatt(1m), Kilowatt(1m), Kilowatt(1m)))
        );
    }

    [TestCase(StatedEnergy.MeteredAccelerators, 1.348, 1.72, 2.194)]
    [TestCase(StatedEnergy.CalculatedAccelerators, 1.348, 1.72, 2.194)]
    [TestCase(StatedEnergy.MeteredServers, 1.09, 1.15, 1.63)]
    [TestCase(StatedEnergy.CalculatedServers, 1.09, 1.15, 1.63)]
    [TestCase(StatedEnergy.CalculatedFacility, 1, 1, 1)]
    public void What_its_boundary_leaves_out_is_added(StatedEnergy of, decimal low, decimal central, decimal high)
    {
        var energy = Calculate(Stated(of)).Energy!.Value;
        Assert.That((energy.Low, energy.Central, energy.High), Is.EqualTo((Kilowatt(low), Kilowatt(central), Kilowatt(high))));
    }

    [TestCase(StatedEnergy.MeteredFacility, 1)]
    [TestCase(StatedEnergy.MeteredAccelerators, 2)]
    [TestCase(StatedEnergy.MeteredServers, 2)]
    [TestCase(StatedEnergy.CalculatedFacility, 3)]
    public void The_tier_says_who_metered_what(StatedEnergy of, int tier) =>
        Assert.That(Calculate(Stated(of)).Rate!.Tier, Is.EqualTo(tier));

    [Test]
    public void The_grid_and_hardware_are_added_once()
    {
        // 1 kWh x 500 g + 1 kWh x 40 g
        var line = Calculate(Stated(StatedEnergy.MeteredFacility));
        Assert.That(
            (
                line.LocationBased!.Value.Central!.Value.KilogramsCo2e,
                line.Embodied!.Value.Central!.Value.KilogramsCo2e,
                line.Total!.Value.Central!.Value.KilogramsCo2e
            ),
            Is.EqualTo((0.5m, 0.04m, 0.54m))
        );
    }

    [Test]
    public void Tokens_of_such_a_line_are_not_calculated_a_second_time() =>
        Assert.That(Calculate(Stated(StatedEnergy.MeteredFacility, output: 1_000_000_000)).Energy!.Value.Central, Is.EqualTo(Kilowatt(1m)));

    [Test]
    public void A_line_that_states_none_is_calculated_by_the_next_method()
    {
        var inventory = Inventory(Stated(StatedEnergy.MeteredFacility), Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000, number: 2));
        Assert.That(
            inventory.Lines.Select(line => line.Rate!.Method),
            Is.EqualTo(new[] { "supplier-specific", ClassFactors2026Second.MethodId })
        );
    }

    [Test]
    public void A_statement_of_the_register_comes_before_the_energy_of_responses()
    {
        // the total of the register is spread over these lines too: with their energy beside it, they would count twice
        var factor = new Factor("own", null, 2m, null, "", default, default, "", "", "", "", FactorStatus.Derived, "");
        var use = new FactorUse(factor, new("own", "", "", 2024, "", "", "", default, ""), 0, "", false);
        var statement = new SupplierStatement(
            "openai",
            "",
            "",
            [Quantity.Request],
            Known.Requests,
            new(2024, 1, 1),
            new(2024, 12, 31),
            2m,
            use,
            ""
        );
        var line = Stated(StatedEnergy.MeteredFacility);
        var inventory = InventoryCalculation.Calculate(
            Lines.Activity(line),
            FactorPack.BuiltIn,
            [new SupplierSpecific([statement])],
            ElectricityOptions.ByPlace
        );
        Assert.That(inventory.Lines[0].CradleToGate!.Value.Central!.Value.KilogramsCo2e, Is.EqualTo(0.002m));
    }

    [Test]
    public void Draws_of_accelerators_range_as_the_overhead_does()
    {
        var inventory = Inventory(Stated(StatedEnergy.MeteredAccelerators));
        var energy = Simulation.Run(inventory, new LedgerPositions(inventory), FactorPack.BuiltIn).Energy!;
        Assert.That((double)energy.P5, Is.EqualTo(1.348).Within(0.03));
        Assert.That((double)energy.P50, Is.EqualTo(1.72).Within(0.03));
        Assert.That((double)energy.P95, Is.EqualTo(2.194).Within(0.05));
    }

    [Test]
    public void The_first_order_formula_has_the_same_width()
    {
        var inventory = Inventory(Stated(StatedEnergy.MeteredAccelerators));
        Assert.That(FirstOrder.Of(inventory, FactorPack.BuiltIn).Sd, Is.EqualTo(0.148).Within(0.001));
    }

    [Test]
    public void The_ledger_has_its_columns_only_where_a_line_has_such_energy()
    {
        var without = Inventory(Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000));
        var with = Inventory(Stated(StatedEnergy.MeteredServers));
        var positions = new LedgerPositions(with);
        Assert.Multiple(() =>
        {
            Assert.That(Ledger.ColumnsFor(without), Is.EqualTo(Ledger.Columns));
            Assert.That(
                Ledger.ColumnsFor(with)[^3..].Select(column => (column.Name, column.Value(with.Lines[0], positions))),
                Is.EqualTo(
                    new[]
                    {
                        ("stated_wh", CellValue.Of(1_000m)),
                        ("stated_energy_of", CellValue.Of("metered servers")),
                        ("w_stated_wh", CellValue.Of(1_000m)),
                    }
                )
            );
        });
    }

    /// <summary>A line of 1 kWh: 3.6 MJ, in millionths of a joule.</summary>
    private static ActivityLine Stated(StatedEnergy of, long output = 1_000)
    {
        var line = Lines.Bucket("openai", "gpt-4o", 1, 0, output);
        return line with
        {
            Key = line.Key with { Energy = of },
            Usage = line.Usage with { EnergyMicrojoules = 3_600_000_000_000, Known = line.Usage.Known | Known.Energy },
        };
    }

    private static InventoryLine Calculate(ActivityLine line) => Inventory(line).Lines[0];

    private static Inventory Inventory(params ActivityLine[] lines) =>
        InventoryCalculation.Calculate(
            Lines.Activity(lines),
            FactorPack.BuiltIn,
            MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy),
            new ElectricityOptions(null, Lines.Given(500m))
        );

    private static Domain.Quantities.FacilityEnergy Kilowatt(decimal hours) => Domain.Quantities.FacilityEnergy.FromKilowattHours(hours);
}
