using System.Globalization;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Entries;

namespace LlmEnergy.Calculation.Methods;

/// <summary>
/// EcoLogits 0.9.3 in this project's form: intervals from guessed or published parameters, output tokens only, with EcoLogits' own
/// electricity mixes.
/// </summary>
/// <remarks>
/// energy = PUE x (latency x server + tokens x accelerators); latency = tokens x seconds per token, or the measured time where that is
/// less. The
/// lower end is the run with the least parameters, PUE and WUE, the upper end that with the most; there is a central value only where the
/// two are one.
/// </remarks>
[Methodology(Heading)]
public class EcoLogits093 : IMethod
{
    private const string Heading = "Method ecologits-0.9.3";
    private const string World = "WORLD";

    public virtual string Id => "ecologits-0.9.3";

    public virtual string Methodology => Heading;

    /// <summary>Ids of the factors of making one accelerator.</summary>
    internal virtual GpuFactors Gpu { get; } = new("ecologits-gpu-embodied", "ecologits-gpu-adpe", "ecologits-gpu-primary-energy");

    public bool SideBySideOnly => true;

    public bool ReadsGeneration => true;

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (!key.Known.HasFlag(Known.Output))
            return null;
        var provider = Runs(key.Provider, key.Host, factors);
        if (factors.EcoLogits.Find(provider, factors.RowOf(key.Model).Maker, key.Model) is not { } model)
            return null;
        var (pueId, _) = Defaults(provider, factors);
        if (
            FactorSet.Of(factors, key.Month, [.. EcoLogitsServer.Constants, Gpu.Embodied, Gpu.AbioticDepletion, Gpu.PrimaryEnergy, pueId])
            is not { } set
        )
            return null;

        var least = new Run(new(set, model.ActiveLeast, model.TotalLeast), set.Low(pueId), key.Generation);
        var most = new Run(new(set, model.ActiveMost, model.TotalMost), set.High(pueId), key.Generation);
        var isOne = model.ActiveLeast == model.ActiveMost && model.TotalLeast == model.TotalMost && set.Low(pueId) == set.High(pueId);
        RateTerm[] Terms(Func<Run, decimal> perToken, Func<Run, decimal> perSecond, string how)
        {
            RateTerm Term(Quantity of, Func<Run, decimal> amount) =>
                RateTerm.Calculated(of, amount(least), isOne ? amount(least) : null, amount(most), how + Sizes(model));
            // seconds are a term of their own where both ends are measured: in one term of two ends, the lower one could be the greater
            if (least.IsMeasured && most.IsMeasured)
                return [Term(Quantity.Output, run => 1_000m * perToken(run)), Term(Quantity.GenerationSecond, perSecond)];
            return [Term(Quantity.Output, run => 1_000m * (perToken(run) + (run.SecondsPerToken * perSecond(run))))];
        }

        var energy = Terms(
            run => run.Pue * run.Server.GpusWattHoursPerToken,
            run => run.Pue * run.Server.ServerWattHoursPerSecond,
            "PUE x (accelerators + seconds x server)"
        );
        RateTerm[] Hardware(string server, string gpu, decimal unit) =>
            Terms(_ => 0m, run => unit * run.Server.HardwarePerSecond(server, gpu), "seconds / (lifetime x batch) x hardware");
        return Rate.OfEnergy(
            energy,
            Hardware(EcoLogitsServer.ServerEmbodied, Gpu.Embodied, 1_000m),
            ContextRule.None,
            new(new(least.Pue), isOne ? new Pue(least.Pue) : null, new(most.Pue))
        ) with
        {
            ModelClass = key.Model.ModelClass,
            Tier = model.IsGuessed ? 4 : 3,
            Factors = set.Uses,
            Impacts =
            [
                new(Impact.AbioticDepletion, new(Hardware(EcoLogitsServer.ServerAdpe, Gpu.AbioticDepletion, 1m))),
                new(Impact.PrimaryEnergy, new(Hardware(EcoLogitsServer.ServerPrimaryEnergy, Gpu.PrimaryEnergy, 1m))),
            ],
        };
    }

    /// <summary>EcoLogits' mixes: of the stated zone or region, else of the provider's default; null where EcoLogits has none.</summary>
    public Place? PlaceOf(PlaceQuery where, PlaceFinder places)
    {
        var factors = places.Factors;
        var (_, wueId) = Defaults(Runs(where.Provider, where.Host, factors), factors);
        var found = places.Grid(where);
        var (zone, path) = found is { Factor.IsFallback: false }
            ? (found.Zone.Split('-')[0], found.Factor.Path)
            : (Assumed(Runs(where.Provider, where.Host, factors)), "EcoLogits' default of the provider");
        FactorUse? Own(string kind) =>
            factors.Find($"ecologits-{kind}-{zone.ToLowerInvariant()}") is { } factor ? factors.Use(factor.Id, where.Month) : null;
        var grid =
            places.Given
            ?? (
                Own("mix") is { } mix
                    ? new Grid(
                        zone,
                        GridIntensity.FromGramsCo2ePerKilowattHour(mix.Factor.Value),
                        mix with
                        {
                            Path = $"{path} -> {zone}",
                        },
                        found?.Official
                    )
                    : null
            );
        return grid is null
            ? null
            : new(0, grid, factors.Use(wueId, where.Month), Own("water"), null, null, null)
            {
                AbioticDepletion = Own("adpe"),
                PrimaryEnergy = Own("pe"),
            };
    }

    private static string Runs(string provider, string host, FactorPack factors) => factors.Provider(host.Length > 0 ? host : provider);

    /// <summary>
    /// EcoLogits knows no other data centres: where it has none of a provider's, those that it assumes for Hugging Face stand for clouds in
    /// general.
    /// </summary>
    private static (string Pue, string Wue) Defaults(string provider, FactorPack factors) =>
        factors.Find($"ecologits-pue-{provider}") is null
            ? ("ecologits-pue-huggingface", "ecologits-wue-huggingface")
            : ($"ecologits-pue-{provider}", $"ecologits-wue-{provider}");

    private static string Assumed(string provider) =>
        provider switch
        {
            "openai" or "azure-openai" or "anthropic" or "cohere" or "google-gemini-api" or "google-vertex" or "huggingface" => "US",
            "mistral" => "SE",
            _ => World,
        };

    private static string Sizes(EcoLogitsModel model) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"; {model.ActiveLeast} to {model.ActiveMost} billion active of {model.TotalLeast} to {model.TotalMost} billion parameters"
        );

    /// <summary>Ids of factors.</summary>
    internal sealed record GpuFactors(string Embodied, string AbioticDepletion, string PrimaryEnergy);

    /// <summary>One evaluation of the graph. The measured time counts where it is less than the modelled one.</summary>
    private readonly record struct Run(EcoLogitsServer Server, decimal Pue, Generation? Generation)
    {
        public bool IsMeasured => Generation is { } took && took.Seconds < Server.SecondsPerToken * took.OutputTokens;

        /// <summary>Measured or modelled.</summary>
        public decimal SecondsPerToken => IsMeasured ? Generation!.Value.Seconds / Generation.Value.OutputTokens : Server.SecondsPerToken;
    }
}
