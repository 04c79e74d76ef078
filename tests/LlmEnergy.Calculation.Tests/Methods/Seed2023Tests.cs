using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>K. G. A. Ludvigsen, "ChatGPT's energy use per query" (2023): the printed results, in kWh a query.</summary>
public class Seed2023Tests
{
    private const double Relative = 1e-9;

    [TestCase(0.50, 0.001707224, TestName = "S1 half power")]
    [TestCase(0.75, 0.002560836, TestName = "S2 three quarters power")]
    public void Hardware_method(double fraction, double kilowattHours)
    {
        var wattHours = Seed2023Hardware.WattHoursPerQuery(3_617m, 6.5m, (decimal)fraction, 24m, new(1.18m), 195_000_000m);
        // the article's figure has seven significant digits
        Assert.That((double)(wattHours / 1_000m), Is.EqualTo(kilowattHours).Within(5e-10));
    }

    [TestCase(560e12, 1.18, 0.00183555555555556, TestName = "S3 560 TFLOP")]
    [TestCase(30e12, 1.0, 8.33333333333333e-5, TestName = "S4 30 TFLOP without PUE")]
    public void Flops_method(double flop, double pue, double kilowattHours) =>
        Assert.That(
            (double)(Seed2023Flops.WattHoursPerQuery((decimal)flop, 0.00000000001m, new((decimal)pue)) / 1_000m),
            Is.EqualTo(kilowattHours).Within(Relative).Percent
        );

    [TestCase("seed-2023-hardware", "0.0017", "0.0026", TestName = "S5 hardware prints 0.0017 and 0.0026")]
    [TestCase("seed-2023-flops", "0.0018", "0.0018", TestName = "S5 flops prints 0.0018")]
    public void Two_significant_digits_are_those_of_the_article(string method, string low, string high)
    {
        var line = Lines.Line(MethodCatalog.BuiltIn.Find(method)!, 383.55m, Lines.Bucket("openai", "gpt-4", 1, 0, 0));
        Assert.That((Printed(line.Energy!.Value.Low), Printed(line.Energy.Value.High)), Is.EqualTo((low, high)));

        static string Printed(FacilityEnergy energy) =>
            decimal.Round(energy.KilowattHours, 4, MidpointRounding.AwayFromZero)
                .ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public void S6_eight_accelerators_a_server_are_28936() =>
        Assert.That(FactorPack.BuiltIn.Factor("seed-servers-2023").Value * 8m, Is.EqualTo(28_936m));

    [Test]
    public void S7_a_company_with_a_million_queries()
    {
        var line = Lines.Line(new Seed2023Hardware(), 383.55m, Lines.Bucket("openai", "gpt-4", 1_000_000, 0, 0));
        var (energy, use) = (line.Energy!.Value, line.LocationBased!.Value);
        Assert.Multiple(() =>
        {
            Assert.That(energy.Low.KilowattHours, Is.EqualTo(1_707.2m).Within(0.05m));
            Assert.That(energy.High.KilowattHours, Is.EqualTo(2_560.8m).Within(0.05m));
            Assert.That(use.Low.KilogramsCo2e, Is.EqualTo(654.8m).Within(0.05m));
            Assert.That(use.High.KilogramsCo2e, Is.EqualTo(982.2m).Within(0.05m));
        });
    }

    [Test]
    public void The_hardware_method_has_no_central_value_and_neither_knows_embodied_emissions()
    {
        var hardware = Lines.Line(new Seed2023Hardware(), 400m, Lines.Bucket("openai", "gpt-4", 1, 0, 0));
        var flops = Lines.Line(new Seed2023Flops(), 400m, Lines.Bucket("openai", "gpt-4", 1, 0, 0));
        Assert.That(
            (hardware.Energy!.Value.Central, hardware.Embodied, hardware.Total, flops.Embodied),
            Is.EqualTo(((FacilityEnergy?)null, (Estimate<GhgEmissions>?)null, (Estimate<GhgEmissions>?)null, (Estimate<GhgEmissions>?)null))
        );
    }

    [Test]
    public void Neither_may_be_the_disclosure() =>
        Assert.That((new Seed2023Hardware().SideBySideOnly, new Seed2023Flops().SideBySideOnly), Is.EqualTo((true, true)));
}
