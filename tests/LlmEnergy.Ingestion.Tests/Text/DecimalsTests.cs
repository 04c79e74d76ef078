using System.Globalization;
using System.Text;
using CsCheck;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Tests.Text;

public class DecimalsTests
{
    [TestCase("0", "0")]
    [TestCase("0.0000", "0")]
    [TestCase("-0", "0")]
    [TestCase("1.50", "1.5")]
    [TestCase("-12.25", "-12.25")]
    [TestCase("100", "100")]
    [TestCase("1000.0100", "1000.01")]
    [TestCase(" 7 ", "7")]
    [TestCase("5.5e-06", "0.0000055")]
    [TestCase("1.2345678901234567e-05", "0.000012345678901234567")]
    [TestCase("1E+3", "1000")]
    [TestCase("1E-7", "0.0000001")]
    [TestCase("1.5e3", "1500")]
    [TestCase("0E-6176", "0")]
    [TestCase("-0.00e+6111", "0")]
    [TestCase("0.8958740000000000", "0.895874")]
    [TestCase("0.003835980000000000000000000000", "0.00383598")]
    [TestCase("1234567890123456789012345678", "1234567890123456789012345678")]
    [TestCase("0.1000000000000000000000000001", "0.1000000000000000000000000001")]
    public void Numbers_are_read_exactly(string text, string value)
    {
        Assert.That(Decimals.TryParse(Encoding.UTF8.GetBytes(text), out var read), Is.True);
        Assert.That(read, Is.EqualTo(decimal.Parse(value, CultureInfo.InvariantCulture)));
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("1.")]
    [TestCase("1,5")]
    [TestCase("1.2.3")]
    [TestCase("$1")]
    [TestCase("1e")]
    [TestCase("1e1000")]
    [TestCase("1e-6176")]
    [TestCase("0e1234567")]
    [TestCase("e5")]
    [TestCase("NaN")]
    [TestCase("0x10")]
    [TestCase("12345678901234567890123456789")]
    [TestCase("1.0000000000000000000000000001")]
    [TestCase("1e29")]
    [TestCase("1e-29")]
    [TestCase("123456789012345678901234567890123456789012345678901234567890")]
    public void What_is_no_number_or_cannot_be_held_exactly_is_refused(string text) =>
        Assert.That(Decimals.TryParse(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [Test]
    public void What_is_written_is_what_is_read() =>
        Gen.Select(Gen.Long, Gen.Int[0, 28])
            .Sample(
                (digits, scale) =>
                {
                    var value = new decimal(unchecked((int)digits), unchecked((int)(digits >> 32)), 0, digits % 2 == 0, (byte)scale);
                    return Decimals.TryParse(Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)), out var read)
                        && read == value;
                }
            );
}
