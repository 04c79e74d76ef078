using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>
/// Emissions of a currency unit spent on data processing and hosting: the last resort, for usage that no other factor fits.
/// </summary>
/// <remarks>
/// kgCO2e = cost x exchange rate to USD of the month, else of the year x price level of 2022 / price level of the year x kgCO2e per 2022
/// USD. Where no price level of the year is known, prices are taken as those of 2022, which overstates when prices have risen.
/// </remarks>
[Methodology(Heading)]
public sealed class SpendBased : IMethod
{
    internal const string MethodId = "spend-based";
    private const string Heading = "Method spend-based";
    private const string Currency = "USD";
    private const int PriceYear = 2022;
    private const string Factor = "spend-epa-518210-2022";
    private const string Prices = "deflator-us-cpi-";

    public string Id => MethodId;

    public string Methodology => Heading;

    public bool SideBySideOnly => false;

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (
            !key.Known.HasFlag(Known.Cost)
            || key.Currency.Length == 0
            || factors.Find(Factor) is not { } factor
            || factors.Use(Factor, key.Month) is null
        )
            return null;
        var uses = new List<FactorUse>
        {
            new(
                factor,
                factors.SourceOf(factor),
                Math.Max(0, key.Month.Year - PriceYear),
                $"{Factor}, prices of {PriceYear}",
                IsFallback: false
            ),
        };
        var (rate, how) = (1_000m * factor.Value, $"1,000 x {Factor}");
        if (key.Currency != Currency)
        {
            if (Exchange(key, factors) is not { } exchange)
                return null;
            uses.Add(exchange);
            (rate, how) = (rate * exchange.Factor.Value, $"{how} x {exchange.Factor.Id}");
        }

        if (OfYear(Prices, key.Month, factors) is { } level && factors.Find(Prices + PriceYear) is { } then)
        {
            uses.AddRange([level, new(then, factors.SourceOf(then), 0, $"{then.Id}, the price year of the factor", IsFallback: false)]);
            (rate, how) = (rate * then.Value / level.Factor.Value, $"{how} x {then.Id} / {level.Factor.Id}");
        }
        else
            how += $"; not deflated: no price level of {key.Month.Year} or up to two years before";

        return Rate.OfCradleToGate(RateTerm.Calculated(Quantity.CurrencyUnit, rate, rate, rate, how)) with
        {
            ModelClass = key.Model.ModelClass,
            Tier = 5,
            Factors = uses,
        };
    }

    public string? WhyNot(RateKey key, FactorPack factors) =>
        key.Known.HasFlag(Known.Cost) && key.Currency.Length > 0 && key.Currency != Currency && Exchange(key, factors) is null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"its cost is known, but fx.csv has no rate {key.Currency} to {Currency} for {key.Month.Year} or up to two years before"
            )
            : null;

    /// <summary>The average of the month, else of its year.</summary>
    private static FactorUse? Exchange(RateKey key, FactorPack factors)
    {
        var series = $"fx-{key.Currency}-{Currency}-";
        var ofMonth = string.Create(CultureInfo.InvariantCulture, $"{series}{key.Month:yyyy-MM}").ToLowerInvariant();
        return factors.Find(ofMonth) is null ? OfYear(series, key.Month, factors) : factors.Use(ofMonth, key.Month);
    }

    /// <summary>Of the year of the activity, else of up to two years before, as with grids.</summary>
    private static FactorUse? OfYear(string series, DateOnly month, FactorPack factors) =>
        Enumerable
            .Range(0, 3)
            .Select(lag => factors.Find(string.Create(CultureInfo.InvariantCulture, $"{series}{month.Year - lag}").ToLowerInvariant()))
            .Select(found => found is null ? null : factors.Use(found.Id, month))
            .FirstOrDefault(use => use is not null);
}
