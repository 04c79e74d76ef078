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

    /// <summary>Whether the ends of a figure are those of draws: 5 % and 95 %.</summary>
    private bool IsSimulated(FigureId id) =>
        disclosure.Intervals is not null && (id == FigureIds.Total || id == FigureIds.TotalKilograms || id == FigureIds.Energy);

    /// <summary>Low, or 5 % of the draws.</summary>
    public Run Low(FigureId id) => End(IsSimulated(id) ? FigureIds.P5(id) : FigureIds.Low(id));

    /// <summary>High, or 95 % of the draws.</summary>
    public Run High(FigureId id) => End(IsSimulated(id) ? FigureIds.P95(id) : FigureIds.High(id));

    /// <summary>Low to high, or 5 % to 95 % of the draws.</summary>
    public ImmutableArray<Run> Range(FigureId id) => culture.Runs("value.range", ("low", Low(id)), ("high", High(id)));

    /// <summary>The range of a part of the total, such as a model; null where it is not known.</summary>
    public (decimal Low, decimal High)? Ends(Totals totals) =>
        disclosure.Intervals is not null
            ? totals.Interval is { } interval
                ? (interval.P5, interval.P95)
                : null
            : totals.Total is { } total
                ? (total.Low.KilogramsCo2e, total.High.KilogramsCo2e)
                : null;

    /// <summary>The key of a text, or of the one that stands in its place where ranges are simulated.</summary>
    public string Keyed(string key) => HasIntervals ? key + "Simulated" : key;

    /// <summary>Whether ranges are those of seeded draws.</summary>
    public bool HasIntervals => disclosure.Intervals is not null;

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
