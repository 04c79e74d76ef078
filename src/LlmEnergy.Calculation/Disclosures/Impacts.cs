using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>
/// Abiotic depletion and primary energy of hardware (usage x rate) and of electricity (facility energy x an imported factor of the place).
/// </summary>
internal static class Impacts
{
    /// <summary>Empty where no rate gives any.</summary>
    public static ImmutableArray<ImpactTotals> Sum(Inventory inventory)
    {
        var lines = inventory.Lines.Where(line => line.Rate is { Impacts.IsEmpty: false }).ToList();
        return lines.Count == 0 ? [] : [.. lines[0].Rate!.Impacts.Select(impact => Total(impact.Of, lines))];
    }

    private static ImpactTotals Total(Impact of, List<InventoryLine> lines)
    {
        FactorUse? Factor(InventoryLine line) => of == Impact.AbioticDepletion ? line.Place?.AbioticDepletion : line.Place?.PrimaryEnergy;
        return new(
            of,
            lines
                .Select(line => Range(line.Rate!.Impacts.First(impact => impact.Of == of).Hardware.Dot(WeightedUsage.Of(line))))
                .Aggregate((sum, next) => sum + next),
            lines.TrueForAll(line => Factor(line) is not null)
                ? lines.Select(line => Electricity(line.Energy!.Value, Factor(line)!.Factor.Value)).Aggregate((sum, next) => sum + next)
                : null
        );
    }

    private static ImpactRange Electricity(Estimate<FacilityEnergy> energy, decimal factor) =>
        Range((energy.Low.KilowattHours * factor, energy.Central?.KilowattHours * factor, energy.High.KilowattHours * factor));

    /// <summary>Not cut at 18 decimals, as energy and emissions are: a request's share of abiotic depletion begins at the tenth.</summary>
    private static ImpactRange Range((decimal Low, decimal? Central, decimal High) values) => new(values.Low, values.Central, values.High);
}
