using System.Collections.Immutable;
using CsCheck;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>
/// Any usage of any method: models of every class, years with and without factors, counts from none to 10^15, some of them not stated.
/// </summary>
internal static class AnyUsage
{
    public const long Most = 1_000_000_000_000_000;

    private static readonly (string Provider, string Model)[] Models =
    [
        ("openai", "gpt-4o"),
        ("openai", "gpt-4.1-mini"),
        ("openai", "gpt-4"),
        ("openai", "gpt-4.1-nano"),
        ("openai", "text-embedding-3-small"),
        ("openai", "gpt-image-1"),
        ("openai", "whisper-1"),
        ("openai", "tts-1"),
        ("openai", "sora-2"),
        ("mistral", "mistral-large-2411"),
        ("google-gemini-api", "gemini-2.5-pro"),
        ("anthropic", "claude-opus-4-1"),
        ("deepseek", "deepseek-r1"),
        ("huggingface", "meta-llama/Meta-Llama-3.1-8B"),
        ("acme", "in-house"),
        ("", ""),
    ];

    private static readonly Known[] Stated =
    [
        Lines.Counted,
        Lines.Counted | Known.Cached,
        Lines.Counted | Known.Cached | Known.Generation,
        Known.Requests,
        Known.Input,
        Known.Output,
        Known.Requests | Known.Images,
        Known.Requests | Known.Audio,
        Known.Everything,
        Known.Nothing,
    ];

    /// <summary>Every method there is, the suppliers' own figures with one for openai from 2019 on.</summary>
    public static ImmutableArray<IMethod> Methods { get; } = new MethodCatalog([Statement()]).All;

    public static Gen<ActivityLine> Line { get; } = UpTo(Most);

    public static Gen<ActivityLine[]> Several { get; } = Numbered(Line);

    /// <summary>Results of up to 7.9e10 kWh, kilograms and litres, whose sums are exact.</summary>
    public static Gen<ActivityLine[]> SeveralThatAddExactly { get; } = Numbered(UpTo(Most / 1_000));

    /// <summary>The same in twice the requests, tokens, seconds and so on, for twice the price.</summary>
    public static ActivityLine Twice(ActivityLine line)
    {
        var usage = line.Usage;
        var twice = usage + usage;
        return line with { Usage = twice, Moments = line.Moments + line.Moments, Cost = line.Cost is { } cost ? cost + cost : null };
    }

    private static Gen<ActivityLine> UpTo(long most) =>
        from of in Gen.Int[0, Models.Length - 1]
        from known in Gen.Int[0, Stated.Length - 1]
        from year in Gen.Int[2018, 2031]
        from requests in Count(most)
        from input in Count(most)
        from cached in Gen.Long[0, 100]
        from output in Count(most)
        from milliseconds in Count(most)
        from cents in Gen.Long[-1_000, 100_000_000]
        from currency in Gen.Int[0, 2]
        select Of(
            Models[of],
            Stated[known],
            year,
            new(
                requests,
                input,
                (long)((Int128)input * cached / 100),
                0,
                output,
                0,
                requests,
                milliseconds,
                Stated[known],
                0,
                milliseconds
            ),
            currency == 2 ? null : new(cents / 100m, currency == 0 ? "USD" : "EUR")
        );

    private static Gen<long> Count(long most) => Gen.OneOf(Gen.Long[0, 10], Gen.Long[0, 1_000_000], Gen.Long[0, most]);

    private static Gen<ActivityLine[]> Numbered(Gen<ActivityLine> line) =>
        line.Array[1, 8].Select(lines => lines.Select((of, at) => of with { Number = at + 1 }).ToArray());

    private static ActivityLine Of((string Provider, string Model) model, Known known, int year, Usage usage, Domain.Quantities.Money? cost)
    {
        // as in reading: without a count there is no band
        var isCounted = known.HasFlag(Known.Requests) && usage.Requests > 0;
        var band = isCounted ? ContextBands.Of(usage.Input, usage.Requests) : ContextBand.UpTo10K;
        var key = Lines.Key(model.Provider, model.Model, band, isCounted ? ContextBasis.BucketMean : ContextBasis.None, year);
        return new(1, key, 1, usage, band == ContextBand.UpTo100K ? ContextMoments.Of(usage) : default, cost);
    }

    private static SupplierStatement Statement()
    {
        var factor = new Factor(
            "supplier-1-2019",
            null,
            2m,
            null,
            "gCO2e/request",
            new(2019, 1, 1),
            new(2030, 12, 31),
            "openai",
            "test",
            "supplier-1-2019",
            "test",
            FactorStatus.Derived,
            ""
        );
        var use = new FactorUse(
            factor,
            new("supplier-1-2019", "test", "test", 2024, "", "", "", default, ""),
            0,
            "figure of openai",
            false
        );
        return new(
            "openai",
            "",
            "",
            [Quantity.UncachedInput, Quantity.CachedInput, Quantity.Output],
            Known.Input | Known.Output,
            factor.ValidFrom,
            factor.ValidTo,
            2m,
            use,
            "test"
        );
    }
}
