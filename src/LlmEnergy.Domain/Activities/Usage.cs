namespace LlmEnergy.Domain.Activities;

/// <summary>
/// Measured quantities of one row or of many. <see cref="Input"/> is the total input (cache reads and writes included),
/// <see cref="Cached"/> and <see cref="CacheWrite"/> are parts of it; <see cref="Output"/> is the total output (reasoning included),
/// <see cref="Reasoning"/> a part of it. A quantity counts only where its flag in <see cref="Known"/> is set.
/// </summary>
/// <param name="EnergyMicrojoules">As the supplier states it with its responses: a millionth of a joule, or of a watt-second.</param>
public readonly record struct Usage(
    long Requests,
    long Input,
    long Cached,
    long CacheWrite,
    long Output,
    long Reasoning,
    long Images,
    long AudioMilliseconds,
    Known Known,
    long Characters = 0,
    long GenerationMilliseconds = 0,
    long EnergyMicrojoules = 0
)
{
    /// <summary>What a sum begins with: no usage, and nothing unknown in it.</summary>
    public static Usage None => new(0, 0, 0, 0, 0, 0, 0, 0, Known.Everything);

    /// <summary>Input tokens that were not read from a cache; all of them where the source does not tell.</summary>
    public long UncachedInput => Input - Cached;

    /// <summary>Microjoules of a watt-hour.</summary>
    public const decimal MicrojoulesPerWattHour = 3_600_000_000m;

    public bool Knows(Known quantity) => (Known & quantity) == quantity;

    /// <summary>Checked; a quantity that one side does not know is unknown in the sum.</summary>
    public static Usage operator +(in Usage left, in Usage right) =>
        new(
            left.Requests + right.Requests,
            left.Input + right.Input,
            left.Cached + right.Cached,
            left.CacheWrite + right.CacheWrite,
            left.Output + right.Output,
            left.Reasoning + right.Reasoning,
            left.Images + right.Images,
            left.AudioMilliseconds + right.AudioMilliseconds,
            left.Known & right.Known,
            left.Characters + right.Characters,
            left.GenerationMilliseconds + right.GenerationMilliseconds,
            left.EnergyMicrojoules + right.EnergyMicrojoules
        );
}
