using System.Collections.Immutable;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>The figures that accounts give. They rest on registers, so that no formula of cells gives them again.</summary>
public static class AccountFigures
{
    private const decimal KilogramsPerTonne = 1_000m;
    private const int Decimals = 12;

    /// <summary>Every id that there can be.</summary>
    public static ImmutableArray<string> Ids { get; } =
    ["remove_from_spend", "consolidated_total", "unallocated_share", "reconciliation_difference", "unexplained_emissions"];

    public static ImmutableArray<AccountFigure> Of(
        Reconciliation? reconciliation,
        Allocation? allocation,
        ImmutableArray<OverlapRow> overlap
    )
    {
        var figures = ImmutableArray.CreateBuilder<AccountFigure>();
        var amounts = overlap
            .Where(row => row is { RemoveFrom: OverlapRow.SpendModel, Amount: not null })
            .GroupBy(row => row.Currency, StringComparer.Ordinal)
            .ToList();
        figures.Add(
            new(
                Ids[0],
                "Amount to take out of a model of spend: what is calculated here already (overlap.csv)",
                amounts is [var only] ? only.Key : "",
                "RemoveFromSpendModel",
                amounts is [var currency] ? currency.Sum(row => row.Amount) : null
            )
        );
        if (allocation is not null)
        {
            figures.Add(
                new(
                    Ids[1],
                    "GHG emissions by the consolidation of the entities",
                    Unit.TonnesCo2e.Symbol,
                    "ConsolidatedGhgEmissions_tCO2e",
                    allocation.ConsolidatedKilograms / KilogramsPerTonne
                )
            );
            figures.Add(
                new(
                    Ids[2],
                    "Share of the emissions that is not allocated",
                    Unit.Fraction.Symbol,
                    "UnallocatedShareOfEmissions",
                    allocation.UnallocatedShare
                )
            );
        }

        if (reconciliation is { HasCells: true })
        {
            figures.Add(
                new(
                    Ids[3],
                    "What is booked less usage, over the period with its signs",
                    reconciliation.Rules.Currency ?? "",
                    "ReconciliationDifference",
                    reconciliation.SignedSum
                )
            );
            figures.Add(
                new(
                    Ids[4],
                    "What the differences beyond the tolerance are worth (in no total)",
                    Unit.TonnesCo2e.Symbol,
                    "UnexplainedEmissions_tCO2e",
                    ReconciliationStep.Sum(
                        reconciliation
                            .Cells.Where(cell => cell is { Agrees: not true, IsSum: false, IsPrepaid: false })
                            .Select(cell => cell.Kilograms)
                    )
                        is { } kilograms
                        ? decimal.Round(kilograms / KilogramsPerTonne, Decimals)
                        : null
                )
            );
        }

        return figures.ToImmutable();
    }
}
