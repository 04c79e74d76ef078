using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Registers;

namespace LlmEnergy.Tests.Registers;

/// <summary>What a row of acceptances.csv may hold. What it does is told by <see cref="Periods.AcceptanceTests"/>.</summary>
public class AcceptanceRegisterTests
{
    private const string Header = "check,period,by,date,reason\n";

    [TestCase("coverage,2026-Q3,A. Berg,2026-10-06,lost")]
    [TestCase("cost-usd,2026,A. Berg,2026-10-06,lost")]
    [TestCase("cost-,FY2026-H1,A. Berg,2026-10-06,lost")]
    [TestCase("LE1026,2026-YTD3,A. Berg,2026-10-06,'-")]
    public void An_id_of_a_check_and_a_code_of_a_finding_are_accepted(string row) => Assert.That(IssuesOf(row), Is.Empty);

    [TestCase("Coverage", TestName = "the id of a check in another case")]
    [TestCase("LE26", TestName = "a code that is cut")]
    [TestCase("all checks", TestName = "words")]
    [TestCase("*", TestName = "a pattern")]
    public void What_is_no_id_is_named(string check) =>
        Assert.That(
            IssuesOf($"{check},2026-Q3,A. Berg,2026-10-06,lost"),
            Is.EqualTo(
                new[]
                {
                    "acceptances.csv:2:1: error LE2020: found no id in check, expected that of a check such as coverage, or the code of a "
                        + "finding such as LE1026",
                }
            )
        );

    [TestCase("2026-Q5")]
    [TestCase("2026-Q3~r1")]
    [TestCase("always")]
    public void What_is_no_period_is_named(string period) =>
        Assert.That(
            IssuesOf($"coverage,{period},A. Berg,2026-10-06,lost"),
            Is.EqualTo(
                new[]
                {
                    "acceptances.csv:2:2: error LE2020: found another name in period, expected one such as 2026-Q3, 2026-H1, 2026, "
                        + "2026-YTD3 or FY2026-Q3",
                }
            )
        );

    [TestCase("6 October 2026")]
    [TestCase("2026-02-30")]
    [TestCase("06.10.2026")]
    public void What_is_no_date_is_named(string date) =>
        Assert.That(
            IssuesOf($"coverage,2026-Q3,A. Berg,{date},lost"),
            Is.EqualTo(new[] { "acceptances.csv:2:4: error LE2020: found no date in date, expected one such as 2026-10-02" })
        );

    [Test]
    public void One_check_is_accepted_once_for_a_period() =>
        Assert.That(
            IssuesOf(
                "coverage,2026-Q3,A. Berg,2026-10-06,lost",
                "coverage,2026-Q2,A. Berg,2026-10-06,lost",
                "coverage,2026-Q3,B. Holm,2026-10-07,found"
            ),
            Is.EqualTo(new[] { "acceptances.csv:4:1: error LE2020: found the check and period twice, expected them once" })
        );

    [Test]
    public void Everything_that_is_wrong_with_a_row_is_named_at_once() =>
        Assert.That(
            IssuesOf("COVERAGE,Q3,,soon,").Select(issue => issue[..20]),
            Is.EquivalentTo(
                new[]
                {
                    "acceptances.csv:2:1:",
                    "acceptances.csv:2:2:",
                    "acceptances.csv:2:3:",
                    "acceptances.csv:2:4:",
                    "acceptances.csv:2:5:",
                }
            )
        );

    private static IEnumerable<string> IssuesOf(params string[] rows)
    {
        var issues = new List<Issue>();
        AcceptanceRegister.Read(Encoding.UTF8.GetBytes(Header + string.Join('\n', rows)), FiscalYear.Calendar, issues);
        return issues.Select(issue => issue.ToString());
    }
}
