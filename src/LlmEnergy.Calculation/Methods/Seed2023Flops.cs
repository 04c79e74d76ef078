using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>
/// The second method of Ludvigsen (2023): floating-point operations of a query. Kept to reproduce the article, not as evidence.
/// </summary>
/// <remarks>
/// E per query = FLOP x J/FLOP x PUE / 3,600 (Wh). Its agreement with the first method is a coincidence: the FLOP figure is one per token,
/// and 1,000 times too high.
/// </remarks>
[Methodology(Heading)]
public sealed class Seed2023Flops : IMethod
{
    private const string Heading = "Method seed-2023-flops";
    private const string FlopPerQuery = "seed-flop-per-query-2023";
    private const string JoulePerFlop = "seed-joule-per-flop-2023";
    private const string Pue = "seed-pue-2023";
    private static readonly string[] Factors = [FlopPerQuery, JoulePerFlop, Pue];

    public string Id => "seed-2023-flops";

    public string Methodology => Heading;

    public bool SideBySideOnly => true;

    /// <summary>Facility energy of one query in Wh.</summary>
    public static decimal WattHoursPerQuery(decimal flop, decimal joulePerFlop, Pue pue) =>
        (ItEnergy.FromWattHours(flop * joulePerFlop / 3_600m) * pue).KilowattHours * 1_000m;

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (!key.Known.HasFlag(Known.Requests))
            return null;
        if (FactorSet.Of(factors, key.Month, Factors) is not { } set)
            return null;
        var query = WattHoursPerQuery(set.Value(FlopPerQuery), set.Value(JoulePerFlop), new(set.Value(Pue)));
        var term = RateTerm.Calculated(Quantity.Request, query, query, query, "FLOP a query x J/FLOP x PUE / 3,600");
        return Rate.OfEnergy([term], null, ContextRule.None, PueRange.Of(set[Pue])) with
        {
            ModelClass = key.Model.ModelClass,
            Factors = set.Uses,
        };
    }
}
