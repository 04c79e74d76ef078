using System.IO.Compression;
using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using static LlmEnergy.Ingestion.Tests.Workbook;

namespace LlmEnergy.Ingestion.Tests.Containers;

public class WorkbookRowsTests
{
    internal const string Profile = """
        { "id": "test.workbook", "title": "requests", "container": ["xlsx"],
          "fields": { "time": "time", "model": "value", "input": "input" },
          "semantics": { "grain": "bucket", "time": ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss"], "zone": "UTC" } }
        """;

    private static readonly string SpendHeader = Row(1, "period", "provider", "amount", "currency");

    [TestCase(
        "<c t='inlineStr'><is><r><t>two </t></r><r><t>runs</t></r><rPh><t>no</t></rPh></is></c>",
        "two runs",
        TestName = "Text in runs, in place"
    )]
    [TestCase("<c t='s'><v>1</v></c>", "shared æ", TestName = "Shared text")]
    [TestCase("<c t='str'><f>A1&amp;\"x\"</f><v>formula</v></c>", "formula", TestName = "Text of a formula, as saved")]
    [TestCase("<c><f>SUM(A1:A9)</f><v>7</v></c>", "7", TestName = "Number of a formula, as saved")]
    [TestCase("<c><v>1234.4999999999998</v></c>", "1234.5", TestName = "Noise of binary fractions")]
    [TestCase("<c><v>123456789012345678</v></c>", "123456789012345678", TestName = "A long whole number")]
    [TestCase("<c s='3'><v>0.1</v></c>", "0.1", TestName = "A number with a format of words and colours")]
    [TestCase("<c s='1'><v>46027</v></c>", "2026-01-05", TestName = "A date")]
    [TestCase("<c s='2'><v>46027.999988425923</v></c>", "2026-01-05 23:59:59", TestName = "A date and time")]
    [TestCase("<c t='d'><v>2026-01-05T00:00:00</v></c>", "2026-01-05", TestName = "A date as ISO text")]
    [TestCase("<c t='b'><v>1</v></c>", "true", TestName = "A truth value")]
    [TestCase("<c t='e'><v>#N/A</v></c>", "", TestName = "An error")]
    [TestCase("<c/>", "", TestName = "An empty cell")]
    public void A_cell_becomes_text(string cell, string text)
    {
        // a cost key may be a number
        var bytes = Of(
            Row(1, "value", "time", "input") + $"<row>{cell}{Cell("2026-01-05")}<c><v>5</v></c></row>",
            "<si><t>first</t></si><si><t>shared æ</t></si>"
        );
        var activity = Read(Profile.Replace("\"model\"", "\"costKey\"", StringComparison.Ordinal), bytes);
        Assert.That(activity.Issues, Is.Empty);
        Assert.That(activity.Lines.Select(line => (line.Key.CostKey, line.Usage.Input)), Is.EqualTo(new[] { (text, 5L) }));
    }

    [TestCase(false, true, TestName = "A sheet in UTF-16, little end first")]
    [TestCase(true, true, TestName = "A sheet in UTF-16, big end first")]
    [TestCase(false, false, TestName = "A sheet in UTF-16 without a byte order mark")]
    public void All_parts_may_be_in_utf_16(bool isBigEndian, bool hasMark)
    {
        var encoding = new UnicodeEncoding(isBigEndian, hasMark);
        var sheet = Sheet(Row(1, "value", "time", "input") + $"<row><c t='s'><v>0</v></c>{Cell("2026-01-05")}<c><v>5</v></c></row>");
        var parts = Parts(sheet, "<si><t>shared æ</t></si>")
            .Select(part => (part.Name, Xml: $"<?xml version=\"1.0\" encoding=\"utf-16\"?>{part.Xml}"))
            .Select(part => (part.Name, (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(part.Xml)]));
        var activity = Read(Profile, OfParts(CompressionLevel.Optimal, [.. parts]));
        Assert.That(activity.Issues, Is.Empty);
        Assert.That(activity.Lines.Select(line => (line.Key.Model, line.Usage.Input)), Is.EqualTo(new[] { ("shared æ", 5L) }));
        Assert.That(activity.Files.Single().Records, Is.EqualTo(activity.Files.Single().HandedOn));
    }

    [TestCase("provider", 300, 0)]
    [TestCase("supplier", 200, 1)]
    public void All_visible_sheets_with_the_same_columns_are_read_and_others_are_said(string secondColumn, decimal amount, int findings)
    {
        static string Month(string provider, string month, string amount) =>
            Sheet(Row(1, "Spend of the month") + Row(2, provider, "period", "amount", "currency") + Row(3, "OpenAI", month, amount, "EUR"));
        var parts = Parts(Month("provider", "2026-08", "200.00"));
        for (var part = 0; part < parts.Length; part++)
        {
            if (parts[part].Name == "xl/workbook.xml")
                parts[part].Xml = parts[part].Xml.Replace(" state=\"hidden\"", "", StringComparison.Ordinal);
            if (parts[part].Name == "xl/worksheets/hidden.xml")
                parts[part].Xml = Month(secondColumn, "2026-07", "100.00");
        }

        using var folder = new ExportFolder().With("spend.xlsx", OfParts(parts));
        folder.Source = folder.Source with { Format = "spend" };
        var activity = folder.Ingest();
        Assert.That(activity.Lines.Sum(line => line.Cost!.Value.Amount), Is.EqualTo(amount));
        Assert.That(
            activity.Issues.Select(issue => issue.ToString()),
            Is.EqualTo(
                Enumerable.Repeat(
                    "spend.xlsx: warning LE1033: found 1 more visible sheets with other columns, expected the columns of the first: they "
                        + "are not read",
                    findings
                )
            )
        );
    }

    [Test]
    public void Days_may_be_counted_from_1904()
    {
        var bytes = Of(
            Row(1, "value", "time", "input") + $"<row>{Cell("m")}<c s='1'><v>44565</v></c><c><v>5</v></c></row>",
            workbook: "<workbookPr date1904='1'/>"
        );
        Assert.That(Read(Profile, bytes).Lines.Single().Key.Month, Is.EqualTo(new DateOnly(2026, 1, 1)));
    }

    [Test]
    public void Spend_below_titles_is_told_and_located_by_row_and_column()
    {
        var rows =
            Row(1, "Spend 2026")
            + Row(3, "Prepared by", "Finance").Replace("Finance", "", StringComparison.Ordinal)
            + Row(5, "period", "provider", "amount", "currency")
            + $"<row r='6'>{Cell("2026-01")}{Cell("openai")}<c r='C6'><v>1.234</v></c><c r='D6' "
            + $"t='inlineStr'><is><t>EUR</t></is></c></row><row r='8'/>"
            + $"<row r='9'>{Cell("2026-02")}{Cell("openai")}<c r='C9' t='inlineStr'><is><t>x</t></is></c>{Cell("EUR")}</row>";
        var activity = Read(null, Of(rows));
        Assert.That((activity.Rows, activity.Lines.Single().Cost?.Amount), Is.EqualTo((new RowCounts(2, 1, 0, 0, 1), (decimal?)1.234m)));
        Assert.That(activity.Issues.Select(issue => issue.ToString()), Has.One.StartWith("usage.xlsx:9:3: error LE1005"));
    }

    [Test]
    public void Texts_with_a_decimal_comma_and_numbers_are_read_side_by_side()
    {
        var rows =
            SpendHeader
            + Row(2, "2026-01", "openai", "1.234,56", "EUR")
            + $"<row>{Cell("2026-02")}{Cell("openai")}<c><v>1.234</v></c>{Cell("EUR")}</row>";
        Assert.That(Read(null, Of(rows)).Lines.Sum(line => line.Cost?.Amount), Is.EqualTo(1_235.794m));
    }

    [Test]
    public void A_text_that_can_be_read_in_two_ways_is_refused_as_in_CSV() =>
        Assert.That(
            Read(null, Of(SpendHeader + Row(2, "2026-01", "openai", "1.234", "EUR"))).Issues.Single().Code,
            Is.EqualTo(IssueCodes.Cost)
        );

    [Test]
    public void A_name_that_stands_twice_in_the_header_is_refused() =>
        Assert.That(
            Read(null, Of(Row(4, "period", "amount", "amount"))).Issues.Single().ToString(),
            Does.StartWith("usage.xlsx:4:3: error LE1012")
        );

    [Test]
    public void A_declared_mapping_finds_its_header_below_other_texts() =>
        Assert.That(
            Read(Profile, Of(Row(1, "From", "To") + Row(2, "value", "time", "input") + Row(3, "m", "2026-01-05", "5"))).Total.Input,
            Is.EqualTo(5)
        );

    [Test]
    public void A_workbook_in_an_archive_is_read()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("inner.xlsx").Open();
            entry.Write(Of(Row(1, "value", "time", "input") + Row(2, "m", "2026-01-05", "5")));
        }

        using var folder = new ExportFolder().As(Profile).With("usage.zip", bytes.ToArray());
        Assert.That(folder.Ingest().Total.Input, Is.EqualTo(5));
    }

    [Test]
    public void An_encrypted_or_old_workbook_is_named() =>
        Assert.That(
            Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]),
            Does.Contain("LE1014: found a workbook that is encrypted or of Excel 97-2003, expected one that is not: save it as CSV or XLSX")
        );

    [Test]
    public void A_Word_document_is_named() =>
        Assert.That(
            Refusal(
                OfParts(
                    ("[Content_Types].xml", "<Types/>"),
                    (
                        "_rels/.rels",
                        "<Relationships><Relationship Id='1' Type='x/officeDocument' Target='word/document.xml'/></Relationships>"
                    )
                )
            ),
            Does.Contain("LE1014: found a Word document, expected a workbook or text")
        );

    [Test]
    public void A_package_without_a_document_is_refused() =>
        Assert.That(
            Refusal(OfParts(("[Content_Types].xml", "<Types/>"), ("other.txt", "x"))),
            Does.Contain("LE1014: found a package without a document")
        );

    [Test]
    public void A_document_type_is_refused_and_nothing_outside_the_file_is_read()
    {
        using var folder = new ExportFolder();
        File.WriteAllText(folder.PathOf("secret.txt"), "secret");
        var sheet =
            $"<!DOCTYPE x [<!ENTITY e SYSTEM \"{new Uri(folder.PathOf("secret.txt"))}\">]>"
            + Sheet(Row(1, "value", "time", "input") + Row(2, "&e;", "2026-01-05", "5"));
        Assert.That(Refusal(OfParts(Parts(sheet))), Does.Contain("LE1014: found a document type in XML, which workbooks do not have"));
    }

    [Test]
    public void A_sheet_that_unpacks_to_far_more_than_its_bytes_is_refused()
    {
        var rows =
            Row(1, "value", "time", "input")
            + string.Concat(Enumerable.Repeat($"<row>{new string(' ', 1_000)}<c><v>1</v></c></row>", 20_000));
        Assert.That(Refusal(Of(rows)), Does.Contain("LE1020: found a sheet of"));
    }

    [Test]
    public void A_sheet_that_is_cut_keeps_its_rows_and_says_so()
    {
        var sheet = Sheet(Row(1, "value", "time", "input") + Row(2, "m", "2026-01-05", "5") + Row(3, "m", "2026-01-05", "6"));
        var activity = Read(Profile, OfParts(Parts(sheet[..sheet.IndexOf("<row r=\"3\"", StringComparison.Ordinal)])));
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(2, 1, 0, 0, 1)));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo("usage.xlsx:3: error LE1019: found a damaged workbook, expected a whole sheet: rows from this one on are missing")
        );
    }

    [Test]
    public void A_changed_byte_never_throws_and_each_row_has_a_fate()
    {
        var whole = Of(
            Row(1, "value", "time", "input") + string.Concat(Enumerable.Range(2, 100).Select(row => Row(row, $"m{row}", "2026-01-05", "5")))
        );
        var random = new Random(20_260_105);
        using var folder = new ExportFolder().As(Profile).Naming("usage.xlsx");
        for (var mutation = 0; mutation < 1_000; mutation++)
        {
            var bytes = (byte[])whole.Clone();
            var at = random.Next(4, bytes.Length);
            bytes[at] = (byte)random.Next(256);
            File.WriteAllBytes(folder.PathOf("usage.xlsx"), random.Next(5) == 0 ? bytes[..at] : bytes);
            // what is no workbook any more may be an archive of several files
            var activity = folder.Ingest();
            var fates = activity.Rows.Accepted + activity.Rows.Duplicate + activity.Rows.Ignored + activity.Rows.Rejected;
            Assert.That(fates, Is.EqualTo(activity.Files.Sum(file => file.HandedOn?.Records ?? 0)), $"byte {at} is {bytes[at]}");
        }
    }

    private static string Refusal(byte[] bytes)
    {
        var activity = Read(Profile, bytes);
        Assert.That(activity.Files.Single().IsRead, Is.False);
        return activity.Issues.Single().ToString();
    }

    private static Activity Read(string? profile, byte[] bytes)
    {
        using var folder = new ExportFolder().With("usage.xlsx", bytes);
        return (profile is null ? folder : folder.As(profile)).Ingest();
    }
}
