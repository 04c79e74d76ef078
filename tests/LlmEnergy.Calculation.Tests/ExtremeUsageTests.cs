using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Calculation.Tests;

/// <summary>Usage at the ends of what can be stated: none, and 10^15 tokens.</summary>
public class ExtremeUsageTests
{
    private const long Most = 1_000_000_000_000_000;

    // 10^15 input tokens of class L: 0.16 Wh a thousand are 160,000,000 kWh, times ctx
    [TestCase(Most, "160000000", TestName = "a token a request")]
    [TestCase(50_000_000_000, "177777777.777777777777777778", TestName = "20,000 tokens a request: x 100,000 / 90,000")]
    [TestCase(10_000_000_000, "320000000", TestName = "100,000 tokens a request: x 2")]
    [TestCase(1, "320000000", TestName = "one request")]
    public void Ten_to_the_fifteenth_tokens_are_calculated(long requests, string kilowattHours) =>
        Assert.That(
            Lines.Line(Lines.Bucket("openai", "gpt-4o", requests, Most, 0)).Energy!.Value.Central!.Value.KilowattHours,
            Is.EqualTo(decimal.Parse(kilowattHours, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Test]
    public void Moments_of_ten_to_the_fifteenth_tokens_are_exact() =>
        // 10^15 x 10^15 / 10^11, and / 3 x 10^10 at 6 decimals
        Assert.That(
            (ContextMoments.Of(Usage(100_000_000_000)).Output, ContextMoments.Of(Usage(30_000_000_000)).Output),
            Is.EqualTo((10_000_000_000_000_000_000m, 33_333_333_333_333_333_333.333333m))
        );

    [Test]
    public void Moments_do_not_jump_where_they_are_too_great_for_a_decimal_product()
    {
        // 2^31 x 2^64 is where another calculation begins; both sides in the same proportion
        static decimal Of(long tokens) =>
            ContextMoments.Of(new Usage(1_000_003, 281_474_976_710_656, 0, 0, tokens, 0, 0, 0, Lines.Counted)).Output;
        Assert.That(Of(140_737_488_355_327) + Of(1), Is.EqualTo(Of(140_737_488_355_328)).Within(0.000001m));
    }

    [Test]
    public void A_ledger_of_such_lines_foots()
    {
        var disclosure = DisclosureStep.Disclose(
            new(
                Lines.Calculate(
                    new ClassFactors2026(),
                    400m,
                    Lines.Bucket("openai", "gpt-4", 50_000_000_000, Most, Most),
                    Lines.Bucket("openai", "gpt-4o", Most, Most, Most, number: 2)
                ),
                "Acme",
                ReportStatus.Draft,
                "1.0",
                []
            )
        );
        Assert.That(disclosure.AllChecksPass, Is.True);
    }

    [Test]
    public void No_tokens_and_no_requests_are_no_energy()
    {
        foreach (var requests in new[] { 0L, 1L })
        {
            var line = Lines.Bucket("openai", "gpt-4o", 1, 0, 0);
            var result = Lines.Line(line with { Usage = line.Usage with { Requests = requests } });
            Assert.That((result.Energy!.Value.High.KilowattHours, result.Total!.Value.High.KilogramsCo2e), Is.EqualTo((0m, 0m)));
        }
    }

    [Test]
    public void Tokens_without_requests_count_once()
    {
        var line = Lines.Bucket("openai", "gpt-4o", 1, 1_000, 0);
        Assert.That(Lines.Line(line with { Usage = line.Usage with { Requests = 0 } }).Energy, Is.EqualTo(Lines.Line(line).Energy));
    }

    [Test]
    public void A_share_of_no_emissions_is_missing_and_not_a_crash()
    {
        var disclosure = DisclosureStep.Disclose(
            new(
                Lines.Calculate(new ClassFactors2026(), 400m, Lines.Bucket("acme", "in-house", 1, 0, 0)),
                "Acme",
                ReportStatus.Draft,
                "1.0",
                []
            )
        );
        Assert.That(
            (disclosure[FigureIds.TotalKilograms].Value, disclosure[FigureIds.UnknownModelShare].Value, disclosure.AllChecksPass),
            Is.EqualTo(((decimal?)0m, (decimal?)null, true))
        );
    }

    private static Usage Usage(long requests) => new(requests, Most, 0, 0, Most, 0, 0, 0, Lines.Counted);
}
