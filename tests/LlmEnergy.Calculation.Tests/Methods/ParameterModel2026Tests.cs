using System.Globalization;
using System.Text;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

public class ParameterModel2026Tests
{
    private static readonly ParameterModel2026 Method = new();

    // METHODOLOGY.md and its source print two digits. 70B: (0.071 + 0.0090 x 70) x 1.72 / 3.6 = 0.3349, which the source prints as 0.34
    // (with 1 / 0.58 = 1.7241)
    [TestCase("together", "llama-3.1-8b", "0.036", "0.068", "0.28", TestName = "8B")]
    [TestCase("together", "llama-3.1-70b", "0.13", "0.33", "2.1", TestName = "70B")]
    [TestCase("together", "gpt-oss-120b", "0.094", "0.40", "1.8", TestName = "gpt-oss-120b, 5.1 of 117 billion")]
    [TestCase("mistral", "mistral-large-2411", "0.22", "0.56", "3.7", TestName = "Mistral Large 2, 123B")]
    [TestCase("deepseek", "deepseek-r1", "0.44", "2.2", "10", TestName = "DeepSeek, 37 of 671 billion")]
    public void A_thousand_output_tokens_take_what_is_published(string provider, string model, string low, string central, string high)
    {
        var output = Rate(provider, model).Energy!.Terms.Single(term => term.Of == Quantity.Output);
        Assert.That((TwoDigits(output.Low), TwoDigits(output.Central!.Value), TwoDigits(output.High)), Is.EqualTo((low, central, high)));
    }

    [Test]
    public void A_dense_model_has_nothing_inactive() =>
        // 8B: (0.071 + 0.0090 x 8) x 1.72 / 3.6 = 0.143 x 1.72 / 3.6
        Assert.That(Rate("together", "llama-3.1-8b").Energy![Quantity.Output, Level.Central], Is.EqualTo(0.143m * 1.72m / 3.6m));

    [Test]
    public void Input_counts_by_the_active_parameters() =>
        // 37 of 671 billion: 0.0027 x 37 x 1.72 / 3.6
        Assert.That(
            Rate("deepseek", "deepseek-r1").Energy![Quantity.UncachedInput, Level.Central],
            Is.EqualTo(0.0027m * 37m * 1.72m / 3.6m)
        );

    [TestCase("openai", "gpt-4o", TestName = "guessed by others")]
    [TestCase("openai", "gpt-4", TestName = "leaked")]
    [TestCase("moonshot", "kimi-k2", TestName = "published, but not checked")]
    [TestCase("together", "deepseek-r1-distill-llama-70b", TestName = "a family of several sizes")]
    [TestCase("acme", "in-house", TestName = "an unknown model")]
    [TestCase("openai", "text-embedding-3-small", TestName = "an embedding model")]
    public void A_model_without_one_published_number_has_no_rate(string provider, string model) =>
        Assert.That(Line(provider, model).IsCalculated, Is.False);

    [Test]
    public void Requests_without_tokens_have_no_rate()
    {
        var line = Lines.Bucket("deepseek", "deepseek-r1", 1_000, 0, 0) with
        {
            Usage = Usage.None with { Requests = 1_000, Known = Known.Requests },
        };
        Assert.That(Lines.Line(Method, 400m, line).IsCalculated, Is.False);
    }

    [Test]
    public void It_is_tier_3() => Assert.That(Rate("deepseek", "deepseek-r1").Tier, Is.EqualTo(3));

    [Test]
    public void It_may_be_the_disclosure() => Assert.That(Method.SideBySideOnly, Is.False);

    // ctx is 1 up to 10,000 tokens, (80,000 + 100,000) / 90,000 = 2 at 100,000, 2 above
    [TestCase(10_000, 1)]
    [TestCase(100_000, 2)]
    [TestCase(200_000, 2)]
    public void Longer_contexts_cost_more_per_token(long input, int multiplier)
    {
        var energy = Lines
            .Line(Method, 400m, Lines.Bucket("together", "llama-3.1-8b", 1, input, 0))
            .Energy!.Value.Central!.Value.KilowattHours;
        Assert.That(energy, Is.EqualTo(input / 1_000m * multiplier * 0.0027m * 8m * 1.72m / 3.6m / 1_000m).Within(1e-18m));
    }

    [Test]
    public void Cached_input_costs_from_nothing_to_a_half_of_input_and_a_tenth_in_the_middle()
    {
        var energy = Rate("together", "llama-3.1-8b").Energy!;
        decimal? Cached(Level level) => energy[Quantity.CachedInput, level];
        decimal? Input(Level level) => energy[Quantity.UncachedInput, level];
        Assert.That(
            (Cached(Level.Low), Cached(Level.Central), Cached(Level.High)),
            Is.EqualTo(((decimal?)0m, Input(Level.Central) * 0.1m, Input(Level.High) * 0.5m))
        );
    }

    [Test]
    public void Hardware_is_25_to_100_grams_a_kilowatt_hour()
    {
        var line = Lines.Line(Method, 400m, Lines.Bucket("together", "llama-3.1-8b", 1, 0, 1_000_000));
        var (energy, embodied) = (line.Energy!.Value, line.Embodied!.Value);
        Assert.Multiple(() =>
        {
            Assert.That(embodied.Low.KilogramsCo2e, Is.EqualTo(energy.Low.KilowattHours * 0.025m).Within(1e-17m));
            Assert.That(embodied.Central!.Value.KilogramsCo2e, Is.EqualTo(energy.Central!.Value.KilowattHours * 0.040m).Within(1e-17m));
            Assert.That(embodied.High.KilogramsCo2e, Is.EqualTo(energy.High.KilowattHours * 0.100m).Within(1e-17m));
        });
    }

    [Test]
    public void In_a_hierarchy_the_next_method_takes_what_it_has_no_rate_for()
    {
        var hierarchy = MethodCatalog.BuiltIn.Hierarchy(["parameter-model-2026", "class-factors-2026"]);
        var lines = Lines
            .By(hierarchy, Lines.Bucket("deepseek", "deepseek-r1", 1, 1, 1), Lines.Bucket("openai", "gpt-4o", 1, 1, 1, number: 2))
            .Lines;
        Assert.That(
            lines.Select(line => (line.Rate!.Method, line.Rate.Tier)),
            Is.EqualTo(new[] { ("parameter-model-2026", 3), ("class-factors-2026", 4) })
        );
    }

    [TestCase("10000000", true)]
    [TestCase("10000001", false, TestName = "a slip of a workspace")]
    [TestCase("79000000000000000000000000000", false, TestName = "all that a decimal holds")]
    public void A_size_that_no_model_has_is_no_rate_and_no_overflow(string billions, bool has)
    {
        using var rows = new MemoryStream(
            Encoding.UTF8.GetBytes(
                $"provider,pattern,family,class,reachable_tier,active_params_b,total_params_b,params_status,basis,source\n*,^giant,giant,XL,3,{billions},{billions},published,card,memo\n"
            )
        );
        var pack = FactorPack.BuiltIn.With(ModelMappings.None.WithRows("models.csv", rows, []));
        var inventory = InventoryCalculation.Calculate(
            Lines.Activity(Lines.Bucket("acme", "giant", 1, 1_000, 1_000)),
            pack,
            [Method],
            ElectricityOptions.ByPlace
        );
        Assert.That(inventory.Lines[0].Rate is not null, Is.EqualTo(has));
    }

    private static Rate Rate(string provider, string model) => Line(provider, model).Rate!;

    private static InventoryLine Line(string provider, string model) =>
        Lines.Line(Method, 400m, Lines.Bucket(provider, model, 1, 1_000, 1_000));

    /// <summary>Two significant digits, rounded half away from zero.</summary>
    private static string TwoDigits(decimal value)
    {
        var decimals =
            value >= 10m ? 0
            : value >= 1m ? 1
            : value >= 0.1m ? 2
            : 3;
        return decimal.Round(value, decimals, MidpointRounding.AwayFromZero)
            .ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
