namespace LlmEnergy.Domain.Figures;

/// <summary>What one model of one provider used and caused.</summary>
/// <param name="Key">Number that stands for provider and model in the ledger.</param>
/// <param name="Tier">Worst of its lines; null where none is calculated.</param>
public sealed record ModelTotals(
    int Key,
    string Provider,
    string Model,
    string? ResolvedModel,
    string ModelClass,
    int? Tier,
    Totals Totals
);
