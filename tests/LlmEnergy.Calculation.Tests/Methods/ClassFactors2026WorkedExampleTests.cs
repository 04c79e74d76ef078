using System.Globalization;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>
/// Worked examples of METHODOLOGY.md's default method: tokens a request, grid factor in g/kWh, then "kWh, kg of use, kg embodied" as
/// printed.
/// </summary>
public class ClassFactors2026WorkedExampleTests
{
    [TestCase(
        "openai",
        "gpt-4o",
        1_000_000,
        500,
        0,
        300,
        "383.55",
        "105.0 40.2728 2.625",
        "440.0 168.762 17.6",
        "1500.0 575.325 150.0",
        TestName = "W1 chat GPT-4o"
    )]
    [TestCase(
        "openai",
        "gpt-4.1-mini",
        500_000,
        6_000,
        2_000,
        400,
        "344.14",
        "24.0 8.2594 0.6",
        "185.0 63.6659 7.4",
        "1125.0 387.1575 112.5",
        TestName = "W2 RAG GPT-4.1-mini"
    )]
    [TestCase(
        "anthropic",
        "claude-sonnet-4-5",
        200_000,
        40_000,
        36_000,
        800,
        "383.55",
        "96.0 36.8208 2.4",
        "580.2667 222.5613 23.2107",
        "4373.3333 1677.392 437.3333",
        TestName = "W3 agentic coding Claude Sonnet 4.x"
    )]
    [TestCase(
        "openai",
        "gpt-5",
        50_000,
        2_000,
        0,
        3_500,
        "383.55",
        "55.5 21.287 1.3875",
        "226.0 86.6823 9.04",
        "760.0 291.498 76.0",
        TestName = "W4 reasoning GPT-5 (3500 output incl. 3000 reasoning)"
    )]
    [TestCase(
        "anthropic",
        "claude-opus-4-1",
        20_000,
        3_000,
        0,
        1_500,
        "383.55",
        "43.2 16.5694 1.08",
        "186.0 71.3403 7.44",
        "900.0 345.195 90.0",
        TestName = "W5 Claude Opus 4.1 report drafting"
    )]
    [TestCase(
        "google",
        "gemini-2.5-flash-lite",
        5_000_000,
        800,
        0,
        20,
        "473.01",
        "10.0 4.7301 0.25",
        "58.0 27.4346 2.32",
        "270.0 127.7127 27.0",
        TestName = "W6 classification Gemini Flash-Lite"
    )]
    [TestCase(
        "openai",
        "text-embedding-3-small",
        2_000_000,
        700,
        0,
        0,
        "44.18",
        "0.42 0.0186 0.0105",
        "2.8 0.1237 0.112",
        "14.0 0.6185 1.4",
        TestName = "W7 embeddings"
    )]
    [TestCase(
        "deepseek",
        "deepseek-r1",
        10_000,
        1_024,
        0,
        8_192,
        "473.01",
        "24.8832 11.77 0.6221",
        "99.9424 47.2738 3.9977",
        "333.824 157.9021 33.3824",
        TestName = "W8 DeepSeek-R1 style 1k in/8k out"
    )]
    public void Printed_results_are_reproduced(
        string provider,
        string model,
        long requests,
        long input,
        long cached,
        long output,
        string grid,
        string low,
        string central,
        string high
    )
    {
        var line = Lines.Line(
            new ClassFactors2026(),
            Number(grid),
            Lines.Bucket(provider, model, requests, requests * input, requests * output, requests * cached)
        );
        Assert.Multiple(() =>
        {
            Assert.That(Printed(line, Level.Low, low), Is.EqualTo(low));
            Assert.That(Printed(line, Level.Central, central), Is.EqualTo(central));
            Assert.That(Printed(line, Level.High, high), Is.EqualTo(high));
        });
    }

    /// <summary>Rounded half away from zero to the decimals that are printed.</summary>
    private static string Printed(InventoryLine line, Level level, string expected)
    {
        decimal[] values =
        [
            At(line.Energy!.Value, level).KilowattHours,
            At(line.LocationBased!.Value, level).KilogramsCo2e,
            At(line.Embodied!.Value, level).KilogramsCo2e,
        ];
        return string.Join(
            ' ',
            values.Zip(
                expected.Split(' '),
                (value, printed) =>
                {
                    var decimals = Number(printed).Scale;
                    return decimal.Round(value, decimals, MidpointRounding.AwayFromZero)
                        .ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                }
            )
        );
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static T At<T>(Estimate<T> estimate, Level level)
        where T : struct, IQuantity<T> =>
        level == Level.Low ? estimate.Low
        : level == Level.High ? estimate.High
        : estimate.Central!.Value;
}
