using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Bridges;

/// <summary>The terms of one account and model: what its total is after each switch, less what it was before.</summary>
internal static class BridgeSteps
{
    /// <param name="growth">Of its account; null where that is in one of the inventories alone.</param>
    public static ImmutableArray<decimal> Of(BridgeCell before, BridgeCell after, decimal? growth, bool isOfSameDays)
    {
        var totals = new decimal[Bridge.Terms.Length];
        if (growth is null || before.IsEmpty || after.IsEmpty)
        {
            // the whole of it comes or goes in one step
            var at =
                isOfSameDays ? BridgeTerm.Corrections
                : growth is null ? BridgeTerm.Perimeter
                : BridgeTerm.Mix;
            foreach (var term in Bridge.Terms)
                totals[(int)term] = term >= at ? after.Total : before.Total;
            if (at == BridgeTerm.Mix)
                totals[(int)BridgeTerm.Volume] = Rounded(before.Total * growth!.Value);
        }
        else if (isOfSameDays)
        {
            foreach (var term in Bridge.Terms)
                totals[(int)term] =
                    term == BridgeTerm.Corrections ? after.Total
                    : term < BridgeTerm.EnergyFactors ? before.Total
                    : Total(before, after, term, before);
        }
        else
        {
            foreach (var term in Bridge.Terms)
                totals[(int)term] =
                    term == BridgeTerm.Perimeter ? before.Total
                    : term == BridgeTerm.Volume ? Rounded(before.Total * growth.Value)
                    : term >= BridgeTerm.Embodied ? after.Total
                    : Total(before, after, term, after);
        }

        return [.. totals.Select((total, term) => total - (term == 0 ? before.Total : totals[term - 1]))];
    }

    /// <summary>The total with all inputs up to this one as they are after, and the others as they were before.</summary>
    /// <param name="usage">Whose usage it is.</param>
    private static decimal Total(BridgeCell before, BridgeCell after, BridgeTerm upTo, BridgeCell usage)
    {
        var isSameMethod = before.Method == after.Method;
        var rateAt = isSameMethod ? BridgeTerm.EnergyFactors : BridgeTerm.Method;
        var hardwareAt = isSameMethod ? BridgeTerm.Embodied : BridgeTerm.Method;
        var place = (upTo >= BridgeTerm.Place ? after.Place ?? before.Place : before.Place ?? after.Place) ?? 0m;
        var total = 0m;
        foreach (var of in Enum.GetValues<Quantity>())
        {
            if (usage.Raw(of) == 0m)
                continue;
            var weight =
                upTo >= rateAt ? usage.Weight(of, after)
                : upTo >= BridgeTerm.Context ? usage.Weight(of, before)
                : before.Weight(of) ?? usage.Weight(of, before);
            // energy that was not stated before is a change of method: it drives nothing under the method that did without it
            var isStated = of == Quantity.StatedWattHour;
            decimal Of(Func<BridgeCell, Quantity, decimal?> rate, BridgeTerm at) =>
                (upTo >= at ? rate(after, of) ?? Other(rate(before, of)) : rate(before, of) ?? Other(rate(after, of))) ?? 0m;
            decimal? Other(decimal? rate) => isStated ? null : rate;
            total +=
                usage.Raw(of)
                * (weight ?? 0m)
                * (
                    (Of((cell, quantity) => cell.Energy(quantity), rateAt) * place)
                    + Of((cell, quantity) => cell.Hardware(quantity), hardwareAt)
                    + Of((cell, quantity) => cell.Whole(quantity), rateAt)
                );
        }

        return Rounded(total);
    }

    private static decimal Rounded(decimal kilograms) => decimal.Round(kilograms, Bridge.Decimals, MidpointRounding.AwayFromZero);
}
