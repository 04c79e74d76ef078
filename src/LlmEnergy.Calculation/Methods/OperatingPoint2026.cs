using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Entries;

namespace LlmEnergy.Calculation.Methods;

/// <summary>Energy per token from size, precision and load of the model: a fit to metered open models, tested on others.</summary>
/// <remarks>
/// The formula is that of <see cref="OperatingPointFormula"/>. Low and high are central x exp(-/+ 1.645 x sd). A rate is calculated in
/// binary and
/// fixed to 6 significant digits, so that sums are exact in any order. Context multiplier and embodied hardware as in class-factors-2026-2.
/// </remarks>
/// <param name="closedModels">Whether models are calculated whose size is judged: the undertaking adopts that or not.</param>
[Methodology(Heading)]
public sealed class OperatingPoint2026(bool closedModels) : IMethod
{
    internal const string MethodId = "operating-point-2026";
    private const string Heading = "Method operating-point-2026";
    private const string Pue = "op-pue-2026";
    private const int Digits = 6;

    private static readonly string[] Classes = ["XL", "L", "M", "S"];

    public string Id => MethodId;

    public string Methodology => Heading;

    public bool SideBySideOnly => false;

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (!key.Known.HasFlag(Known.Input | Known.Output) || !Classes.Contains(key.Model.ModelClass))
            return null;
        if (factors.OperatingModelOf(key.Model, key.Month) is not { } model || !Counts(model))
            return null;
        if (Load.Of(key, model, factors) is not { } load)
            return null;
        if (
            FactorSet.Of(
                factors,
                key.Month,
                [.. OperatingPointFormula.FactorIds, .. load.Factors, Pue, FactorIds.EmbodiedHardware, .. FactorIds.Context]
            )
            is not { } set
        )
            return null;

        var at = new OperatingPoint(
            model.Family,
            load.Provider,
            load.ServiceTier,
            (double)model.ActiveBillions,
            (double)model.TotalBillions,
            (double)model.Bits,
            (double)load.Factors.Aggregate(1m, (product, id) => product * set.Value(id)),
            (double)model.ActiveSd,
            (double)model.InactiveSd,
            (double)model.BitsSd,
            model.Status == SizeStatus.Judged
        );
        var (input, cached, output) = new OperatingPointFormula(set.Value).Rates(at);
        var size = InWords(at);
        RateTerm Term(Quantity of, TokenRate rate, string how) =>
            RateTerm.Calculated(of, Fixed(rate.Low), Fixed(rate.Central), Fixed(rate.High), $"{how}; {size}");
        RateTerm[] energy =
        [
            Term(Quantity.UncachedInput, input, "p x overhead / 3.6"),
            Term(Quantity.CachedInput, cached, "cached ratio x p x overhead / 3.6"),
            Term(Quantity.Output, output, "max(d, p) x overhead / 3.6"),
        ];
        return Rate.OfEnergy(
            energy,
            EmbodiedShare.Of(energy, set[FactorIds.EmbodiedHardware]),
            ClassFactors2026.Context(set),
            PueRange.Of(set[Pue])
        ) with
        {
            ModelClass = key.Model.ModelClass,
            Tier = model.Tier,
            Factors = set.Uses,
            OperatingPoint = at,
        };
    }

    private bool Counts(OperatingModel model) =>
        model.Status == SizeStatus.Published || (closedModels && model.Status == SizeStatus.Judged);

    private static decimal Fixed(double rate) => SignificantDigits.Of(rate, Digits);

    private static string InWords(OperatingPoint at) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{at.Family}: {at.ActiveBillions} of {at.TotalBillions} billion parameters{(at.IsJudged ? ", judged" : "")}, {at.Bits} bits, "
                + $"{at.Sequences} sequences ({at.Provider}, {at.ServiceTier})"
        );

    /// <summary>How many sequences are decoded at once where the line's inference ran, and by which factors.</summary>
    private sealed record Load(string Provider, string ServiceTier, IReadOnlyList<string> Factors)
    {
        private const string Standard = "standard";
        private const string Provisioned = "provisioned";

        /// <summary>As exports write them; any other is standard.</summary>
        private static readonly Dictionary<string, string> Tiers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["batch"] = "batch",
            ["flex"] = "flex",
            ["economy"] = "flex",
            ["priority"] = "priority",
            ["fast"] = "priority",
            ["turbo"] = "priority",
            ["provisioned"] = Provisioned,
            ["provisioned-throughput"] = Provisioned,
            ["provisioned_throughput"] = Provisioned,
            ["provisionedthroughput"] = Provisioned,
            ["ptu"] = Provisioned,
        };

        /// <summary>Null on accelerators that the method is not calibrated for.</summary>
        public static Load? Of(RateKey key, OperatingModel model, FactorPack factors)
        {
            var who = key.Host.Length > 0 ? key.Host : key.Provider;
            // weights that nobody else has are served by their maker or by its cloud, whatever a gateway calls it
            var unlisted = model.Status == SizeStatus.Judged ? ProviderLocation.Standard : ProviderLocation.IndependentHost;
            var serving = factors.LocationOf(who)?.Serving ?? unlisted;
            var tier = Tiers.GetValueOrDefault(key.ServiceTier.Trim(), Standard);
            if (serving == ProviderLocation.NotCalibrated)
                return null;
            var isDedicated = serving == ProviderLocation.Dedicated || tier == Provisioned;
            string[] ids =
            [
                $"op-sequences-{(isDedicated ? ProviderLocation.Dedicated : serving)}-2026",
                .. isDedicated || tier == Standard ? [] : new[] { $"op-tier-{tier}-2026" },
            ];
            return new(factors.Provider(who), tier, ids);
        }
    }
}
