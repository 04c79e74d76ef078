using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.Domain;

/// <summary>
/// The days a disclosure covers, in UTC. Both ends are included, as in the report: a period of the management report is named by its
/// first and its last day. <c>2026</c>, <c>2026-Q3</c>, <c>2026-H1</c> and <c>2026-YTD3</c> (the first three quarters) are calendar
/// periods; with <c>FY</c> before the year they are fiscal ones.
/// </summary>
public sealed partial record ReportingPeriod
{
    private readonly NamedPeriod? _named;

    private ReportingPeriod(string name, DateOnly first, DateOnly last, DateOnly firstOfYear, NamedPeriod? named = null) =>
        (Name, First, Last, FirstOfYear, _named) = (name, first, last, firstOfYear, named);

    public string Name { get; }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    /// <summary>First day of the financial year that it is a part of; of days without such a name, their first.</summary>
    public DateOnly FirstOfYear { get; }

    /// <summary>A quarter, a half or a year to date: such reports are marked as interim and unassured.</summary>
    public bool IsInterim => _named is { Part: not PeriodPart.Year };

    /// <summary>Name of the period of the same kind just before it; null where there is none, as for a year to date.</summary>
    public string? PreviousName =>
        _named switch
        {
            null or { Part: PeriodPart.YearToDate } => null,
            { Number: > 1 } named => (named with { Number = named.Number - 1 }).ToString(),
            { Part: PeriodPart.Quarter } named => (named with { Year = named.Year - 1, Number = 4 }).ToString(),
            { Part: PeriodPart.Half } named => (named with { Year = named.Year - 1, Number = 2 }).ToString(),
            { } named => (named with { Year = named.Year - 1 }).ToString(),
        };

    /// <summary>Name of the period of the same kind one year before; null where days have no such name.</summary>
    public string? YearBeforeName => _named is { } named ? (named with { Year = named.Year - 1 }).ToString() : null;

    /// <summary>Names of the quarters that a longer calendar or fiscal period is made of; none for a quarter.</summary>
    public IEnumerable<string> Quarters
    {
        get
        {
            if (_named is not { Part: not PeriodPart.Quarter } named)
                return [];
            var (from, to) = named.Quarters;
            return Enumerable
                .Range(from, to - from + 1)
                .Select(quarter => (named with { Part = PeriodPart.Quarter, Number = quarter }).ToString());
        }
    }

    public bool Contains(DateOnly day) => First <= day && day <= Last;

    /// <summary>Reads a period's name; <paramref name="fiscalYear"/> gives the days of names that begin with FY.</summary>
    public static bool TryParse(string text, FiscalYear fiscalYear, [NotNullWhen(true)] out ReportingPeriod? period)
    {
        period = null;
        var match = NameForm().Match(text);
        if (!match.Success)
            return false;
        var part = match.Groups["part"].Value switch
        {
            "Q" => PeriodPart.Quarter,
            "H" => PeriodPart.Half,
            "YTD" => PeriodPart.YearToDate,
            _ => PeriodPart.Year,
        };
        var number = part == PeriodPart.Year ? 1 : match.Groups["number"].ValueSpan[0] - '0';
        var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
        var named = new NamedPeriod(match.Groups["fiscal"].Success, year, part, number);
        var (from, to) = named.Quarters;
        if (to > 4 || year is < 2000 or > 2199)
            return false;
        var days = named.IsFiscal ? fiscalYear : FiscalYear.Calendar;
        var (first, last) = days.Quarters(year, from, to);
        period = new(text, first, last, days.Quarters(year, 1, 4).First, named);
        return true;
    }

    /// <summary>Any days under a name of their own: what files without a workspace cover.</summary>
    public static ReportingPeriod Spanning(DateOnly first, DateOnly last) =>
        first <= last
            ? new(string.Create(CultureInfo.InvariantCulture, $"{first:yyyy-MM-dd}..{last:yyyy-MM-dd}"), first, last, first)
            : throw new ArgumentOutOfRangeException(nameof(last), last, "a period ends on or after its first day");

    /// <summary>Every day there is.</summary>
    public static ReportingPeriod Always { get; } = new("all", DateOnly.MinValue, DateOnly.MaxValue, DateOnly.MinValue);

    public override string ToString() => Name;

    [GeneratedRegex("^(?<fiscal>FY)?(?<year>[0-9]{4})(-(?<part>Q|H|YTD)(?<number>[1-4]))?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();

    private enum PeriodPart : byte
    {
        Year,
        Half,
        Quarter,

        /// <summary>The first quarters of a year.</summary>
        YearToDate,
    }

    /// <param name="Number">Of the half or quarter, or how many quarters of the year to date there are; 1 for a year.</param>
    private readonly record struct NamedPeriod(bool IsFiscal, int Year, PeriodPart Part, int Number)
    {
        /// <summary>The first and the last one that it is made of.</summary>
        public (int From, int To) Quarters =>
            Part switch
            {
                PeriodPart.Quarter => (Number, Number),
                PeriodPart.Half => ((2 * Number) - 1, 2 * Number),
                PeriodPart.YearToDate => (1, Number),
                _ => (1, 4),
            };

        public override string ToString()
        {
            var year = string.Create(CultureInfo.InvariantCulture, $"{(IsFiscal ? "FY" : "")}{Year:0000}");
            return Part switch
            {
                PeriodPart.Quarter => string.Create(CultureInfo.InvariantCulture, $"{year}-Q{Number}"),
                PeriodPart.Half => string.Create(CultureInfo.InvariantCulture, $"{year}-H{Number}"),
                PeriodPart.YearToDate => string.Create(CultureInfo.InvariantCulture, $"{year}-YTD{Number}"),
                _ => year,
            };
        }
    }
}
