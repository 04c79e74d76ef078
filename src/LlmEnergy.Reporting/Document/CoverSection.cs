using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>The first page: whose report of which days it is, the figure, and how far it can be trusted.</summary>
internal static class CoverSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        yield return Title(disclosure, culture, "report.title");
        yield return Headline(disclosure, culture, print, "headline.range");
        yield return Checks(disclosure, culture);
        if (Unchecked.Sentences(disclosure, culture) is { Count: > 0 } points)
        {
            yield return new Block.Paragraph(culture.Runs("unchecked.heading"));
            yield return new Block.Bullets([.. points.Select(point => ImmutableArray.Create<Run>(new Run.Text(point)))]);
        }

        yield return new Block.Paragraph([
            .. culture.Runs(
                disclosure.Status switch
                {
                    ReportStatus.Final => "cover.final",
                    ReportStatus.Restated => "cover.restated",
                    _ => "cover.draft",
                }
            ),
            .. disclosure.Period.IsInterim ? culture.Runs("cover.interim") : [],
        ]);
        yield return new Block.KeyValues([.. Facts(disclosure, culture, print, rules)]);
    }

    public static string Status(Disclosure disclosure, ReportCulture culture) =>
        culture.Text(
            disclosure.Status switch
            {
                ReportStatus.Final => "status.final",
                ReportStatus.Restated => "status.restated",
                _ => "status.draft",
            }
        );

    public static Block.Title Title(Disclosure disclosure, ReportCulture culture, string title)
    {
        var period = disclosure.Period;
        return new(
            disclosure.Undertaking,
            culture.Text(title),
            culture.Text(
                "report.subtitle",
                ("period", period.Name),
                ("first", culture.Date(period.First)),
                ("last", culture.Date(period.Last))
            ),
            period.IsInterim ? [Status(disclosure, culture), culture.Text("status.interim")] : [Status(disclosure, culture)]
        );
    }

    public static Block.Headline Headline(Disclosure disclosure, ReportCulture culture, FigurePrint print, string range)
    {
        var total = disclosure[FigureIds.Total];
        return new(
            culture.Text("headline.label"),
            print.Of(FigureIds.Total),
            total.Unit.Symbol,
            [
                .. total.Value is null ? culture.Runs("headline.missing", ("reason", new Run.Text(culture.Reason(total.WhyMissing)))) : [],
                .. culture.Runs(
                    print.Keyed(range),
                    ("low", print.Low(FigureIds.Total)),
                    ("high", print.High(FigureIds.Total)),
                    ("unit", new Run.Text(total.Unit.Symbol))
                ),
            ]
        );
    }

    public static Block.Callout Checks(Disclosure disclosure, ReportCulture culture)
    {
        var failed = disclosure.Checks.Where(check => !check.Passed).ToList();
        var count = culture.Number(disclosure.Checks.Length, 0);
        var estimated = Estimated(disclosure, culture) is { } days ? new Run[] { new Run.Text(days + " ") } : [];
        if (failed.Count == 0)
            return new(IsAlarm: false, [.. estimated, .. culture.Runs("checks.pass", ("count", new Run.Text(count)))]);
        var bad = new Run.Text(culture.Number(failed.Count, 0));
        var titles = new Run.Text(culture.List(failed.Select(culture.TitleOf)), IsStrong: true);
        return new(
            IsAlarm: true,
            [
                .. Gaps(disclosure, culture) is { } gaps ? new Run[] { new Run.Text(gaps + " ") } : [],
                .. estimated,
                .. culture.Runs("checks.fail", ("failed", bad), ("count", new Run.Text(count)), ("titles", titles)),
            ]
        );
    }

    /// <summary>How many days are missing; null where none is.</summary>
    private static string? Gaps(Disclosure disclosure, ReportCulture culture) =>
        disclosure.Gaps is not var (missing, days) ? null
        : missing == 1 ? culture.Text("checks.gap", ("days", culture.Number(days, 0)))
        : culture.Text("checks.gaps", ("missing", culture.Number(missing, 0)), ("days", culture.Number(days, 0)));

    /// <summary>How many days are estimated, and what they weigh; null where none is.</summary>
    private static string? Estimated(Disclosure disclosure, ReportCulture culture)
    {
        if (disclosure.EstimatedDays is not { } days)
            return null;
        var share = days.Share is { } known ? culture.Percent(known) : culture.Text("value.notCalculated");
        return days.Count == 1
            ? culture.Text("checks.estimatedDay", ("days", culture.Number(days.Of, 0)), ("share", share))
            : culture.Text(
                "checks.estimatedDays",
                ("estimated", culture.Number(days.Count, 0)),
                ("days", culture.Number(days.Of, 0)),
                ("share", share)
            );
    }

    /// <summary>Shares of electricity and emissions by the quality of what is behind them, of the tiers that occur.</summary>
    public static IEnumerable<Entry> Tiers(ReportCulture culture, FigurePrint print) =>
        from tier in Enumerable.Range(1, Rate.Tiers)
        where print.Value(FigureIds.EmissionsOfTier(tier)) > 0m || print.Value(FigureIds.EnergyOfTier(tier)) > 0m
        select new Entry(
            culture.Text($"facts.tier{tier}"),
            culture.Runs(
                "facts.tierShares",
                ("energy", print.Of(FigureIds.EnergyOfTier(tier))),
                ("emissions", print.Of(FigureIds.EmissionsOfTier(tier)))
            )
        );

    public static string Hash(Disclosure disclosure, ReportCulture culture) =>
        disclosure.CalculationHash.Length > 0 ? disclosure.CalculationHash : culture.Text("facts.noHash");

    private static IEnumerable<Entry> Facts(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        Entry Part(string key, FigureId id) => new(culture.Text(key), [print.Of(id), new Run.Text(" " + disclosure[id].Unit.Symbol)]);
        if (disclosure[FigureIds.LocationBased].Value is not null || print.Value(FigureIds.Other) is null or 0m)
            yield return Part("facts.electricity", FigureIds.LocationBased);
        if (print.Value(FigureIds.Upstream) > 0m)
            yield return Part("facts.upstream", FigureIds.Upstream);
        if (print.Value(FigureIds.TransmissionLosses) > 0m)
            yield return Part("facts.losses", FigureIds.TransmissionLosses);
        if (disclosure[FigureIds.Embodied].Value is not null || print.Value(FigureIds.Other) is null or 0m)
            yield return Part("facts.embodied", FigureIds.Embodied);
        if (print.Value(FigureIds.Other) > 0m)
            yield return Part("facts.other", FigureIds.Other);
        yield return disclosure[FigureIds.MarketBased] is { Value: null } market
            ? new(culture.Text("facts.market"), culture.Runs("facts.noMarket", ("reason", new Run.Text(culture.Reason(market.WhyMissing)))))
            : Part("facts.market", FigureIds.MarketBased);
        foreach (var tier in Tiers(culture, print))
            yield return tier;
        var lines = disclosure.Inventory.Lines;
        if (lines.Count(line => !line.IsCalculated) is var open and > 0)
            yield return new(
                culture.Text("facts.open"),
                culture.Runs(
                    "facts.openValue",
                    ("open", new Run.Text(culture.Number(open, 0))),
                    ("lines", new Run.Text(culture.Number(lines.Length, 0)))
                )
            );
        yield return new(culture.Text("facts.rules"), [rules.Heading(culture)]);
        yield return new(culture.Text("facts.hash"), [new Run.Text(Hash(disclosure, culture))]);
    }
}
