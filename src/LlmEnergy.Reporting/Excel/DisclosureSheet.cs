using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>What is disclosed: headline, every figure with its definition, and what the report was made from.</summary>
internal sealed class DisclosureSheet : ISheet
{
    private const int HeadRow = 11;

    public string Name => "Disclosure";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        canvas.Widths(56, 11, 20, 15, 55, 62);
        canvas.Title("GHG emissions of purchased LLM API services");
        canvas.Text(2, 1, disclosure.Undertaking, wrap: true);
        canvas.Strong(2, 1, size: 12);
        canvas.Text(3, 1, Period(disclosure.Period));
        canvas.Text(4, 1, disclosure.Status == ReportStatus.Final ? "Final" : "Draft");
        if (disclosure.Period.IsInterim) canvas.Text(4, 3, "interim, unassured");
        canvas.Text(5, 1, "All checks pass");
        canvas.Formula(5, 3, ChecksSheet.AllPass, CachedValue.Of(disclosure.AllChecksPass));
        canvas.Strong(5, 3);
        canvas.AlignLeft(5, 3);
        canvas.RedWhereFalse(5, 3, 5);
        canvas.Text(6, 1, "Calculation hash");
        canvas.Text(6, 3, disclosure.CalculationHash.Length == 0 ? "not known yet" : disclosure.CalculationHash);
        Headline(canvas, disclosure.Figures);
        Figures(canvas, disclosure);
        Origin(canvas, HeadRow + disclosure.Figures.Length + 2, disclosure);
        canvas.Freeze(HeadRow, 0, repeat: false); // below the figures stand other lists
        canvas.Protect();
    }

    private static string Period(ReportingPeriod period) => string.Create(CultureInfo.InvariantCulture, $"{period.Name}: {period.First:yyyy-MM-dd} to {period.Last:yyyy-MM-dd} (UTC)");

    private static void Headline(SheetCanvas canvas, ImmutableArray<Figure> figures)
    {
        if (figures.FirstOrDefault(figure => figure.Id == FigureIds.Total) is not { } total) return;
        canvas.Text(8, 1, total.Label, wrap: true);
        canvas.Strong(8, 1, size: 12);
        canvas.Text(8, 4, total.Unit.Symbol);
        Printed(canvas, 8, 3, total);
        canvas.Strong(8, 3, size: 12);
        var low = figures.FirstOrDefault(figure => figure.Id == FigureIds.Low(FigureIds.Total));
        var high = figures.FirstOrDefault(figure => figure.Id == FigureIds.High(FigureIds.Total));
        if (low?.Value is null || high?.Value is null) return;
        canvas.Text(9, 1, "Range, low to high");
        Printed(canvas, 9, 3, low);
        Printed(canvas, 9, 4, high);
    }

    private static void Figures(SheetCanvas canvas, Disclosure disclosure)
    {
        var nameOf = FigureNames.Of(disclosure);
        canvas.Header(HeadRow, ["Figure", "Unit", "Exact value", "Printed value", "Defined name", "Definition, or why the figure is missing"], numbersFrom: 3, numbersTo: 4);
        for (var i = 0; i < disclosure.Figures.Length; i++)
        {
            var figure = disclosure.Figures[i];
            var row = HeadRow + 1 + i;
            canvas.Text(row, 1, figure.Label, wrap: true);
            canvas.Text(row, 2, figure.Unit.Symbol);
            canvas.Name(FigureNames.Of(figure), row, 3);
            canvas.Text(row, 5, FigureNames.Of(figure), wrap: true);
            var definition = figure.Definition.Excel(nameOf);
            if (figure.Value is { } value) canvas.Formula(row, 3, definition, CachedValue.Of(value), Exact(figure));
            Printed(canvas, row, 4, figure);
            canvas.Text(row, 6, figure.Value is null ? $"missing: {figure.WhyMissing}" : definition, wrap: true);
        }
    }

    /// <summary>Rounded twice: the first takes off what doubles add to a half (0.12499999999999998), the second rounds away from zero as the report does.</summary>
    private static void Printed(SheetCanvas canvas, int row, int column, Figure figure)
    {
        if (figure.Value is not { } value) return;
        var name = FigureNames.Of(figure);
        if (figure.Decimals is not { } decimals)
        {
            canvas.Formula(row, column, name, CachedValue.Of(value), NumberFormats.For(value));
            return;
        }

        var printed = decimal.Round(decimal.Round(value, 9, MidpointRounding.AwayFromZero), decimals, MidpointRounding.AwayFromZero);
        canvas.Formula(row, column, string.Create(CultureInfo.InvariantCulture, $"ROUND(ROUND({name},9),{decimals})"), CachedValue.Of(printed), NumberFormats.Decimals(decimals));
    }

    private static void Origin(SheetCanvas canvas, int row, Disclosure disclosure)
    {
        canvas.Section(row++, "Made by");
        canvas.Text(row, 1, "LlmEnergy");
        canvas.Text(row++, 3, disclosure.ToolVersion);
        canvas.Text(row, 1, "Factor pack");
        canvas.Text(row++, 3, disclosure.Inventory.FactorPack);
        canvas.Text(row, 1, "Methods, in the order tried");
        canvas.Text(row++, 3, string.Join(", ", disclosure.Inventory.Methods));
        canvas.Section(++row, "Made from");
        canvas.Header(++row, ["Input", "", "Bytes", "SHA-256", "", ""], numbersFrom: 3, numbersTo: 3, height: 18);
        foreach (var input in disclosure.Inputs)
        {
            canvas.Text(++row, 1, input.Path, wrap: true);
            canvas.Number(row, 3, input.Bytes, NumberFormats.Count);
            canvas.Text(row, 4, input.Sha256);
        }
    }

    private static string Exact(Figure figure) => figure.Unit == Unit.Count || figure.Unit == Unit.Tokens ? NumberFormats.Count : "#,##0.000000######";
}
