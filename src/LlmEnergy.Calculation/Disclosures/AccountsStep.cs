using System.Collections.Immutable;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>Reconciliation with the money, allocation to entities, and what stands elsewhere too. Pure.</summary>
[Methodology("Accounts")]
public static class AccountsStep
{
    /// <summary>Every id that a check of accounts can have.</summary>
    public static ImmutableArray<string> CheckIds { get; } =
    [
        ReconciliationControls.Cells,
        ReconciliationControls.Sum,
        ReconciliationControls.Vendors,
        ReconciliationControls.Balances,
        ReconciliationControls.Misstatements,
        AllocationControls.Unallocated,
        AllocationControls.Footing,
    ];

    /// <summary>Null, without controls, where the undertaking keeps no such registers, or they state nothing of the period.</summary>
    public static (Accounts? Accounts, ImmutableArray<Control> Controls) Of(
        Inventory inventory,
        AccountingRecords records,
        FactorPack factors
    )
    {
        if (records.IsEmpty)
            return (null, []);
        var reconciliation = ReconciliationStep.Reconcile(inventory, records, factors);
        var allocation = AllocationStep.Allocate(inventory, records);
        var carbonReports = CarbonComparisons.Of(inventory, records, factors);
        var overlap = OverlapRows.Of(inventory, records, factors);
        return (
            new()
            {
                Reconciliation = reconciliation,
                Allocation = allocation,
                Overlap = overlap,
                CarbonReports = carbonReports,
                Figures = AccountFigures.Of(reconciliation, allocation, overlap),
            },
            [
                .. reconciliation is null ? [] : ReconciliationControls.Of(reconciliation, SpendSources.Of(inventory, records, factors)),
                .. allocation is null ? [] : AllocationControls.Of(allocation, inventory),
            ]
        );
    }
}
