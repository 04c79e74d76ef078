using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>What money is worth in emissions by the factor of spend: the method spend-based, on an amount that no line states.</summary>
internal sealed class SpendWorth(FactorPack factors)
{
    private const decimal GramsPerKilogram = 1_000m;
    private const int Decimals = 9;
    private static readonly SpendBased Method = new();
    private readonly Dictionary<(string Currency, DateOnly Month), decimal?> _gramsPerUnit = [];

    /// <summary>kgCO2e at 9 decimals; null where there is no factor, or no rate of exchange.</summary>
    public decimal? Kilograms(decimal amount, string currency, DateOnly month)
    {
        if (!_gramsPerUnit.TryGetValue((currency, month), out var grams))
        {
            var key = new RateKey(new("", null, null, "NONE", 0, []), "", "", "", "", "", currency, month, Known.Cost);
            grams = Method.For(key, factors)?.CradleToGate?[Quantity.CurrencyUnit, Level.Central];
            _gramsPerUnit.Add((currency, month), grams);
        }

        return grams is { } perUnit ? decimal.Round(amount * perUnit / GramsPerKilogram, Decimals) : null;
    }
}
