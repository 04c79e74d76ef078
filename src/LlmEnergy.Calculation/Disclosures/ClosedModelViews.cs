using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>Closed models by class factors and by operating point, whichever counts.</summary>
[Methodology("Methods side by side")]
public static class ClosedModelViews
{
    /// <returns>Null where no line is of a model whose size is judged.</returns>
    public static ClosedModels? Of(Inventory disclosed, FactorPack factors, ElectricityOptions electricity)
    {
        Inventory By(IMethod method, Inventory of) => InventoryCalculation.Calculate(of.Activity, factors, [method], electricity);
        var point = Of(By(new OperatingPoint2026(closedModels: true), disclosed), line => line.Rate?.OperatingPoint is { IsJudged: true });
        if (point.Lines.IsEmpty)
            return null;
        var byClass = By(new ClassFactors2026Second(), point);
        var positions = new LedgerPositions(point);
        var intervals = Simulation.Run(point, positions, factors);
        var rows = point
            .Lines.Zip(byClass.Lines)
            .GroupBy(pair => positions.ModelKey(pair.First)!.Value)
            .Select(pairs => Totals([.. pairs], intervals.ByModel[pairs.Key]))
            .OrderByDescending(row => row.PointEnergy.Central!.Value.KilowattHours)
            .ThenBy(row => row.Model, StringComparer.Ordinal);
        var all = disclosed.Lines.Sum(Energy);
        return new(
            [.. rows],
            Totals([.. point.Lines.Zip(byClass.Lines)], new(intervals.Energy, intervals.Emissions)),
            disclosed.Rates.Any(rate => rate.OperatingPoint is { IsJudged: true }),
            all == 0m ? null : disclosed.Lines.Where(line => line.Rate?.OperatingPoint is { IsJudged: true }).Sum(Energy) / all
        );
    }

    private static decimal Energy(InventoryLine line) => line.Energy?.Central?.KilowattHours ?? 0m;

    /// <summary>With the lines that meet a condition, and their usage alone.</summary>
    private static Inventory Of(Inventory inventory, Func<InventoryLine, bool> of)
    {
        var lines = inventory.Lines.Where(of).ToList();
        return inventory with
        {
            Lines = [.. lines],
            Activity = inventory.Activity with { Lines = [.. lines.Select(line => line.Activity)] },
        };
    }

    private static ClosedModelTotals Totals(List<(InventoryLine Point, InventoryLine Class)> pairs, GroupIntervals interval)
    {
        var (points, classes) = (pairs.ConvertAll(pair => pair.Point), pairs.ConvertAll(pair => pair.Class));
        Estimate<T> Sum<T>(List<InventoryLine> lines, Func<InventoryLine, Estimate<T>?> value)
            where T : struct, IQuantity<T> => lines.SumOf(value) ?? Estimate<T>.Nothing;
        return new(
            points[0].Activity.Key.Provider,
            points[0].Activity.Key.Model,
            Sum(classes, line => line.Energy),
            Sum(classes, line => line.Total),
            Sum(points, line => line.Energy),
            Sum(points, line => line.Total),
            interval
        );
    }
}
