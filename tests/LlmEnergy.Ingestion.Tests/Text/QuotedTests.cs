using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Tests.Text;

public class QuotedTests
{
    [TestCase("-1", "'-1'")]
    [TestCase("1.234,56", "'1.234,56'")]
    [TestCase("1.234.567", "'1.234.567'")]
    [TestCase("05.01.2026", "'05.01.2026'")]
    [TestCase("05.01.2026 10:00:00", "'05.01.2026 10:00:00'")]
    [TestCase("2026-01-05T10:00:00+02:00", "'2026-01-05T10:00:00+02:00'")]
    [TestCase("99999999999999999999999999999999999999999", "'9999999999999999999999999999999999999999...'")]
    public void A_number_or_a_time_is_quoted(string text, string quoted) => Assert.That(Of(text), Is.EqualTo(quoted));

    [TestCase("anna.berg@example.org")]
    [TestCase("sk-proj-1")]
    [TestCase("203.0.113.77")]
    [TestCase("203.0.113.77:443")]
    [TestCase("2001:0:0:0:0:0:0:77")]
    [TestCase("2001::77")]
    public void What_may_be_a_person_a_key_or_an_address_is_not(string text) => Assert.That(Of(text), Is.EqualTo("text"));

    private static string Of(string text) => Quoted.Number(System.Text.Encoding.UTF8.GetBytes(text));
}
