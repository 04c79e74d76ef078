using System.Text;
using System.Xml;
using CsCheck;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Controls;

namespace LlmEnergy.Ingestion.Tests.Controls;

public class SheetRecordsTests
{
    private const string Shared =
        "<si><t>text</t></si><si><t/></si><si/><si><t> </t></si><si><r><t>two "
        + "</t></r><r><t>runs</t></r></si><si><rPh><t>no</t></rPh></si><si><t xml:space='preserve'> </t></si>";

    private static readonly bool[] SharedHasAny = [true, false, false, false, true, false, true];

    private static readonly Gen<string> Cell = Gen.OneOf(
        "<c/>",
        "<c r='B2' s='1'></c>",
        "<c><v>5</v></c>",
        "<c t=\"n\"><v> </v></c>",
        "<c><v/></c>",
        "<c t='str'><v>a</v></c>",
        "<c t='str'><f>A1&gt;2</f></c>",
        "<c t='b'/>",
        "<c t='b'></c>",
        "<c t='e'><v>#N/A</v></c>",
        "<c t='s'><v>0</v></c>",
        "<c t='s'><v>1</v></c>",
        "<c t='s'><v>2</v></c>",
        "<c t='s'><v>3</v></c>",
        "<c t='s'><v>4</v></c>",
        "<c t='s'><v>5</v></c>",
        "<c t='s'><v>6</v></c>",
        "<x:c t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c>",
        "<c t='inlineStr'><is><t> </t></is></c>",
        "<c t='inlineStr'><is><t xml:space=\"preserve\"> </t></is></c>",
        "<c t='inlineStr'><is><t><![CDATA[ ]]></t></is></c>",
        "<c t='inlineStr'><is><t><![CDATA[]]></t></is></c>",
        "<c t='inlineStr'><is><rPh><t>a</t></rPh></is></c>",
        "<c t = 'd' ><v>2026-01-05</v></c>",
        "<c><v>1</v><v></v></c>",
        "<c><!-- <v>1</v> --><v><![CDATA[]]]]></v></c>",
        "<c note='v>\"'><?pi <v>1</v>?></c>",
        "<d><v>1</v></d>",
        " "
    );

    private static readonly Gen<string> Row = Gen.Select(
            Gen.OneOf("", "x:"),
            Gen.OneOf("", " ht='15' r='{0}'", " r=\"{0}\" spans=\"1:3\" "),
            Cell.Array[0, 4],
            Gen.Bool
        )
        .Select(
            (prefix, number, cells, isEmpty) =>
                isEmpty ? $"<{prefix}row{number}/>" : $"<{prefix}row{number}>{string.Concat(cells)}</{prefix}row>"
        );

    [Test]
    public void Counts_rows_below_the_header_that_hold_something() =>
        Assert.That(
            Of(
                2,
                "<row r='1'><c><v>1</v></c></row><row r='2'><c><v>1</v></c></row><row><c><v>1</v></c></row><row r='7'><c/></row><row><c "
                    + "t='s'><v>1</v></c><c t='s'><v>0</v></c></row>",
                [1 << 20]
            ),
            Is.EqualTo(Counted.At(3, 8))
        );

    [Test]
    public void Says_which_shared_texts_are_not_empty() =>
        Gen.Int[1, 40]
            .Sample(slice =>
                Enumerable
                    .Range(0, SharedHasAny.Length + 1)
                    .All(index => Texts(slice).HasAny(index) == SharedHasAny.ElementAtOrDefault(index))
            );

    [Test]
    public void Sheets_are_counted_on_from_those_before() =>
        Assert.That(
            Counted.By(new SheetRecords(1, Texts(9), new RecordTally(2, 100)), Sheet("<row r='4'><c><v>1</v></c></row>")),
            Is.EqualTo(new RecordTally(3, 100 + (3 * 4)))
        );

    [Test]
    public void Where_a_sheet_is_damaged_stands_one_record_and_the_last() =>
        Assert.That(
            Counted.By(
                new SheetRecords(1, Texts(9), default, damagedFrom: 3),
                Sheet("<row r='2'><c><v>1</v></c></row><row r='3'><c><v>1</v></c></row><row r='4'><c><v>1</v")
            ),
            Is.EqualTo(Counted.At(2, 3))
        );

    [Test]
    public void Counts_what_an_XML_reader_finds_in_slices_of_any_size() =>
        Gen.Select(Row.Array[0, 12], Gen.Int[0, 4], Counted.Slices)
            .Sample(
                (rows, header, slices) =>
                {
                    var xml = string.Concat(
                        rows.Select((row, index) => string.Format(System.Globalization.CultureInfo.InvariantCulture, row, (index * 3) + 1))
                    );
                    return Of(header, xml, slices) == Counted.At(Expected(Sheet(xml)).Where(row => row > header));
                },
                iter: 4_000
            );

    [Test]
    public void Whatever_is_no_XML_is_survived() =>
        Gen.OneOf(
                "<",
                ">",
                "<row",
                " r=",
                "'",
                "\"",
                "<c",
                "</c>",
                "</row>",
                "<v>",
                "/>",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "<?",
                "?>",
                "<!",
                "1",
                "]"
            )
            .Array[0, 40]
            .Sample(pieces => Counted.By(new SheetRecords(0, Texts(9)), string.Concat(pieces)).Records >= 0);

    private static string Sheet(string rows) =>
        $"<?xml version='1.0'?><worksheet xmlns='m' xmlns:x='m'><!-- <row> --><sheetData>{rows}</sheetData></worksheet>";

    private static RecordTally Of(long header, string rows, int[] slices) =>
        Counted.By(new SheetRecords(header, Texts(slices[0])), Encoding.UTF8.GetBytes(Sheet(rows)), slices);

    private static SheetTexts Texts(int slice)
    {
        var texts = new SheetTexts();
        var bytes = Encoding.UTF8.GetBytes($"<sst xmlns='m'>{Shared}</sst>");
        for (var at = 0; at < bytes.Length; at += slice)
            texts.Add(bytes.AsSpan(at, Math.Min(slice, bytes.Length - at)));
        return texts;
    }

    private static IEnumerable<long> Expected(string sheet)
    {
        using var xml = XmlReader.Create(new StringReader(sheet), new() { IgnoreComments = true, IgnoreProcessingInstructions = true });
        for (var number = 0L; xml.Read(); )
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" })
                continue;
            number = long.Parse(xml.GetAttribute("r") ?? $"{number + 1}", System.Globalization.CultureInfo.InvariantCulture);
            var hasValue = false;
            using var row = xml.ReadSubtree();
            while (row.Read())
            {
                if (row is { NodeType: XmlNodeType.Element, LocalName: "c", IsEmptyElement: false })
                    hasValue |= HasValue(row);
            }

            if (hasValue)
                yield return number;
        }
    }

    private static bool HasValue(XmlReader row)
    {
        var (type, value) = (row.GetAttribute("t"), "");
        using var cell = row.ReadSubtree();
        while (cell.Read())
        {
            if (cell is { NodeType: XmlNodeType.Element, LocalName: "v" or "is" })
                value = Text(cell);
        }

        return type switch
        {
            "b" => true,
            "e" => false,
            "s" => SharedHasAny[int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)],
            "str" or "inlineStr" or "d" => value.Length > 0,
            _ => value.Trim().Length > 0,
        };
    }

    private static string Text(XmlReader value)
    {
        var (text, pronunciation) = (new StringBuilder(), int.MaxValue);
        using var inner = value.ReadSubtree();
        while (inner.Read())
        {
            if (inner.Depth <= pronunciation)
                pronunciation = inner is { NodeType: XmlNodeType.Element, LocalName: "rPh" } ? inner.Depth : int.MaxValue;
            if (
                pronunciation == int.MaxValue
                && inner.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
            )
                text.Append(inner.Value);
        }

        return text.ToString();
    }
}
