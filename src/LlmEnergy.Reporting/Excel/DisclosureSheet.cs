using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Texts;

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
        canvas.Text(3, 1, PeriodOf(disclosure.Period));
        canvas.Text(4, 1, Status(disclosure.Status));
        if (disclosure.Period.IsInterim)
            canvas.Text(4, 3, "interim, unassured");
        canvas.Text(5, 1, "All checks pass");
        canvas.Truth(5, 3, ChecksSheet.AllPass, disclosure.AllChecksPass);
        canvas.Strong(5, 3);
        canvas.RedWhereFalse(5, 3, 5);
        if (Days(disclosure) is { Length: > 0 } notMeasured)
            canvas.Text(5, 4, notMeasured);
        canvas.Text(6, 1, "Calculation hash");
        canvas.Text(6, 3, disclosure.CalculationHash.Length == 0 ? "not known yet" : disclosure.CalculationHash);
        canvas.Text(
            7,
            1,
            $"N-1: {Origin(disclosure.Previous, "nothing to compare with: neither closed nor given")}. Base year: "
                + $"{Origin(disclosure.BaseYear, "none set, or neither closed nor given")}."
        );
        Headline(canvas, disclosure.Figures, cells);
        Figures(canvas, disclosure, cells);
        canvas.Freeze(HeadRow, 1);
        canvas.Print(HeadRow + Math.Max(1, disclosure.Figures.Length), Base); // names and definitions are read on the screen
        canvas.Protect();
    }

    /// <summary>How many days of the sources are missing or estimated; empty where none is.</summary>
    public static string Days(Disclosure disclosure)
    {
        var found = new List<string>();
        if (disclosure.Gaps is var (missing, all))
            found.Add(
                string.Create(CultureInfo.InvariantCulture, $"incomplete: {Counted.Of(missing, "day")} of {all:N0} (days x sources)")
            );
        if (disclosure.EstimatedDays is { } estimated)
            found.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"estimated: {Counted.Of(estimated.Count, "day")} of {estimated.Of:N0} (days x sources)"
                )
            );
        return string.Join("; ", found);
    }

    public static string Status(ReportStatus status) =>
        status switch
        {
            ReportStatus.Final => "Final",
            ReportStatus.Restated => "Restated",
            _ => "Draft",
        };

    public static string PeriodOf(ReportingPeriod period) =>
        string.Create(CultureInfo.InvariantCulture, $"{period.Name}: {period.First:yyyy-MM-dd} to {period.Last:yyyy-MM-dd} (UTC)");

    private static string Origin(Comparative? comparative, string otherwise) =>
        comparative is null ? otherwise : $"{comparative.Period}, from {comparative.Origin}";

    private static void Headline(SheetCanvas canvas, ImmutableArray<Figure> figures, FigureCells cells)
    {
        if (figures.FirstOrDefault(figure => figure.Id == FigureIds.Total) is not { } total)
            return;
        canvas.Text(8, 1, total.Label, wrap: true);
        canvas.Strong(8, 1, size: 12);
        canvas.Text(8, 4, total.Unit.Symbol);
        cells.Printed(canvas, 8, 3, total);
        canvas.Strong(8, 3, size: 12);
        var low = figures.FirstOrDefault(figure => figure.Id == FigureIds.Low(FigureIds.Total));
        var high = figures.FirstOrDefault(figure => figure.Id == FigureIds.High(FigureIds.Total));
        if (low?.Value is null || high?.Value is null)
            return;
        canvas.Text(9, 1, "Range, low to high");
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
            canvas.Text(row, 1, figure.Label, wrap: true);
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
            canvas.Text(row, 10, Explained(disclosure, figure, cells), wrap: true);
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

    private static string Explained(Disclosure disclosure, Figure figure, FigureCells cells)
    {
        if (!figure.IsInput)
            return figure.Value is null ? $"missing: {figure.WhyMissing}"
                : FigureCells.IsNone(figure)
                    ? $"no line of the period has it, so that nothing is shown; the sum is 0. {cells.Definition(figure)}"
                : cells.Definition(figure);
        return disclosure.Given.FirstOrDefault(given => given.Id == figure.Id) is { } input
            ? $"given by the undertaking: {input.Source}"
            : "not given: fill it in here, and read it back with: inputs import; or write it into inputs.csv";
    }
}
