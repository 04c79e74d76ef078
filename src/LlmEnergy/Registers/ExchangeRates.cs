using LlmEnergy.Domain;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Registers;

/// <summary>fx.csv: exchange rates as averages of a year, each with its source: what one unit of a currency was worth in another.</summary>
internal static class ExchangeRates
{
    public const string FileName = "fx.csv";

    private static readonly string[] Required = ["from", "to", "year", "rate", "source"];
    private static readonly string[] Columns = [.. Required, "locator"];

    public static IReadOnlyList<(Factor Factor, Source Source)> Read(byte[] csv, ICollection<Issue> issues)
    {
        var rates = new List<(Factor, Source)>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in Register.Read(csv, FileName, Required, Columns, issues))
        {
            string Currency(string column)
            {
                var text = row.Required(column).ToUpperInvariant();
                if (text.Length > 0 && (text.Length != 3 || !text.All(char.IsAsciiLetterUpper))) row.Wrong(column, $"found no currency in {column}, expected three letters such as EUR");
                return text;
            }

            var (from, to, rate, year) = (Currency("from"), Currency("to"), row.Number("rate"), row.Number("year"));
            var (source, locator) = (row.Required("source"), row.Text("locator"));
            if (rate is not > 0m) row.Wrong("rate", "found no rate above zero, expected one");
            if (year is not (>= 2000m and <= 2199m) || year != decimal.Truncate(year.Value)) row.Wrong("year", "found no year, expected one such as 2026");
            if (rate is not > 0m || year is not (>= 2000m and <= 2199m)) continue;
            var id = FormattableString.Invariant($"fx-{from}-{to}-{year:0}").ToLowerInvariant();
            if (!ids.Add(id)) row.Wrong("from", "found the currencies and year twice, expected them once");
            var first = new DateOnly((int)year, 1, 1);
            rates.Add((
                new(id, null, rate.Value, null, "USD/currency unit", first, new(first.Year, 12, 31), "WORLD", $"average of the year, {to} per {from}", id, locator.Length > 0 ? locator : FileName, FactorStatus.Primary, ""),
                new(id, $"Exchange rate {from} to {to}, {first.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)}", source, first.Year, "", "on file in the workspace", "", new(first.Year, 12, 31), $"{FileName}: {source}")));
        }

        return rates;
    }
}
