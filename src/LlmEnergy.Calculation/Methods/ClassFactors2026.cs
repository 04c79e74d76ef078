using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>Wh per 1,000 tokens by the size class of the model, at the facility's meter: as first published.</summary>
/// <remarks>
/// E = ctx x (uncached x f_in + cached x r_c x f_in + output x f_out), with tokens in thousands and f in Wh per 1,000 tokens; images and
/// audio
/// minutes by unit factors; requests x request factor where tokens are not known. Class factors are facility values: no PUE is applied, but
/// for
/// one that the workspace states with its source in the place of the one inside them (PUE / 1.10). Embodied hardware is in proportion to
/// facility energy.
/// </remarks>
[Methodology(Heading)]
public class ClassFactors2026 : IMethod
{
    private const string Heading = "Method class-factors-2026";
    private const string Request = "unit-request-2026";
    private const string Image = "unit-image-2026";
    private const string AudioMinute = "unit-audio-minute-2026";
    private const string PueInside = "class-pue-basis-2026";
    private const string PueApplied = "class-pue-2026";

    public virtual string Id => "class-factors-2026";

    public virtual string Methodology => Heading;

    /// <summary>What the ids of its class factors end with.</summary>
    protected virtual string Edition => "2026";

    public bool SideBySideOnly => false;

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (Products(key) is not { } products)
            return null;
        var usesTokens = products.Any(product => product.Of == Quantity.UncachedInput);
        if (
            FactorSet.Of(
                factors,
                key.Month,
                [
                    .. products.SelectMany(product => product.Factors),
                    FactorIds.EmbodiedHardware,
                    PueInside,
                    PueApplied,
                    .. usesTokens ? FactorIds.Context : [],
                ]
            )
            is not { } set
        )
            return null;

        // as a rule nothing is scaled; a PUE of the workspace's own takes the place of the one inside the class factors
        var (scale, pue) =
            set.Value(PueApplied) == set.Value(PueInside) ? (1m, []) : (1m / set.Value(PueInside), new[] { set[PueApplied] });
        var energy = products.Select(product => RateTerm.Product(product.Of, scale, [.. product.Factors.Select(id => set[id]), .. pue]));
        var embodied = products.Select(product =>
            RateTerm.Product(
                product.Of,
                0.001m * scale,
                [.. product.Factors.Append(FactorIds.EmbodiedHardware).Select(id => set[id]), .. pue]
            )
        );
        var withoutTokens = products.Any(product => product.Of == Quantity.Request);
        return Rate.OfEnergy([.. energy], [.. embodied], usesTokens ? Context(set) : ContextRule.None, PueRange.Of(set[PueApplied])) with
        {
            ModelClass = key.Model.ModelClass,
            Tier = key.Model.IsKnown && !withoutTokens ? 4 : 5,
            Factors = set.Uses,
        };
    }

    /// <summary>1 up to 10,000 tokens of input, (80,000 + input)/90,000 up to 100,000, 2 above.</summary>
    internal static ContextRule Context(FactorSet set) =>
        new(set.Value(FactorIds.ContextOffset), 1m, set.Value(FactorIds.ContextSpan), set.Value(FactorIds.ContextCap));

    /// <summary>Which factors make which coefficient; null where the class or the known quantities have none.</summary>
    private List<(Quantity Of, string[] Factors)>? Products(RateKey key)
    {
        const Known Tokens = Known.Input | Known.Output;
        var name = key.Model.ModelClass.ToLowerInvariant();
        var input = $"class-{name}-input-{Edition}";
        (Quantity, string[])[] both = [(Quantity.UncachedInput, [input]), (Quantity.CachedInput, [FactorIds.CachedReadRatio, input])];
        return key.Model.ModelClass switch
        {
            "XL" or "L" or "M" or "S" when key.Known.HasFlag(Tokens) => [.. both, (Quantity.Output, [$"class-{name}-output-{Edition}"])],
            "XL" or "L" or "M" or "S" when key.Known.HasFlag(Known.Requests) => [(Quantity.Request, [Request])],
            "EMB" when key.Known.HasFlag(Known.Input) => [.. both],
            "IMG" when key.Known.HasFlag(Known.Images) => [(Quantity.Image, [Image])],
            "AUD" when key.Known.HasFlag(Known.Audio) => [(Quantity.AudioMinute, [AudioMinute])],
            _ => null,
        };
    }
}
