namespace LlmEnergy.Domain.Figures;

/// <summary>What one provider, or one cost centre, used and caused.</summary>
/// <param name="Key">Number that stands for it in the ledger.</param>
/// <param name="Name">Empty where the export names none.</param>
public sealed record KeyTotals(int Key, string Name, Totals Totals);
