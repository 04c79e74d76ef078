using System.Text;
using ClosedXML.Excel;
using LlmEnergy.Domain;
using LlmEnergy.Registers;

namespace LlmEnergy.Tests.Accounting;

/// <summary>Tables out of accounting programs, rewritten in the form of the register.</summary>
public class LedgerTableTests
{
    private const string German = "Datum;Konto;Buchungstext;Soll;Haben;Rest\n31.7.2026;6320;OpenAI;1.234,56;;x\n";
    private const string Columns =
        "file,column,heading\ngl.csv,date,Datum\ngl.csv,account,Konto\ngl.csv,text,Buchungstext\ngl.csv,amount,Soll\n"
        + "gl.csv,amount,-Haben\ngl.csv,currency,=EUR\n";

    [Test]
    public void A_table_of_the_form_is_taken_as_it_is()
    {
        var csv = "date,account,text,amount,currency\n2026-07-31,6320,OpenAI,1234.56,EUR\n"u8.ToArray();
        Assert.That(Rewritten("gl.csv", csv, "", out _), Is.SameAs(csv));
    }

    [Test]
    public void Semicolons_decimal_commas_and_other_headings_are_rewritten()
    {
        var csv = "Datum;Konto;Buchungstext;Soll;Haben;Rest\n31.07.2026;6320;OpenAI;1.234,56;;x\n31.07.2026;6320;OpenAI;;34,5;x\n";
        Assert.That(
            Encoding.UTF8.GetString(Rewritten("gl.csv", Encoding.UTF8.GetBytes(csv), Columns, out _)),
            Is.EqualTo(
                "date,account,text,amount,currency\n\"2026-07-31\",\"6320\",\"OpenAI\",\"1234.56\",\"EUR\"\n"
                    + "\"2026-07-31\",\"6320\",\"OpenAI\",\"-34.5\",\"EUR\"\n"
            )
        );
    }

    [TestCase("1.234,56", ',', "1234.56")]
    [TestCase("1,234.56-", '.', "-1234.56")]
    [TestCase("(12.50)", '.', "-12.50")]
    [TestCase("1 234,5", ',', "1234.5")]
    [TestCase("1'234.5", '.', "1234.5")]
    [TestCase("-7", ',', "-7")]
    [TestCase("1.23.4", ',', null)]
    [TestCase("12,34,567", '.', null)]
    [TestCase("(5", '.', null)]
    [TestCase("five", '.', null)]
    public void An_amount_is_read_with_its_decimal_sign(string text, char sign, string? expected) =>
        Assert.That(
            LedgerAmounts.Parse(text, sign),
            Is.EqualTo(expected is null ? (decimal?)null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Test]
    public void An_amount_that_may_be_a_thousand_or_one_is_asked_about()
    {
        var csv = "date,account,text,amount,currency\n2026-07-31,6320,OpenAI,\"1,234\",EUR\n"u8.ToArray();
        Rewritten("gl.csv", csv, "", out var issues);
        Assert.That(
            issues.Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "gl.csv:2: error LE2051: found amounts such as 1.234, which is a thousand to some, expected one that can be told: state it "
                        + "in columns.csv as gl.csv,decimal,\".\"",
                }
            )
        );
        var stated = Rewritten("gl.csv", csv, "file,column,heading\ngl.csv,decimal,\",\"\n", out _);
        Assert.That(Encoding.UTF8.GetString(stated), Does.Contain("\"1.234\""));
    }

    [Test]
    public void A_heading_that_is_not_there_is_named()
    {
        Rewritten("gl.csv", "date,account,text,currency\n2026-07-31,6320,OpenAI,EUR\n"u8.ToArray(), "", out var issues);
        Assert.That(
            issues.Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "gl.csv:1: error LE2051: found no column amount for amount, expected it, or a row of columns.csv that names the heading",
                }
            )
        );
    }

    [Test]
    public void A_workbook_is_read_with_its_numbers_and_dates()
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Export");
        sheet.Cell(1, 1).SetValue("Sachkonten");
        string[] names = ["date", "account", "text", "amount", "currency"];
        for (var i = 0; i < names.Length; i++)
            sheet.Cell(3, i + 1).SetValue(names[i]);
        sheet.Cell(4, 1).SetValue(new DateTime(2026, 7, 31));
        sheet.Cell(4, 2).SetValue("6320");
        sheet.Cell(4, 3).SetValue("OpenAI");
        sheet.Cell(4, 4).SetValue(1234.567);
        sheet.Cell(4, 5).SetValue("EUR");
        using var file = new MemoryStream();
        book.SaveAs(file);
        var csv = Encoding.UTF8.GetString(Rewritten("gl.xlsx", file.ToArray(), "", out _));
        Assert.That(csv, Does.EndWith("\"2026-07-31\",\"6320\",\"OpenAI\",\"1234.567\",\"EUR\"\n"));
    }

    [TestCase("gl.csv,betrag,Betrag", "columns.csv:2:2: error LE2050: found another column")]
    [TestCase("other.csv,date,Datum", "columns.csv:2:1: error LE2050: found another file")]
    [TestCase("gl.csv,decimal,;", "columns.csv:2:3: error LE2050: found another decimal sign")]
    public void What_is_wrong_with_the_mapping_is_named(string row, string message)
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-05").Write("columns.csv", $"file,column,heading\n{row}\n");
        Assert.That(workspace.Open, Throws.TypeOf<ConfigurationException>().With.Message.StartsWith(message));
    }

    [Test]
    public void A_ledger_with_a_mapping_is_an_input_by_its_bytes()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-05").Write("gl.csv", German).Write("columns.csv", Columns);
        workspace.Report("2026-Q3", isFinal: false);
        Assert.That(workspace.Verify("2026-Q3").Text(), Is.Empty);
        workspace.Write("gl.csv", German.Replace("1.234", "1.235", StringComparison.Ordinal));
        Assert.That(workspace.Verify("2026-Q3").Text(), Does.Contain("gl.csv"));
    }

    private static byte[] Rewritten(string file, byte[] content, string columns, out List<Issue> issues)
    {
        issues = [];
        var register = columns.Length == 0 ? ColumnRegister.None : ColumnRegister.Read(Encoding.UTF8.GetBytes(columns), issues);
        return LedgerTable.Rewritten(file, content, LedgerForm.Of(file)!, register, issues);
    }
}
