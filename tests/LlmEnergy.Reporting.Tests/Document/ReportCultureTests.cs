using System.Text;

namespace LlmEnergy.Reporting.Tests.Document;

internal sealed class ReportCultureTests
{
    private static readonly ReportCulture English = ReportCulture.Of("en");

    [TestCase("0.125", 2, "0.13")]
    [TestCase("2.5", 0, "3")]
    [TestCase("-2.5", 0, "-3")]
    [TestCase("1234567.891", 1, "1,234,567.9")]
    public void Rounds_half_away_from_zero_and_groups_thousands(string value, int decimals, string printed) =>
        Assert.That(English.Number(Number(value), decimals), Is.EqualTo(printed));

    [TestCase("0.004", 2, "<0.01")]
    [TestCase("0.4", 0, "<1")]
    [TestCase("-0.004", 2, ">-0.01")]
    [TestCase("0", 2, "0.00")]
    public void What_is_not_zero_is_not_printed_as_zero(string value, int decimals, string printed) =>
        Assert.That(English.Number(Number(value), decimals), Is.EqualTo(printed));

    [TestCase("1234", 0)]
    [TestCase("12.34", 1)]
    [TestCase("1.2", 2)]
    [TestCase("0.0123", 4)]
    [TestCase("0", 0)]
    public void A_number_alone_keeps_three_significant_digits(string value, int decimals) =>
        Assert.That(ReportCulture.DecimalsFor(Number(value)), Is.EqualTo(decimals));

    [Test]
    public void A_table_has_the_decimals_of_its_smallest_value_that_is_not_zero() =>
        Assert.That(ReportCulture.DecimalsFor(120m, null, 0m, 0.25m), Is.EqualTo(3));

    [Test]
    public void A_table_has_at_most_six_digits_in_its_largest_value() =>
        Assert.That(ReportCulture.DecimalsFor(2440.6m, 0.00112m), Is.EqualTo(2));

    [TestCase("0.3012", "4512", "0.30 to 4,500")]
    [TestCase("0.996", "99.6", "1.0 to 100")]
    [TestCase("0", "0.00064", "0 to 0.00064")]
    public void Ranges_have_two_significant_digits(string low, string high, string printed) =>
        Assert.That(English.Range(Number(low), Number(high)), Is.EqualTo(printed));

    [Test]
    public void Missing_is_not_zero() =>
        Assert.Multiple(() =>
        {
            Assert.That(English.Stated(null), Is.EqualTo("not stated"));
            Assert.That(English.Calculated(null, 2), Is.EqualTo("n/a"));
            Assert.That(English.Share(1m, 0m), Is.EqualTo("n/a"));
        });

    [Test]
    public void Published_decimals_are_kept() => Assert.That(English.AsPublished(0.30m), Is.EqualTo("0.30"));

    [Test]
    public void Writes_dates_in_words() => Assert.That(English.Date(new(2026, 9, 30)), Is.EqualTo("30 September 2026"));

    [Test]
    public void Shortens_a_hash_to_sixteen_digits() =>
        Assert.That(ReportCulture.ShortHash("sha256:0123456789abcdef0123456789abcdef"), Is.EqualTo("0123456789abcdef"));

    [Test]
    public void Takes_its_signs_from_its_own_data() =>
        Assert.That(Of("{}", decimalSign: ",", group: " ").Number(1234.5m, 2), Is.EqualTo("1 234,50"));

    [Test]
    public void A_missing_text_is_an_error() =>
        Assert.That(() => English.Text("no.such.text"), Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("no.such.text"));

    [Test]
    public void A_placeholder_without_a_value_is_an_error() =>
        Assert.That(
            () => Of("""{ "a": "{x} and {y}" }""").Text("a", ("x", "1")),
            Throws.TypeOf<FormatException>().With.Message.Contains("{y}")
        );

    [Test]
    public void A_value_without_a_placeholder_is_an_error() =>
        Assert.That(
            () => Of("""{ "a": "{x}" }""").Text("a", ("x", "1"), ("y", "2")),
            Throws.TypeOf<FormatException>().With.Message.Contains("{y}")
        );

    [Test]
    public void A_value_that_looks_like_a_placeholder_stays_as_it_is() =>
        Assert.That(Of("""{ "a": "{x}" }""").Text("a", ("x", "{y}")), Is.EqualTo("{y}"));

    [Test]
    public void An_unknown_language_is_an_error() =>
        Assert.That(() => ReportCulture.Of("tlh"), Throws.ArgumentException.With.Message.Contains("tlh"));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static ReportCulture Of(string texts, string decimalSign = ".", string group = ",")
    {
        var json =
            $$"""{ "culture": { "decimal": "{{decimalSign}}", "group": "{{group}}", "date": "{day}", "month": "{month}", "list": ", ", "months": [] }, "texts": {{texts}} }""";
        return ReportCulture.Read("xx", new MemoryStream(Encoding.UTF8.GetBytes(json)));
    }
}
