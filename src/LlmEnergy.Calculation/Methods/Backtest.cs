using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Entries;

namespace LlmEnergy.Calculation.Methods;

/// <summary>A method against the evidence: how far off it is, by source and kind, and how often the point lies inside its range.</summary>
/// <remarks>
/// Ratio = central / point, both at the facility's meter: energy of accelerators x 1.72, of servers x 1.15. A point that states output
/// alone is held against the rate of output, with its input inside. Every point is calculated as a customer's line would be.
/// </remarks>
[Methodology("Back-test")]
public static class Backtest
{
    /// <summary>From this concurrency on a deployment serves as in production: below it no method here claims to hold.</summary>
    public const decimal ProductionLoad = 16m;

    private const decimal ServerToFacility = 1.15m;
    private const string Overhead = "op-overhead-2026";

    /// <summary>By kind, source and load, those of production load first.</summary>
    public static ImmutableArray<BacktestScore> Score(IMethod method, FactorPack factors) =>
        [
            .. factors
                .Evidence.Where(point => IsPoint(point))
                .GroupBy(point => (point.SourceId, point.Kind, Load: LoadOf(point)))
                .OrderBy(points => points.Key.Kind)
                .ThenBy(points => points.Key.SourceId, StringComparer.Ordinal)
                .ThenBy(points => points.Key.Load)
                .Select(points => Score(points.Key.SourceId, points.Key.Kind, points.Key.Load, [.. points], method, factors))
                .Where(score => score.Scored > 0),
        ];

    /// <summary>Where energy, boundary, model and tokens of a request are known.</summary>
    private static bool IsPoint(Evidence point) =>
        point is { Unit: "Wh", OutputTokens: > 0m, Value: > 0m, Model.Length: > 0, Provider.Length: > 0 }
        && point.Boundary is EvidenceBoundary.Accelerators or EvidenceBoundary.Server or EvidenceBoundary.Facility;

    private static LoadBand LoadOf(Evidence point) =>
        point.Load is not { } load ? LoadBand.NotStated
        : load >= ProductionLoad ? LoadBand.Production
        : LoadBand.Low;

    private static BacktestScore Score(
        string source,
        EvidenceKind kind,
        LoadBand load,
        List<Evidence> points,
        IMethod method,
        FactorPack factors
    )
    {
        var calculated = points
            .Select(point => (Point: point, Estimate: Calculated(point, method, factors)))
            .Where(pair => pair.Estimate is not null)
            .Select(pair => (Measured: Facility(pair.Point, factors), Of: pair.Estimate!.Value))
            .ToList();
        var ratios = calculated.Select(pair => (double)pair.Of.Central / pair.Measured).Order().ToList();
        var widths = calculated.Where(pair => pair.Of.Low > 0m).Select(pair => (double)(pair.Of.High / pair.Of.Low)).Order().ToList();
        return new(
            source,
            kind.ToString().ToLowerInvariant(),
            load switch
            {
                LoadBand.Production => "16 and more",
                LoadBand.Low => "below 16",
                _ => "not stated",
            },
            points.Count,
            calculated.Count,
            calculated.Count(pair => (double)pair.Of.Low <= pair.Measured && pair.Measured <= (double)pair.Of.High),
            Median(ratios),
            ratios.Count == 0 ? 0.0 : Math.Exp(Math.Sqrt(ratios.Average(ratio => Math.Log(ratio) * Math.Log(ratio)))),
            Median(widths)
        );
    }

    /// <summary>Wh at the facility's meter.</summary>
    private static double Facility(Evidence point, FactorPack factors) =>
        (double)(
            point.Value
            * point.Boundary switch
            {
                EvidenceBoundary.Accelerators => factors.Factor(Overhead).Value,
                EvidenceBoundary.Server => ServerToFacility,
                _ => 1m,
            }
        );

    /// <summary>Wh of a request; null where the method has no rate for it.</summary>
    private static (decimal Low, decimal Central, decimal High)? Calculated(Evidence point, IMethod method, FactorPack factors)
    {
        var month = new DateOnly(Math.Clamp(point.Year, 2024, 2026), 6, 1);
        var key = new RateKey(
            factors.Resolve(point.Provider, point.Model),
            point.Provider,
            "",
            "",
            "",
            "",
            "",
            month,
            Known.Requests | Known.Input | Known.Output
        );
        if (!key.Model.IsKnown || method.For(key, factors)?.Energy is not { HasCentral: true } energy)
            return null;
        var (input, output) = (point.InputTokens ?? 0m, point.OutputTokens ?? 0m);
        var context =
            input <= 10_000m ? 1m
            : input <= 100_000m ? (80_000m + input) / 90_000m
            : 2m;
        decimal At(Level level) =>
            context
            * ((input * (energy[Quantity.UncachedInput, level] ?? 0m)) + (output * (energy[Quantity.Output, level] ?? 0m)))
            / 1_000m;
        return At(Level.Central) > 0m ? (At(Level.Low), At(Level.Central), At(Level.High)) : null;
    }

    private static double Median(List<double> sorted) =>
        sorted.Count == 0 ? 0.0
        : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2]
        : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2.0;

    private enum LoadBand : byte
    {
        Production,
        Low,
        NotStated,
    }
}

/// <summary>How a method does on the points of a source.</summary>
/// <param name="Load">Concurrency: 16 and more, below 16, or not stated.</param>
/// <param name="Points">With energy, boundary, model and tokens of a request.</param>
/// <param name="Scored">Of these, those that the method has a rate for.</param>
/// <param name="Inside">Of these, those between low and high.</param>
/// <param name="MedianRatio">Central over point.</param>
/// <param name="RmseFactor">exp of the root mean square of ln(central / point): 1 is exact.</param>
/// <param name="MedianWidth">High over low.</param>
public sealed record BacktestScore(
    string Source,
    string Kind,
    string Load,
    int Points,
    int Scored,
    int Inside,
    double MedianRatio,
    double RmseFactor,
    double MedianWidth
);
