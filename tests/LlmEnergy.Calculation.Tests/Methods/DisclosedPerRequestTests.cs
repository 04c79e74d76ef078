using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Tests.Methods;

public class DisclosedPerRequestTests
{
    private static readonly DisclosedPerRequest Method = new();

    [TestCase("google-gemini-api", "gemini-2.5-pro", "0.24", TestName = "Google 2025, a median text prompt of Gemini")]
    [TestCase("google-vertex", "gemini-2.5-flash-lite", "0.24", TestName = "the same whatever the size")]
    [TestCase("openai", "gpt-4o", "0.34", TestName = "Altman 2025, an average query of ChatGPT")]
    [TestCase("azure-openai", "gpt-4.1-mini", "0.34", TestName = "the same on another host")]
    public void A_request_takes_what_the_provider_says(string provider, string model, string wattHours)
    {
        // 1,000 requests: Wh a request are kWh; one value, no range
        var energy = Line(provider, model, 1_000).Energy!.Value;
        var expected = FacilityEnergy.FromKilowattHours(decimal.Parse(wattHours, System.Globalization.CultureInfo.InvariantCulture));
        Assert.That(energy, Is.EqualTo(new Estimate<FacilityEnergy>(expected, expected, expected)));
    }

    [Test]
    public void Where_only_energy_is_known_there_is_no_total()
    {
        var line = Line("openai", "gpt-4o", 1_000);
        // 0.34 kWh x 500 g
        Assert.That(
            (line.LocationBased!.Value.Central!.Value.KilogramsCo2e, line.Embodied, line.Total),
            Is.EqualTo((0.17m, (Estimate<GhgEmissions>?)null, (Estimate<GhgEmissions>?)null))
        );
    }

    [TestCase("mistral", "mistral-large-2411")]
    [TestCase("mistral", "mistral-large-2407")]
    [TestCase("aws-bedrock", "mistral.mistral-large-2407-v1:0")]
    public void Mistral_Large_2_emits_1_14_grams_in_400_tokens_and_states_no_energy(string provider, string model)
    {
        // 2.85 g per 1,000 x 0.4
        var line = Lines.Line(Method, 500m, Lines.Bucket(provider, model, 1, 5_000, 400));
        Assert.That(
            (line.CradleToGate!.Value.Central!.Value.KilogramsCo2e, line.Total, line.Energy, line.LocationBased),
            Is.EqualTo((0.00114m, line.CradleToGate, (Estimate<FacilityEnergy>?)null, (Estimate<GhgEmissions>?)null))
        );
    }

    [TestCase("mistral", "mistral-large-2512", TestName = "Mistral Large 3")]
    [TestCase("mistral", "mistral-large-2607", TestName = "a later model whose date begins alike")]
    [TestCase("mistral", "mistral-large-latest", TestName = "whichever is the latest")]
    [TestCase("mistral", "mistral-small-2503", TestName = "a smaller model")]
    [TestCase("openai", "gpt-oss-120b", TestName = "an open model of OpenAI")]
    [TestCase("google-gemini-api", "gemma-3-27b", TestName = "an open model of Google")]
    [TestCase("anthropic", "claude-sonnet-4-5", TestName = "a provider that says nothing")]
    [TestCase("openai", "text-embedding-3-small", TestName = "embeddings of OpenAI")]
    [TestCase("google-gemini-api", "gemini-embedding-001", TestName = "embeddings of Google")]
    [TestCase("openai", "gpt-image-1", TestName = "images")]
    [TestCase("openai", "omni-moderation-latest", TestName = "moderation is no query")]
    [TestCase("openai", "nobody-knows", TestName = "an unknown model")]
    public void What_was_not_disclosed_has_no_rate(string provider, string model) =>
        Assert.That(Line(provider, model, 1).IsCalculated, Is.False);

    [TestCase("openai", "gpt-4o", Known.Input | Known.Output, TestName = "requests that are not counted")]
    [TestCase("mistral", "mistral-large-2411", Known.Requests, TestName = "tokens that are not counted")]
    public void A_quantity_that_is_not_stated_has_no_rate(string provider, string model, Known known)
    {
        var line = Lines.Bucket(provider, model, 1, 1, 1);
        Assert.That(Lines.Line(Method, 500m, line with { Usage = line.Usage with { Known = known } }).IsCalculated, Is.False);
    }

    [Test]
    public void It_is_tier_4_and_stands_beside_a_disclosure_only() =>
        Assert.That((Line("openai", "gpt-4o", 1).Rate!.Tier, Method.SideBySideOnly), Is.EqualTo((4, true)));

    private static InventoryLine Line(string provider, string model, long requests) =>
        Lines.Line(Method, 500m, Lines.Bucket(provider, model, requests, 1_000, 1_000));
}
