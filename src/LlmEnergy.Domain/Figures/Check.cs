namespace LlmEnergy.Domain.Figures;

/// <summary>A control: passed where actual is within the tolerance of expected.</summary>
/// <param name="Expected">What must come out: a control total of the import, or a sum made another way.</param>
/// <param name="Live">How the workbook computes <paramref name="Actual"/> from its own cells, or null for a control outside of it.</param>
public sealed record Check(
    string Id,
    string Title,
    decimal Expected,
    decimal? Actual,
    decimal Tolerance,
    Unit Unit,
    Expr? Live,
    string Detail
)
{
    /// <summary>Id of the check that every day of every source is accounted for.</summary>
    public const string Coverage = "coverage";

    /// <summary>Actual less expected at 6 decimals, as the workbook computes it: its doubles cannot tell more.</summary>
    public decimal? Difference => Actual is { } actual ? decimal.Round(actual - Expected, 6, MidpointRounding.AwayFromZero) : null;

    public bool Passed => Difference is { } difference && Math.Abs(difference) <= Tolerance;
}
