using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Factors;
using LlmEnergy.Registers;

namespace LlmEnergy.Tests.Registers;

public class InstrumentRegisterTests
{
    private const string Header = "supplier,instrument,from,to,market_boundary,kgco2e_per_kwh,document,account,note\n";
    private const string Row = "openai,PPA,2025-01-01,2025-12-31,US,0.012,ppa.pdf,,\n";

    [Test]
    public void An_instrument_is_a_factor_in_grams_with_its_document()
    {
        var instrument = Read(Header + "openai,PPA,2025-01-01,2025-12-31,US,0.012,ppa.pdf,team-a,wind\n").Single();
        var factor = instrument.Factor.Factor;
        Assert.That(
            (instrument.Supplier, instrument.Account, instrument.Boundary, instrument.From, instrument.To),
            Is.EqualTo(("openai", "team-a", "US", new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)))
        );
        Assert.That(
            (factor.Id, factor.Value, factor.Unit, factor.Locator, factor.Note, instrument.Factor.Source.Title),
            Is.EqualTo(("instrument-1-2025", 12m, "gCO2e/kWh", "ppa.pdf", "wind", "PPA of openai"))
        );
    }

    [TestCase(
        "\"0,012\"",
        "found no number in kgco2e_per_kwh, expected one such as 0.92, with a point",
        TestName = "a comma is no decimal sign"
    )]
    [TestCase(
        "12",
        "found a number out of range in kgco2e_per_kwh, expected kilograms of CO2e per kWh, up to 2",
        TestName = "grams are no kilograms"
    )]
    [TestCase("-1", "found no number in kgco2e_per_kwh, expected one such as 0.92, with a point", TestName = "less than none")]
    public void What_is_no_intensity_is_named(string text, string message) =>
        Assert.That(
            IssuesOf(Header + Row.Replace("0.012", text, StringComparison.Ordinal)),
            Is.EqualTo(new[] { $"instruments.csv:2:6: error LE2020: {message}" })
        );

    [Test]
    public void Zero_is_an_intensity_that_a_document_may_state() =>
        Assert.That(Read(Header + Row.Replace("0.012", "0", StringComparison.Ordinal)).Single().Factor.Factor.Value, Is.Zero);

    [TestCase(
        "2026-01-01,2025-12-31",
        "instruments.csv:2:4: error LE2020: found an end before its start, expected from and to in this order"
    )]
    [TestCase("2025-1-1,2025-12-31", "instruments.csv:2:3: error LE2020: found no date in from, expected one such as 2026-10-02")]
    [TestCase("2025-01-01,9999-12-31", "instruments.csv:2:4: error LE2020: found no date in to, expected one such as 2026-10-02")]
    public void Days_that_are_none_are_named(string days, string issue) =>
        Assert.That(IssuesOf(Header + Row.Replace("2025-01-01,2025-12-31", days, StringComparison.Ordinal)), Is.EqualTo(new[] { issue }));

    [Test]
    public void Two_for_one_supplier_account_market_and_day_are_refused() =>
        Assert.That(
            IssuesOf(Header + Row + Row.Replace("openai,PPA,2025-01-01", "OpenAI,GO,2025-12-31", StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    "instruments.csv:3:3: error LE2020: found days that line 2 states for the same supplier, account and market, expected "
                        + "one instrument on a day",
                }
            )
        );

    [TestCase("2025-01-01,2025-12-31,US", "2026-01-01,2026-12-31,US", TestName = "other days")]
    [TestCase(",US,", ",EU27,", TestName = "another market")]
    [TestCase("openai", "anthropic", TestName = "another supplier")]
    [TestCase("ppa.pdf,,", "ppa.pdf,team-a,", TestName = "another account")]
    public void Another_is_another(string what, string instead) =>
        Assert.That(Read(Header + Row + Row.Replace(what, instead, StringComparison.Ordinal)), Has.Length.EqualTo(2));

    [Test]
    public void A_market_that_is_no_grid_zone_is_a_finding_with_its_place() =>
        Assert.That(
            InstrumentRegister
                .Findings(Read(Header + Row + Row.Replace(",US,", ",Amerika,", StringComparison.Ordinal)), FactorPack.BuiltIn)
                .Select(issue => issue.ToString()),
            Is.EqualTo(
                new[]
                {
                    "instruments.csv:3:5: warning LE2020: found a market that is no grid zone, expected one such as US, DE or EU27: the "
                        + "instrument is not used",
                }
            )
        );

    private static ImmutableArray<MarketInstrument> Read(string csv)
    {
        var issues = new List<Issue>();
        var instruments = InstrumentRegister.Read(Encoding.UTF8.GetBytes(csv), issues);
        Assert.That(issues, Is.Empty);
        return instruments;
    }

    private static IEnumerable<string> IssuesOf(string csv)
    {
        var issues = new List<Issue>();
        InstrumentRegister.Read(Encoding.UTF8.GetBytes(csv), issues);
        return issues.Select(issue => issue.ToString());
    }
}
