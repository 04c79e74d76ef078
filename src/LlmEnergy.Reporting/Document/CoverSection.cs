using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>The first page: whose report of which days it is, the figure, how complete it is, and how far it can be trusted.</summary>
internal static class CoverSection
{
    /// <summary>More would leave no room on the page.</summary>
    private const int MostCurrencies = 2;

    private const int MostNamed = 4;

    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        yield return Title(disclosure, culture, "report.title");
        yield return Headline(disclosure, culture, print, "headline.range");
        if (AssumedSentences(disclosure, culture).ToList() is { Count: > 0 } assumed)
            yield return new Block.Callout(
                IsAlarm: false,
                culture.Runs("assumed.heading", ("assumptions", new Run.Text(string.Join(' ', assumed))))
            );
        yield return new Block.Meters([.. Meters(disclosure, culture)]);
        yield return Checks(disclosure, culture);
        if (disclosure.Decision is { Is: not Relevance.Material } decision)
            yield return new Block.Callout(
                decision.Is == Relevance.NotMaterial,
                culture.Runs($"cover.{decision.Is}", ("reference", Reference(decision.Is, rules, culture)))
            );
        if (OpenItems.Of(disclosure, print).ToList() is { Count: > 0 } open)
            yield return new Block.Callout(
                disclosure.Status != ReportStatus.Draft,
                culture.Runs("open.heading", ("items", new Run.Text(culture.List(open.Select(key => culture.Text(key))))))
            );
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
        if (GlanceSection.MonthsWithUsage(disclosure) > 1 && disclosure.ByMonth.Any(month => month.Totals.Total is not null))
            yield return GlanceSection.MonthChart(disclosure, print.Value(FigureIds.TotalKilograms), culture, print);
        yield return new Block.Bullets([
            .. GlanceSection.ChangeSentence(disclosure, culture, print),
            .. GlanceSection.Sentences(disclosure, culture, print),
        ]);
        yield return new Block.KeyValues([.. Facts(disclosure, culture, rules)]);
        yield return new Block.Contents(culture.Text("report.contents"));
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
            [
                Status(disclosure, culture),
                .. period.IsInterim ? [culture.Text("status.interim")] : ImmutableArray<string>.Empty,
                .. disclosure.Decision switch
                {
                    { Is: Relevance.NotMaterial } => [culture.Text("status.management")],
                    { Is: Relevance.Supplementary } => [culture.Text("status.supplementary")],
                    _ => ImmutableArray<string>.Empty,
                },
            ]
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

    /// <summary>What the draft assumes because nobody said it; none as a rule.</summary>
    public static IEnumerable<string> AssumedSentences(Disclosure disclosure, ReportCulture culture)
    {
        var assumed = disclosure.Assumed;
        if (!assumed.IsConfigured)
            yield return culture.Text("assumed.undertaking", ("name", disclosure.Undertaking));
        if (!assumed.IsPeriodChosen)
            yield return culture.Text("assumed.period", ("period", disclosure.Period.Name));
        if (!assumed.IsConfigured)
            yield return culture.Text("assumed.sources", ("count", culture.Number(assumed.Sources, 0)));
        if (!assumed.Precedence.IsEmpty)
            yield return culture.Text("assumed.precedence", ("sources", Named(assumed.Precedence)));
        if (!assumed.Drafted.IsEmpty)
            yield return culture.Text("assumed.drafted", ("files", Named(assumed.Drafted)));
        if (!assumed.SetAside.IsEmpty)
            yield return culture.Text("assumed.aside", ("files", Named(assumed.SetAside)));

        string Named(ImmutableArray<string> names) =>
            names.Length <= MostNamed
                ? culture.List(names)
                : culture.Text(
                    "findings.places",
                    ("places", culture.List(names.Take(MostNamed))),
                    ("count", culture.Number(names.Length - MostNamed, 0))
                );
    }

    /// <summary>What the checks say, and what they cannot see.</summary>
    public static Block.Callout Checks(Disclosure disclosure, ReportCulture culture)
    {
        var checks = Results(disclosure, culture);
        var points = Unchecked.Sentences(disclosure, culture);
        var unseen = points.Count == 0 ? "" : $" {culture.Text("unchecked.heading")} {culture.List(points)}.";
        return checks with { Runs = [.. checks.Runs, new Run.Text(unseen)] };
    }

    private static Block.Callout Results(Disclosure disclosure, ReportCulture culture)
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

    /// <summary>Days with data, accounts with usage, emissions whose place is stated: what the figure is complete in.</summary>
    private static IEnumerable<Meter> Meters(Disclosure disclosure, ReportCulture culture)
    {
        Meter Counted(string key, long part, long whole) =>
            new(
                culture.Text(key),
                whole == 0 ? null : (decimal)part / whole,
                culture.Text("meter.of", ("part", culture.Number(part, 0)), ("whole", culture.Number(whole, 0)))
            );

        var days = disclosure.Inventory.Activity.Coverage;
        if (!days.IsEmpty)
            yield return Counted("meter.days", days.Count(day => day.Status is not (DayStatus.Gap or DayStatus.Estimated)), days.Length);
        var sources = disclosure.Inventory.Activity.Files.GroupBy(file => file.Source, StringComparer.Ordinal).ToList();
        if (sources.Count > 0)
            yield return Counted("meter.accounts", sources.Count(source => source.Any(file => file.Rows.Accepted > 0)), sources.Count);
        foreach (var cost in BilledCost.Of(disclosure.Inventory).Where(cost => cost.Share is not null).Take(MostCurrencies))
            yield return new(
                culture.Text("meter.cost", ("currency", cost.Currency)),
                cost.Share,
                cost.BySpend == 0m
                    ? culture.Text("meter.calculated", ("share", culture.PercentOfAll(cost.Share!.Value)))
                    : culture.Text(
                        "meter.ofCost",
                        ("share", culture.PercentOfAll(cost.Share!.Value)),
                        ("spend", culture.PercentOfAll(cost.BySpend / cost.Whole))
                    )
            );
        if (EmissionsShare.OfAssumedPlaces(disclosure) is { } assumed)
            yield return new(
                culture.Text("meter.places"),
                1m - assumed,
                culture.Text("meter.ofEmissions", ("share", culture.PercentOfAll(1m - assumed)))
            );
    }

    private static Run Reference(Relevance relevance, RuleSet rules, ReportCulture culture) =>
        rules.Reference(relevance == Relevance.NotSignificant ? "not_significant" : "not_material", culture);

    /// <summary>How many days are missing; null where none is.</summary>
    private static string? Gaps(Disclosure disclosure, ReportCulture culture) =>
        disclosure.Gaps is var (missing, days)
            ? culture.Text("checks.gaps", ("missing", culture.Number(missing, 0)), ("days", culture.Number(days, 0)))
            : null;

    /// <summary>How many days are estimated, and what they weigh; null where none is.</summary>
    private static string? Estimated(Disclosure disclosure, ReportCulture culture)
    {
        if (disclosure.EstimatedDays is not { } days)
            return null;
        var share = days.Share is { } known ? culture.Percent(known) : culture.Text("value.notCalculated");
        return culture.Text(
            "checks.estimatedDays",
            ("estimated", culture.Number(days.Count, 0)),
            ("days", culture.Number(days.Of, 0)),
            ("share", share)
        );
    }

    public static string Hash(Disclosure disclosure, ReportCulture culture) =>
        disclosure.CalculationHash.Length > 0 ? disclosure.CalculationHash : culture.Text("facts.noHash");

    /// <summary>Who reports, on what basis, and by which rules.</summary>
    private static IEnumerable<Entry> Facts(Disclosure disclosure, ReportCulture culture, RuleSet rules)
    {
        var (statement, ofPeriod) = (disclosure.Statement, disclosure.Statement.Of(disclosure.Period));
        var name = new[]
        {
            statement.LegalName,
            statement.Lei is { } lei ? culture.Text("facts.lei", ("lei", lei)) : null,
        }.OfType<string>();
        if (name.Any())
            yield return new(culture.Text("facts.undertaking"), [new Run.Text(culture.List(name))]);
        var basis = new[]
        {
            statement.Basis is { } word ? culture.Text($"basis.{word}") : null,
            statement.Consolidation is { } approach ? culture.Text($"consolidation.{approach}") : null,
        }.OfType<string>();
        if (basis.Any())
            yield return new(culture.Text("facts.basis"), [new Run.Text(culture.List(basis)), rules.Reference("entities", culture)]);
        if (ofPeriod.ReportDate is { } date)
            yield return new(culture.Text("facts.reportDate"), [new Run.Text(culture.Date(date))]);
        yield return new(
            culture.Text("facts.rules"),
            [rules.Heading(culture), .. RuleSet.IsChoice(disclosure.Period) ? [rules.Version(culture)] : ImmutableArray<Run>.Empty]
        );
    }
}
