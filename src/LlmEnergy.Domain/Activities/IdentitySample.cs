using System.Collections.Immutable;

namespace LlmEnergy.Domain.Activities;

/// <summary>
/// The smallest hashes of the request identities of a source: a fair sample, the same in every source that has the same requests.
/// </summary>
/// <param name="Smallest">In ascending order; all there are, where they are fewer than <see cref="Most"/>.</param>
public sealed record IdentitySample(ImmutableArray<ulong> Smallest)
{
    public const int Most = 4_096;

    public static IdentitySample None { get; } = new([]);

    /// <summary>
    /// Which share of this source's requests the other one has too, by the hashes that both samples reach up to; 0 where either has none.
    /// </summary>
    public decimal Shared(IdentitySample other)
    {
        if (Smallest.IsEmpty || other.Smallest.IsEmpty)
            return 0m;
        var reach = Math.Min(Reach, other.Reach);
        var mine = Smallest.Where(hash => hash <= reach).ToHashSet();
        return mine.Count == 0 ? 0m : (decimal)other.Smallest.Count(mine.Contains) / mine.Count;
    }

    /// <summary>Whether the source of this sample has no more requests than that of the other one, as far as samples tell.</summary>
    public bool IsOfFewer(IdentitySample other) =>
        Smallest.Length == other.Smallest.Length ? Reach >= other.Reach : Smallest.Length < other.Smallest.Length;

    /// <summary>Up to where the sample is all that there is.</summary>
    private ulong Reach => Smallest.Length < Most ? ulong.MaxValue : Smallest[^1];
}
