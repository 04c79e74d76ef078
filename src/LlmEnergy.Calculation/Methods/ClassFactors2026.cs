using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>The default method: Wh per 1,000 tokens by the size class of the model, at the facility's meter.</summary>
/// <remarks>
/// E = ctx x (uncached x f_in + cached x r_c x f_in + output x f_out), with tokens in thousands and f in Wh per 1,000 tokens; images and audio
/// minutes by unit factors; requests x request factor where tokens are not known. Class factors are facility values: no PUE is applied.
/// Embodied hardware is in proportion to facility energy.
/// </remarks>
[Methodology(Heading)]
public sealed class ClassFactors2026 : IMethod
{
    private const string Heading = "Method class-factors-2026";

    public string Id => "class-factors-2026";

    public string Methodology => Heading;

    public bool SideBySideOnly => false;

    public Rate? For(RateKey key, FactorPack factors)
    {
        var uses = new List<FactorUse>();
        Factor Use(string id)
        {
            var use = factors.Use(id, key.Month);
            if (uses.All(known => known.Factor.Id != id)) uses.Add(use);
            return use.Factor;
        }

        if (Coefficients(key, Use) is not { } coefficients) return null;
        var energy = coefficients.Select(part => RateTerm.Product(part.Of, 1m, part.Factors)).ToList();
        var hardware = Use(FactorIds.EmbodiedHardware);
        var embodied = coefficients.Select(part => RateTerm.Product(part.Of, 0.001m, [.. part.Factors, hardware])).ToList();
        var usesTokens = energy.Any(term => term.Of is Quantity.UncachedInput);
        return new(0, Id, key.Model.ModelClass, new(energy), new(embodied), usesTokens ? Context(Use) : ContextRule.None, Tier(key, usesTokens), uses, Methodology);
    }

    private static List<(Quantity Of, Factor[] Factors)>? Coefficients(RateKey key, Func<string, Factor> use)
    {
        const Known Tokens = Known.Input | Known.Output;
        var name = key.Model.ModelClass.ToLowerInvariant();
        return key.Model.ModelClass switch
        {
            "XL" or "L" or "M" or "S" when key.Known.HasFlag(Tokens) => [.. Input(name, use), (Quantity.Output, [use(FactorIds.Output(name))])],
            "XL" or "L" or "M" or "S" when key.Known.HasFlag(Known.Requests) => [(Quantity.Request, [use(FactorIds.Request)])],
            "EMB" when key.Known.HasFlag(Known.Input) => [.. Input(name, use)],
            "IMG" when key.Known.HasFlag(Known.Images) => [(Quantity.Image, [use(FactorIds.Image)])],
            "AUD" when key.Known.HasFlag(Known.Audio) => [(Quantity.AudioMinute, [use(FactorIds.AudioMinute)])],
            _ => null,
        };
    }

    private static IEnumerable<(Quantity Of, Factor[] Factors)> Input(string modelClass, Func<string, Factor> use) =>
    [
        (Quantity.UncachedInput, [use(FactorIds.Input(modelClass))]),
        (Quantity.CachedInput, [use(FactorIds.CachedReadRatio), use(FactorIds.Input(modelClass))]),
    ];

    private static ContextRule Context(Func<string, Factor> use) =>
        new(use(FactorIds.ContextOffset).Value, 1m, use(FactorIds.ContextSpan).Value, use(FactorIds.ContextCap).Value);

    private static int Tier(RateKey key, bool usesTokens) => !key.Model.IsKnown || (!usesTokens && key.Known.HasFlag(Known.Requests) && key.Model.ModelClass.Length <= 2) ? 5 : 4;
}
