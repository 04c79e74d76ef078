using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>Energy per token from the published number of parameters: a fit to measurements of open models on H100 and B200.</summary>
/// <remarks>
/// Wh per 1,000 output tokens = (a + b x active + c x (total - active)) x overhead / 3.6; per 1,000 input tokens = d x active x overhead /
/// 3.6, with
/// parameters in billions and a to d in joules of accelerator energy per token. Low: best batch, central: batch of about 64, high: about 8.
/// Cached
/// input, context multiplier and embodied hardware as in class-factors-2026.
/// </remarks>
[Methodology(Heading)]
public sealed class ParameterModel2026 : IMethod
{
    private const string Heading = "Method parameter-model-2026";
    private const string Base = "parameter-output-base";
    private const string PerActive = "parameter-output-active";
    private const string PerInactive = "parameter-output-inactive";
    private const string InputPerActive = "parameter-input-active";
    private const string Overhead = "parameter-overhead-2026";
    private const string Pue = "parameter-pue-2026";
    private static readonly string[] Fits =
    [
        .. new[] { Base, PerActive, PerInactive, InputPerActive }.SelectMany(coefficient =>
            Enum.GetValues<Level>().Select(level => IdOf(coefficient, level))
        ),
    ];
    private static readonly string[] Classes = ["XL", "L", "M", "S"];

    public string Id => "parameter-model-2026";

    public string Methodology => Heading;

    public bool SideBySideOnly => false;

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (!key.Known.HasFlag(Known.Input | Known.Output) || !Classes.Contains(key.Model.ModelClass))
            return null;
        if (Parameters(key.Model, factors) is not var (active, total))
            return null;
        if (
            FactorSet.Of(
                factors,
                key.Month,
                [.. Fits, Overhead, Pue, FactorIds.CachedReadRatio, FactorIds.EmbodiedHardware, .. FactorIds.Context]
            )
            is not { } set
        )
            return null;

        // each level is a fit of its own, with its own coefficients
        decimal Fit(string coefficient, Level level) => set.Value(IdOf(coefficient, level));
        decimal At(string id, Level level) =>
            level switch
            {
                Level.Low => set.Low(id),
                Level.High => set.High(id),
                _ => set.Value(id),
            };
        decimal Output(Level level) =>
            (Fit(Base, level) + (Fit(PerActive, level) * active) + (Fit(PerInactive, level) * (total - active)))
            * At(Overhead, level)
            / 3.6m;
        decimal Input(Level level) => Fit(InputPerActive, level) * active * At(Overhead, level) / 3.6m;
        decimal Cached(Level level) => Input(level) * At(FactorIds.CachedReadRatio, level);
        var size = string.Create(CultureInfo.InvariantCulture, $"{active} billion active of {total} billion parameters");
        RateTerm Term(Quantity of, Func<Level, decimal> wattHours, string how) =>
            RateTerm.Calculated(of, wattHours(Level.Low), wattHours(Level.Central), wattHours(Level.High), $"{how}; {size}");
        RateTerm[] energy =
        [
            Term(Quantity.UncachedInput, Input, "d x active x overhead / 3.6"),
            Term(Quantity.CachedInput, Cached, "cached ratio x d x active x overhead / 3.6"),
            Term(Quantity.Output, Output, "(a + b x active + c x (total - active)) x overhead / 3.6"),
        ];
        return Rate.OfEnergy(
            energy,
            EmbodiedShare.Of(energy, set[FactorIds.EmbodiedHardware]),
            ClassFactors2026.Context(set),
            PueRange.Of(set[Pue])
        ) with
        {
            ModelClass = key.Model.ModelClass,
            Tier = 3,
            Factors = set.Uses,
        };
    }

    private static string IdOf(string coefficient, Level level) => $"{coefficient}-{level.ToString().ToLowerInvariant()}-2026";

    /// <summary>
    /// Billions of parameters: ten thousand times the largest model known; above it a workspace's row is a slip, and its products could
    /// overflow.
    /// </summary>
    private const decimal MostBillions = 10_000_000m;

    /// <summary>Only numbers that the maker publishes, one for each model: a range or a guess is none.</summary>
    private static (decimal Active, decimal Total)? Parameters(ModelResolution model, FactorPack factors) =>
        model.IsKnown
        && factors.RowOf(model) is { ParametersStatus: "published" } row
        && decimal.TryParse(row.ActiveParameters, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var active)
        && decimal.TryParse(row.TotalParameters, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var total)
        && total >= active
        && active > 0m
        && total <= MostBillions
            ? (active, total)
            : null;
}
