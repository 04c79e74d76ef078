using System.Globalization;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>How figures stand in cells: the formula of their exact value, and of the value as the report prints it.</summary>
internal sealed class FigureCells(Disclosure disclosure)
{
    private static readonly HashSet<FigureId> Parts =
    [
        .. new[] { FigureIds.Upstream, FigureIds.TransmissionLosses, FigureIds.Other }.SelectMany(id =>
            new[] { id, FigureIds.Low(id), FigureIds.High(id) }
        ),
    ];

    private readonly Func<FigureId, string> _nameOf = FigureNames.Of(disclosure);
    private readonly Dictionary<FigureId, Figure> _figures = disclosure.Figures.ToDictionary(figure => figure.Id);

    /// <summary>
    /// Rests on a number that the undertaking gives: its formula stands there even while the number is missing, and computes once it is
    /// filled in.
    /// </summary>
    public bool RestsOnInput(Figure figure) => figure.IsInput || figure.Definition.Needs.Any(id => RestsOnInput(_figures[id]));

    /// <summary>As defined; where an input is missing, so is the value.</summary>
    public string Definition(Figure figure)
    {
        var definition = figure.Definition.Excel(_nameOf);
        if (!RestsOnInput(figure))
            return definition;
        var needed = figure.Definition.Needs.Distinct().Select(_nameOf).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"IF(COUNT({string.Join(',', needed)})<{needed.Count},\"\",{definition})");
    }

    public void Exact(SheetCanvas canvas, int row, int column, Figure figure)
    {
        if (figure.IsInput)
            canvas.Input(row, column, figure.Value, Open);
        else if (figure.Value is not null || RestsOnInput(figure))
            canvas.Formula(row, column, Definition(figure), CachedValue.Of(figure.Value), Shown(figure, Format(figure)));
    }

    /// <summary>
    /// Rounded twice: the first takes off what doubles add to a half (0.12499999999999998), the second rounds away from zero as the report
    /// does.
    /// </summary>
    public void Printed(SheetCanvas canvas, int row, int column, Figure figure)
    {
        var isOpen = RestsOnInput(figure);
        if (figure.Value is null && !isOpen)
            return;
        var name = FigureNames.Of(figure);
        string Where(string formula) => isOpen ? $"IF({name}=\"\",\"\",{formula})" : formula;
        if (figure.Decimals is not { } decimals)
        {
            canvas.Formula(
                row,
                column,
                Where(name),
                CachedValue.Of(figure.Value),
                Shown(figure, figure.Value is null ? Open : NumberFormats.For(figure.Value))
            );
            return;
        }

        decimal? printed = figure.Value is { } value
            ? decimal.Round(decimal.Round(value, 9, MidpointRounding.AwayFromZero), decimals, MidpointRounding.AwayFromZero)
            : null;
        canvas.Formula(
            row,
            column,
            Where(string.Create(CultureInfo.InvariantCulture, $"ROUND(ROUND({name},9),{decimals})")),
            CachedValue.Of(printed),
            Shown(figure, NumberFormats.Decimals(decimals))
        );
    }

    /// <summary>A part of the emissions that no line has: its sum is zero, and zeros all over a table hide what there is.</summary>
    public static bool IsNone(Figure figure) => figure.Value is 0m && Parts.Contains(figure.Id);

    private static string Shown(Figure figure, string format) => IsNone(figure) ? $"{format};-{format};" : format;

    public static string Format(Figure figure) =>
        figure.Unit == Unit.Count || figure.Unit == Unit.Tokens ? NumberFormats.Count : "#,##0.000000######";

    private const string Open = "#,##0.00####";
}
