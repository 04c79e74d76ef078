using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Benchmarks;

/// <summary>Activity lines of 50 models in 12 months, buckets of ten requests in all three context bands.</summary>
internal static class GatewayActivity
{
    public static Activity Of(int lines)
    {
        // texts are shared by the lines that have them, as they are after reading
        string[] families = ["gpt-4o", "gpt-5-mini", "claude-sonnet-4-5", "mistral-medium-2508", "nobody-knows"];
        string[] models = [.. Enumerable.Range(0, 50).Select(number => families[number % 5] + "-" + (number % 10))];
        return new(ReportingPeriod.Always, [.. Enumerable.Range(1, lines).Select(Line)], [], [], []);

        ActivityLine Line(int number)
        {
            var usage = new Usage(
                10,
                4_000L * (1 + (number % 97)),
                1_000,
                0,
                9_000,
                0,
                0,
                0,
                Known.Requests | Known.Input | Known.Cached | Known.Output
            );
            var band = ContextBands.Of(usage.Input, usage.Requests);
            var key = new LineKey(
                new(2024, 1 + (number % 12), 1),
                "s",
                "openai",
                "",
                "",
                models[number % 50],
                "",
                "",
                "",
                "",
                "",
                band,
                ContextBasis.BucketMean
            );
            return new(number, key, 1, usage, band == ContextBand.UpTo100K ? ContextMoments.Of(usage) : default, null);
        }
    }
}
