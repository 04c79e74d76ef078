using System.Collections.Immutable;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>Every method on the same activity, each for itself, with what explains its distance from the disclosed total.</summary>
[Methodology("Methods side by side")]
public static class MethodsSideBySide
{
    private static readonly FacilityEnergy KilowattHour = FacilityEnergy.FromKilowattHours(1m);
    private static readonly Estimate<FacilityEnergy> OneKilowattHour = new(KilowattHour, KilowattHour, KilowattHour);

    /// <param name="disclosed">The inventory of the disclosure; the methods see its lines in its order.</param>
    public static ImmutableArray<MethodTotals> Compare(
        Inventory disclosed,
        MethodCatalog catalog,
        FactorPack factors,
        ElectricityOptions electricity
    ) =>
        [
            .. catalog.All.Select(method =>
                Compare(disclosed, InventoryCalculation.Calculate(disclosed.Activity, factors, [method], electricity), method.Id)
            ),
        ];

    private static MethodTotals Compare(Inventory disclosed, Inventory alone, string method)
    {
        var calculated = alone.Lines.Where(line => line.IsCalculated).ToList();
        var electric = calculated.FindAll(line => line.HasEnergy);
        var whole = calculated.FindAll(line => line.CradleToGate is not null);
        Estimate<T>? Sum<T>(List<InventoryLine> lines, Func<InventoryLine, Estimate<T>?> value)
            where T : struct, IQuantity<T> =>
            lines.Count > 0 && lines.TrueForAll(line => value(line) is not null) ? lines.SumOf(value) : null;
        return new(
            method,
            calculated.Count,
            alone.Lines.Length,
            Sum(electric, line => line.Energy),
            Sum(electric, line => line.LocationBased),
            Sum(electric, line => line.Embodied),
            Sum(whole, line => line.CradleToGate),
            Sum(calculated, line => line.Total),
            calculated.Count > 0 && disclosed.Lines.Any(line => line.IsCalculated) ? Gap(disclosed, alone) : null
        );
    }

    private static MethodGap Gap(Inventory disclosed, Inventory alone)
    {
        var (coverage, energy, grid, hardware, boundary) = (0m, 0m, 0m, 0m, 0m);
        var (ourGrids, theirGrids) = (PerKilowattHour(disclosed), PerKilowattHour(alone));
        for (var i = 0; i < disclosed.Lines.Length; i++)
        {
            var (ours, theirs) = (disclosed.Lines[i], alone.Lines[i]);
            if (!ours.IsCalculated || !theirs.IsCalculated)
                coverage += Emissions(theirs) - Emissions(ours);
            else if (!ours.HasEnergy || !theirs.HasEnergy)
                boundary += Emissions(theirs) - Emissions(ours);
            else
            {
                // at the disclosed grid factor first, so that the two effects add up to the difference of the electricity
                var (theirEnergy, ourGrid) = (Middle(theirs.Energy!.Value), ourGrids[ours.Place!.Number]);
                energy += (theirEnergy - Middle(ours.Energy!.Value)) * ourGrid;
                grid += theirEnergy * (theirGrids[theirs.Place!.Number] - ourGrid);
                hardware += Middle(theirs.Embodied) - Middle(ours.Embodied);
            }
        }

        return new(coverage, energy, grid, hardware, boundary);
    }

    /// <summary>kgCO2e per kWh of facility energy by the number of the place, upstream and losses included.</summary>
    private static Dictionary<int, decimal> PerKilowattHour(Inventory inventory) =>
        inventory.Places.ToDictionary(
            place => place.Number,
            place =>
            {
                var locationBased = LocationBasedEmissions.Of(OneKilowattHour, place);
                var losses = TransmissionLossEmissions.Of(locationBased, place);
                return Middle(TotalEmissions.OfElectricity(locationBased, UpstreamEmissions.Of(OneKilowattHour, place), losses));
            }
        );

    /// <summary>As far as they are known, hardware or not.</summary>
    private static decimal Emissions(InventoryLine line) =>
        line.LocationBased is { } locationBased
            ? Middle(TotalEmissions.OfElectricity(locationBased, line.Upstream, line.TransmissionLosses)) + Middle(line.Embodied)
            : Middle(line.CradleToGate);

    private static decimal Middle(Estimate<FacilityEnergy> energy) =>
        energy.Central?.KilowattHours ?? ((energy.Low.KilowattHours + energy.High.KilowattHours) / 2m);

    private static decimal Middle(Estimate<GhgEmissions>? emissions) =>
        emissions is not { } e ? 0m : e.Central?.KilogramsCo2e ?? ((e.Low.KilogramsCo2e + e.High.KilogramsCo2e) / 2m);
}
