namespace LlmEnergy.Domain.Tests;

public class ReportingPeriodTests
{
    private static readonly FiscalYear FromJuly = new(7, 1);

    [TestCase("2026", "2026-01-01", "2026-12-31")]
    [TestCase("2026-Q1", "2026-01-01", "2026-03-31")]
    [TestCase("2026-Q3", "2026-07-01", "2026-09-30")]
    [TestCase("2026-H2", "2026-07-01", "2026-12-31")]
    [TestCase("2026-YTD3", "2026-01-01", "2026-09-30")]
    [TestCase("2024-Q1", "2024-01-01", "2024-03-31")]
    public void Calendar_names_have_calendar_days(string name, string first, string last) =>
        Assert.That(Days(name, FiscalYear.Calendar), Is.EqualTo($"{first} {last}"));

    [TestCase("FY2026", "2025-07-01", "2026-06-30")]
    [TestCase("FY2026-Q1", "2025-07-01", "2025-09-30")]
    [TestCase("FY2026-Q3", "2026-01-01", "2026-03-31")]
    [TestCase("FY2026-H2", "2026-01-01", "2026-06-30")]
    public void A_fiscal_year_is_named_after_the_year_it_ends_in(string name, string first, string last) =>
        Assert.That(Days(name, FromJuly), Is.EqualTo($"{first} {last}"));

    [Test]
    public void A_fiscal_year_can_be_named_after_the_year_it_starts_in() =>
        Assert.That(Days("FY2026", FromJuly with { NamedBy = FiscalYearName.Start }), Is.EqualTo("2026-07-01 2027-06-30"));

    [Test]
    public void Calendar_names_do_not_follow_the_fiscal_year() =>
        Assert.That(Days("2026-Q1", FromJuly), Is.EqualTo("2026-01-01 2026-03-31"));

    // the last Saturdays of January are 25 January 2025, 31 January 2026 (a year of 53 weeks) and 30 January 2027
    [TestCase("FY2026", "2025-01-26", "2026-01-31")]
    [TestCase("FY2027", "2026-02-01", "2027-01-30")]
    [TestCase("FY2027-Q1", "2026-02-01", "2026-05-02")]
    [TestCase("FY2027-Q4", "2026-11-01", "2027-01-30")]
    public void A_52_week_year_ends_on_the_last_weekday_of_its_month(string name, string first, string last) =>
        Assert.That(Days(name, new(2, 1, FiscalYearName.End, DayOfWeek.Saturday)), Is.EqualTo($"{first} {last}"));

    [Test]
    public void The_week_nearest_to_the_end_may_lie_after_it() =>
        // 31 December 2026 is a Thursday: the nearest Saturday is 2 January 2027
        Assert.That(Days("FY2026", new(1, 1, FiscalYearName.End, DayOfWeek.Saturday, WeekYearEnd.Nearest)), Does.EndWith("2027-01-02"));

    [Test]
    public void Years_of_52_or_53_weeks_follow_each_other_without_gap_and_are_the_sum_of_their_quarters()
    {
        var weeks = new FiscalYear(2, 1, FiscalYearName.End, DayOfWeek.Saturday);
        for (var year = 2020; year < 2040; year++)
        {
            var (first, last) = weeks.Quarters(year, 1, 4);
            Assert.That((last.DayNumber - first.DayNumber + 1) / 7m, Is.EqualTo(52m).Or.EqualTo(53m));
            Assert.That(weeks.Quarters(year + 1, 1, 1).First, Is.EqualTo(last.AddDays(1)));
            for (var quarter = 1; quarter < 4; quarter++)
                Assert.That(
                    weeks.Quarters(year, quarter + 1, quarter + 1).First,
                    Is.EqualTo(weeks.Quarters(year, quarter, quarter).Last.AddDays(1))
                );
        }
    }

    [TestCase("")]
    [TestCase("2026-Q5")]
    [TestCase("2026-q3")]
    [TestCase("2026-H3")]
    [TestCase("26-Q1")]
    [TestCase("2026-13")]
    [TestCase("2026-Q3 ")]
    [TestCase("../2026-Q3")]
    [TestCase("1999")]
    public void Other_names_are_refused(string name) => Assert.That(ReportingPeriod.TryParse(name, FiscalYear.Calendar, out _), Is.False);

    [TestCase("2026-Q3", true)]
    [TestCase("2026-YTD3", true)]
    [TestCase("2026", false)]
    public void Parts_of_a_year_are_interim(string name, bool interim)
    {
        Assert.That(ReportingPeriod.TryParse(name, FiscalYear.Calendar, out var period), Is.True);
        Assert.That(period!.IsInterim, Is.EqualTo(interim));
    }

    [TestCase("2026-Q3", "2025-Q3")]
    [TestCase("2026", "2025")]
    [TestCase("2026-H1", "2025-H1")]
    [TestCase("2026-YTD3", "2025-YTD3")]
    [TestCase("FY2026", "FY2025")]
    [TestCase("FY2026-Q3", "FY2025-Q3")]
    public void The_year_before_has_the_same_kind_of_period(string name, string before)
    {
        Assert.That(ReportingPeriod.TryParse(name, FromJuly, out var period), Is.True);
        Assert.That(period!.YearBeforeName, Is.EqualTo(before));
    }

    [Test]
    public void Every_period_ends_a_year_after_the_one_of_the_year_before_whatever_the_fiscal_year()
    {
        var names = Enumerable
            .Range(2001, 199)
            .SelectMany(year =>
                new[] { "", "FY" }.SelectMany(fiscal =>
                    new[] { "", "-Q1", "-Q4", "-H2", "-YTD3" }.Select(part => FormattableString.Invariant($"{fiscal}{year}{part}"))
                )
            );
        foreach (var weeks in new[] { FromJuly, new(2, 1, FiscalYearName.End, DayOfWeek.Saturday) })
        {
            foreach (var name in names)
            {
                ReportingPeriod? before = null;
                Assert.That(
                    ReportingPeriod.TryParse(name, weeks, out var period)
                        && ReportingPeriod.TryParse(period.YearBeforeName!, weeks, out before),
                    Is.True,
                    name
                );
                Assert.That(period!.Last.DayNumber - before!.Last.DayNumber, Is.InRange(52 * 7, 53 * 7), name);
            }
        }
    }

    [Test]
    public void Days_without_such_a_name_have_no_year_before() =>
        Assert.That(
            (ReportingPeriod.Always.YearBeforeName, ReportingPeriod.Spanning(new(2026, 1, 1), new(2026, 1, 1)).YearBeforeName),
            Is.EqualTo(((string?)null, (string?)null))
        );

    [Test]
    public void Both_ends_belong_to_a_period()
    {
        var day = new DateOnly(2026, 9, 30);
        var period = ReportingPeriod.Spanning(day, day);
        Assert.That(
            (period.Contains(day), period.Contains(day.AddDays(1)), period.Contains(day.AddDays(-1))),
            Is.EqualTo((true, false, false))
        );
    }

    private static string Days(string name, FiscalYear year) =>
        ReportingPeriod.TryParse(name, year, out var period)
            ? FormattableString.Invariant($"{period.First:yyyy-MM-dd} {period.Last:yyyy-MM-dd}")
            : "refused";
}
