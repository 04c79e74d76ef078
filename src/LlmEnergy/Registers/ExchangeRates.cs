using System.Globalization;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>A row of fx.csv: as a rate, and as the factor that spend is calculated with.</summary>
public sealed record StatedRate(ExchangeRate Rate, Factor Factor, Citation Source);

/// <summary>
/// fx.csv: exchange rates as averages of a year or a month, each with its source: what one unit of a currency was worth in another.
/// </summary>
internal static class ExchangeRates
{
    public const string FileName = "fx.csv";

    // a rate outside of these would be a slip, and might not multiply with any cost
    private const decimal Least = 0.000000001m;
    private const decimal Most = 1_000_000_000m;

    private static readonly TableForm Form = Register.Form(FileName, ["from", "to", "year", "rate", "source"], "month", "locator");

    public static IReadOnlyList<StatedRate> Read(byte[] csv, ICollection<Issue> issues)
    {
        var rates = new List<StatedRate>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in TableReader.Read(csv, Form, issues))
        {
            string Currency(string column)
            {
                var text = row.Required(column).ToUpperInvariant();
                if (text.Length > 0 && (text.Length != 3 || !text.All(char.IsAsciiLetterUpper)))
                    row.Wrong(column, $"found no currency in {column}, expected three letters such as EUR");
                return text;
            }

            var (from, to) = (Currency("from"), Currency("to"));
            var (year, rate) = (
                row.Required("year", 2000m, 2199m, "a year such as 2026"),
                row.Required("rate", Least, Most, "what one unit of the first currency was worth in the second, such as 1.13")
            );
            var (source, locator) = (row.Required("source"), row.Text("locator"));
            if (from.Length > 0 && from == to)
                row.Wrong("to", "found one currency twice, expected two");
            if (year is not { } of || rate is not { } worth)
                continue;
            if (of != decimal.Truncate(of))
            {
                row.Wrong("year", "found a part of a year, expected a year such as 2026");
                continue;
            }

            if (!TryMonth(row, out var month))
                continue;
            var ofMonth = month is { } number ? FormattableString.Invariant($"-{number:00}") : "";
            var id = FormattableString.Invariant($"fx-{from}-{to}-{of:0}{ofMonth}").ToLowerInvariant();
            if (!ids.Add(id))
                row.Wrong("from", $"found the currencies and {(month is null ? "year" : "month")} twice, expected them once");
            var first = new DateOnly((int)of, month ?? 1, 1);
            var last = first.AddMonths(month is null ? 12 : 1).AddDays(-1);
            rates.Add(
                new(
                    new(from, to, first, last, worth, source),
                    new(
                        id,
                        null,
                        worth,
                        null,
                        "USD/currency unit",
                        first,
                        last,
                        "WORLD",
                        $"average of the {(month is null ? "year" : "month")}, {to} per {from}",
                        id,
                        locator.Length > 0 ? locator : FileName,
                        FactorStatus.Primary,
                        ""
                    ),
                    new(
                        id,
                        FormattableString.Invariant($"Exchange rate {from} to {to}, {first.Year}{ofMonth}"),
                        source,
                        first.Year,
                        "",
                        "on file in the workspace",
                        "",
                        last,
                        $"{FileName}: {source}"
                    )
                )
            );
        }

        return rates;
    }

    /// <summary>Null of a year; false, with an issue, where it is no month.</summary>
    private static bool TryMonth(TableRow row, out int? month)
    {
        month = null;
        if (row.Text("month") is not { Length: > 0 } text)
            return true;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12)
        {
            month = number;
            return true;
        }

        row.Wrong("month", "found no month, expected 1 to 12, or nothing for the average of the year");
        return false;
    }

    /// <exception cref="ConfigurationException">The pack has one of the rates, or its source, under the same id.</exception>
    public static void ThrowIfAny(IEnumerable<(Factor Factor, Citation Source)> rates, FactorPack pack)
    {
        var sources = pack.Sources.Select(source => source.Id).ToHashSet(StringComparer.Ordinal);
        var twice = rates
            .Where(rate => pack.Find(rate.Factor.Id) is not null || sources.Contains(rate.Source.Id))
            .Select(rate => new Issue(
                new(FileName, 0, 0),
                Register.Code,
                $"found {rate.Factor.Id}, which the workspace's own factors state, expected it once"
            ))
            .ToList();
        if (twice.Count > 0)
            throw new ConfigurationException([.. twice]);
    }
}
