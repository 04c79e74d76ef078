using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Registers;

namespace LlmEnergy.Tests.Registers;

public class ApprovalRegisterTests
{
    private const string Hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Test]
    public void What_is_adopted_is_no_finding() =>
        Assert.That(Findings($"hash,by,date,basis,subject\n{Hash},A. Berg,2026-01-31,policy 7,factor pack 2026.11\n"), Is.Empty);

    [Test]
    public void A_hash_counts_in_either_case() =>
        Assert.That(Findings($"hash,by,date,basis\n{Hash.ToUpperInvariant()},A. Berg,2026-01-31,policy 7\n"), Is.Empty);

    [Test]
    public void What_is_not_adopted_is_a_warning_that_says_what_to_write() =>
        Assert.That(
            Findings("hash,by,date,basis\n"),
            Is.EqualTo(
                new[]
                {
                    $"approvals.csv: warning LE2021: factor pack 2026.11 is not adopted by the undertaking, expected a row of "
                        + $"approvals.csv with hash {Hash}, by, date and basis",
                }
            )
        );

    [TestCase("sha256:0123", TestName = "a hash that is cut")]
    [TestCase("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", TestName = "a hash of no kind")]
    [TestCase("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg", TestName = "a digit that is none")]
    [TestCase("yes", TestName = "a word")]
    public void What_is_no_hash_is_named(string hash) =>
        Assert.That(
            IssuesOf($"hash,by,date,basis\n{hash},A. Berg,2026-01-31,policy 7\n"),
            Is.EqualTo(
                new[]
                {
                    "approvals.csv:2:1: error LE2020: found no hash, expected sha256: and 64 hexadecimal digits, as the finding states it",
                }
            )
        );

    [TestCase("31.01.2026")]
    [TestCase("2026-02-30")]
    [TestCase("0001-01-01")]
    public void What_is_no_date_is_named(string date) =>
        Assert.That(
            IssuesOf($"hash,by,date,basis\n{Hash},A. Berg,{date},policy 7\n"),
            Is.EqualTo(new[] { "approvals.csv:2:3: error LE2020: found no date in date, expected one such as 2026-10-02" })
        );

    [Test]
    public void An_apostrophe_that_keeps_a_spreadsheet_from_calculating_is_no_part_of_the_text() =>
        Assert.That(Findings($"hash,by,date,basis\n{Hash},'=A. Berg,2026-01-31,'-\n"), Is.Empty);

    private static IEnumerable<string> Findings(string csv)
    {
        var issues = new List<Issue>();
        var register = ApprovalRegister.Read(Encoding.UTF8.GetBytes(csv), issues);
        Assert.That(issues, Is.Empty);
        return register.Findings([("factor pack 2026.11", Hash)]).Select(issue => issue.ToString());
    }

    private static IEnumerable<string> IssuesOf(string csv)
    {
        var issues = new List<Issue>();
        ApprovalRegister.Read(Encoding.UTF8.GetBytes(csv), issues);
        return issues.Select(issue => issue.ToString());
    }
}
