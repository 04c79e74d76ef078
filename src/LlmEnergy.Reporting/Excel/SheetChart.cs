using System.Collections.Immutable;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Stacked bars of cells of one sheet.</summary>
/// <param name="Unit">Title of the axis of values.</param>
internal sealed record SheetChart(string Title, string Unit, bool IsHorizontal, ChartCells Categories, ImmutableArray<ChartSeries> Series)
{
    /// <summary>Where the axis of values ends; null where the values decide.</summary>
    public int? Maximum { get; init; }

    public bool HasNegatives => Series.Any(series => series.Values.Values.Any(value => value is decimal and < 0m));
}

/// <param name="Color">Six hexadecimal digits; null for a part that is not seen and only lifts the next.</param>
internal sealed record ChartSeries(string Title, ChartCells Values, string? Color);

/// <summary>Cells with the values that they hold: readers that do not calculate draw from these.</summary>
/// <param name="Values">Texts, numbers or months.</param>
internal sealed record ChartCells(string Sheet, int FirstRow, int FirstColumn, int LastRow, int LastColumn, ImmutableArray<object?> Values)
{
    public string Reference => $"{Sheet}!{Absolute(FirstRow, FirstColumn)}:{Absolute(LastRow, LastColumn)}";

    private static string Absolute(int row, int column) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${A1.Column(column)}${row}");
}

/// <summary>A chart and the cells that it covers.</summary>
internal sealed record PlacedChart(string Sheet, SheetChart Chart, int FirstRow, int FirstColumn, int LastRow, int LastColumn);
