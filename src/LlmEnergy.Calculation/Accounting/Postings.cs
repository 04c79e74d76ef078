using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>Parts of lines, summed by what postings are rows of, and rounded so that they foot.</summary>
internal static class Postings
{
    private const int EmissionDecimals = 6;
    private const int CostDecimals = 2;

    /// <summary>In the order of their keys; what is estimated comes last in its month, and what is not allocated after it.</summary>
    public static ImmutableArray<Posting> Of(Inventory inventory, LineParts parts, bool hasEntities)
    {
        var groups = inventory
            .Lines.SelectMany(parts.Of)
            .GroupBy(part => KeyOf(part, hasEntities))
            .OrderBy(group => group.Key.Month)
            .ThenBy(group => group.Key.Entity.Length == 0)
            .ThenBy(group => group.Key.IsEstimated)
            .ThenBy(group => string.Join('\0', Texts(group.Key)), StringComparer.Ordinal)
            .ToList();

        // one sum for all: kWh and kgCO2e
        decimal?[] Whole(Func<InventoryLine, decimal?> measure) =>
            LargestRemainder.Round(
                [.. groups.Select(group => Sum(group, measure))],
                inventory.Lines.Sum(line => measure(line) ?? 0m),
                EmissionDecimals
            );

        // a sum for each unit or currency
        decimal?[] Each(Func<PostingKey, string> text, Func<InventoryLine, (decimal? Amount, string Text)> measure, int decimals)
        {
            var rounded = new decimal?[groups.Count];
            foreach (var same in Enumerable.Range(0, groups.Count).GroupBy(i => text(groups[i].Key), StringComparer.Ordinal))
            {
                var total = inventory.Lines.Select(measure).Where(found => found.Text == same.Key).Sum(found => found.Amount ?? 0m);
                var some = LargestRemainder.Round([.. same.Select(i => Sum(groups[i], line => measure(line).Amount))], total, decimals);
                foreach (var (value, i) in some.Zip(same))
                    rounded[i] = value;
            }

            return rounded;
        }

        var quantities = Each(key => key.Unit, line => Quantity(line.Activity.Usage), 0);
        var costs = Each(key => key.Currency, line => (line.Activity.Cost?.Amount, line.Activity.Key.Currency), CostDecimals);
        var energy = Whole(line => line.Energy?.Central?.KilowattHours);
        var (low, central, high) = (
            Whole(line => line.Total?.Low.KilogramsCo2e),
            Whole(line => line.Total?.Central?.KilogramsCo2e),
            Whole(line => line.Total?.High.KilogramsCo2e)
        );
        return
        [
            .. groups.Select(
                (group, i) =>
                    new Posting(
                        group.Key,
                        quantities[i],
                        costs[i],
                        energy[i],
                        low[i],
                        central[i],
                        high[i],
                        group.Max(part => part.Line.Rate?.Tier),
                        [.. group.Select(part => part.Line.Activity.Id).Distinct(StringComparer.Ordinal)]
                    )
                    {
                        Methods =
                        [
                            .. group
                                .Select(part => part.Line.Rate?.Method)
                                .OfType<string>()
                                .Distinct(StringComparer.Ordinal)
                                .Order(StringComparer.Ordinal),
                        ],
                        GapDays = group
                            .Select(part => part.Line.Activity)
                            .DistinctBy(line => line.Id)
                            .Sum(line => line.Estimate?.Days ?? 0),
                    }
            ),
        ];
    }

    private static PostingKey KeyOf(LinePart part, bool hasEntities)
    {
        var key = part.Line.Activity.Key;
        // entities that nobody states are taken in whole; one that is stated, and not on these days, is outside of control
        var (consolidation, share) =
            part.Row is null || !hasEntities ? ("", 1m)
            : part.Entity is { } entity ? (entity.Consolidation, entity.Share)
            : (AllocationStep.OutsideControl, 0m);
        return new(
            key.Month,
            part.Row?.Entity ?? "",
            part.Row?.GlAccount ?? "",
            part.Row is { CostCentre.Length: > 0 } row ? row.CostCentre : key.CostKey,
            key.Provider,
            key.Model,
            Quantity(part.Line.Activity.Usage).Unit,
            key.Currency,
            consolidation,
            share
        )
        {
            IsEstimated = part.Line.Activity.Estimate is not null,
        };
    }

    private static string[] Texts(PostingKey key) =>
        [key.Entity, key.GlAccount, key.CostCentre, key.Provider, key.Model, key.Unit, key.Currency, key.Consolidation];

    /// <summary>Of the parts that have the measure; null where none has.</summary>
    private static decimal? Sum(IEnumerable<LinePart> parts, Func<InventoryLine, decimal?> measure)
    {
        var found = parts.Where(part => measure(part.Line) is not null).ToList();
        return found.Count == 0 ? null : found.Sum(part => measure(part.Line)!.Value * part.Weight);
    }

    /// <summary>What a line is counted in: tokens, else images, milliseconds of audio, characters or requests.</summary>
    private static (decimal? Amount, string Unit) Quantity(Usage usage) =>
        usage.Knows(Known.Input | Known.Output) && usage.Input + usage.Output > 0 ? (usage.Input + usage.Output, "tokens")
        : usage.Knows(Known.Images) && usage.Images > 0 ? (usage.Images, "images")
        : usage.Knows(Known.Audio) && usage.AudioMilliseconds > 0 ? (usage.AudioMilliseconds, "audio milliseconds")
        : usage.Knows(Known.Characters) && usage.Characters > 0 ? (usage.Characters, "characters")
        : usage.Knows(Known.Requests) && usage.Requests > 0 ? (usage.Requests, "requests")
        : (null, "");
}
