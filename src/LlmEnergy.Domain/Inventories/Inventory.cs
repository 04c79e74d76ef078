using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>All lines of a period with their results, and everything they rest on.</summary>
/// <param name="Methods">The hierarchy that was tried, in order.</param>
/// <param name="FactorPack"><c>sha256:</c> and the hash of the factors.</param>
/// <param name="Rates">By number.</param>
/// <param name="Factors">Every factor that a rate or a grid uses, once each, by id.</param>
public sealed record Inventory(
    Activity Activity, ImmutableArray<string> Methods, string FactorPack, ImmutableArray<InventoryLine> Lines, ImmutableArray<Rate> Rates,
    ImmutableArray<FactorUse> Factors, ImmutableArray<Issue> Issues);
