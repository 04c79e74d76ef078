using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>Jegham et al. 2025, version 6: the power of a request's share of a DGX H100, and GPT-4o's 2.09 s.</summary>
public class JeghamLatencyTests
{
    private static readonly JeghamLatency Method = new();

    [Test]
    public void A_stream_draws_667_to_792_watts_and_730_in_the_middle()
    {
        // (5.6 x 5.5 % + 4.6 x 6.25 %) x 1.12 = (0.308 + 0.2875) x 1.12; the middle with 6.5 %, the upper end with 7.5 %
        var energy = Line(3_600_000).Energy!.Value;
        Assert.That(
            (energy.Low.KilowattHours, energy.Central!.Value.KilowattHours, energy.High.KilowattHours),
            Is.EqualTo((0.66696m, 0.72968m, 0.7924m))
        );
    }

    [Test]
    public void GPT_4o_takes_0_423_watt_hours_in_2_09_seconds() =>
        // 729.68 W x 2.09 s / 3,600 = 0.42362
        Assert.That(Line(2_090).Energy!.Value.Central!.Value.KilowattHours * 1_000m, Is.EqualTo(0.423m).Within(0.001m));

    [Test]
    public void Seconds_of_all_requests_add_up_and_tokens_do_not_count()
    {
        var one = Line(2_000).Energy;
        Assert.That(
            Lines.Line(Method, 400m, Lines.Bucket("openai", "gpt-4o", 1_000, 5, 7, generationMilliseconds: 2_000)).Energy,
            Is.EqualTo(one)
        );
    }

    [Test]
    public void Without_seconds_of_generation_there_is_no_rate() =>
        Assert.That(Lines.Line(Method, 400m, Lines.Bucket("openai", "gpt-4o", 1, 1_000, 1_000)).IsCalculated, Is.False);

    [TestCase("openai", "gpt-4o", true, TestName = "class L")]
    [TestCase("anthropic", "claude-opus-4-1", true, TestName = "class XL")]
    [TestCase("openai", "gpt-4o-mini", false, TestName = "class M")]
    [TestCase("openai", "gpt-4.1-nano", false, TestName = "class S")]
    [TestCase("openai", "text-embedding-3-small", false, TestName = "embeddings")]
    [TestCase("acme", "in-house", false, TestName = "unknown, although counted as class L")]
    public void Only_large_models_fill_a_server(string provider, string model, bool isCalculated) =>
        Assert.That(
            Lines.Line(Method, 400m, Lines.Bucket(provider, model, 1, 10, 10, generationMilliseconds: 1_000)).IsCalculated,
            Is.EqualTo(isCalculated)
        );

    [Test]
    public void It_is_tier_4_with_hardware_and_stands_beside_a_disclosure_only()
    {
        var line = Line(3_600_000);
        // 0.72968 kWh x 40 g/kWh
        Assert.That(
            (line.Rate!.Tier, line.Embodied!.Value.Central!.Value.KilogramsCo2e, Method.SideBySideOnly),
            Is.EqualTo((4, 0.0291872m, true))
        );
    }

    [Test]
    public void Its_own_PUE_is_in_the_energy_and_leads_to_the_water()
    {
        // 1.12 inside: 0.72968 / 1.12 = 0.6515 kWh of IT energy
        var rate = Line(1).Rate!;
        Assert.That((rate.Pue!.Low.Ratio, rate.Pue.Central!.Value.Ratio, rate.Pue.High.Ratio), Is.EqualTo((1.12m, 1.12m, 1.12m)));
    }

    [Test]
    public void Audio_and_other_known_quantities_make_no_difference()
    {
        var line = Lines.Bucket("openai", "gpt-4o", 1, 10, 10, generationMilliseconds: 2_000);
        Assert.That(
            Lines.Line(Method, 400m, line with { Usage = line.Usage with { Known = Known.Generation } }).Energy,
            Is.EqualTo(Line(2_000).Energy)
        );
    }

    private static InventoryLine Line(long milliseconds) =>
        Lines.Line(Method, 400m, Lines.Bucket("openai", "gpt-4o", 1, 100, 300, generationMilliseconds: milliseconds));
}
