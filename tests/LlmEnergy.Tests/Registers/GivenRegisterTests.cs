using System.Text;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Registers;

namespace LlmEnergy.Tests.Registers;

/// <summary>What the undertaking gives: inputs of a period, and figures of earlier ones.</summary>
public class GivenRegisterTests
{
    private const string InputHeader = "period,input,value,unit,source\n";
    private const string FigureHeader = "period,figure,value,unit,source\n";

    [Test]
    public void An_input_is_of_its_period_with_its_unit_its_source_and_its_place()
    {
        var register = Inputs("2026-Q3,net_revenue,158000000.50,DKK,\"interim report, p. 3\"\n2026,scope3,18400,tCO2e,inventory\n");
        var revenue = register.Of("2026-Q3").Single();
        Assert.That(
            (revenue.Id, revenue.Value, revenue.Unit.Symbol, revenue.Source, revenue.At.ToString()),
            Is.EqualTo((FigureIds.NetRevenue, 158000000.5m, "DKK", "interim report, p. 3", "inputs.csv:2:2"))
        );
        Assert.That(
            register.Of("2026").Select(figure => (figure.Id, figure.Value, figure.Unit)),
            Is.EqualTo(new[] { (FigureIds.Scope3, 18400m, Unit.TonnesCo2e) })
        );
        Assert.That(
            (register.Of("FY2026"), register.Of("2026-Q2")),
            Is.EqualTo((Array.Empty<GivenFigure>(), Array.Empty<GivenFigure>())),
            "other periods have none"
        );
    }

    [Test]
    public void Every_input_of_the_catalogue_can_be_given() =>
        Assert.That(
            Inputs(string.Concat(FigureCatalog.Inputs.Select(id => $"2026,{id},1,{(id == FigureIds.NetRevenue ? "EUR" : "tCO2e")},s\n")))
                .Of("2026")
                .Select(figure => figure.Id),
            Is.EqualTo(FigureCatalog.Inputs)
        );

    [Test]
    public void Every_figure_of_the_catalogue_can_be_given_as_a_comparative() =>
        Assert.That(
            Comparatives(
                    string.Concat(
                        FigureCatalog.Units.Select(figure =>
                            $"2025,{figure.Id},1,\"{(FigureCatalog.BeforeCurrency(figure.Id) is { } before ? before + "EUR" : figure.Unit.Symbol)}\",s\n"
                        )
                    )
                )
                .Of("2025")
                .Select(figure => figure.Id),
            Is.EqualTo(FigureCatalog.Units.Select(figure => figure.Id))
        );

    [Test]
    public void A_nil_of_other_cloud_services_is_an_attestation() =>
        Assert.That(Inputs("2026,cloud_services_other,0,tCO2e,\"A. Berg, 5 October 2026\"\n").Of("2026").Single().Value, Is.Zero);

    [TestCase(
        "26-Q3,scope3,1,tCO2e,s",
        "1: error LE2020: found another name in period, expected one such as 2026-Q3, 2026-H1, 2026, 2026-YTD3 or FY2026-Q3",
        TestName = "no period"
    )]
    [TestCase(
        "2026,total,1,tCO2e,s",
        "2: error LE2020: found another input, expected one of cloud_services_other, category1_other, scope3, net_revenue",
        TestName = "a figure that is calculated is no input"
    )]
    [TestCase(
        "2026,scope3,\"18400,5\",tCO2e,s",
        "3: error LE2020: found no number in value, expected one such as 0.92, with a point",
        TestName = "a comma is no decimal sign of an input"
    )]
    [TestCase(
        "2026,scope3,18 400,tCO2e,s",
        "3: error LE2020: found no number in value, expected one such as 0.92, with a point",
        TestName = "no group signs"
    )]
    [TestCase(
        "2026,scope3,-1,tCO2e,s",
        "3: error LE2020: found no number in value, expected one such as 0.92, with a point",
        TestName = "nothing below zero"
    )]
    [TestCase(
        "2026,scope3,1e3,tCO2e,s",
        "3: error LE2020: found no number in value, expected one such as 0.92, with a point",
        TestName = "no powers of ten"
    )]
    [TestCase(
        "2026,net_revenue,0,EUR,s",
        "3: error LE2020: found a number out of range in value, expected an amount above zero, in units of the currency",
        TestName = "no net revenue of nil"
    )]
    [TestCase(
        "2026,scope3,1000000000000000001,tCO2e,s",
        "3: error LE2020: found a number out of range in value, expected a number from 0 to 10^18",
        TestName = "nothing that would overflow"
    )]
    [TestCase(
        "2026,scope3,0.0000000001,tCO2e,s",
        "3: error LE2020: found a number close to zero in value, expected 0, or 10^-9 and more",
        TestName = "nothing that would overflow a share"
    )]
    [TestCase(
        "2026,scope3,1,t,s",
        "4: error LE2020: found another unit, expected tCO2e: tonnes of CO2 equivalents, which are kilograms divided by 1,000",
        TestName = "tonnes of something"
    )]
    [TestCase(
        "2026,scope3,1,kgCO2e,s",
        "4: error LE2020: found another unit, expected tCO2e: tonnes of CO2 equivalents, which are kilograms divided by 1,000",
        TestName = "kilograms"
    )]
    [TestCase(
        "2026,net_revenue,1,eur,s",
        "4: error LE2020: found no currency in unit, expected three capital letters such as EUR",
        TestName = "a currency in small letters"
    )]
    [TestCase(
        "2026,net_revenue,1,EUR m,s",
        "4: error LE2020: found no currency in unit, expected three capital letters such as EUR",
        TestName = "millions of a currency"
    )]
    [TestCase(
        "2026,net_revenue,1,tCO2e,s",
        "4: error LE2020: found no currency in unit, expected three capital letters such as EUR",
        TestName = "revenue in tonnes"
    )]
    [TestCase(
        "2026,cloud_services_other,0,tCO2e,",
        "5: error LE2020: found no source, expected who attests that there are no such services, and where",
        TestName = "a nil that nobody attests"
    )]
    [TestCase(
        "2026,cloud_services_other,1,tCO2e,",
        "5: error LE2020: found no source, expected one",
        TestName = "a value without a source"
    )]
    public void What_is_wrong_with_an_input_is_named_once_with_its_place(string row, string issue) =>
        Assert.That(IssuesOf(GivenRegister.Inputs, InputHeader + row + "\n"), Is.EqualTo(new[] { "inputs.csv:2:" + issue }));

    [TestCase(
        "2025,totals,1,tCO2e,s",
        "2: error LE2020: found another figure, expected an id of figures.json such as total",
        TestName = "no figure"
    )]
    [TestCase(
        "2025,total,\"0,098\",tCO2e,s",
        "3: error LE2020: found no number in value, expected one such as 0.92, with a point",
        TestName = "a comma is no decimal sign of a comparative"
    )]
    [TestCase(
        "2025,estimated_share,12.5,fraction,s",
        "3: error LE2020: found a number out of range in value, expected a share from 0 to 1, such as 0.125 for 12.5 %",
        TestName = "per cent are no share"
    )]
    [TestCase(
        "2025,requests,1.5,count,s",
        "3: error LE2020: found a part of one in value, expected a whole number",
        TestName = "half a request"
    )]
    [TestCase(
        "2025,total_kg,98,tCO2e,s",
        "4: error LE2020: found another unit, expected kgCO2e",
        TestName = "a figure in another unit than its own"
    )]
    [TestCase("2025,energy,0.2,MWh,s", "4: error LE2020: found another unit, expected kWh", TestName = "megawatt-hours")]
    [TestCase(
        "2025,intensity_revenue,0.1,tCO2e,s",
        "4: error LE2020: found another unit, expected tCO2e/million and a currency, such as tCO2e/million EUR",
        TestName = "an intensity without its currency"
    )]
    [TestCase(
        "2025,intensity_spend,0.1,kgCO2e/Euro,s",
        "4: error LE2020: found another unit, expected kgCO2e/ and a currency, such as kgCO2e/EUR",
        TestName = "an intensity of no currency"
    )]
    public void What_is_wrong_with_a_comparative_is_named_once_with_its_place(string row, string issue) =>
        Assert.That(IssuesOf(GivenRegister.Comparatives, FigureHeader + row + "\n"), Is.EqualTo(new[] { "comparatives.csv:2:" + issue }));

    [Test]
    public void All_wrong_fields_of_a_row_are_named_at_once() =>
        Assert.That(
            IssuesOf(GivenRegister.Inputs, InputHeader + "Q3,scope3,x,t,\n").Select(issue => issue.Split(' ')[0]),
            Is.EqualTo(new[] { "inputs.csv:2:1:", "inputs.csv:2:3:", "inputs.csv:2:4:", "inputs.csv:2:5:" })
        );

    [Test]
    public void A_period_and_input_stand_once() =>
        Assert.That(
            IssuesOf(GivenRegister.Inputs, InputHeader + "2026,scope3,1,tCO2e,s\n2026-Q3,scope3,1,tCO2e,s\n2026,scope3,2,tCO2e,s\n"),
            Is.EqualTo(new[] { "inputs.csv:4:1: error LE2020: found the period and input twice, expected them once" })
        );

    [Test]
    public void An_input_of_the_reported_period_does_not_stand_among_the_comparatives()
    {
        var register = Comparatives("2026,net_revenue,1,EUR,s\n2026,total,1,tCO2e,s\n2025,net_revenue,1,EUR,s\n");
        Assert.That(
            () => register.RefuseInputsOf(Period("2026")),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EqualTo(
                    "comparatives.csv:2:2: error LE2020: found an input of 2026, the period that is reported, expected it in inputs.csv"
                )
        );
        Assert.That(() => register.RefuseInputsOf(Period("2026-Q3")), Throws.Nothing);
        Assert.That(() => Comparatives("2026,total,1,tCO2e,s\n").RefuseInputsOf(Period("2026")), Throws.Nothing, "it is calculated");
    }

    private static ReportingPeriod Period(string name) =>
        ReportingPeriod.TryParse(name, FiscalYear.Calendar, out var period) ? period : throw new ArgumentException(name, nameof(name));

    private static GivenRegister Inputs(string rows) => Read(GivenRegister.Inputs, InputHeader + rows);

    private static GivenRegister Comparatives(string rows) => Read(GivenRegister.Comparatives, FigureHeader + rows);

    private static GivenRegister Read(Func<byte[], FiscalYear, ICollection<Issue>, GivenRegister> read, string csv)
    {
        var issues = new List<Issue>();
        var register = read(Encoding.UTF8.GetBytes(csv), FiscalYear.Calendar, issues);
        Assert.That(issues, Is.Empty);
        return register;
    }

    private static List<string> IssuesOf(Func<byte[], FiscalYear, ICollection<Issue>, GivenRegister> read, string csv)
    {
        var issues = new List<Issue>();
        read(Encoding.UTF8.GetBytes(csv), FiscalYear.Calendar, issues);
        return [.. issues.Select(issue => issue.ToString())];
    }
}
