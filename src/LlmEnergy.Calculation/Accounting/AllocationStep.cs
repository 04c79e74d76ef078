using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>
/// Usage, cost and emissions by entity, general ledger account and cost centre: each line by the rows that match it, each measure by
/// largest remainder, so that the postings add up to the total. Pure.
/// </summary>
public static class AllocationStep
{
    public const string OutsideControl = "outside-control";
    private const int EmissionDecimals = 6;
    private const int ShareDecimals = 12;

    /// <summary>Null where allocation.csv states nothing of the period.</summary>
    public static Allocation? Allocate(Inventory inventory, AccountingRecords records)
    {
        if (!records.IsAllocated)
            return null;
        var postings = Postings.Of(inventory, new(records, inventory.Activity.Period), hasEntities: !records.Entities.IsEmpty);
        var all = postings.Sum(posting => posting.Kilograms);
        decimal? ShareOf(IEnumerable<Posting> some) =>
            all is { } total and not 0m ? decimal.Round((some.Sum(posting => posting.Kilograms) ?? 0m) / total, ShareDecimals) : null;
        return new()
        {
            Postings = postings,
            Entities =
            [
                .. postings
                    .GroupBy(posting => (posting.Key.Entity, posting.Key.Consolidation))
                    .OrderBy(entity => entity.Key.Entity.Length == 0)
                    .ThenBy(entity => entity.Key.Entity, StringComparer.Ordinal)
                    .ThenBy(entity => entity.Key.Consolidation, StringComparer.Ordinal)
                    .Select(entity => Total(entity, records, ShareOf(entity))),
            ],
            UnallocatedShare = ShareOf(postings.Where(posting => posting.Key.Entity.Length == 0)),
            UnallocatedTolerance = records.UnallocatedTolerance,
            ConsolidatedKilograms = records.Entities.IsEmpty || all is null ? null : Consolidated(postings),
            OutsideControlKilograms =
                postings.Where(posting => posting.Key.Consolidation == OutsideControl).Sum(posting => posting.Kilograms) ?? 0m,
        };
    }

    private static EntityTotal Total(
        IGrouping<(string Entity, string Consolidation), Posting> entity,
        AccountingRecords records,
        decimal? share
    )
    {
        var known = records.Entities.FirstOrDefault(known => known.Id == entity.Key.Entity);
        var isKnown = entity.Any(posting => posting.Kilograms is not null);
        return new(
            entity.Key.Entity,
            known?.Parent ?? "",
            known?.Country ?? "",
            entity.Key.Consolidation,
            entity.Any(posting => posting.KilowattHours is not null) ? entity.Sum(posting => posting.KilowattHours) : null,
            isKnown ? entity.Sum(posting => posting.Kilograms) : null,
            isKnown ? Consolidated(entity) : null,
            isKnown ? share : null
        );
    }

    private static decimal Consolidated(IEnumerable<Posting> postings) =>
        decimal.Round(
            postings.Sum(posting => (posting.Kilograms ?? 0m) * posting.Key.ConsolidatedShare),
            EmissionDecimals,
            MidpointRounding.AwayFromZero
        );
}
