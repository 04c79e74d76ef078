using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>Figures of a disclosure as runs.</summary>
internal sealed class FigurePrint(Disclosure disclosure, ReportCulture culture)
{
    public decimal? Value(FigureId id) => disclosure[id].Value;

    /// <summary>In the figure's own decimals, else in three significant digits or more; fractions as percentages.</summary>
    public Run Of(FigureId id)
    {
        var figure = disclosure[id];
        return new Run.Number(id, figure.Value is not { } value ? culture.Text("value.notCalculated")
            : figure.Unit == Unit.Fraction ? culture.Percent(value)
            : figure.Decimals is { } decimals ? culture.Number(value, decimals) : culture.Number(value));
    }

    public Run Of(FigureId id, int decimals) => new Run.Number(id, culture.Calculated(disclosure[id].Value, decimals));

    /// <summary>As one end of a range.</summary>
    public Run End(FigureId id) => new Run.Number(id, disclosure[id].Value is { } value ? culture.TwoDigits(value) : culture.Text("value.notCalculated"));
}
