namespace LlmEnergy.Domain.Inventories;

/// <summary>At what size, precision and load a rate was made: what its draws need besides factors.</summary>
/// <param name="Family">Names the draws that its models share.</param>
/// <param name="Provider">Canonical id of who runs the inference.</param>
/// <param name="ServiceTier">standard, batch, flex, priority or provisioned.</param>
/// <param name="ActiveBillions">Parameters that work on a token, in billions.</param>
/// <param name="TotalBillions">All parameters, in billions.</param>
/// <param name="Bits">Of a weight, as served.</param>
/// <param name="Sequences">Decoded at once by one deployment.</param>
/// <param name="ActiveSd">Standard deviation of the logarithm of the active parameters.</param>
/// <param name="InactiveSd">Of the logarithm of total over active.</param>
/// <param name="BitsSd">Of the logarithm of the bits.</param>
/// <param name="IsJudged">Whether nobody outside knows the size.</param>
public sealed record OperatingPoint(
    string Family,
    string Provider,
    string ServiceTier,
    double ActiveBillions,
    double TotalBillions,
    double Bits,
    double Sequences,
    double ActiveSd,
    double InactiveSd,
    double BitsSd,
    bool IsJudged
);
