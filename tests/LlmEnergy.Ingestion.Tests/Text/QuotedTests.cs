using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Tests.Text;

public class QuotedTests
{
    [TestCase("-1", "'-1'")]
    [TestCase("59200.5", "'59200.5'")]
    [TestCase("1.234,56", "'1.234,56'")]
    [TestCase("1.5E-7", "'1.5E-7'")]
    public void A_short_number_is_quoted(string text, string quoted) => Assert.That(Of(text), Is.EqualTo(quoted));

    [TestCase("05.01.2026", "'05.01.2026'")]
    [TestCase("07/2026", "'07/2026'")]
    [TestCase("01/09/2026 00:15", "'01/09/2026 00:15'")]
    [TestCase("2026-7-1", "'2026-7-1'")]
    [TestCase("05.01.2026 10:00:00", "'05.01.2026 10:00:00'")]
    [TestCase("2026-01-05T10:00:00.123456+02:00", "'2026-01-05T10:00:00.123456+02:00'")]
    public void In_the_place_of_a_time_a_time_of_this_century_is_quoted(string text, string quoted) =>
        Assert.That(Quoted.Time(Bytes(text)), Is.EqualTo(quoted));

    [TestCase("17.05.1990", "8 digits and signs")]
    [TestCase("1990-05-17", "8 digits and signs")]
    [TestCase("17-05-90", "6 digits and signs")]
    [TestCase("010190-1234", "10 digits and signs")]
    [TestCase("17/05/90", "text")]
    public void A_day_of_birth_is_not(string text, string said) => Assert.That(Quoted.Time(Bytes(text)), Is.EqualTo(said));

    [TestCase("1234567", "7 digits")]
    [TestCase("010190", "6 digits")]
    [TestCase("12 34 56", "6 digits and signs")]
    [TestCase("2026-07-01", "8 digits and signs")]
    [TestCase("1.234.567", "7 digits and signs")]
    [TestCase("010190-1234", "10 digits and signs")]
    [TestCase("+4512345678", "10 digits and signs")]
    [TestCase("+45 12 34 56 78", "10 digits and signs")]
    [TestCase("4111111111111111", "16 digits")]
    [TestCase("123-45-6789", "9 digits and signs")]
    public void Of_a_longer_number_only_the_length_is_said(string text, string said) => Assert.That(Of(text), Is.EqualTo(said));

    [TestCase("anna.berg@example.org")]
    [TestCase("sk-proj-1")]
    [TestCase("203.0.113.77")]
    [TestCase("1.2.3.4")]
    [TestCase("203.0.113.77:443")]
    [TestCase("2001:0:0:77")]
    [TestCase("2001::77")]
    [TestCase("2026-01-05 anna")]
    public void What_may_be_a_person_a_key_or_an_address_is_not(string text) => Assert.That(Of(text), Is.EqualTo("text"));

    private static string Of(string text) => Quoted.Number(Bytes(text));

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
