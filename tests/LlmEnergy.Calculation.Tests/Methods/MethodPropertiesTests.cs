using CsCheck;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>What holds for every method and any usage.</summary>
[TestFixtureSource(nameof(Ids))]
public class MethodPropertiesTests(string id)
{
    private readonly IMethod _method = AnyUsage.Methods.Single(method => method.Id == id);

    private static IEnumerable<string> Ids => AnyUsage.Methods.Select(method => method.Id);

    [Test]
    public void Some_of_the_usage_has_a_rate_and_some_has_none() =>
        // or the other properties would hold for nothing
        AnyUsage.Line.Array[400].Sample(lines => lines.Select(line => Of(line).IsCalculated).Distinct().Count() == 2, iter: 1);

    [Test]
    public void Twice_the_usage_is_twice_the_energy_and_the_emissions() =>
        AnyUsage.Line.Sample(line =>
        {
            var (once, twice) = (Of(line), Of(AnyUsage.Twice(line)));
            return IsTwice(Wh(once.Energy), Wh(twice.Energy))
                && IsTwice(Kg(once.LocationBased), Kg(twice.LocationBased))
                && IsTwice(Kg(once.Embodied), Kg(twice.Embodied))
                && IsTwice(Kg(once.CradleToGate), Kg(twice.CradleToGate))
                && IsTwice(Kg(once.Total), Kg(twice.Total))
                && IsTwice(Litres(once.OnSiteWater), Litres(twice.OnSiteWater));
        });

    [Test]
    public void A_further_line_changes_no_other() =>
        Gen.Select(AnyUsage.Several, AnyUsage.Line)
            .Sample(
                (lines, further) =>
                {
                    var (before, after) = (Calculate(lines), Calculate([.. lines, further with { Number = lines.Length + 1 }]));
                    return before.Lines.Zip(after.Lines).All(pair => IsSame(pair.First, pair.Second));
                }
            );

    [Test]
    public void Results_do_not_depend_on_the_order_of_the_lines() =>
        AnyUsage.SeveralThatAddExactly.Sample(lines =>
        {
            var (forth, back) = (Calculate(lines), Calculate([.. lines.Reverse()]));
            return forth.Lines.Zip(back.Lines.Reverse()).All(pair => IsSame(pair.First, pair.Second))
                && forth.Factors.Select(use => use.Factor.Id).SequenceEqual(back.Factors.Select(use => use.Factor.Id))
                && DisclosureStep
                    .Disclose(new(forth, "A", ReportStatus.Draft, "1", []))
                    .Figures.Select(figure => figure.Value)
                    .SequenceEqual(
                        DisclosureStep.Disclose(new(back, "A", ReportStatus.Draft, "1", [])).Figures.Select(figure => figure.Value)
                    );
        });

    [Test]
    public void Every_rate_and_result_is_low_central_high() =>
        AnyUsage.Line.Sample(line =>
        {
            var result = Of(line);
            if (result.Rate is not { } rate)
                return true;
            var terms = new[] { rate.Energy, rate.Embodied, rate.CradleToGate }.OfType<UnitRates>().SelectMany(rates => rates.Terms);
            return terms.All(term => 0m <= term.Low && term.Low <= (term.Central ?? term.High) && (term.Central ?? term.Low) <= term.High)
                && IsOrdered(Wh(result.Energy))
                && IsOrdered(Kg(result.LocationBased))
                && IsOrdered(Kg(result.Embodied))
                && IsOrdered(Kg(result.CradleToGate))
                && IsOrdered(Kg(result.Total));
        });

    [Test]
    public void A_rate_gives_energy_or_emissions_as_a_whole_and_never_both() =>
        AnyUsage.Line.Sample(line =>
            Of(line).Rate is not { } rate
            || ((rate.Energy is null) != (rate.CradleToGate is null) && rate.Factors.Count > 0 && rate.Tier is >= 1 and <= Rate.Tiers)
        );

    [Test]
    public void A_line_is_calculated_or_says_why_not() =>
        AnyUsage.Line.Sample(line => Of(line) is var result && result.IsCalculated == result.WhyNotCalculated is null);

    [TestCase(2018)]
    [TestCase(2031)]
    public void Outside_of_the_years_of_the_factors_nothing_is_calculated(int year) =>
        AnyUsage.Line.Sample(line => !Of(line with { Key = line.Key with { Month = new(year, 1, 1) } }).IsCalculated);

    [Test]
    public void The_checks_of_any_result_pass_but_for_completeness() =>
        AnyUsage.Several.Sample(lines =>
        {
            var checks = DisclosureStep.Disclose(new(Calculate(lines), "A", ReportStatus.Draft, "1", [])).Checks;
            return checks.All(check => check.Passed || check.Id == "completeness");
        });

    private InventoryLine Of(ActivityLine line) => Calculate([line]).Lines[0];

    private Inventory Calculate(ActivityLine[] lines) =>
        InventoryCalculation.Calculate(Lines.Activity(lines), FactorPack.BuiltIn, [_method], ElectricityOptions.ByPlace);

    /// <summary>All but the numbers of rate and place, which count in the order of the lines.</summary>
    private static bool IsSame(InventoryLine left, InventoryLine right) =>
        (left.Energy, left.LocationBased, left.Embodied, left.CradleToGate, left.Total, left.WhyNotCalculated, left.Rate?.Tier)
        == (right.Energy, right.LocationBased, right.Embodied, right.CradleToGate, right.Total, right.WhyNotCalculated, right.Rate?.Tier);

    /// <summary>Moments are fixed at 6 decimals and results at 18, so that the last digits may differ.</summary>
    private static bool IsTwice((decimal Low, decimal? Central, decimal High)? once, (decimal Low, decimal? Central, decimal High)? twice)
    {
        if (once is not { } one || twice is not { } two)
            return once is null && twice is null;
        return Near(2m * one.Low, two.Low)
            && Near(2m * one.High, two.High)
            && (one.Central is { } central ? two.Central is { } doubled && Near(2m * central, doubled) : two.Central is null);

        static bool Near(decimal left, decimal right) => Math.Abs(left - right) <= 1e-15m + (1e-15m * Math.Abs(left));
    }

    private static bool IsOrdered((decimal Low, decimal? Central, decimal High)? estimate) =>
        estimate is not { } e || (0m <= e.Low && e.Low <= (e.Central ?? e.High) && (e.Central ?? e.Low) <= e.High);

    private static (decimal, decimal?, decimal)? Wh(Estimate<FacilityEnergy>? estimate) =>
        estimate is { } e ? (e.Low.KilowattHours, e.Central?.KilowattHours, e.High.KilowattHours) : null;

    private static (decimal, decimal?, decimal)? Kg(Estimate<GhgEmissions>? estimate) =>
        estimate is { } e ? (e.Low.KilogramsCo2e, e.Central?.KilogramsCo2e, e.High.KilogramsCo2e) : null;

    private static (decimal, decimal?, decimal)? Litres(Estimate<WaterVolume>? estimate) =>
        estimate is { } e ? (e.Low.Litres, e.Central?.Litres, e.High.Litres) : null;
}
