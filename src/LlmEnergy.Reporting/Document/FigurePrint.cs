using System.Collections.Immutable;
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
        return new Run.Number(id, figure.Value is not { } value ? culture.Text("value.notCalculated") : Written(figure, value));
    }

    public Run Of(FigureId id, int decimals) => new Run.Number(id, culture.Calculated(disclosure[id].Value, decimals));

    /// <summary>As one end of a range.</summary>
    public Run End(FigureId id) =>
        new Run.Number(id, disclosure[id].Value is { } value ? culture.TwoDigits(value) : culture.Text("value.notCalculated"));

    /// <summary>Low to high.</summary>
    public ImmutableArray<Run> Range(FigureId id) =>
        culture.Runs("value.range", ("low", End(FigureIds.Low(id))), ("high", End(FigureIds.High(id))));

    /// <summary>Another value of the figure, such as that of the year before, written as the figure is.</summary>
    public string Written(Figure figure, decimal value) =>
        figure.Unit == Unit.Fraction ? culture.Percent(value)
        : figure.Decimals is { } decimals ? culture.Number(value, decimals)
        : culture.Number(value);

    /// <summary>
    /// How much more or less of it there is, in percent with its sign; not applicable where either is missing or the earlier is zero.
    /// </summary>
    public string Change(FigureId id, decimal? before) =>
        Value(id) is not { } now || before is null or 0m ? culture.Text("value.notCalculated") : Signed((now / before.Value) - 1m);

    /// <summary>A change as a percentage with its sign, also where it is up.</summary>
    public string Signed(decimal change) =>
        change > 0m ? culture.Text("value.increase", ("percent", culture.Percent(change))) : culture.Percent(change);
}
