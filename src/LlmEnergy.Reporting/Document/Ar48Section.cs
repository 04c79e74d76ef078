using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>
/// The table of gross emissions that the rules prescribe, with the rows that this report can fill and why it cannot fill the others.
/// </summary>
internal static class Ar48Section
{
    private static readonly ImmutableArray<int> Milestones = [2025, 2030, 2050];

    private static readonly ImmutableArray<Line> Lines =
    [
        new("scope1", IsSection: true),
        new("scope1Gross"),
        new("scope1Trading"),
        new("scope2", IsSection: true),
        new("scope2Location"),
        new("scope2Market"),
        new("scope3", IsSection: true),
        new("scope3Total", FigureIds.Scope3),
        new("category1", FigureIds.Category1),
        new("cloud", FigureIds.CloudServices),
        new("llm", FigureIds.Total),
        .. Enumerable.Range(2, 14).Select(category => new Line(string.Create(CultureInfo.InvariantCulture, $"category{category}"))),
        new("total", IsSection: true),
        new("totalLocation"),
        new("totalMarket"),
    ];

    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        var years = Milestones.Concat(disclosure.Targets.Select(target => target.Year)).Distinct().Order().ToList();
        yield return new Block.Heading(1, culture.Text("ar48.heading"));
        yield return new Block.Paragraph(
            culture.Runs(rules.Has("table") ? "ar48.intro" : "ar48.introOther", ("table", rules.Reference("table", culture)))
        );
        Column Right(string key, string unit = "") => new(culture.Text(key), unit, Alignment.Right);
        yield return new Block.Table(
            "",
            [
                new(culture.Text("ar48.row"), Unit.TonnesCo2e.Symbol, Alignment.Left),
                Right("ar48.baseYear", disclosure.BaseYear?.Period ?? ""),
                Right("ar48.previous", disclosure.Previous?.Period ?? ""),
                Right("ar48.now", disclosure.Period.Name),
                Right("ar48.change"),
                .. years.Select(year => new Column(culture.Year(year), "", Alignment.Right)),
                Right("ar48.annual"),
            ],
            [.. Lines.Select(line => Row(line, disclosure, culture, print, years))],
            []
        );
        ImmutableArray<ImmutableArray<Run>> remarks = [.. Remarks(disclosure, culture, print, rules)];
        yield return new Block.Bullets(remarks);
    }

    private static ImmutableArray<Cell> Row(Line line, Disclosure disclosure, ReportCulture culture, FigurePrint print, List<int> years)
    {
        var (label, empty) = (culture.Text($"ar48.{line.Key}"), Cell.Of(""));
        ImmutableArray<Cell> Without(Cell first) => [first, .. Enumerable.Repeat(empty, 5 + years.Count)];
        if (line.IsSection)
            return Without(new([new Run.Text(label, IsStrong: true)]));
        if (line.Figure is not { } id)
            return Without(Cell.Of(label, culture.Text("ar48.notOurs")));
        var figure = disclosure[id];
        var targets = disclosure.Targets.Where(target => target.Figure == id).ToDictionary(target => target.Year, target => target.Value);
        var (before, then) = (disclosure.Previous?[id], disclosure.BaseYear?[id]);
        // a row has its own decimals: services of some kilograms and a Scope 3 of thousands of tonnes stand below each other
        var decimals = ReportCulture.DecimalsFor([figure.Value, before, then, .. targets.Values]);
        Cell Number(decimal? value) => Cell.Of(value is { } number ? culture.Number(number, decimals) : "");
        return
        [
            Cell.Of(label, figure.Value is null ? culture.Text("ar48.missing", ("reason", culture.Reason(figure.WhyMissing))) : ""),
            Number(then),
            Number(before),
            figure.Value is null ? empty : new([print.Of(id, decimals)]),
            Cell.Of(before is null || figure.Value is null ? "" : print.Change(id, before)),
            .. years.Select(year => Number(targets.TryGetValue(year, out var target) ? target : null)),
            Cell.Of(Annual(then, targets, disclosure.BaseYear) is { } annual ? print.Signed(annual) : ""),
        ];
    }

    /// <summary>Of the latest target year: change from the base year in percent of it, spread over the years between.</summary>
    private static decimal? Annual(decimal? then, Dictionary<int, decimal> targets, Comparative? baseYear)
    {
        if (targets.Count == 0 || then is null or 0m || baseYear is null)
            return null;
        var digits = baseYear.Period.SkipWhile(character => !char.IsAsciiDigit(character)).Take(4).ToArray();
        return
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && targets.Keys.Max() is var last
            && last > from
            ? ((targets[last] / then.Value) - 1m) / (last - from)
            : null;
    }

    private static IEnumerable<ImmutableArray<Run>> Remarks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        if (rules.Has("cloud_services"))
            yield return culture.Runs("ar48.whereMaterial", ("reference", rules.Reference("cloud_services", culture)));
        yield return disclosure.Materiality is not { } decision
            ? culture.Runs("ar48.undecided")
            : culture.Runs(
                decision.IsMaterial ? "ar48.material" : "ar48.notMaterial",
                ("date", new Run.Text(culture.Date(decision.DecidedOn))),
                ("basis", new Run.Text(decision.Basis.TrimEnd('.')))
            );
        if (print.Value(FigureIds.CloudServices) is not null)
            yield return culture.Runs(
                print.Value(FigureIds.OtherCloudServices) == 0m ? "ar48.cloudNil" : "ar48.cloudGiven",
                ("other", print.Of(FigureIds.OtherCloudServices)),
                ("unit", new Run.Text(Unit.TonnesCo2e.Symbol))
            );
        yield return print.Value(FigureIds.ShareOfCategory1) is null
            ? culture.Runs(
                "ar48.noScreening",
                ("reason", new Run.Text(culture.Reason(disclosure[FigureIds.ShareOfCategory1].WhyMissing))),
                ("reference", rules.Reference("significance", culture))
            )
            : culture.Runs(
                "ar48.screening",
                ("share", print.Of(FigureIds.ShareOfCategory1)),
                ("reference", rules.Reference("significance", culture))
            );
        if (disclosure.BaseYear is null)
            yield return culture.Runs("ar48.noBaseYear", ("reference", rules.Reference("base_year", culture)));
        if (disclosure.Previous is null)
            yield return culture.Runs("ar48.noPrevious");
        if (disclosure.Targets.IsEmpty)
            yield return culture.Runs("ar48.noTargets", ("reference", rules.Reference("targets", culture)));
        foreach (var target in disclosure.Targets)
            yield return culture.Runs(
                "ar48.target",
                ("year", new Run.Text(culture.Year(target.Year))),
                ("figure", new Run.Text(culture.Text($"short.{target.Figure}"))),
                ("value", new Run.Text(culture.Number(target.Value))),
                ("unit", new Run.Text(Unit.TonnesCo2e.Symbol)),
                ("source", new Run.Text(target.Source.TrimEnd('.')))
            );
        if (disclosure.Period.IsInterim && disclosure.BaseYear is not null)
            yield return culture.Runs("ar48.interim");
    }

    private sealed record Line(string Key, FigureId? Figure = null, bool IsSection = false);
}
