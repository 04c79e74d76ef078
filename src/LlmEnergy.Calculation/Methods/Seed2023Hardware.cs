using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>The first method of Ludvigsen (2023): what the servers draw in a day, shared by the queries of a day.</summary>
/// <remarks>
/// E per query = servers x kW x average power fraction x 24 h x PUE / queries per day. Low and high are the fractions 0.50 and 0.75; there
/// is no central value.
/// </remarks>
[Methodology(Heading)]
public sealed class Seed2023Hardware : IMethod
{
    private const string Heading = "Method seed-2023-hardware";
    private const string Servers = "seed-servers-2023";
    private const string ServerPower = "seed-server-power-2023";
    private const string FractionLow = "seed-power-fraction-low-2023";
    private const string FractionHigh = "seed-power-fraction-high-2023";
    private const string Hours = "seed-hours-2023";
    private const string Pue = "seed-pue-2023";
    private const string Queries = "seed-queries-2023";
    private static readonly string[] Factors = [Servers, ServerPower, FractionLow, FractionHigh, Hours, Pue, Queries];

    public string Id => "seed-2023-hardware";

    public string Methodology => Heading;

    public bool SideBySideOnly => true;

    /// <summary>Facility energy of one query in Wh.</summary>
    public static decimal WattHoursPerQuery(
        decimal servers,
        decimal serverKilowatts,
        decimal powerFraction,
        decimal hours,
        Pue pue,
        decimal queries
    )
    {
        var day = ItEnergy.FromKilowattHours(servers * serverKilowatts * powerFraction * hours) * pue;
        return day.KilowattHours * 1_000m / queries;
    }

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (!key.Known.HasFlag(Known.Requests))
            return null;
        if (FactorSet.Of(factors, key.Month, Factors) is not { } set)
            return null;
        decimal Query(string fraction) =>
            WattHoursPerQuery(
                set.Value(Servers),
                set.Value(ServerPower),
                set.Value(fraction),
                set.Value(Hours),
                new(set.Value(Pue)),
                set.Value(Queries)
            );
        var term = RateTerm.Calculated(
            Quantity.Request,
            Query(FractionLow),
            null,
            Query(FractionHigh),
            "servers x kW x fraction (0.50 to 0.75) x 24 h x PUE / queries a day"
        );
        return Rate.OfEnergy([term], null, ContextRule.None, PueRange.Of(set[Pue])) with
        {
            ModelClass = key.Model.ModelClass,
            Factors = set.Uses,
        };
    }
}
