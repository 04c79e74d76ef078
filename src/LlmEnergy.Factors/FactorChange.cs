namespace LlmEnergy.Factors;

/// <summary>What became of a factor between two packs; in the order in which it is told.</summary>
public enum FactorChangeKind
{
    /// <summary>A grid factor that moved by more than 5 %.</summary>
    Grid,

    /// <summary>Another value, or the same one with another range, boundary, source or note.</summary>
    Changed,

    Added,

    Removed,
}

/// <summary>A factor that is not the same in two packs.</summary>
/// <param name="Old">Null where it was added.</param>
/// <param name="New">Null where it was removed.</param>
public sealed record FactorChange(FactorChangeKind Kind, Factor? Old, Factor? New)
{
    /// <summary>Change of the value in percent of the old one; null where there is no old or new one, or the old one is zero.</summary>
    public decimal? Percent => Old is { Value: not 0m } && New is not null ? (New.Value - Old.Value) / Old.Value * 100m : null;
}
