using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>What is disclosed: the headline, and every figure with its definition, its comparatives and its names.</summary>
internal sealed class DisclosureSheet : ISheet
{
    private const int HeadRow = 11;
    private const int Exact = 3;
    private const int Printed = 4;
    private const int Previous = 5;
    private const int Change = 6;
    private const int Base = 7;

    public string Name => "Disclosure";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var cells = new FigureCells(disclosure);
        canvas.Widths(56, 20, 20, 15, 18, 11, 18, 50, 50, 70);
        canvas.Title("GHG emissions of purchased LLM API services");
        canvas.Text(2, 1, disclosure.Undertaking, wrap: true);
        canvas.Strong(2, 1, size: 12);
        canvas.Label(3, 1, PeriodOf(disclosure.Period));
        canvas.Label(4, 1, Status(disclosure.Status));
        if (disclosure.Period.IsInterim)
            canvas.Label(4, 3, "interim, unassured");
        canvas.Label(5, 1, "All checks pass");
        canvas.Truth(5, 3, ChecksSheet.AllPass, disclosure.AllChecksPass);
        canvas.Strong(5, 3);
        canvas.RedWhereFalse(5, 3, 5);
        if (Days(canvas, disclosure) is { Length: > 0 } notMeasured)
            canvas.Text(5, 4, notMeasured);
        canvas.Label(6, 1, "Calculation hash");
        canvas.Label(6, 3, Hash(disclosure));
        var (previous, baseYear) = (
            Origin(disclosure.Previous, "nothing to compare with: neither closed nor given"),
            Origin(disclosure.BaseYear, "none set, or neither closed nor given")
        );
        canvas.Label(7, 1, Phrase.Of($"N-1: {previous}. Base year: {baseYear}."));
        Headline(canvas, disclosure.Figures, cells);
        Figures(canvas, disclosure, cells);
        canvas.Freeze(HeadRow, 1);
        canvas.Print(HeadRow + Math.Max(1, disclosure.Figures.Length), Base); // names and definitions are read on the screen
        canvas.Protect();
    }

    /// <summary>How many days of the sources are missing or estimated; empty where none is.</summary>
    public static string Days(SheetCanvas canvas, Disclosure disclosure)
    {
        var found = new List<Phrase>();
        if (disclosure.Gaps is var (missing, all))
            found.Add(Phrase.Of($"incomplete: {Counted(missing)} of {all:N0} (days x sources)"));
        if (disclosure.EstimatedDays is { } estimated)
            found.Add(Phrase.Of($"estimated: {Counted(estimated.Count)} of {estimated.Of:N0} (days x sources)"));
        return string.Join("; ", found.Select(canvas.Say));

        static Phrase Counted(long days) => days == 1 ? "1 day" : Phrase.Of($"{days:N0} days");
    }

    /// <summary>Of the calculation; it is not known while it is taken.</summary>
    public static Phrase Hash(Disclosure disclosure) =>
        disclosure.CalculationHash.Length == 0 ? "not known yet" : Phrase.Data(disclosure.CalculationHash);

    public static string Status(ReportStatus status) =>
        status switch
        {
            ReportStatus.Final => "Final",
            ReportStatus.Restated => "Restated",
            _ => "Draft",
        };

    /// <summary>Within a sentence.</summary>
    public static Phrase StatusWithin(ReportStatus status) =>
        status switch
        {
            ReportStatus.Final => "final",
            ReportStatus.Restated => "restated",
            _ => "draft",
        };

    public static Phrase PeriodOf(ReportingPeriod period) =>
        Phrase.Of($"{period.Name}: {period.First:yyyy-MM-dd} to {period.Last:yyyy-MM-dd} (UTC)");

    private static Phrase Origin(Comparative? comparative, string otherwise) =>
        comparative is null ? otherwise : Phrase.Of($"{comparative.Period}, from {comparative.Origin}");

    private static void Headline(SheetCanvas canvas, ImmutableArray<Figure> figures, FigureCells cells)
    {
        if (figures.FirstOrDefault(figure => figure.Id == FigureIds.Total) is not { } total)
            return;
        canvas.Text(8, 1, canvas.Texts.LabelOf(total), wrap: true);
        canvas.Strong(8, 1, size: 12);
        canvas.Text(8, 4, total.Unit.Symbol);
        cells.Printed(canvas, 8, 3, total);
        canvas.Strong(8, 3, size: 12);
        var low = figures.FirstOrDefault(figure => figure.Id == FigureIds.Low(FigureIds.Total));
        var high = figures.FirstOrDefault(figure => figure.Id == FigureIds.High(FigureIds.Total));
        if (low?.Value is null || high?.Value is null)
            return;
        canvas.Label(9, 1, "Range, low to high");
        cells.Printed(canvas, 9, 3, low);
        cells.Printed(canvas, 9, 4, high);
    }

    private static void Figures(SheetCanvas canvas, Disclosure disclosure, FigureCells cells)
    {
        canvas.Table(
            "tblFigures",
            HeadRow,
            [
                "Figure",
                "Unit",
                "Exact value",
                "Printed value",
                "N-1",
                "N / N-1 - 1",
                "Base year",
                "Defined name",
                "XBRL concept (ESRS Set 1), member",
                "Definition, or why the figure is missing",
            ],
            disclosure.Figures.Length,
            numbersFrom: Exact,
            numbersTo: Base
        );
        for (var i = 0; i < disclosure.Figures.Length; i++)
        {
            var figure = disclosure.Figures[i];
            var row = HeadRow + 1 + i;
            canvas.Text(row, 1, canvas.Texts.LabelOf(figure), wrap: true);
            canvas.Text(row, 2, figure.Unit.Symbol, wrap: true);
            cells.Exact(canvas, row, Exact, figure);
            cells.Printed(canvas, row, Printed, figure);
            Compared(canvas, row, figure, disclosure);
            canvas.Name(FigureNames.Of(figure), row, Exact);
            canvas.Name(FigureNames.OfPrevious(figure), row, Previous);
            canvas.Name(FigureNames.OfBaseYear(figure), row, Base);
            canvas.Text(row, 8, FigureNames.Of(figure), wrap: true);
            canvas.Text(
                row,
                9,
                figure.Concept is null ? ""
                    : figure.Member is null ? figure.Concept
                    : $"{figure.Concept}, {figure.Member}",
                wrap: true
            );
            canvas.Label(row, 10, Explained(canvas, disclosure, figure, cells), wrap: true);
        }
    }

    /// <summary>What was disclosed before is data; the change is computed. Without a value before, or with zero, there is none.</summary>
    private static void Compared(SheetCanvas canvas, int row, Figure figure, Disclosure disclosure)
    {
        var previous = disclosure.Previous?[figure.Id];
        canvas.Number(row, Previous, previous, FigureCells.Format(figure));
        canvas.Number(row, Base, disclosure.BaseYear?[figure.Id], FigureCells.Format(figure));
        if (previous is null)
            return;
        var (now, before) = (A1.Cell(row, Exact), A1.Cell(row, Previous));
        canvas.Formula(
            row,
            Change,
            $"IF(COUNT({now},{before})<2,\"\",IF({before}=0,\"\",{now}/{before}-1))",
            CachedValue.Of(previous == 0m ? null : (figure.Value / previous) - 1m),
            NumberFormats.Percent
        );
    }

    private static Phrase Explained(SheetCanvas canvas, Disclosure disclosure, Figure figure, FigureCells cells)
    {
        if (!figure.IsInput)
            return figure.Value is null ? Phrase.Of($"missing: {canvas.Texts.ReasonOf(figure)}")
                : FigureCells.IsNone(figure)
                    ? Phrase.Of($"no line of the period has it, so that nothing is shown; the sum is 0. {cells.Definition(figure)}")
                : Phrase.Data(cells.Definition(figure));
        return disclosure.Given.FirstOrDefault(given => given.Id == figure.Id) is { } input
            ? Phrase.Of($"given by the undertaking: {input.Source}")
            : "not given: fill it in here, and read it back with: inputs import; or write it into inputs.csv";
    }
}
