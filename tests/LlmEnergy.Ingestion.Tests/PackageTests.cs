using System.IO.Hashing;
using System.Text;
using CsvHelper;
using Snappier;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>The packages this project stands on load and do at run time what it takes them for.</summary>
public class PackageTests
{
    [Test]
    public void CsvHelper_reads_records_as_spans_and_says_where_they_start()
    {
        using var csv = CsvReader.Create(
            "a,b\n\"x\ny\",1\nz,2\n"u8.ToArray(),
            CsvReaderOptions.Default with
            {
                Separator = ',',
                TrackLineNumbers = true,
            }
        );
        var rows = csv.ParallelEnumerate(row => (row.LineNumber, row.ByteOffset, Encoding.UTF8.GetString(row.GetSpan(0))), 2).ToList();
        Assert.That(rows, Is.EqualTo(new[] { (2L, 4L, "x\ny"), (4L, 12L, "z") }));
    }

    [Test]
    public void CsvHelper_hands_malformed_records_out_at_their_start()
    {
        var reasons = new List<CsvMalformedReason>();
        using var csv = CsvReader.Create(
            "a,b\n\"x,1\nz,2\n"u8.ToArray(),
            CsvReaderOptions.Default with
            {
                Separator = ',',
                OnMalformedRecord = bad => reasons.Add(bad.Reason),
            }
        );
        Assert.That(csv.ParallelEnumerate(row => (row.ByteOffset, row.FieldCount), 2).ToList(), Is.EqualTo(new[] { (4L, 1) }));
        Assert.That(reasons, Is.EqualTo(new[] { CsvMalformedReason.UnterminatedQuote }));
    }

    [Test]
    public void Snappier_unpacks_what_it_packs_and_says_how_long_it_is()
    {
        var packed = Snappy.CompressToArray(new byte[1_000]);
        var unpacked = new byte[1_000];
        Assert.That((Snappy.GetUncompressedLength(packed), Snappy.Decompress(packed, unpacked)), Is.EqualTo((1_000, 1_000)));
        Assert.That(() => Snappy.Decompress(packed.AsSpan(0, 10), unpacked), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Hashing_is_the_published_XxHash3() => Assert.That(XxHash3.HashToUInt64([]), Is.EqualTo(0x2D06800538D394C2UL));
}
