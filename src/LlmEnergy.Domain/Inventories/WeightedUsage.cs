using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// What rates are multiplied with, in the order of <see cref="Quantity"/>: requests, thousands of context-weighted tokens, images, audio
/// minutes, seconds of generation, units of the line's currency, watt-hours that the supplier states. A quantity that is not stated counts
/// as none: methods look at what is
/// known.
/// Tokens are held before they are divided by the span of the context rule: quotients repeat, and their products would cost the most of
/// all.
/// </summary>
public readonly record struct WeightedUsage
{
    private readonly decimal _uncached;
    private readonly decimal _cached;
    private readonly decimal _output;

    private WeightedUsage(ActivityLine line, ContextRule context)
    {
        var usage = line.Usage;
        Requests = usage.Requests;
        (_uncached, _cached, _output) = (
            context.Thousands(line.Key.Band, usage.UncachedInput, line.Moments.Uncached),
            context.Thousands(line.Key.Band, usage.Cached, line.Moments.Cached),
            context.Thousands(line.Key.Band, usage.Output, line.Moments.Output)
        );
        TokenDivisor = context.DivisorOf(line.Key.Band);
        Images = usage.Images;
        AudioMinutes = usage.AudioMilliseconds == 0 ? 0m : usage.AudioMilliseconds / 60_000m;
        GenerationSeconds = usage.GenerationMilliseconds * 0.001m;
        Cost = line.Cost?.Amount ?? 0m;
        StatedWattHours = usage.EnergyMicrojoules == 0 ? 0m : usage.EnergyMicrojoules / Usage.MicrojoulesPerWattHour;
    }

    public decimal Requests { get; }

    public decimal UncachedInput => _uncached / TokenDivisor;

    public decimal CachedInput => _cached / TokenDivisor;

    public decimal Output => _output / TokenDivisor;

    public decimal Images { get; }

    public decimal AudioMinutes { get; }

    public decimal GenerationSeconds { get; }

    public decimal Cost { get; }

    public decimal StatedWattHours { get; }

    /// <summary>What <see cref="Undivided"/> tokens are still to be divided by: 1 outside of the middle band.</summary>
    public decimal TokenDivisor { get; }

    public decimal this[Quantity of] =>
        of switch
        {
            Quantity.UncachedInput => UncachedInput,
            Quantity.CachedInput => CachedInput,
            Quantity.Output => Output,
            _ => Undivided(of),
        };

    public static WeightedUsage Of(ActivityLine line, ContextRule context) => new(line, context);

    /// <summary>By the context rule of the line's rate; without a rate no context weighs more than another.</summary>
    public static WeightedUsage Of(InventoryLine line) => new(line.Activity, line.Rate?.Context ?? ContextRule.None);

    /// <summary>The quantity; of tokens, <see cref="TokenDivisor"/> times it.</summary>
    internal decimal Undivided(Quantity of) =>
        of switch
        {
            Quantity.Request => Requests,
            Quantity.UncachedInput => _uncached,
            Quantity.CachedInput => _cached,
            Quantity.Output => _output,
            Quantity.Image => Images,
            Quantity.AudioMinute => AudioMinutes,
            Quantity.GenerationSecond => GenerationSeconds,
            Quantity.StatedWattHour => StatedWattHours,
            _ => Cost,
        };
}
