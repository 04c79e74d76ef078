using System.Collections.Immutable;

namespace LlmEnergy.Factors;

/// <summary>
/// What differs between two packs. A factor that is chosen by place and year is compared with that of the place and year, others by id.
/// </summary>
public static class FactorComparison
{
    /// <summary>Above this, a grid factor stands first: somebody should have looked at it.</summary>
    public const decimal NotablePercent = 5m;

    /// <summary>Grids that moved by more than 5 % (the largest move first), other changes, additions, removals.</summary>
    public static ImmutableArray<FactorChange> Compare(FactorPack before, FactorPack after)
    {
        var old = before.Factors.ToDictionary(Key, StringComparer.Ordinal);
        var changes = new List<FactorChange>();
        foreach (var factor in after.Factors)
        {
            if (!old.Remove(Key(factor), out var same))
                changes.Add(new(FactorChangeKind.Added, null, factor));
            else if (same != factor || before.SourceOf(same) != after.SourceOf(factor))
                changes.Add(Changed(same, factor));
        }

        changes.AddRange(old.Values.Select(factor => new FactorChange(FactorChangeKind.Removed, factor, null)));
        return
        [
            .. changes
                .OrderBy(change => change.Kind)
                .ThenByDescending(change => change.Kind == FactorChangeKind.Grid ? Size(change) : 0m)
                .ThenBy(change => (change.New ?? change.Old)!.Id, StringComparer.Ordinal),
        ];
    }

    private static FactorChange Changed(Factor old, Factor factor)
    {
        var change = new FactorChange(FactorChangeKind.Changed, old, factor);
        return FactorFamily.Of(factor.Id) == FactorFamily.Grid && Size(change) > NotablePercent
            ? change with
            {
                Kind = FactorChangeKind.Grid,
            }
            : change;
    }

    /// <summary>From nothing to something is more than any percentage.</summary>
    private static decimal Size(FactorChange change) =>
        change.Percent is { } percent ? decimal.Abs(percent)
        : change.New!.Value == change.Old!.Value ? 0m
        : decimal.MaxValue;

    private static string Key(Factor factor) =>
        FactorFamily.Of(factor.Id) is { } family
            ? FormattableString.Invariant($"{family.Prefix} {factor.Geography} {factor.ValidFrom:yyyy-MM-dd}")
            : factor.Id;
}
