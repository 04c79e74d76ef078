using System.Globalization;
using System.Text;
using CsCheck;
using LlmEnergy.Ingestion.Containers.Parquet;
using LlmEnergy.Ingestion.Containers.Tables;

namespace LlmEnergy.Ingestion.Tests.Containers;

/// <summary>Numbers of Parquet as text: the shortest that means the number, as the platform writes it.</summary>
public class ParquetValueTextTests
{
    private static readonly ParquetLeaf Double = new(0, "cost", PhysicalType.Double, 8, ValueKind.Double, 0, false, 0);

    [TestCase(0)]
    [TestCase(-0.0)]
    [TestCase(0.1 + 0.2)]
    [TestCase(1 / 3.0)]
    [TestCase(-12.5)]
    [TestCase(0.0001)]
    [TestCase(0.00009)]
    [TestCase(1e-9)]
    [TestCase(100_000)]
    [TestCase(999_999.999_999_999)]
    [TestCase(1e6)]
    [TestCase(1e15)]
    [TestCase(1e22)]
    [TestCase(double.MaxValue)]
    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void A_double(double value) => Assert.That(TextOf(value), Is.EqualTo(value.ToString(CultureInfo.InvariantCulture)));

    [Test]
    public void Any_double() => Gen.Double.Sample(value => TextOf(value) == value.ToString(CultureInfo.InvariantCulture), iter: 20_000);

    [Test]
    public void Any_amount() =>
        Gen.Select(Gen.Long[-1_000_000_000_000_000, 1_000_000_000_000_000], Gen.Int[0, 13])
            .Select(amount => amount.Item1 / Math.Pow(10, amount.Item2))
            .Sample(value => TextOf(value) == value.ToString(CultureInfo.InvariantCulture), iter: 50_000);

    private static string TextOf(double value)
    {
        var table = new TextTable();
        ValueText.AddNumber(table, Double, BitConverter.DoubleToInt64Bits(value));
        return Encoding.UTF8.GetString(table[0]);
    }
}
