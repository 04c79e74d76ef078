using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Uncertainty;

/// <summary>The first-order formula of an inventory: a check of the draws that can be followed by hand.</summary>
[Methodology("Ranges by simulation")]
public static class FirstOrder
{
    public static Spread Of(Inventory inventory, FactorPack factors)
    {
        var formula = new OperatingPointFormula(id => factors.Factor(id).Value);
        return new([
            .. inventory
                .Lines.Where(line => line.HasEnergy)
                .GroupBy(line => line.Rate!.Number)
                .OrderBy(lines => lines.Key)
                .Select(lines => Row(lines.First().Rate!, [.. lines], formula)),
        ]);
    }

    private static SpreadRow Row(Rate rate, List<InventoryLine> lines, OperatingPointFormula formula)
    {
        double KilowattHours(Func<Quantity, bool> of) =>
            Enum.GetValues<Quantity>()
                .Where(of)
                .Sum(quantity =>
                    (double)(lines.Sum(line => WeightedUsage.Of(line)[quantity]) * (rate.Energy![quantity, Level.Central] ?? 0m) / 1_000m)
                );
        var (uncached, cached, output) = (
            KilowattHours(of => of == Quantity.UncachedInput),
            KilowattHours(of => of == Quantity.CachedInput),
            KilowattHours(of => of == Quantity.Output)
        );
        var other = KilowattHours(of => of is not (Quantity.UncachedInput or Quantity.CachedInput or Quantity.Output));
        if (rate.OperatingPoint is not { } at)
            return new(rate.Id, Cause(rate), "", uncached, cached, output, other) { Reads = formula.CachedSd, Class = Sd(rate) };
        return new(rate.Id, at.Family, $"{at.Provider}|{at.ServiceTier}", uncached, cached, output, other)
        {
            Overhead = formula.OverheadSd,
            Prefill = formula.PrefillSd,
            Reads = formula.CachedSd,
            Sequences = formula.SequencesExponent * formula.SequencesSd,
            Model = formula.ModelSd,
            ActiveInput = at.ActiveSd,
            ActiveOutput = formula.ActiveExponent * at.ActiveSd,
            Inactive = formula.InactiveExponent * at.InactiveSd,
            Bits = formula.BitsExponent * at.BitsSd,
        };
    }

    /// <summary>What its range is drawn together with.</summary>
    private static string Cause(Rate rate) =>
        rate.Energy!.Terms.Any(term => term.Of == Quantity.StatedWattHour) ? StatedEnergyRates.Stream : $"class {rate.ModelClass}";

    /// <summary>Half the width of the range of output, else of what there is, in deviates.</summary>
    private static double Sd(Rate rate)
    {
        var term =
            rate.Energy!.Terms.FirstOrDefault(candidate => candidate.Of == Quantity.Output)
            ?? rate.Energy.Terms.First(candidate => candidate.Of != Quantity.CachedInput);
        return term.Low <= 0m ? 0.0 : Math.Log((double)(term.High / term.Low)) / (2.0 * OperatingPointFormula.At95);
    }
}
