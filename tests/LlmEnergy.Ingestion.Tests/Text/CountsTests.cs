using System.Globalization;
using System.Text;
using CsCheck;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Tests.Text;

public class CountsTests
{
    [TestCase("0", 0)]
    [TestCase("59200", 59_200)]
    [TestCase("59200.0", 59_200)]
    [TestCase("59200.000", 59_200)]
    [TestCase("  7 ", 7)]
    [TestCase("007", 7)]
    [TestCase("100000000000000", 100_000_000_000_000)]
    public void Digits_are_a_count_with_a_fraction_of_zeros_at_most(string text, long count)
    {
        Assert.That(Counts.TryParse(Encoding.UTF8.GetBytes(text), out var value), Is.True);
        Assert.That(value, Is.EqualTo(count));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase("59200.5")]
    [TestCase("1.")]
    [TestCase(".0")]
    [TestCase("1,234")]
    [TestCase("1.234,0")]
    [TestCase("1e3")]
    [TestCase("1 2")]
    [TestCase("NULL")]
    [TestCase("100000000000001")]
    [TestCase("9223372036854775808")]
    [TestCase("99999999999999999999999999")]
    [TestCase("١")]
    public void Everything_else_is_not(string text) => Assert.That(Counts.TryParse(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [TestCase("59.2", 59_200)]
    [TestCase("0.001", 1)]
    [TestCase("7", 7_000)]
    public void A_count_in_thousands_is_whole_after_scaling(string text, long count)
    {
        Assert.That(Counts.TryParse(Encoding.UTF8.GetBytes(text), 1_000, out var value), Is.True);
        Assert.That(value, Is.EqualTo(count));
    }

    [TestCase("59.2001")]
    [TestCase("-1")]
    [TestCase("1e27")]
    public void A_count_in_thousands_that_is_not_whole_is_refused(string text) =>
        Assert.That(Counts.TryParse(Encoding.UTF8.GetBytes(text), 1_000, out _), Is.False);

    [Test]
    public void What_is_written_is_what_is_read() =>
        Gen.Long[0, Counts.Most]
            .Sample(count =>
                Counts.TryParse(Encoding.UTF8.GetBytes(count.ToString(CultureInfo.InvariantCulture)), out var read) && read == count
            );
}
