using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>The first method of Ludvigsen (2023): what the servers draw in a day, shared by the queries of a day.</summary>
/// <remarks>E per query = servers x kW x average power fraction x 24 h x PUE / queries per day. Low and high are the fractions 0.50 and 0.75; there is no central value.</remarks>
[Methodology(Heading)]
public sealed class Seed2023Hardware : IMethod
{
    private const string Heading = "Method seed-2023-hardware";

    public string Id => "seed-2023-hardware";

    public string Methodology => Heading;

    public bool SideBySideOnly => true;

    /// <summary>Facility energy of one query in Wh.</summary>
    public static decimal WattHoursPerQuery(decimal servers, decimal serverKilowatts, decimal powerFraction, decimal hours, Pue pue, decimal queries)
    {
        var day = ItEnergy.FromKilowattHours(servers * serverKilowatts * powerFraction * hours) * pue;
        return day.KilowattHours * 1_000m / queries;
    }

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (!key.Known.HasFlag(Known.Requests)) return null;
        FactorUse?[] uses = [.. FactorIds.SeedHardware.Select(id => factors.Use(id, key.Month))];
        if (uses.Contains(null)) return null;
        decimal Of(string id) => uses.First(use => use!.Factor.Id == id)!.Factor.Value;
        decimal Query(string fraction) => WattHoursPerQuery(
            Of(FactorIds.SeedServers), Of(FactorIds.SeedServerPower), Of(fraction), Of(FactorIds.SeedHours), new(Of(FactorIds.SeedPue)), Of(FactorIds.SeedQueries));
        var term = RateTerm.Calculated(
            Quantity.Request, Query(FactorIds.SeedFractionLow), null, Query(FactorIds.SeedFractionHigh),
            "servers x kW x fraction (0.50 to 0.75) x 24 h x PUE / queries a day");
        return new(0, Id, key.Model.ModelClass, new([term]), null, ContextRule.None, 5, uses!, Methodology);
    }
}
