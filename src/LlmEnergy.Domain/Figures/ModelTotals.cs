using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Figures;

/// <summary>What one model of one provider used and caused. Sums leave out lines that are not calculated; where all are, they are null.</summary>
/// <param name="Key">Number that stands for provider and model in the ledger.</param>
/// <param name="Tier">Worst of its lines; null where none is calculated.</param>
public sealed record ModelTotals(
    int Key, string Provider, string Model, string? ResolvedModel, string ModelClass, int? Tier, Usage Usage, Estimate<FacilityEnergy>? Energy,
    Estimate<GhgEmissions>? LocationBased, Estimate<GhgEmissions>? Embodied, Estimate<GhgEmissions>? Other, Estimate<GhgEmissions>? Total);

/// <summary>What one calendar month used and caused.</summary>
public sealed record MonthTotals(DateOnly Month, Usage Usage, Estimate<FacilityEnergy>? Energy, Estimate<GhgEmissions>? LocationBased, Estimate<GhgEmissions>? Embodied, Estimate<GhgEmissions>? Other, Estimate<GhgEmissions>? Total);
