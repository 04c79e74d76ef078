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
        if (Products(key) is not { } products) return null;
        var usesTokens = products.Any(product => product.Of == Quantity.UncachedInput);
        string[] ids = [.. products.SelectMany(product => product.Factors).Distinct(), FactorIds.EmbodiedHardware, .. usesTokens ? FactorIds.Context : []];
        FactorUse?[] uses = [.. ids.Select(id => factors.Use(id, key.Month))];
        if (uses.Contains(null)) return null;
        var factor = uses.ToDictionary(use => use!.Factor.Id, use => use!.Factor);

        var energy = products.Select(product => RateTerm.Product(product.Of, 1m, [.. product.Factors.Select(id => factor[id])]));
        var embodied = products.Select(product => RateTerm.Product(product.Of, 0.001m, [.. product.Factors.Append(FactorIds.EmbodiedHardware).Select(id => factor[id])]));
        var context = usesTokens ? new ContextRule(factor[FactorIds.ContextOffset].Value, 1m, factor[FactorIds.ContextSpan].Value, factor[FactorIds.ContextCap].Value) : ContextRule.None;
        var withoutTokens = products.Any(product => product.Of == Quantity.Request);
        return new(0, Id, key.Model.ModelClass, new([.. energy]), new([.. embodied]), context, key.Model.IsKnown && !withoutTokens ? 4 : 5, uses!, Methodology);
    }

    /// <summary>Which factors make which coefficient; null where the class or the known quantities have none.</summary>
    private static List<(Quantity Of, string[] Factors)>? Products(RateKey key)
    {
        const Known Tokens = Known.Input | Known.Output;
        var name = key.Model.ModelClass.ToLowerInvariant();
        (Quantity, string[])[] input = [(Quantity.UncachedInput, [FactorIds.Input(name)]), (Quantity.CachedInput, [FactorIds.CachedReadRatio, FactorIds.Input(name)])];
        return key.Model.ModelClass switch
        {
            "XL" or "L" or "M" or "S" when key.Known.HasFlag(Tokens) => [.. input, (Quantity.Output, [FactorIds.Output(name)])],
            "XL" or "L" or "M" or "S" when key.Known.HasFlag(Known.Requests) => [(Quantity.Request, [FactorIds.Request])],
            "EMB" when key.Known.HasFlag(Known.Input) => [.. input],
            "IMG" when key.Known.HasFlag(Known.Images) => [(Quantity.Image, [FactorIds.Image])],
            "AUD" when key.Known.HasFlag(Known.Audio) => [(Quantity.AudioMinute, [FactorIds.AudioMinute])],
            _ => null,
        };
    }
}
