using System.Collections.Immutable;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>Amounts of one currency in another: by the rate of the month, else of its year, in either direction.</summary>
/// <remarks>Amount x rate, or amount / rate where the rate is stated the other way round, at 10 decimals.</remarks>
internal sealed class Currencies(ImmutableArray<ExchangeRate> rates)
{
    private const int Decimals = 10;

    /// <summary>Null where there is no rate.</summary>
    public decimal? Convert(decimal amount, string from, string to, DateOnly month)
    {
        if (from == to)
            return amount;
        var last = month.AddMonths(1).AddDays(-1);
        var rate = rates
            .Where(rate => rate.First <= month && last <= rate.Last)
            .Where(rate => (rate.From == from && rate.To == to) || (rate.From == to && rate.To == from))
            .OrderBy(rate => rate.Last.DayNumber - rate.First.DayNumber)
            .ThenBy(rate => rate.From == from ? 0 : 1)
            .FirstOrDefault();
        return rate is null ? null : decimal.Round(rate.From == from ? amount * rate.Rate : amount / rate.Rate, Decimals);
    }
}
