using System.Globalization;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>
/// Worked examples of operating-point-2026, calculated by another program: operating-point-examples.csv has every intermediate number, in
/// six significant digits.
/// </summary>
public class OperatingPointExampleTests
{
    /// <summary>Whose model each example is, as exports name both.</summary>
    private static readonly Dictionary<string, (string Provider, string Model, string Tier)> Usages = new()
    {
        ["W1"] = ("openai", "gpt-4o", ""),
        ["W2"] = ("openai", "gpt-4.1-mini", ""),
        ["W3"] = ("anthropic", "claude-sonnet-4-5", ""),
        ["W4"] = ("openai", "gpt-5", ""),
        ["W5"] = ("anthropic", "claude-opus-4-1", ""),
        ["W6"] = ("google-gemini-api", "gemini-2.5-flash-lite", ""),
        ["W8"] = ("deepseek", "deepseek-r1", ""),
        ["W9"] = ("deepseek", "deepseek-v4-pro", ""),
        ["W10"] = ("together", "llama-3.1-8b", ""),
        ["W11"] = ("mistral", "mistral-medium-2604", ""),
        ["W12"] = ("openai", "gpt-5", "batch"),
        ["W13"] = ("*", "in-house", ""),
        ["W14"] = ("self-hosted", "llama-3.3-70b", ""),
    };

    internal static IEnumerable<TestCaseData> Examples() =>
        Rows("operating-point-examples.csv")
            .Where(row => row["example"] != "W7") // embeddings: by their class
            .Select(row => new TestCaseData(row).SetArgDisplayNames($"{row["example"]} {row["model"]}"));

    [TestCaseSource(nameof(Examples))]
    public void An_example_comes_out(Dictionary<string, string> example)
    {
        decimal Of(string column) => decimal.Parse(example[column], NumberStyles.Float, CultureInfo.InvariantCulture);
        var line = Calculated(example);
        var rate = line.Rate!;
        var at = rate.OperatingPoint!;
        var formula = new OperatingPointFormula(id => FactorPack.BuiltIn.Factor(id).Value);
        var (input, cached, output) = formula.Rates(at);
        Assert.Multiple(() =>
        {
            Assert.That((at.ActiveBillions, at.TotalBillions, at.Bits), Is.EqualTo(((double)Of("P"), (double)Of("N"), (double)Of("bits"))));
            Assert.That(at.Sequences, Is.EqualTo((double)Of("B")));
            Assert.That(formula.LogDecode(at), Is.EqualTo((double)Of("ln_d")).Within(5e-7));
            Assert.That(Six(formula.Decode(at)), Is.EqualTo(Of("d_J")));
            Assert.That(Six(formula.Prefill(at)), Is.EqualTo(Of("p_J")));
            Assert.That(input.Sd, Is.EqualTo((double)Of("sd_input")).Within(5e-7));
            Assert.That(cached.Sd, Is.EqualTo((double)Of("sd_cached")).Within(5e-7));
            Assert.That(output.Sd, Is.EqualTo((double)Of("sd_output")).Within(5e-7));
            foreach (
                var (of, name) in new[]
                {
                    (Quantity.UncachedInput, "rate_in"),
                    (Quantity.CachedInput, "rate_cached"),
                    (Quantity.Output, "rate_out"),
                }
            )
            {
                Assert.That(rate.Energy![of, Level.Low], Is.EqualTo(Of($"{name}_low")));
                Assert.That(rate.Energy![of, Level.Central], Is.EqualTo(Of(name)));
                Assert.That(rate.Energy![of, Level.High], Is.EqualTo(Of($"{name}_high")));
            }

            IsPrinted(line.Energy!.Value.Central!.Value.KilowattHours, Of("kwh_central"));
            IsPrinted(line.LocationBased!.Value.Central!.Value.KilogramsCo2e, Of("location_kgco2e"));
            IsPrinted(line.Embodied!.Value.Central!.Value.KilogramsCo2e, Of("embodied_kgco2e"));
            IsPrinted(line.Total!.Value.Central!.Value.KilogramsCo2e, Of("total_kgco2e"));
        });
    }

    /// <summary>By the first edition of the class factors, as the example has them beside.</summary>
    [TestCaseSource(nameof(Examples))]
    public void The_class_beside_it_comes_out(Dictionary<string, string> example)
    {
        decimal Of(string column) => decimal.Parse(example[column], NumberStyles.Float, CultureInfo.InvariantCulture);
        var energy = Calculated(example, new ClassFactors2026()).Energy!.Value;
        Assert.That(
            (Six(energy.Low.KilowattHours), Six(energy.Central!.Value.KilowattHours), Six(energy.High.KilowattHours)),
            Is.EqualTo((Of("class_kwh_low"), Of("class_kwh"), Of("class_kwh_high")))
        );
    }

    /// <summary>The line of an example, with its grid factor.</summary>
    internal static InventoryLine Calculated(Dictionary<string, string> example, IMethod? method = null) =>
        Inventory(example, method).Lines[0];

    internal static Inventory Inventory(Dictionary<string, string> example, IMethod? method = null)
    {
        long Count(string column) => long.Parse(example[column], CultureInfo.InvariantCulture);
        var (provider, model, tier) = Usages[example["example"]];
        var requests = Count("requests");
        var line = Lines.Bucket(
            provider,
            model,
            requests,
            requests * Count("input_tokens"),
            requests * Count("output_tokens"),
            requests * Count("of_which_cached")
        );
        return Lines.Calculate(
            method ?? new OperatingPoint2026(closedModels: true),
            decimal.Parse(example["grid_g_per_kwh"], CultureInfo.InvariantCulture),
            line with
            {
                Key = line.Key with { ServiceTier = tier },
            }
        );
    }

    internal static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Methods", file));
        var names = lines[0].Split(',');
        return lines[1..].Select(line => Fields(line).Zip(names).ToDictionary(pair => pair.Second, pair => pair.First));
    }

    /// <summary>In six significant digits; where the seventh is a five, either way.</summary>
    private static void IsPrinted(decimal value, decimal printed)
    {
        var last = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)printed)) - 5);
        Assert.That(value, Is.EqualTo(printed).Within(0.5m * last));
    }

    private static decimal Six(double value) => SignificantDigits.Of(value, 6);

    private static decimal Six(decimal value) => SignificantDigits.Of((double)value, 6);

    /// <summary>One field of these files is quoted: a text with a comma.</summary>
    private static IEnumerable<string> Fields(string line) =>
        line.Split('"')
            .SelectMany(
                (part, i) =>
                    i % 2 == 1 ? [part]
                    : part.Trim(',').Length == 0 ? []
                    : Unquoted(part)
            );

    private static IEnumerable<string> Unquoted(string part) =>
        part.Split(',').Skip(part.StartsWith(',') ? 1 : 0).SkipLast(part.EndsWith(',') ? 1 : 0);
}
