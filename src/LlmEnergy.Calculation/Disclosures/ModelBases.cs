using System.Collections.Immutable;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>What each model's figure can be re-performed from, and why the model has its class.</summary>
public static class ModelBases
{
    /// <summary>By model, rate, place and band, in this order; lines that are not calculated are in none.</summary>
    public static ImmutableArray<ModelBasis> Of(Inventory inventory, LedgerPositions positions)
    {
        var quantities = Enum.GetValues<Quantity>();
        return
        [
            .. inventory
                .Lines.Where(line => line.Rate is not null)
                .GroupBy(line =>
                    (
                        Key: positions.ModelKey(line)!.Value,
                        line.Model.MapRow,
                        Rate: line.Rate!.Number,
                        Place: line.Place?.Number ?? 0,
                        line.Activity.Key.Band
                    )
                )
                .OrderBy(lines => lines.Key)
                .Select(lines =>
                {
                    ImmutableArray<decimal> Sums(Func<InventoryLine, WeightedUsage> usage)
                    {
                        var all = lines.Select(usage).ToList();
                        return [.. quantities.Select(of => all.Sum(one => one[of]))];
                    }

                    var first = lines.First();
                    return new ModelBasis(
                        lines.Key.Key,
                        lines.Key.MapRow,
                        first.Rate!,
                        first.Place,
                        lines.Key.Band,
                        Sums(line => WeightedUsage.Of(line.Activity, ContextRule.None)),
                        Sums(line => WeightedUsage.Of(line)),
                        first.Place is { } place ? PlaceDraws.Electricity(place) : 0m,
                        lines.All(line => line.Total?.Central is not null)
                            ? lines.Sum(line => line.Total!.Value.Central!.Value.KilogramsCo2e)
                            : null
                    );
                }),
        ];
    }

    /// <summary>Rows of the model map that decided, by number.</summary>
    public static ImmutableSortedDictionary<int, ModelEvidence> Evidence(Inventory inventory, FactorPack factors) =>
        inventory
            .Lines.Select(line => line.Model)
            .DistinctBy(model => model.MapRow)
            .ToImmutableSortedDictionary(
                model => model.MapRow,
                model =>
                {
                    var row = factors.RowOf(model);
                    return new ModelEvidence(
                        row.Number,
                        row.File,
                        row.Basis,
                        row.ActiveParameters,
                        row.TotalParameters,
                        row.ParametersStatus,
                        row.SourceId
                    );
                }
            );
}
