namespace LlmEnergy.Fetching;

/// <summary>What fetching never exceeds, whatever a provider answers.</summary>
/// <param name="MostOfPage">Bytes of a page, which is held in memory once.</param>
/// <param name="MostOfFile">Bytes of a file that is downloaded or copied.</param>
/// <param name="MostPages">Of one list.</param>
/// <param name="AtOnce">Requests at the same time.</param>
/// <param name="Attempts">Of one request, beside the first.</param>
/// <param name="Delay">Before the second attempt, doubled each time and with jitter; <c>Retry-After</c> wins.</param>
/// <param name="LongestWait">That <c>Retry-After</c> may ask for; beyond, the fetch ends and goes on when it is run again.</param>
/// <param name="PageTime">For one attempt at a page, its body included.</param>
/// <param name="FileTime">For one attempt at a file.</param>
/// <param name="OldestPages">Age of a list that was interrupted, beyond which it begins anew.</param>
public sealed record FetchLimits(
    long MostOfPage,
    long MostOfFile,
    int MostPages,
    int AtOnce,
    int Attempts,
    TimeSpan Delay,
    TimeSpan LongestWait,
    TimeSpan PageTime,
    TimeSpan FileTime,
    TimeSpan OldestPages
)
{
    public static FetchLimits Default { get; } =
        new(
            MostOfPage: 64 << 20,
            MostOfFile: 8L << 30,
            MostPages: 9_999,
            AtOnce: 2,
            Attempts: 5,
            Delay: TimeSpan.FromSeconds(2),
            LongestWait: TimeSpan.FromMinutes(5),
            PageTime: TimeSpan.FromMinutes(2),
            FileTime: TimeSpan.FromHours(1),
            OldestPages: TimeSpan.FromHours(12)
        );
}
