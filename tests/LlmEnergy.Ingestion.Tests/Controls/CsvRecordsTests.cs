using System.Text;
using CsCheck;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Controls;

namespace LlmEnergy.Ingestion.Tests.Controls;

public class CsvRecordsTests
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        "a",
        "long text that fills a block of sixty-four bytes almost alone,",
        ",",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        " ",
        "ø",
        "\n\n"
    );

    private static readonly Gen<string> Field = Gen.OneOf(
        Gen.OneOf("", "a", "2026-01-05", " ", "ø"),
        Gen.OneOf("a", ",", "\n", "\r\n", "\r", "\"\"", " ", "long text that fills a block of sixty-four bytes almost alone")
            .Array[0, 8]
            .Select(parts => $"\"{string.Concat(parts)}\"")
    );

    [TestCase("", TestName = "An empty file")]
    [TestCase("a,b", TestName = "A header without a line break")]
    [TestCase("a,b\n", TestName = "A header alone")]
    [TestCase("\uFEFFa,b\n\n", TestName = "A header with a byte order mark")]
    [TestCase("\uFEFF\r\n\r\n\"a\nb\",b\r\n", TestName = "A header of two lines below empty ones")]
    [TestCase("sep=;\na;b\n", TestName = "A header below the line by which Excel knows the separator")]
    [TestCase("\uFEFFSEP=,\r\na,b", TestName = "The same with a byte order mark and large letters")]
    public void Counts_nothing_in(string csv) => Assert.That(Counted.By(new CsvRecords(), csv), Is.EqualTo(default(RecordTally)));

    [TestCase("a,b\n1,2\n3,4\n", 4, 8, TestName = "LF")]
    [TestCase("a,b\r\n1,2\r\n3,4", 5, 10, TestName = "CR LF and no final line break")]
    [TestCase("a,b\r1,2\r3,4\r", 4, 8, TestName = "CR")]
    [TestCase("\uFEFFa,b\n1,2\n3,4\n", 7, 11, TestName = "A byte order mark")]
    [TestCase("\n\na,b\n\r\n1,2\n\n\n3,4\n\n", 8, 14, TestName = "Empty lines")]
    [TestCase("a,b\n\"1\n\n\",2\n\"3\"\"\n\",\"\"\n", 4, 12, TestName = "Quoted line breaks and doubled quotes")]
    [TestCase("sep=;\r\na;b\r\n1;2\r\n3;4\r\n", 12, 17, TestName = "The line by which Excel knows the separator")]
    [TestCase("sep=;;\n1;2\n3;4\n", 7, 11, TestName = "A header that only begins like that line")]
    [TestCase("a,b\n \n\"\"\n", 4, 6, TestName = "Lines of a space and of an empty text are records")]
    public void Counts_two_records(string csv, long first, long second) =>
        Assert.That(Counted.By(new CsvRecords(), csv), Is.EqualTo(Counted.At(first, second)));

    [Test]
    public void Counts_whatever_parity_says_in_slices_of_any_size() =>
        Gen.Select(Gen.Bool, Piece.Array[0, 60], Counted.Slices)
            .Sample(
                (hasMark, pieces, slices) =>
                {
                    var bytes = Encoding.UTF8.GetBytes((hasMark ? "\uFEFF" : "") + string.Concat(pieces));
                    return Counted.By(new CsvRecords(), bytes, slices) == Counted.At(Places(bytes, [], bytes.Length).Skip(1));
                },
                iter: 4_000
            );

    [Test]
    public void Counts_the_records_that_were_written() =>
        Gen.Select(Gen.Bool, Field.Array[1, 4].Array[1, 20], Gen.OneOf("\n", "\r\n", "\r", "\n\n", "\r\n\r\n"), Gen.Bool, Counted.Slices)
            .Sample(
                (hasMark, rows, lineBreak, isEnded, slices) =>
                {
                    var (text, places) = (new StringBuilder(hasMark ? "\uFEFF" : ""), new List<long>());
                    foreach (var (index, row) in rows.Index())
                    {
                        var record = string.Join(',', row);
                        if (record.Length > 0)
                            places.Add(Encoding.UTF8.GetByteCount(text.ToString()));
                        text.Append(record).Append(index < rows.Length - 1 || isEnded ? lineBreak : "");
                    }

                    return Counted.By(new CsvRecords(), Encoding.UTF8.GetBytes(text.ToString()), slices) == Counted.At(places.Skip(1));
                },
                iter: 2_000
            );

    [Test]
    public void Stretches_with_faults_are_one_record_each_and_quotes_mean_nothing_in_the_plain_rest() =>
        Gen.Select(Piece.Array[0, 60], Gen.Select(Gen.Int[1, 40], Gen.Int[1, 90]).Array[0, 5], Gen.Int[0, 400], Counted.Slices)
            .Sample(
                (pieces, stretches, plainFrom, slices) =>
                {
                    var bytes = Encoding.UTF8.GetBytes(string.Concat(pieces));
                    var faults = new List<(long Start, long Next)>();
                    foreach (var (apart, length) in stretches)
                    {
                        var start = apart + (faults.Count == 0 ? 0 : faults[^1].Next);
                        if (start + length <= bytes.Length)
                            faults.Add((start, start + length));
                    }

                    return Counted.By(new CsvRecords(faults, plainFrom), bytes, slices)
                        == Counted.At(Places(bytes, faults, plainFrom).Skip(1));
                },
                iter: 4_000
            );

    [Test]
    public void An_unclosed_quote_is_one_record_and_those_after_it_are_counted()
    {
        const string csv = "a,b\n1,\"2\n3,4\n5,6\n";
        Assert.That(
            Counted.By(new CsvRecords(), csv),
            Is.EqualTo(Counted.At(4)),
            "the first pass takes the rest of the file for one record"
        );
        Assert.That(Counted.By(new CsvRecords([(4, 9)]), csv), Is.EqualTo(Counted.At(4, 9, 13)));
    }

    [Test]
    public void Where_quotes_mean_nothing_every_line_is_a_record() =>
        Assert.That(Counted.By(new CsvRecords([(4, 9)], plainFrom: 9), "a,b\n1,\"2\n3,\"4\n5,\"6\n"), Is.EqualTo(Counted.At(4, 9, 14)));

    [Test]
    public void A_fault_at_the_end_is_a_record_too() =>
        Assert.That(Counted.By(new CsvRecords([(8, 8)]), "a,b\n1,2\n"), Is.EqualTo(Counted.At(4, 8)));

    /// <summary>Byte by byte.</summary>
    private static List<long> Places(ReadOnlySpan<byte> bytes, List<(long Start, long Next)> faults, long plainFrom)
    {
        var (places, isQuoted, isStart) = (new List<long>(), false, true);
        for (var at = bytes.StartsWith("\uFEFF"u8) ? 3L : 0; at < bytes.Length; at++)
        {
            if (at == plainFrom)
                (isQuoted, isStart) = (false, true);
            if (faults.Find(fault => fault.Start == at) is { Next: > 0 } fault)
            {
                places.Add(at);
                (at, isQuoted, isStart) = (fault.Next - 1, false, true);
                continue;
            }

            var value = bytes[(int)at];
            if (value is (byte)'\n' or (byte)'\r')
            {
                isStart |= !isQuoted;
                continue;
            }

            if (isStart)
                places.Add(at);
            isStart = false;
            if (value == '"' && at < plainFrom)
                isQuoted = !isQuoted;
        }

        return places;
    }
}
