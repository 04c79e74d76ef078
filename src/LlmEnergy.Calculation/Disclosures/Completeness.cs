using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>How much of the usage no method has a factor for.</summary>
public static class Completeness
{
    public const decimal DefaultTolerance = 0.01m;

    /// <summary>
    /// The greatest of the shares of rows and, in each currency, of cost; with the words for what it is a share of. A credit without usage
    /// is no usage.
    /// </summary>
    public static (decimal Share, string Basis) NotCalculated(Inventory inventory)
    {
        var usage = inventory.Lines.Where(line => !IsCredit(line.Activity)).ToList();
        var rows = usage.Sum(line => line.Activity.Rows);
        var byRows = rows == 0 ? 0m : (decimal)usage.Where(line => !line.IsCalculated).Sum(line => line.Activity.Rows) / rows;
        var byCost = inventory
            .Lines.Where(line => line.Activity.Cost is { Amount: > 0m })
            .GroupBy(line => line.Activity.Cost!.Value.Currency, StringComparer.Ordinal)
            .Select(same =>
                (Share: same.Where(line => !line.IsCalculated).Sum(Amount) / same.Sum(Amount), Basis: $"share of the cost in {same.Key}")
            );
        return byCost.Prepend((Share: byRows, Basis: "share of the rows")).MaxBy(part => part.Share);
    }

    private static bool IsCredit(ActivityLine line) =>
        line
            is {
                Cost.Amount: < 0m,
                Usage: { Requests: 0, Input: 0, Output: 0, Images: 0, AudioMilliseconds: 0, Characters: 0, EnergyMicrojoules: 0 }
            };

    private static decimal Amount(InventoryLine line) => line.Activity.Cost!.Value.Amount;
}
