using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>All lines of a period with their results, and everything they rest on.</summary>
/// <param name="Methods">The hierarchy that was tried, in order.</param>
/// <param name="FactorPack"><c>sha256:</c> and the hash of the factors.</param>
/// <param name="Rates">By number.</param>
/// <param name="Places">By number.</param>
/// <param name="Factors">Every factor that a rate or a place uses, once each, by id.</param>
public sealed record Inventory(
    Activity Activity,
    ImmutableArray<string> Methods,
    string FactorPack,
    ImmutableArray<InventoryLine> Lines,
    ImmutableArray<Rate> Rates,
    ImmutableArray<Place> Places,
    ImmutableArray<FactorUse> Factors,
    ImmutableArray<Issue> Issues
)
{
    /// <summary>Those of the hierarchy that gave a rate; all of it where none did.</summary>
    public ImmutableArray<string> MethodsUsed =>
        Rates.IsEmpty ? Methods : [.. Methods.Where(method => Rates.Any(rate => rate.Method == method))];

    /// <summary>Share of the electricity that was used where nothing states it; null where there is no electricity.</summary>
    public decimal? AssumedPlaces
    {
        get
        {
            static decimal Energy(InventoryLine line) => line.Energy is { } energy ? (energy.Central ?? energy.High).KilowattHours : 0m;
            var all = Lines.Sum(Energy);
            return all == 0m ? null : Lines.Where(line => line.Place is { Grid.Factor.IsFallback: true }).Sum(Energy) / all;
        }
    }
}
