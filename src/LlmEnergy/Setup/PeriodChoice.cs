using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Setup;

/// <summary>The period of a report that names none: the last complete quarter with data.</summary>
public static class PeriodChoice
{
    /// <summary>Days at the end of a quarter that may be without data: a weekend and holidays.</summary>
    private const int QuietDays = 6;

    /// <summary>
    /// The last quarter that has usage in each of its months and whose last week the data reach; else the last that has usage in each
    /// month, else the last with any.
    /// </summary>
    /// <param name="activity">Of all days.</param>
    /// <returns>Null where nothing has a day.</returns>
    public static ReportingPeriod? Of(Activity activity, FiscalYear fiscalYear)
    {
        var months = activity.Lines.Where(line => line.Estimate is null).Select(line => line.Key.Month).ToHashSet();
        if (months.Count == 0)
            return null;
        var last = activity.Files.Select(file => file.Days?.Last).Max() ?? months.Max();
        var quarters = Quarters(months, fiscalYear).Where(quarter => months.Any(month => Overlaps(quarter, month))).ToList();
        return quarters.LastOrDefault(quarter => IsFull(quarter) && last >= quarter.Last.AddDays(-QuietDays))
            ?? quarters.LastOrDefault(IsFull)
            ?? quarters.LastOrDefault();

        bool IsFull(ReportingPeriod quarter)
        {
            for (var month = new DateOnly(quarter.First.Year, quarter.First.Month, 1); month <= quarter.Last; month = month.AddMonths(1))
                if (!months.Contains(month))
                    return false;
            return true;
        }
    }

    private static bool Overlaps(ReportingPeriod quarter, DateOnly month) => month <= quarter.Last && quarter.First < month.AddMonths(1);

    private static IEnumerable<ReportingPeriod> Quarters(HashSet<DateOnly> months, FiscalYear fiscalYear)
    {
        var prefix = fiscalYear == FiscalYear.Calendar ? "" : "FY";
        for (var year = Math.Max(2000, months.Min().Year - 1); year <= Math.Min(2199, months.Max().Year + 1); year++)
        {
            for (var number = 1; number <= 4; number++)
                if (ReportingPeriod.TryParse(FormattableString.Invariant($"{prefix}{year}-Q{number}"), fiscalYear, out var quarter))
                    yield return quarter;
        }
    }
}
