using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>What part of the emissions lines of a kind are: what an assumption weighs, which a count does not say.</summary>
internal static class EmissionsShare
{
    /// <summary>By central values, or by highs where lines have no central one; null where nothing is calculated.</summary>
    public static decimal? Of(Disclosure disclosure, Func<InventoryLine, bool> isOfKind)
    {
        var lines = disclosure.Inventory.Lines.Where(line => line.Total is not null).ToList();
        static decimal Kilograms(InventoryLine line) => (line.Total!.Value.Central ?? line.Total.Value.High).KilogramsCo2e;
        var all = lines.Sum(Kilograms);
        return all == 0m ? null : lines.Where(isOfKind).Sum(Kilograms) / all;
    }

    public static decimal? OfAssumedPlaces(Disclosure disclosure) => Of(disclosure, line => line.Place is { Grid.Factor.IsFallback: true });
}
