using CsCheck;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Controls;
using LlmEnergy.Ingestion.Tests.Containers;

namespace LlmEnergy.Ingestion.Tests.Controls;

public class ParquetRecordsTests
{
    [Test]
    public async Task Reads_the_rows_that_a_footer_states()
    {
        using var file = new MemoryStream(await ParquetRowsTests.Bytes(ParquetRowsTests.Many(10), new() { RowGroupSize = 3 }));
        Assert.That(ParquetRecords.Count(file, []), Is.EqualTo(Counted.At(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)));
        Assert.That(ParquetRecords.Count(file, [(4, 7)]), Is.EqualTo(Counted.At(1, 2, 3, 4, 7, 8, 9, 10)));
    }

    /// <summary>Field 3 of the file, a long; field 4, a list of structures with a text in field 2 and a long in field 3.</summary>
    [TestCase(3, true)]
    [TestCase(4, false)]
    public void Row_groups_have_the_rows_of_the_file(byte rows, bool isSame)
    {
        byte[] footer = [0x36, (byte)(rows * 2), 0x19, 0x2C, 0x28, 1, (byte)'x', 0x16, 1 * 2, 0, 0x36, 2 * 2, 0, 0];
        if (isSame)
            Assert.That(ParquetRecords.RowsOf(footer), Is.EqualTo(rows));
        else
            Assert.That(() => ParquetRecords.RowsOf(footer), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Places_are_summed_up_as_if_row_by_row() =>
        Gen.Select(Gen.Int[0, 200], Gen.Select(Gen.Int[0, 20], Gen.Int[1, 20]).Array[0, 4])
            .Sample(
                (rows, stretches) =>
                {
                    var faults = new List<(long Start, long Next)>();
                    foreach (var (apart, length) in stretches)
                    {
                        var start = apart + (faults.Count == 0 ? 1 : faults[^1].Next);
                        if (start + length <= rows + 1)
                            faults.Add((start, start + length));
                    }

                    var places = Enumerable
                        .Range(1, rows)
                        .Select(row => (long)row)
                        .Where(row => !faults.Exists(fault => row > fault.Start && row < fault.Next));
                    return ParquetRecords.Count(rows, faults) == Counted.At(places);
                }
            );

    [Test]
    public void Places_of_very_many_rows_wrap_around() =>
        Assert.That(
            ParquetRecords.Count(1L << 40, []),
            Is.EqualTo(new RecordTally(1L << 40, unchecked((ulong)((UInt128.One << 39) * ((1L << 40) + 1) * ((1L << 41) + 1) / 3))))
        );

    [Test]
    public void Whatever_is_no_footer_is_refused() =>
        Gen
            .Byte.Array[0, 40]
            .Sample(bytes =>
            {
                try
                {
                    return ParquetRecords.RowsOf(bytes) >= 0;
                }
                catch (Exception exception) when (exception is InvalidDataException or OverflowException)
                {
                    return true;
                }
            });
}
