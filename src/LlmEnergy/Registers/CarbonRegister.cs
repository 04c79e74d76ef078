using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>The files in carbon-reports: what clouds state to their customers, summed by cloud, account and month.</summary>
internal static class CarbonRegister
{
    /// <summary>Months that two reports state.</summary>
    public const string Code = "LE2053";

    // a billion tonnes: more is a slip
    private const decimal MostTonnes = 1_000_000_000m;
    private const int TonneDecimals = 15;
    private static readonly ImmutableSortedDictionary<string, decimal> PerTonne = new Dictionary<string, decimal>
    {
        ["tCO2e"] = 1m,
        ["kgCO2e"] = 1_000m,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
    private static readonly ImmutableArray<string> Clouds = [CarbonReport.Aws, CarbonReport.Google, CarbonReport.Microsoft];

    /// <param name="files">With what each was rewritten as; empty where it could not be.</param>
    /// <param name="issues">Takes all that is wrong with them, LE2020, and LE2053 for what two of them state.</param>
    public static ImmutableArray<CarbonReport> Read(IEnumerable<(string Name, byte[] Csv)> files, ICollection<Issue> issues)
    {
        var rows = new List<Row>();
        foreach (var (name, csv) in files.Where(file => file.Csv.Length > 0))
        {
            var form = Register.Form(name, LedgerForm.CarbonReports.Required, LedgerForm.CarbonReports.Optional);
            rows.AddRange(TableReader.Read(csv, form, issues).Select(ReadRow));
        }

        RefuseWholeBesideParts(rows, issues);
        var reports = ImmutableArray.CreateBuilder<CarbonReport>();
        foreach (
            var stated in rows.GroupBy(row => (row.Cloud, row.Account, row.Month))
                .OrderBy(stated => stated.Key.Cloud, StringComparer.Ordinal)
                .ThenBy(stated => stated.Key.Month)
                .ThenBy(stated => stated.Key.Account, StringComparer.Ordinal)
        )
        {
            var (cloud, account, month) = stated.Key;
            if (stated.Select(row => (row.At.File, row.Version)).Distinct().ElementAtOrDefault(1) is { File: not null } other)
                issues.Add(
                    new(
                        stated.First(row => row.At.File == other.File && row.Version == other.Version).At,
                        Code,
                        FormattableString.Invariant(
                            $"found {month:yyyy-MM} of {cloud} also in {stated.First().At.File}, or in two versions of "
                        ) + "its method, expected each month of an account once: keep the report that counts"
                    )
                );
            reports.Add(
                new(
                    cloud,
                    account,
                    month,
                    Sum(stated, row => row.LocationBased),
                    Sum(stated, row => row.MarketBased),
                    Sum(stated, row => row.MethodNotStated),
                    string.Join(CarbonReport.BetweenBoundaries, stated.Select(row => row.Boundary).Distinct().Order(StringComparer.Ordinal))
                )
            );
        }

        return reports.ToImmutable();
    }

    /// <summary>A report that names no account is of all of them: beside another one of its cloud and month it would count twice.</summary>
    private static void RefuseWholeBesideParts(List<Row> rows, ICollection<Issue> issues)
    {
        foreach (var month in rows.GroupBy(row => (row.Cloud, row.Month)))
        {
            var files = month.GroupBy(row => row.At.File, StringComparer.Ordinal).ToList();
            if (files.Count > 1 && files.Find(file => file.All(row => row.Account.Length == 0)) is { } whole)
                issues.Add(
                    new(
                        whole.First().At,
                        Code,
                        FormattableString.Invariant($"found {month.Key.Month:yyyy-MM} of {month.Key.Cloud} without accounts, and in ")
                            + $"{files.First(file => file != whole).Key} too, expected one of the two: keep the report that counts"
                    )
                );
        }
    }

    private static Row ReadRow(TableRow row)
    {
        var (cloud, unit) = (row.Required("provider"), row.Required("unit"));
        row.Required("month");
        if (cloud.Length > 0 && !Clouds.Contains(cloud))
            row.Wrong("provider", $"found another provider, expected one of {string.Join(", ", Clouds)}");
        if (unit.Length > 0 && !PerTonne.ContainsKey(unit))
            row.Wrong("unit", $"found another unit, expected one of {string.Join(", ", PerTonne.Keys)}");
        decimal? Tonnes(string column)
        {
            if (row.Number(column, isSigned: true) is not { } amount)
                return null;
            var tonnes = amount / PerTonne.GetValueOrDefault(unit, 1m);
            if (Math.Abs(tonnes) <= MostTonnes)
                return decimal.Round(tonnes, TonneDecimals);
            row.Wrong(column, "found more than a billion tonnes, expected emissions of one customer");
            return null;
        }

        var month = row.Day("month") ?? default;
        return new(
            row.Place("provider"),
            cloud,
            PrivateText.Masked(row.Text("account")),
            new(month.Year, month.Month, 1),
            row.Text("version"),
            Tonnes("location"),
            Tonnes("market"),
            Tonnes("emissions"),
            PrivateText.Masked(row.Required("boundary"))
        );
    }

    /// <summary>Null where a row does not state it: missing is not zero.</summary>
    private static decimal? Sum(IEnumerable<Row> rows, Func<Row, decimal?> of) => rows.Aggregate((decimal?)0m, (sum, row) => sum + of(row));

    private sealed record Row(
        SourceLocation At,
        string Cloud,
        string Account,
        DateOnly Month,
        string Version,
        decimal? LocationBased,
        decimal? MarketBased,
        decimal? MethodNotStated,
        string Boundary
    );
}
