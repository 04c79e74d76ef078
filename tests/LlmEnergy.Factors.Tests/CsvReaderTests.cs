using System.Text;
using CsvHelper;

namespace LlmEnergy.Factors.Tests;

/// <summary>What the loader relies on in CsvHelper, so that an upgrade that changes it fails here.</summary>
public sealed class CsvReaderTests
{
    [Test]
    public void Line_numbers_count_breaks_inside_quotes()
    {
        using var reader = Open("a,b\n\"x\ny\",1\nz,2\n");
        reader.Read();
        reader.Read();
        Assert.That((reader.LineNumber, reader.GetString(0)), Is.EqualTo((4L, "z")));
    }

    [Test]
    public void A_short_record_is_passed_with_its_own_field_count()
    {
        using var reader = Open("a,b\nx\n");
        reader.Read();
        Assert.That(reader.FieldCount, Is.EqualTo(1));
    }

    [Test]
    public void A_byte_order_mark_is_not_part_of_the_first_header()
    {
        using var reader = Open("\uFEFFa,b\nx,y\n");
        reader.ReadHeader();
        Assert.That(reader.Headers[0], Is.EqualTo("a"));
    }

    private static CsvReader Open(string text) =>
        CsvReader.Create(Encoding.UTF8.GetBytes(text), new CsvReaderOptions { Separator = ',', TrackLineNumbers = true });
}
