using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>
/// The table of gross emissions that the rules prescribe, with the rows that this report can fill, and what the undertaking says of them:
/// decision, base year, targets.
/// </summary>
internal static class GrossTableSection
{
    private const int MonthsOfYear = 12;

    /// <param name="isFull">Whether the rows stand there too that LLM usage says nothing about, and all milestones.</param>
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules, bool isFull)
    {
        yield return new Block.Heading(1, culture.Text("gross.heading"));
        yield return new Block.Paragraph([
            .. culture.Runs("gross.intro", ("table", rules.Reference("table", culture))),
            .. isFull ? [] : culture.Runs("gross.rest"),
        ]);
        var columns = Columns(disclosure, culture, print, rules.Table, isFull).ToList();
        var rows = rules.Table.Rows.Where(row => isFull || row.Figure is not null);
        yield return new Block.Table(
            "",
            [new(culture.Text("gross.row"), Unit.TonnesCo2e.Symbol, Alignment.Left), .. columns.Select(column => column.Head)],
            [.. rows.Select(row => Row(row, disclosure, culture, columns))],
            []
        );
        yield return new Block.Bullets([.. Remarks(disclosure, culture, print, rules)]);
    }

    private static ImmutableArray<Cell> Row(TableFrame.Row row, Disclosure disclosure, ReportCulture culture, List<GrossColumn> columns)
    {
        var label = culture.Text($"gross.{row.Key}");
        ImmutableArray<Cell> Without(Cell first) => [first, .. Enumerable.Repeat(Cell.Of(""), columns.Count)];
        if (row.IsSection)
            return Without(new([new Run.Text(label, IsStrong: true)]));
        if (row.Figure is not { } id)
            return Without(Cell.Of(label, culture.Text("gross.notOurs")));
        var figure = disclosure[id];
        // a row has its own decimals: services of some kilograms and a Scope 3 of thousands of tonnes stand below each other
        var decimals = ReportCulture.DecimalsFor([figure.Value, .. columns.Select(column => column.Value(figure))]);
        return
        [
            Cell.Of(label, figure.Value is null ? culture.Text("gross.missing", ("reason", culture.Reason(figure.WhyMissing))) : ""),
            .. columns.Select(column => column.Print(figure, decimals)),
        ];
    }

    /// <summary>
    /// As the rules name them. Of a part of a year, its own columns stand together, and those of whole years below a heading that says so:
    /// nobody compares a quarter with a year.
    /// </summary>
    private static IEnumerable<GrossColumn> Columns(
        Disclosure disclosure,
        ReportCulture culture,
        FigurePrint print,
        TableFrame frame,
        bool isFull
    )
    {
        var isInterim = disclosure.Period.IsInterim;
        var hasYears = frame.Has(TableFrame.BaseYear) || frame.Has(TableFrame.Targets);
        var (ofPeriod, ofYears, ofTargets) = (
            hasYears ? culture.Text(isInterim ? "gross.partsOfYears" : "gross.retrospective") : "",
            culture.Text("gross.wholeYears"),
            culture.Text("gross.milestones")
        );
        Cell Number(decimal? value, int decimals) => Cell.Of(value is { } number ? culture.Number(number, decimals) : "");
        GrossColumn Of(string key, string unit, string group, Func<Figure, decimal?> value) =>
            new(new(culture.Text(key), unit, Alignment.Right, group), value, (figure, decimals) => Number(value(figure), decimals));

        var baseYear = Of(
            "gross.baseYear",
            disclosure.BaseYear?.Period ?? "",
            isInterim ? ofYears : ofPeriod,
            figure => disclosure.BaseYear?[figure.Id]
        );
        if (frame.Has(TableFrame.BaseYear) && !isInterim)
            yield return baseYear;
        yield return Of("gross.previous", disclosure.Previous?.Period ?? "", ofPeriod, figure => disclosure.Previous?[figure.Id]);
        yield return new(
            new(culture.Text("gross.now"), disclosure.Period.Name, Alignment.Right, ofPeriod),
            figure => figure.Value,
            (figure, decimals) => figure.Value is null ? Cell.Of("") : new([print.Of(figure.Id, decimals)])
        );
        yield return new(
            new(culture.Text("gross.change"), "", Alignment.Right, ofPeriod),
            _ => null,
            (figure, _) =>
                Cell.Of(disclosure.Previous?[figure.Id] is { } before && figure.Value is not null ? print.Change(figure.Id, before) : "")
        );
        if (frame.Has(TableFrame.BaseYear) && isInterim)
            yield return baseYear;
        if (!frame.Has(TableFrame.Targets))
            yield break;
        var years = disclosure.Targets.Select(target => target.Year).Concat(isFull ? frame.Milestones : []).Distinct().Order();
        foreach (var year in years)
            yield return OfYear(culture, year, isInterim ? ofYears : ofTargets, disclosure, Number);
        if (frame.Has(TableFrame.Annual) && (isFull || !disclosure.Targets.IsEmpty))
            yield return new(
                new(culture.Text("gross.annual"), "", Alignment.Right, isInterim ? ofYears : ofTargets),
                _ => null,
                (figure, _) => Cell.Of(Annual(figure.Id, disclosure) is { } annual ? print.Signed(annual) : "")
            );
    }

    private static GrossColumn OfYear(
        ReportCulture culture,
        int year,
        string group,
        Disclosure disclosure,
        Func<decimal?, int, Cell> number
    )
    {
        decimal? Value(Figure figure) =>
            disclosure.Targets.FirstOrDefault(target => target.Figure == figure.Id && target.Year == year)?.Value;
        return new(
            new(culture.Year(year), culture.Text("gross.targetYear"), Alignment.Right, group),
            Value,
            (figure, decimals) => number(Value(figure), decimals)
        );
    }

    /// <summary>Of the latest target year: change from the base year in percent of it, spread over the years between.</summary>
    private static decimal? Annual(FigureId id, Disclosure disclosure)
    {
        var targets = disclosure.Targets.Where(target => target.Figure == id).ToList();
        if (targets.Count == 0 || disclosure.BaseYear is not { } baseYear || baseYear[id] is not { } then || then == 0m)
            return null;
        var digits = baseYear.Period.SkipWhile(character => !char.IsAsciiDigit(character)).Take(4).ToArray();
        var last = targets.MaxBy(target => target.Year)!;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && last.Year > from
            ? ((last.Value / then) - 1m) / (last.Year - from)
            : null;
    }

    private static IEnumerable<ImmutableArray<Run>> Remarks(Disclosure disclosure, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        yield return culture.Runs("gross.whereMaterial", ("reference", rules.Reference("cloud_services", culture)));
        yield return Decision(disclosure.Decision, culture, rules);
        if (print.Value(FigureIds.CloudServices) is not null)
            yield return culture.Runs(
                print.Value(FigureIds.OtherCloudServices) == 0m ? "gross.cloudNil" : "gross.cloudGiven",
                ("other", print.Of(FigureIds.OtherCloudServices)),
                ("unit", new Run.Text(Unit.TonnesCo2e.Symbol))
            );
        yield return print.Value(FigureIds.ShareOfCategory1) is null
            ? culture.Runs(
                "gross.noScreening",
                ("reason", new Run.Text(culture.Reason(disclosure[FigureIds.ShareOfCategory1].WhyMissing))),
                ("reference", rules.Reference("significance", culture))
            )
            : culture.Runs(
                "gross.screening",
                ("share", print.Of(FigureIds.ShareOfCategory1)),
                ("reference", rules.Reference("significance", culture))
            );
        if (disclosure.BaseYear is null)
            yield return culture.Runs("gross.noBaseYear", ("reference", rules.Reference("base_year", culture)));
        else if (disclosure.Statement.BaseYearPolicy is { } policy)
            yield return culture.Runs(
                "gross.baseYearPolicy",
                ("policy", new Run.Text(policy)),
                ("reference", rules.Reference("base_year", culture))
            );
        if (disclosure.Previous is null)
            yield return culture.Runs("gross.noPrevious");
        if (disclosure.Targets.IsEmpty)
            yield return culture.Runs("gross.noTargets", ("reference", rules.Reference("targets", culture)));
        foreach (var target in disclosure.Targets)
            yield return
            [
                .. culture.Runs(
                    "gross.target",
                    ("year", new Run.Text(culture.Year(target.Year))),
                    ("figure", new Run.Text(culture.Text($"short.{target.Figure}"))),
                    ("value", new Run.Text(culture.Number(target.Value))),
                    ("unit", new Run.Text(Unit.TonnesCo2e.Symbol)),
                    ("source", new Run.Text(target.Source.TrimEnd('.'))),
                    ("reference", rules.Reference("targets", culture))
                ),
                .. Progress(target, disclosure, culture, print),
            ];
    }

    /// <summary>Whether the period is above the target, or above the part of it that the period is of a year.</summary>
    private static ImmutableArray<Run> Progress(Target target, Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        if (print.Value(target.Figure) is not { } now || target.Value == 0m)
            return [];
        var period = disclosure.Period;
        var months = ((period.Last.Year - period.First.Year) * MonthsOfYear) + period.Last.Month - period.First.Month + 1;
        var part = period.IsInterim ? target.Value * Math.Min(months, MonthsOfYear) / MonthsOfYear : target.Value;
        var key =
            now <= part ? "gross.targetKept"
            : now > target.Value && period.IsInterim ? "gross.targetExceededByPart"
            : "gross.targetExceeded";
        return culture.Runs(
            period.IsInterim && key != "gross.targetExceededByPart" ? key + "Part" : key,
            ("now", new Run.Text(print.Written(disclosure[target.Figure], now), IsStrong: now > part)),
            ("part", new Run.Text(culture.Number(part))),
            ("unit", new Run.Text(Unit.TonnesCo2e.Symbol))
        );
    }

    private static ImmutableArray<Run> Decision(Decision? decision, ReportCulture culture, RuleSet rules) =>
        decision is null
            ? culture.Runs("gross.undecided")
            :
            [
                .. culture.Runs(
                    "gross.decided",
                    ("date", new Run.Text(culture.Date(decision.Date))),
                    ("decision", new Run.Text(culture.Text($"decision.{decision.Is}"))),
                    ("basis", new Run.Text(decision.Basis.TrimEnd('.'))),
                    (
                        "reference",
                        decision.Is switch
                        {
                            Relevance.Material => new Run.Text(""),
                            Relevance.NotSignificant => rules.Reference("not_significant", culture),
                            _ => rules.Reference("not_material", culture),
                        }
                    )
                ),
                .. decision.ShareOfCategory1 is { } ofCategory
                    ? culture.Runs("gross.decidedShare1", ("share", new Run.Text(culture.Percent(ofCategory))))
                    : [],
                .. decision.ShareOfCloudServices is { } ofCloud
                    ? culture.Runs("gross.decidedShareCloud", ("share", new Run.Text(culture.Percent(ofCloud))))
                    : [],
            ];

    /// <param name="Value">For the decimals of its row; null for a share.</param>
    private sealed record GrossColumn(Column Head, Func<Figure, decimal?> Value, Func<Figure, int, Cell> Print);
}
