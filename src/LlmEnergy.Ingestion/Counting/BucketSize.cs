using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What sums add up to. A sum that cannot be held as usage can be held here.</summary>
internal readonly record struct BucketSize(
    decimal Requests,
    decimal Input,
    decimal Cached,
    decimal CacheWrite,
    decimal Output,
    decimal Reasoning,
    decimal Images,
    decimal Sound,
    decimal Characters,
    decimal Generation,
    decimal Energy,
    decimal Cost,
    Known Unknown
)
{
    private (decimal Input, decimal Output, decimal Images, decimal Sound, decimal Characters) Usage =>
        (Input, Output, Images, Sound, Characters);

    /// <summary>Whether there is usage or a cost.</summary>
    public bool IsAny => Usage != default || Energy != 0m || Cost != 0m;

    public static BucketSize Of(IEnumerable<BucketSum> sums) =>
        sums.Aggregate(default(BucketSize), (size, sum) => size.With(sum.Usage, sum.Cost));

    /// <summary>As far as every format of the same usage states it; the cost tells only where there is no usage.</summary>
    public bool AgreesWith(BucketSize other) => Usage == other.Usage && (Usage != default || Cost == other.Cost);

    private BucketSize With(in Usage usage, decimal cost) =>
        new(
            Requests + usage.Requests,
            Input + usage.Input,
            Cached + usage.Cached,
            CacheWrite + usage.CacheWrite,
            Output + usage.Output,
            Reasoning + usage.Reasoning,
            Images + usage.Images,
            Sound + usage.AudioMilliseconds,
            Characters + usage.Characters,
            Generation + usage.GenerationMilliseconds,
            Energy + usage.EnergyMicrojoules,
            Cost + cost,
            Unknown | (Known.Everything & ~usage.Known)
        );
}
