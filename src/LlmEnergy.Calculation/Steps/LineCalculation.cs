using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Steps;

/// <summary>The steps, one after the other, on one line of usage: the only place where an inventory line gets its results.</summary>
public static class LineCalculation
{
    /// <param name="rate">Null where it is not calculated, for the reason given.</param>
    /// <param name="place">Not null where the rate gives energy.</param>
    public static InventoryLine Calculate(ActivityLine activity, ModelResolution model, Rate? rate, Place? place, string? whyNotCalculated)
    {
        if (rate is null)
            return new(activity, model, null, place, null, null, null, null, whyNotCalculated);
        var usage = WeightedUsage.Of(activity, rate.Context);
        if (rate.CradleToGate is { } grams)
            return new(activity, model, rate, null, null, null, null, UsageEmissions.Of(usage, grams), null);
        var energy = LineEnergy.Of(usage, rate.Energy!);
        var locationBased = LocationBasedEmissions.Of(energy, place!);
        var upstream = UpstreamEmissions.Of(energy, place!);
        var losses = TransmissionLossEmissions.Of(locationBased, place!);
        var marketBased = MarketBasedEmissions.Of(energy, place!);
        var embodied = EmbodiedEmissions.Of(usage, rate);
        return new(
            activity,
            model,
            rate,
            place,
            energy,
            locationBased,
            embodied,
            TotalEmissions.Of(locationBased, upstream, losses, embodied),
            null
        )
        {
            OnSiteWater = OnSiteWater.Of(energy, rate, place!),
            OffSiteWater = OffSiteWater.Of(energy, place!),
            OfPlace = (upstream ?? losses ?? marketBased) is null ? null : new(upstream, losses, marketBased),
        };
    }
}
