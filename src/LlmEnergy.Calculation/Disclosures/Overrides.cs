using System.Collections.Immutable;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>What each override of a factor does to the total: the same activity calculated once more without it.</summary>
[Methodology("Overrides of factors")]
public static class Overrides
{
    public static ImmutableArray<OverrideEffect> Effects(
        Inventory inventory,
        FactorPack factors,
        IReadOnlyList<IMethod> hierarchy,
        ElectricityOptions electricity
    )
    {
        var total = Total(inventory);
        return
        [
            .. factors.Overrides.Select(change =>
            {
                // PUE and water factors are used without standing in every sum; a factor that nothing rests on has no effect to calculate
                var isUsed = inventory.Factors.Any(use => use.Factor.Id == change.Factor.Id);
                var without = isUsed
                    ? Total(InventoryCalculation.Calculate(inventory.Activity, factors.Without(change), hierarchy, electricity))
                    : total;
                return new OverrideEffect(
                    change.Replaced,
                    change.Factor,
                    change.Reason,
                    change.Author,
                    change.Date,
                    total - without,
                    isUsed
                );
            }),
        ];
    }

    private static decimal? Total(Inventory inventory) =>
        new Expr.Sum(Ledger.TotalCentral).Value(new(inventory, LedgerPositions.None, _ => null));
}
