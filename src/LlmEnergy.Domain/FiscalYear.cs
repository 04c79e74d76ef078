namespace LlmEnergy.Domain;

/// <summary>Which year a fiscal year is named after.</summary>
public enum FiscalYearName : byte
{
    /// <summary>The calendar year in which it ends: FY2026 may run from 2025-07-01 to 2026-06-30.</summary>
    End,

    /// <summary>The calendar year in which it starts.</summary>
    Start,
}

/// <summary>How a 52/53-week year ends.</summary>
public enum WeekYearEnd : byte
{
    /// <summary>On the last such weekday on or before the nominal end.</summary>
    Last,

    /// <summary>On such a weekday nearest to the nominal end.</summary>
    Nearest,
}

/// <summary>A fiscal year: its first month and day, how it is named, and, for 52/53-week years, the weekday it ends on.</summary>
public sealed record FiscalYear(
    int StartMonth,
    int StartDay,
    FiscalYearName NamedBy = FiscalYearName.End,
    DayOfWeek? EndsOn = null,
    WeekYearEnd WeekEnd = WeekYearEnd.Last
)
{
    public static FiscalYear Calendar { get; } = new(1, 1);

    /// <summary>Inclusive first and last day of the given quarters (1 to 4) of fiscal year <paramref name="year"/>.</summary>
    public (DateOnly First, DateOnly Last) Quarters(int year, int from, int to) =>
        (QuarterStart(year, from), QuarterStart(year, to + 1).AddDays(-1));

    private DateOnly QuarterStart(int year, int quarter) =>
        quarter == 5 ? End(year).AddDays(1)
        : EndsOn is null ? NominalStart(year).AddMonths(3 * (quarter - 1))
        : End(year - 1).AddDays(1 + (13 * 7 * (quarter - 1)));

    private DateOnly NominalStart(int year) =>
        new(NamedBy == FiscalYearName.Start || (StartMonth == 1 && StartDay == 1) ? year : year - 1, StartMonth, StartDay);

    private DateOnly End(int year)
    {
        var nominal = NominalStart(year).AddYears(1).AddDays(-1);
        if (EndsOn is not { } weekday)
            return nominal;
        var back = ((int)nominal.DayOfWeek - (int)weekday + 7) % 7;
        return WeekEnd == WeekYearEnd.Last || back <= 3 ? nominal.AddDays(-back) : nominal.AddDays(7 - back);
    }
}
