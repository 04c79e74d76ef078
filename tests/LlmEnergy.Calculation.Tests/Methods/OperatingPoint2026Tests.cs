using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

public class OperatingPoint2026Tests
{
    private static readonly OperatingPoint2026 Open = new(closedModels: false);
    private static readonly OperatingPoint2026 Any = new(closedModels: true);

    [TestCase("deepseek", "deepseek-r1", 3, TestName = "published parameters")]
    [TestCase("openai", "gpt-4o", 4, TestName = "judged parameters")]
    [TestCase("acme", "in-house", 5, TestName = "an unknown model")]
    [TestCase("mistral", "mistral-small-2603", 4, TestName = "published in part: the active ones second-hand")]
    public void The_tier_is_that_of_what_is_known_of_the_size(string provider, string model, int tier) =>
        Assert.That(Rate(Any, provider, model)!.Tier, Is.EqualTo(tier));

    [TestCase("openai", "gpt-4o")]
    [TestCase("anthropic", "claude-sonnet-4-5")]
    [TestCase("acme", "in-house")]
    public void A_model_of_judged_size_has_no_rate_unless_that_is_adopted(string provider, string model) =>
        Assert.That((Rate(Open, provider, model) is null, Rate(Any, provider, model) is null), Is.EqualTo((true, false)));

    [TestCase("openai", "o3-pro", TestName = "several runs behind one answer")]
    [TestCase("openai", "gpt-4.5-preview", TestName = "a price that is not of its size")]
    [TestCase("perplexity", "sonar-deep-research", TestName = "deep research")]
    [TestCase("openai", "omni-moderation-latest", TestName = "moderation")]
    [TestCase("cohere", "rerank-v3.5", TestName = "a reranker")]
    [TestCase("openai", "text-embedding-3-small", TestName = "an embedding model")]
    [TestCase("groq", "llama-3.3-70b-versatile", TestName = "Groq, whose accelerators it does not know")]
    [TestCase("cerebras", "llama-3.3-70b", TestName = "Cerebras, whose accelerators it does not know")]
    [TestCase("together", "deepseek-r1-distill", TestName = "a family of several sizes")]
    public void What_the_fit_does_not_know_has_no_rate(string provider, string model) => Assert.That(Rate(Any, provider, model), Is.Null);

    [TestCase(Known.Requests)]
    [TestCase(Known.Requests | Known.Input)]
    [TestCase(Known.Requests | Known.Output)]
    public void Without_input_and_output_there_is_no_rate(Known known)
    {
        var line = Lines.Bucket("deepseek", "deepseek-r1", 1_000, 1_000, 1_000);
        Assert.That(Lines.Line(Open, 400m, line with { Usage = line.Usage with { Known = known } }).IsCalculated, Is.False);
    }

    [TestCase("deepseek", "", 256, TestName = "the maker")]
    [TestCase("aws-bedrock", "", 256, TestName = "a cloud")]
    [TestCase("together", "", 128, TestName = "an independent host")]
    [TestCase("somewhere", "", 128, TestName = "a host that is not listed")]
    [TestCase("self-hosted", "", 32, TestName = "one's own servers")]
    [TestCase("azure-openai", "provisioned", 32, TestName = "provisioned throughput")]
    [TestCase("deepseek", "Batch", 1_024, TestName = "batch")]
    [TestCase("deepseek", "flex", 512, TestName = "flex")]
    [TestCase("deepseek", "priority", 64, TestName = "priority")]
    [TestCase("deepseek", "fast", 64, TestName = "fast")]
    [TestCase("deepseek", "auto", 256, TestName = "auto")]
    public void How_many_sequences_are_decoded_at_once_is_by_who_serves_and_at_which_tier(string provider, string tier, int sequences) =>
        Assert.That(Rate(Open, provider, "deepseek-r1", tier)!.OperatingPoint!.Sequences, Is.EqualTo(sequences));

    [TestCase("somewhere", "gpt-4o", 256)]
    [TestCase("somewhere", "deepseek-r1", 128)]
    public void Behind_an_unlisted_gateway_closed_weights_are_served_by_those_who_have_them(string provider, string model, int sequences) =>
        Assert.That(Rate(Any, provider, model)!.OperatingPoint!.Sequences, Is.EqualTo(sequences));

    [Test]
    public void The_host_of_a_line_comes_before_who_is_paid()
    {
        var line = Lines.Bucket("openrouter", "deepseek-r1", 1_000, 1_000, 1_000);
        var hosted = Lines.Line(Open, 400m, line with { Key = line.Key with { Host = "groq" } });
        Assert.That(hosted.IsCalculated, Is.False);
    }

    // V3 and R1 until April 2026, V4 Flash from May on
    [TestCase(4, 37.0)]
    [TestCase(5, 13.0)]
    public void An_alias_is_what_it_stood_for_in_the_month_of_the_activity(int month, double active)
    {
        var line = Lines.Bucket("deepseek", "deepseek-chat", 1_000, 1_000, 1_000, year: 2026);
        var rate = Lines.Line(Open, 400m, line with { Key = line.Key with { Month = new(2026, month, 1) } }).Rate!;
        Assert.That(rate.OperatingPoint!.ActiveBillions, Is.EqualTo(active));
    }

    // rates are published at six significant digits: W1 of the worked examples
    [Test]
    public void A_rate_has_six_significant_digits()
    {
        var output = Rate(Any, "openai", "gpt-4o")!.Energy!.Terms.Single(term => term.Of == Quantity.Output);
        Assert.That((output.Low, output.Central, output.High), Is.EqualTo((0.0990397m, (decimal?)0.593819m, 3.5604m)));
    }

    [Test]
    public void A_decoded_token_never_costs_less_than_one_that_is_read()
    {
        var formula = new OperatingPointFormula(id => FactorPack.BuiltIn.Factor(id).Value);
        var small = new OperatingPoint("small", "", "standard", 3, 3, 4.25, 100_000, 0, 0, 0, false);
        Assert.That(
            (Math.Exp(formula.LogDecode(small)) < formula.Prefill(small), formula.Decode(small)),
            Is.EqualTo((true, formula.Prefill(small)))
        );
    }

    // 1,000 tokens of input, half of them from the cache: the method's own ratio is 0.15, the classes' 0.10
    [Test]
    public void Cached_input_costs_a_seventh_of_other_input()
    {
        var energy = Rate(Open, "deepseek", "deepseek-r1")!.Energy!;
        Assert.That(
            energy[Quantity.CachedInput, Level.Central] / energy[Quantity.UncachedInput, Level.Central],
            Is.EqualTo(0.15m).Within(1e-6m)
        );
    }

    [Test]
    public void Rows_of_one_provider_and_tier_are_not_those_of_another_since_their_draws_differ()
    {
        var inventory = Lines.Calculate(
            Open,
            400m,
            Lines.Bucket("deepseek", "deepseek-r1", 1_000, 1_000, 1_000, number: 1),
            Lines.Bucket("aws-bedrock", "deepseek-r1", 1_000, 1_000, 1_000, number: 2)
        );
        Assert.That(inventory.Rates.Select(rate => rate.OperatingPoint!.Provider), Is.EqualTo(new[] { "deepseek", "aws-bedrock" }));
    }

    [Test]
    public void Every_size_of_a_model_that_is_judged_says_from_what() =>
        Assert.That(
            FactorPack.BuiltIn.OperatingModels.Select(model => (model.SourceId, model.Locator)),
            Has.All.Matches<(string, string)>(row => row.Item1.Length > 0 && row.Item2.Length > 0)
        );

    private static Rate? Rate(OperatingPoint2026 method, string provider, string model, string tier = "")
    {
        var line = Lines.Bucket(provider, model, 1_000, 1_000, 1_000);
        return Lines.Line(method, 400m, line with { Key = line.Key with { ServiceTier = tier } }).Rate;
    }
}
