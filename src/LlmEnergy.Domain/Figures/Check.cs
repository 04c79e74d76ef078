namespace LlmEnergy.Domain.Figures;

/// <summary>A control: passed where actual is within the tolerance of expected.</summary>
/// <param name="Expected">From the import, independent of the ledger.</param>
/// <param name="Live">How the workbook computes <paramref name="Actual"/> from its own cells, or null for a control outside of it.</param>
public sealed record Check(string Id, string Title, decimal Expected, decimal? Actual, decimal Tolerance, Unit Unit, Expr? Live, string Detail)
{
    public bool Passed => Actual is { } actual && Math.Abs(actual - Expected) <= Tolerance;
}
