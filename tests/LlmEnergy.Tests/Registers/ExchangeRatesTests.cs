using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Registers;

namespace LlmEnergy.Tests.Registers;

public class ExchangeRatesTests
{
    [Test]
    public void A_rate_is_a_factor_of_its_year_with_its_source()
    {
        var (factor, source) = Read("from,to,year,rate,source,locator\neur,USD,2025,1.13,ECB reference rates,annual average\n").Single();
        Assert.That(
            (factor.Id, factor.Value, factor.ValidFrom, factor.ValidTo, factor.Locator),
            Is.EqualTo(("fx-eur-usd-2025", 1.13m, new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31), "annual average"))
        );
        Assert.That(
            (source.Id, source.Publisher, source.Title),
            Is.EqualTo((factor.SourceId, "ECB reference rates", "Exchange rate EUR to USD, 2025"))
        );
    }

    [TestCase("EURO,USD,2025,1.13,ECB", "fx.csv:2:1: error LE2020: found no currency in from, expected three letters such as EUR")]
    [TestCase("EUR,$,2025,1.13,ECB", "fx.csv:2:2: error LE2020: found no currency in to, expected three letters such as EUR")]
    [TestCase("USD,usd,2025,1,ECB", "fx.csv:2:2: error LE2020: found one currency twice, expected two")]
    [TestCase("EUR,USD,25,1.13,ECB", "fx.csv:2:3: error LE2020: found a number out of range in year, expected a year such as 2026")]
    [TestCase("EUR,USD,2025.5,1.13,ECB", "fx.csv:2:3: error LE2020: found a part of a year, expected a year such as 2026")]
    [TestCase("EUR,USD,last,1.13,ECB", "fx.csv:2:3: error LE2020: found no number in year, expected one such as 0.92, with a point")]
    [TestCase(
        "EUR,USD,2025,\"1,13\",ECB",
        "fx.csv:2:4: error LE2020: found no number in rate, expected one such as 0.92, with a point",
        TestName = "a comma is no decimal sign"
    )]
    [TestCase("EUR,USD,2025,-1.13,ECB", "fx.csv:2:4: error LE2020: found no number in rate, expected one such as 0.92, with a point")]
    [TestCase("EUR,USD,2025,1e400,ECB", "fx.csv:2:4: error LE2020: found no number in rate, expected one such as 0.92, with a point")]
    [TestCase(
        "EUR,USD,2025,0,ECB",
        "fx.csv:2:4: error LE2020: found a number out of range in rate, expected what one unit of the first currency was worth in the "
            + "second, such as 1.13"
    )]
    [TestCase(
        "EUR,USD,2025,79228162514264337593543950335,ECB",
        "fx.csv:2:4: error LE2020: found a number out of range in rate, expected what one unit of the first currency was worth in the "
            + "second, such as 1.13"
    )]
    public void What_is_wrong_is_named_once_with_its_place(string row, string issue) =>
        Assert.That(IssuesOf($"from,to,year,rate,source\n{row}\n"), Is.EqualTo(new[] { issue }));

    [Test]
    public void All_wrong_fields_of_a_row_are_named_at_once() =>
        Assert.That(
            IssuesOf("from,to,year,rate,source\n1,2,3,x,\n").Select(issue => issue.Split(' ')[0]),
            Is.EqualTo(new[] { "fx.csv:2:1:", "fx.csv:2:2:", "fx.csv:2:3:", "fx.csv:2:4:", "fx.csv:2:5:" })
        );

    [Test]
    public void The_same_currencies_and_year_stand_once() =>
        Assert.That(
            IssuesOf("from,to,year,rate,source\nEUR,USD,2025,1.13,ECB\neur,usd,2025,1.14,ECB\n"),
            Is.EqualTo(new[] { "fx.csv:3:1: error LE2020: found the currencies and year twice, expected them once" })
        );

    [Test]
    public void A_rate_that_the_factors_of_the_workspace_state_as_well_is_refused()
    {
        var rates = Read("from,to,year,rate,source\nEUR,USD,2025,1.13,ECB\n");
        Assert.That(
            () => ExchangeRates.ThrowIfAny(rates, FactorPack.BuiltIn.With(rates)),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EqualTo(
                    "fx.csv: error LE2020: found fx-eur-usd-2025, which the workspace's own factors state, expected it once"
                )
        );
        Assert.That(() => ExchangeRates.ThrowIfAny(rates, FactorPack.BuiltIn), Throws.Nothing);
    }

    [Test]
    public void Other_rates_are_another_pack() =>
        Assert.That(
            FactorPack.BuiltIn.With(Read("from,to,year,rate,source\nEUR,USD,2025,1.13,ECB\n")).Hash,
            Is.Not.EqualTo(FactorPack.BuiltIn.With(Read("from,to,year,rate,source\nEUR,USD,2025,1.14,ECB\n")).Hash)
        );

    private static IReadOnlyList<(Factor Factor, Citation Source)> Read(string csv)
    {
        var issues = new List<Issue>();
        var rates = ExchangeRates.Read(Encoding.UTF8.GetBytes(csv), issues);
        Assert.That(issues, Is.Empty);
        return [.. rates.Select(rate => (rate.Factor, rate.Source))];
    }

    private static List<string> IssuesOf(string csv)
    {
        var issues = new List<Issue>();
        ExchangeRates.Read(Encoding.UTF8.GetBytes(csv), issues);
        return [.. issues.Select(issue => issue.ToString())];
    }
}
