using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Registers;

namespace LlmEnergy.Tests.Registers;

/// <summary>Samples after the PACT Technical Specifications 2.3 and 3.0, with made-up values.</summary>
public class PactFootprintTests
{
    internal const string Second = """
        {
          "id": "91715e5e-fd0b-4d1c-8fab-76290c46e6ed", "specVersion": "2.3.0", "version": 1, "created": "2026-02-01T09:00:00Z", "status": "Active",
          "companyName": "Example AI", "companyIds": [ "urn:example:company:1" ], "productDescription": "A request to a language model", "productIds": [ "urn:example:product:1" ],
          "productCategoryCpc": "8315", "productNameCompany": "Example LLM", "comment": "",
          "pcf": {
            "declaredUnit": "piece", "unitaryProductAmount": "1000", "pCfExcludingBiogenic": "0.0015", "pCfIncludingBiogenic": "0.0015", "fossilGhgEmissions": "0.0015",
            "fossilCarbonContent": "0", "biogenicCarbonContent": "0", "characterizationFactors": "AR6", "ipccCharacterizationFactorsSources": [ "AR6" ], "crossSectoralStandardsUsed": [ "ISO Standard 14067" ],
            "boundaryProcessesDescription": "Inference and hardware", "referencePeriodStart": "2025-01-01T00:00:00Z", "referencePeriodEnd": "2026-01-01T00:00:00Z",
            "exemptedEmissionsPercent": 0.0, "exemptedEmissionsDescription": "", "packagingEmissionsIncluded": false, "primaryDataShare": 80.0
          }
        }
        """;

    internal const string Third = """
        {
          "data": {
            "id": "d9be4477-e351-45b3-acd9-e1da05e6f633", "specVersion": "3.0.0", "created": "2026-02-01T09:00:00Z", "status": "Active",
            "companyName": "Example AI", "companyIds": [ "urn:example:company:1" ], "productDescription": "Requests to a language model", "productIds": [ "urn:example:product:1" ],
            "productNameCompany": "Example LLM",
            "pcf": {
              "declaredUnitOfMeasurement": "piece", "declaredUnitAmount": "1000", "productMassPerDeclaredUnit": "0", "pcfExcludingBiogenicUptake": "1.5", "pcfIncludingBiogenicUptake": "1.5",
              "fossilGhgEmissions": "1.5", "fossilCarbonContent": "0", "referencePeriodStart": "2025-01-01T00:00:00Z", "referencePeriodEnd": "2026-01-01T00:00:00Z",
              "packagingEmissionsIncluded": false, "ipccCharacterizationFactors": [ "AR6" ], "crossSectoralStandards": [ "PACT-3.0" ], "exemptedEmissionsPercent": "0"
            }
          }
        }
        """;

    [Test]
    public void Version_2_states_kilograms_of_a_declared_unit_however_many_a_product_holds()
    {
        var footprint = Read(Second);
        Assert.That(
            (footprint.Version, footprint.KilogramsPerUnit, footprint.Unit, footprint.Boundary),
            Is.EqualTo(("2.3.0", 0.0015m, "piece", "Inference and hardware"))
        );
    }

    [Test]
    public void Version_3_states_kilograms_of_an_amount_of_units()
    {
        // 1.5 kg of 1,000 pieces
        var footprint = Read(Third);
        Assert.That(
            (footprint.Version, footprint.KilogramsPerUnit, footprint.Unit, footprint.Boundary),
            Is.EqualTo(("3.0.0", 0.0015m, "piece", "cradle to gate, as the supplier states it"))
        );
    }

    // wbcsd/data-exchange-protocol, decision 36: the same bottle of 12 litres of ethanol in both versions
    [TestCase("2.2.0", "\"declaredUnit\": \"liter\", \"unitaryProductAmount\": \"12\", \"pCfExcludingBiogenic\": \"1.5\"")]
    [TestCase("3.0.0", "\"declaredUnitOfMeasurement\": \"liter\", \"declaredUnitAmount\": \"12\", \"pcfExcludingBiogenicUptake\": \"18\"")]
    public void A_bottle_of_twelve_litres_is_one_and_a_half_kilograms_a_litre_in_both(string version, string pcf) =>
        Assert.That(
            Read(
                $$"""{ "specVersion": "{{version}}", "pcf": { {{pcf}}, "referencePeriodStart": "2023-01-01T00:00:00Z", "referencePeriodEnd": "2024-01-01T00:00:00Z" } }"""
            ).KilogramsPerUnit,
            Is.EqualTo(1.5m)
        );

    [Test]
    public void It_may_be_used_from_its_reference_period_until_three_years_after() =>
        Assert.That((Read(Second).From, Read(Second).To), Is.EqualTo((new DateOnly(2025, 1, 1), new DateOnly(2028, 12, 31))));

    [Test]
    public void Or_until_the_day_that_it_states() =>
        Assert.That(
            Read(
                Second.Replace(
                    "\"status\"",
                    "\"validityPeriodStart\": \"2026-01-01T00:00:00Z\", \"validityPeriodEnd\": \"2026-07-01T00:00:00Z\", \"status\"",
                    StringComparison.Ordinal
                )
            ).To,
            Is.EqualTo(new DateOnly(2026, 6, 30))
        );

    [TestCase("2026-01-01T00:00:00Z", 2028, 12, 31, TestName = "ends are excluded")]
    [TestCase("2025-12-31T23:59:59Z", 2028, 12, 31, TestName = "an end inside a day includes it")]
    [TestCase("2025-12-31", 2028, 12, 31, TestName = "a day without a time is included")]
    public void The_last_day_is_the_one_before_a_midnight(string end, int year, int month, int day) =>
        Assert.That(
            Read(Second.Replace("2026-01-01T00:00:00Z", end, StringComparison.Ordinal)).To,
            Is.EqualTo(new DateOnly(year, month, day))
        );

    [Test]
    public void Numbers_may_be_numbers() =>
        Assert.That(Read(Second.Replace("\"0.0015\"", "0.0015", StringComparison.Ordinal)).KilogramsPerUnit, Is.EqualTo(0.0015m));

    [Test]
    public void An_answer_may_hold_a_list_of_one() =>
        Assert.That(Read($"{{ \"data\": [ {Second} ] }}").KilogramsPerUnit, Is.EqualTo(0.0015m));

    [Test]
    public void A_list_of_one_may_stand_alone() => Assert.That(Read($"[ {Second} ]").KilogramsPerUnit, Is.EqualTo(0.0015m));

    [Test]
    public void A_byte_order_mark_is_no_part_of_it() => Assert.That(Read("\uFEFF" + Second).KilogramsPerUnit, Is.EqualTo(0.0015m));

    [TestCase("{{ \"data\": [ {0}, {0} ] }}", "found 2 footprints, expected one")]
    [TestCase("{{ \"data\": [] }}", "found 0 footprints, expected one")]
    [TestCase("{{}}", "found no specVersion 2 or 3, expected a PACT product footprint")]
    [TestCase("[ 1 ]", "found no specVersion 2 or 3, expected a PACT product footprint")]
    [TestCase("\"text\"", "found no specVersion 2 or 3, expected a PACT product footprint")]
    [TestCase("{{ \"data\": null }}", "found no specVersion 2 or 3, expected a PACT product footprint")]
    [TestCase("{{ \"specVersion\": \"2.0.0\" }}", "found no pcf, expected a PACT product footprint")]
    [TestCase("{{ \"specVersion\": \"2.0.0\", \"pcf\": [] }}", "found no pcf, expected a PACT product footprint")]
    public void What_is_no_footprint_is_named(string form, string message) =>
        Assert.That(
            IssuesOf(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Second)),
            Is.EqualTo(new[] { $"pcf.json: error LE2020: {message}" })
        );

    [TestCase("2.3.0", "1.0.0", "found no specVersion 2 or 3, expected a PACT product footprint", TestName = "version 1")]
    [TestCase("2.3.0", "4.0.0", "found no specVersion 2 or 3, expected a PACT product footprint", TestName = "version 4")]
    [TestCase(
        "2.3.0",
        "3.0.0",
        "found no declared unit, amount or footprint, expected all three, in numbers of zero or more",
        TestName = "version 3 with the names of version 2"
    )]
    [TestCase(
        "\"Active\"",
        "\"Deprecated\"",
        "found a footprint that is deprecated, expected the active one",
        TestName = "a deprecated one"
    )]
    [TestCase(
        "\"1000\"",
        "\"0\"",
        "found no declared unit, amount or footprint, expected all three, in numbers of zero or more",
        TestName = "an amount of nothing"
    )]
    [TestCase(
        "\"0.0015\"",
        "\"0,0015\"",
        "found no declared unit, amount or footprint, expected all three, in numbers of zero or more",
        TestName = "a comma is no decimal sign"
    )]
    [TestCase(
        "\"0.0015\"",
        "\"-0.0015\"",
        "found no declared unit, amount or footprint, expected all three, in numbers of zero or more",
        TestName = "less than nothing"
    )]
    [TestCase(
        "\"0.0015\"",
        "null",
        "found no declared unit, amount or footprint, expected all three, in numbers of zero or more",
        TestName = "no number"
    )]
    [TestCase(
        "\"0.0015\"",
        "1e400",
        "found no declared unit, amount or footprint, expected all three, in numbers of zero or more",
        TestName = "a number that is too great for any type"
    )]
    [TestCase(
        "\"0.0015\"",
        "\"79228162514264337593543950335\"",
        "found no declared unit, amount or footprint, expected all three, in numbers of zero or more",
        TestName = "the greatest number"
    )]
    [TestCase(
        "\"1000\"",
        "\"0.0000000000000000000000000001\"",
        "found no declared unit, amount or footprint, expected all three, in numbers of zero or more",
        TestName = "the least number"
    )]
    [TestCase(
        "2025-01-01T00:00:00Z",
        "2027-01-01T00:00:00Z",
        "found no reference period, expected its start and end",
        TestName = "an end before its start"
    )]
    [TestCase(
        "2026-01-01T00:00:00Z",
        "9999-12-31T00:00:00Z",
        "found no reference period, expected its start and end",
        TestName = "an end without three years after it"
    )]
    [TestCase(
        "2025-01-01T00:00:00Z",
        "01/01/2025",
        "found no reference period, expected its start and end",
        TestName = "a date in another order"
    )]
    public void What_is_wrong_with_one_is_named(string what, string instead, string message) =>
        Assert.That(
            IssuesOf(Second.Replace(what, instead, StringComparison.Ordinal)),
            Is.EqualTo(new[] { $"pcf.json: error LE2020: {message}" })
        );

    [Test]
    public void Broken_JSON_is_named_with_its_line() =>
        Assert.That(
            IssuesOf("{\n  \"specVersion\": \"2.0.0\",\n  nonsense }"),
            Is.EqualTo(new[] { "pcf.json:3: error LE2020: found no JSON, expected a PACT product footprint" })
        );

    [TestCase("")]
    [TestCase("\0")]
    [TestCase("{ \"specVersion\": \"2.0")]
    public void What_is_no_JSON_is_named(string text) =>
        Assert.That(IssuesOf(text), Is.EqualTo(new[] { "pcf.json:1: error LE2020: found no JSON, expected a PACT product footprint" }));

    [Test]
    public void Deep_nesting_is_no_footprint() =>
        Assert.That(IssuesOf(new string('[', 100_000)).Single(), Does.EndWith("found no JSON, expected a PACT product footprint"));

    [Test]
    public void Bytes_and_escapes_that_are_no_Unicode_are_named()
    {
        Assert.That(
            IssuesOf(Second.Replace("2.3.0", "2\\ud800", StringComparison.Ordinal)),
            Has.Count.EqualTo(1).And.All.Contains("error LE2020")
        );
        var bytes = Encoding.UTF8.GetBytes(Second);
        bytes[Array.IndexOf(bytes, (byte)'2', Second.IndexOf("2.3.0", StringComparison.Ordinal)) + 1] = 0xFF;
        var issues = new List<Issue>();
        Assert.That((PactFootprint.Read(bytes, "pcf.json", issues), issues.Count), Is.EqualTo(((object?)null, 1)));
    }

    [Test]
    public void Text_that_is_printed_is_one_line_of_moderate_length()
    {
        var boundary = Read(
            Second.Replace("Inference and hardware", "a\\u001b[2J\\n" + new string('b', 5_000), StringComparison.Ordinal)
        ).Boundary;
        Assert.That((boundary.Length, boundary.Any(char.IsControl)), Is.EqualTo((203, false)));
    }

    private static PactFootprint Read(string json)
    {
        var issues = new List<Issue>();
        var footprint = PactFootprint.Read(Encoding.UTF8.GetBytes(json), "pcf.json", issues);
        Assert.That(issues, Is.Empty);
        return footprint!;
    }

    private static List<string> IssuesOf(string json)
    {
        var issues = new List<Issue>();
        Assert.That(PactFootprint.Read(Encoding.UTF8.GetBytes(json), "pcf.json", issues), Is.Null);
        return [.. issues.Select(issue => issue.ToString())];
    }
}
