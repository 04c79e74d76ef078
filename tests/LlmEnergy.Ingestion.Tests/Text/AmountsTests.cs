using System.Globalization;
using System.Text;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Tests.Text;

public class AmountsTests
{
    [TestCase("1234.5", ".", "1234.5")]
    [TestCase("1,234.5", ".", "1234.5")]
    [TestCase("1.234,56", ",", "1234.56")]
    [TestCase("1 234,56", ",", "1234.56")]
    [TestCase("1.5e3", ".", "1500")]
    [TestCase("1,5E-5", ",", "0.000015")]
    [TestCase("1E-7", ",", "0.0000001")]
    [TestCase("0E-6176", ".", "0")]
    public void An_amount_is_read_by_the_mark_of_its_file(string text, string mark, string value)
    {
        Assert.That(
            Amounts.TryParse(Encoding.UTF8.GetBytes(text), mark == "," ? DecimalMark.Comma : DecimalMark.Point, out var amount),
            Is.True
        );
        Assert.That(amount, Is.EqualTo(decimal.Parse(value, CultureInfo.InvariantCulture)));
    }

    [TestCase("1,23", ".")]
    [TestCase("1.23E4", ",")]
    [TestCase("1.234E3", ",")]
    [TestCase("1.2345", ",")]
    [TestCase("12,34,567", ".")]
    public void Groups_are_of_three_digits_and_an_exponent_has_none(string text, string mark) =>
        Assert.That(Amounts.TryParse(Encoding.UTF8.GetBytes(text), mark == "," ? DecimalMark.Comma : DecimalMark.Point, out _), Is.False);

    [TestCase("1.5E3", DecimalMark.Point, false)]
    [TestCase("1,5E-5", DecimalMark.Comma, false)]
    [TestCase("1.234", null, true)]
    [TestCase("0.123", DecimalMark.Point, false)]
    [TestCase("1.234.567", DecimalMark.Comma, false)]
    [TestCase("1E-7", null, false)]
    public void An_amount_shows_the_mark_where_it_can_be_read_in_one_way(string text, DecimalMark? mark, bool isAmbiguous) =>
        Assert.That((Amounts.MarkOf(Encoding.UTF8.GetBytes(text), out var either), either), Is.EqualTo((mark, isAmbiguous)));
}
