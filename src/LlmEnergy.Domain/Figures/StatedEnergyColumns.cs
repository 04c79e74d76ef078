using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// The columns of energy that suppliers state with their responses. They stand behind the columns that every ledger has, and only where a
/// line has such energy: no ledger without it changes for them.
/// </summary>
public static class StatedEnergyColumns
{
    /// <summary>As the supplier states it: of its accelerators, its servers or its facility.</summary>
    public static readonly LedgerColumn WattHours = new(
        "stated_wh",
        new("Wh"),
        ColumnKind.Number,
        (line, _) =>
            CellValue.Of(
                line.Activity.Usage.Knows(Known.Energy)
                    ? line.Activity.Usage.EnergyMicrojoules / Activities.Usage.MicrojoulesPerWattHour
                    : null
            )
    )
    {
        Applies = line => line.Activity.Key.Energy != StatedEnergy.None,
        IsOptional = true,
    };

    /// <summary>What it covers; empty on lines without it.</summary>
    public static readonly LedgerColumn Of = new(
        "stated_energy_of",
        Unit.None,
        ColumnKind.Text,
        (line, _) => CellValue.Of(StatedEnergies.NameOf(line.Activity.Key.Energy))
    );

    /// <summary>What rates are multiplied with, as the weighted columns of the other quantities.</summary>
    public static readonly LedgerColumn Weighted = new(
        "w_stated_wh",
        new("Wh"),
        ColumnKind.Number,
        (line, _) => CellValue.Of(WeightedUsage.Of(line).StatedWattHours),
        "N([@stated_wh])"
    );

    public static ImmutableArray<LedgerColumn> All { get; } = [WattHours, Of, Weighted];

    /// <summary>Of the usage itself.</summary>
    public static ImmutableArray<LedgerColumn> OfUsage(Inventory inventory) => StandIn(inventory) ? [WattHours, Of] : [];

    public static bool StandIn(Inventory inventory) => inventory.Lines.Any(line => line.Activity.Key.Energy != StatedEnergy.None);

    /// <summary>A column with the stated watt-hours among the quantities that its formula sums up.</summary>
    public static LedgerColumn Added(LedgerColumn column) =>
        column.Block is { } block
            ? column with
            {
                Formula = Ledger.Dot(block, $"+[@{Weighted.Name}]*N(INDEX(Rates[{BlockOf(block)}],[@{Ledger.RateRow.Name}])))"),
            }
            : column;

    /// <summary>The column of coefficients of stated watt-hours beside a block of those of the other quantities.</summary>
    public static string BlockOf(string block) => $"{block}_stated";
}
