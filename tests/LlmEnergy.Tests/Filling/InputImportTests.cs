using System.Text;
using System.Text.RegularExpressions;
using LlmEnergy.Domain;
using LlmEnergy.Filling;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Filling;

/// <summary>Somebody types numbers into the input cells of a report's workbook, and they are taken over into inputs.csv.</summary>
public class InputImportTests
{
    private const string Period = "2026-Q3";
    private const string Scope3 = "GrossScope3GreenhouseGasEmissions_N";
    private const string Revenue = "NetRevenueUsedToCalculateGHGIntensity_N";
    private PeriodWorkspace _workspace = null!;

    [SetUp]
    public void Report()
    {
        _workspace = PeriodWorkspace.WithLog("2026-07-01");
        _workspace.Report(Period, isFinal: false);
    }

    [TearDown]
    public void Delete() => _workspace.Dispose();

    [Test]
    public void A_new_register_has_a_row_for_each_number_with_who_gave_it_and_when()
    {
        Import(Typed((Scope3, "4650.5"), (Revenue, "158000000")), "EUR");
        Assert.That(
            File.ReadAllLines(_workspace.PathOf("inputs.csv")),
            Is.EquivalentTo(
                new[]
                {
                    "period,input,value,unit,source,by,on",
                    "2026-Q3,scope3,4650.5,tCO2e,ledger,A. Berg,2026-10-02",
                    "2026-Q3,net_revenue,158000000,EUR,ledger,A. Berg,2026-10-02",
                }
            )
        );
        Assert.That(_workspace.Report(Period, isFinal: false)[Domain.Figures.FigureIds.Scope3].Value, Is.EqualTo(4650.5m));
    }

    [Test]
    public void Rows_that_are_there_stay_and_get_the_new_columns()
    {
        _workspace.Write("inputs.csv", "period,input,value,unit,source\r\n2026-Q3,category1_other,10,tCO2e,\"a, b\"\r\n");
        _workspace.Report(Period, isFinal: false);
        Import(Typed((Scope3, "12")));
        Assert.That(
            File.ReadAllText(_workspace.PathOf("inputs.csv")),
            Is.EqualTo(
                "period,input,value,unit,source,by,on\r\n2026-Q3,category1_other,10,tCO2e,\"a, b\",,\r\n"
                    + "2026-Q3,scope3,12,tCO2e,ledger,A. Berg,2026-10-02\r\n"
            )
        );
        Assert.That(Import(Typed((Scope3, "12"))), Is.Empty, "what the register has already is not added again");
    }

    [Test]
    public void Another_number_than_the_register_has_is_refused()
    {
        _workspace.Write("inputs.csv", "period,input,value,unit,source\n2026-Q3,scope3,10,tCO2e,ledger\n");
        _workspace.Report(Period, isFinal: false);
        Assert.That(
            () => Import(Typed((Scope3, "12"))),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("LE2074").And.Message.Contains("found 12 for scope3")
        );
    }

    [Test]
    public void Text_in_an_input_cell_is_refused_with_the_cell()
    {
        Assert.That(
            () => Import(Typed((Scope3, "about 5"))),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("LE2074").And.Message.Contains("Disclosure!C")
        );
        Assert.That(File.Exists(_workspace.PathOf("inputs.csv")), Is.False);
    }

    private IReadOnlyList<(string Input, string Value, string Unit)> Import(string workbook, string? currency = null) =>
        InputImport.Import(
            new(workbook),
            _workspace.Open(),
            Period,
            "A. Berg",
            "ledger",
            currency,
            new Writer("tester", new(2026, 10, 2, 8, 0, 0, TimeSpan.Zero)),
            CancellationToken.None
        );

    /// <summary>The workbook of the report with values typed into named cells.</summary>
    private string Typed(params (string Name, string Value)[] cells)
    {
        var path = _workspace.PathOf("typed.xlsx");
        var parts = TemplateBook.Parts(_workspace.Output(Period, "disclosure.xlsx"));
        var book = Encoding.UTF8.GetString(parts["xl/workbook.xml"]);
        foreach (var (name, value) in cells)
        {
            var at = Regex.Match(book, $"""name="{name}"[^>]*>Disclosure!\$C\$(\d+)<""").Groups[1].Value;
            const string part = "xl/worksheets/sheet3.xml";
            var sheet = Encoding.UTF8.GetString(parts[part]);
            var typed = Regex.Replace(
                sheet,
                $"""<c r="C{at}"( s="\d+")? ?/>|<c r="C{at}"( s="\d+")[^>]*><v>[^<]*</v></c>""",
                Cell(at, value)
            );
            Assert.That(typed, Is.Not.EqualTo(sheet), $"{name} stands in C{at} of {part}");
            parts[part] = Encoding.UTF8.GetBytes(typed);
        }

        using var file = File.Create(path);
        using var archive = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create);
        foreach (var (name, content) in parts)
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }

        return path;
    }

    private static string Cell(string row, string value) =>
        decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? $"<c r=\"C{row}\"><v>{value}</v></c>"
            : $"<c r=\"C{row}\" t=\"inlineStr\"><is><t>{value}</t></is></c>";
}
