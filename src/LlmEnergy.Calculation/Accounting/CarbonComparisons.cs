using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>
/// Emissions that clouds state to their customers beside those that are calculated here, by cloud, account and month. A report of a cloud
/// is never usage and never added; it covers all services of an account by the cloud's own method, so that the two do not have to agree.
/// </summary>
internal static class CarbonComparisons
{
    private const int TonneDecimals = 12;
    private const decimal KilogramsPerTonne = 1_000m;

    /// <summary>Clouds by what hosts models there.</summary>
    private static readonly ImmutableDictionary<string, string> Clouds = new Dictionary<string, string>
    {
        ["aws-bedrock"] = CarbonReport.Aws,
        ["azure-openai"] = CarbonReport.Microsoft,
        ["google-vertex"] = CarbonReport.Google,
        ["google-gemini-api"] = CarbonReport.Google,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Whether customers of a host get a report of the emissions of all their services.</summary>
    public static bool Reports(string host) => Clouds.ContainsKey(host);

    /// <summary>Of clouds with a report, or with usage here; empty where there is no report at all.</summary>
    public static ImmutableArray<CarbonComparison> Of(Inventory inventory, AccountingRecords records, FactorPack factors)
    {
        if (records.CarbonReports.IsEmpty)
            return [];
        var here = inventory.Lines.ToLookup(line =>
            (Cloud: Clouds.GetValueOrDefault(factors.Provider(HostOf(line)), ""), line.Activity.Key.Month)
        );
        var stated = records.CarbonReports.ToLookup(report => (report.Cloud, report.Month));
        return
        [
            .. here.Select(group => group.Key)
                .Concat(stated.Select(group => group.Key))
                .Where(key => key.Cloud.Length > 0)
                .Distinct()
                .Order()
                .SelectMany(key => OfMonth(key.Cloud, key.Month, [.. here[key]], [.. stated[key]])),
        ];
    }

    /// <summary>The cloud where a line was calculated, which need not be whose model it was.</summary>
    public static string HostOf(InventoryLine line) =>
        line.Activity.Key is { Host.Length: > 0 } key ? key.Host : line.Activity.Key.Provider;

    private static IEnumerable<CarbonComparison> OfMonth(
        string cloud,
        DateOnly month,
        ImmutableArray<InventoryLine> lines,
        ImmutableArray<CarbonReport> reports
    )
    {
        foreach (
            var account in reports
                .Where(report => report.Account.Length > 0)
                .OrderBy(report => report.Account, StringComparer.Ordinal)
                .GroupBy(report => report.Account, StringComparer.Ordinal)
        )
            yield return Compared(
                new(cloud, account.Key, month),
                [.. lines.Where(line => line.Activity.Key.Account == account.Key)],
                [.. account]
            );
        yield return Compared(new(cloud, CarbonComparison.AllAccounts, month), lines, reports);
    }

    private static CarbonComparison Compared(CarbonComparison of, ImmutableArray<InventoryLine> lines, ImmutableArray<CarbonReport> reports)
    {
        var here = lines.IsEmpty ? null : Rounded(ReconciliationStep.Sum(lines.Select(line => line.Total?.Central?.KilogramsCo2e)));
        decimal? Stated(Func<CarbonReport, decimal?> by) => reports.IsEmpty ? null : ReconciliationStep.Sum(reports.Select(by));
        of = of with
        {
            TonnesHere = here,
            LocationBased = Stated(report => report.LocationBased),
            MarketBased = Stated(report => report.MarketBased),
            MethodNotStated = Stated(report => report.MethodNotStated),
            Boundary = string.Join(
                CarbonReport.BetweenBoundaries,
                reports.Select(report => report.Boundary).Distinct().Order(StringComparer.Ordinal)
            ),
            Reason =
                reports.IsEmpty ? "no report of the month"
                : lines.IsEmpty
                    ? of.IsSum ? "no usage here"
                        : "no usage here that names the account"
                : here is null ? "usage that is not calculated"
                : "",
        };
        return of is { Reason: "", Stated: null } ? of with { Reason = "not every row of the report states it" } : of;
    }

    private static decimal? Rounded(decimal? kilograms) =>
        kilograms is { } known ? decimal.Round(known / KilogramsPerTonne, TonneDecimals) : null;
}
