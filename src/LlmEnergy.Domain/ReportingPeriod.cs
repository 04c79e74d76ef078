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
    private ReportingPeriod(string name, DateOnly first, DateOnly last) => (Name, First, Last) = (name, first, last);

    public string Name { get; }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    /// <summary>A quarter, a half or a year to date: such reports are marked as interim and unassured.</summary>
    public bool IsInterim => Name.Contains('-', StringComparison.Ordinal);

    /// <summary>Name of the period of the same kind just before it; null where there is none, as for a year to date.</summary>
    public string? PreviousName
    {
        get
        {
            var match = NameForm().Match(Name);
            if (!match.Success || match.Groups["part"].Value == "YTD")
                return null;
            var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
            var fiscal = match.Groups["fiscal"].Value;
            if (!match.Groups["part"].Success)
                return string.Create(CultureInfo.InvariantCulture, $"{fiscal}{year - 1}");
            var (part, number) = (match.Groups["part"].Value, Number(match));
            return number > 1
                ? string.Create(CultureInfo.InvariantCulture, $"{fiscal}{year}-{part}{number - 1}")
                : string.Create(CultureInfo.InvariantCulture, $"{fiscal}{year - 1}-{part}{(part == "Q" ? 4 : 2)}");
        }
    }

    /// <summary>Name of the period of the same kind one year before; null where days have no such name.</summary>
    public string? YearBeforeName =>
        NameForm().Match(Name) is { Success: true } match && match.Groups["year"] is var year
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{match.Groups["fiscal"].Value}{int.Parse(year.ValueSpan, CultureInfo.InvariantCulture) - 1:0000}"
                    + $"{Name[(year.Index + year.Length)..]}"
            )
            : null;

    /// <summary>Names of the quarters that a longer calendar or fiscal period is made of; none for a quarter.</summary>
    public IEnumerable<string> Quarters
    {
        get
        {
            var match = NameForm().Match(Name);
            if (!match.Success || match.Groups["part"].Value == "Q")
                return [];
            var (from, to) = match.Groups["part"].Value switch
            {
                "H" => ((2 * Number(match)) - 1, 2 * Number(match)),
                "YTD" => (1, Number(match)),
                _ => (1, 4),
            };
            return Enumerable
                .Range(from, to - from + 1)
                .Select(quarter =>
                    string.Create(CultureInfo.InvariantCulture, $"{match.Groups["fiscal"].Value}{match.Groups["year"].Value}-Q{quarter}")
                );
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
        var (from, to) = match.Groups["part"].Value switch
        {
            "Q" => (Number(match), Number(match)),
            "H" => ((2 * Number(match)) - 1, 2 * Number(match)),
            "YTD" => (1, Number(match)),
            _ => (1, 4),
        };
        var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
        if (to > 4 || year is < 2000 or > 2199)
            return false;
        var (first, last) = (match.Groups["fiscal"].Success ? fiscalYear : FiscalYear.Calendar).Quarters(year, from, to);
        period = new(text, first, last);
        return true;
    }

    /// <summary>Any days under a name of their own: what files without a workspace cover.</summary>
    public static ReportingPeriod Spanning(DateOnly first, DateOnly last) =>
        first <= last
            ? new(string.Create(CultureInfo.InvariantCulture, $"{first:yyyy-MM-dd}..{last:yyyy-MM-dd}"), first, last)
            : throw new ArgumentOutOfRangeException(nameof(last), last, "a period ends on or after its first day");

    /// <summary>Every day there is.</summary>
    public static ReportingPeriod Always { get; } = new("all", DateOnly.MinValue, DateOnly.MaxValue);

    public override string ToString() => Name;

    private static int Number(Match match) => match.Groups["number"].ValueSpan[0] - '0';

    [GeneratedRegex("^(?<fiscal>FY)?(?<year>[0-9]{4})(-(?<part>Q|H|YTD)(?<number>[1-4]))?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
