using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The column names a format is told by: all of these, at least one of those, none of the others.</summary>
public sealed record Detection(ImmutableArray<string> All, ImmutableArray<string> Any, ImmutableArray<string> None)
{
    /// <summary>A format that names no columns is used only where it is asked for.</summary>
    public bool IsPossible => !All.IsEmpty || !Any.IsEmpty;

    public bool Matches(IReadOnlySet<string> columns) => IsPossible && !Differences(columns).Any();

    /// <summary>What keeps the columns from being this format, in words.</summary>
    public IEnumerable<string> Differences(IReadOnlySet<string> columns)
    {
        foreach (var name in All.Where(name => !columns.Contains(name))) yield return $"no column {name}";
        if (!Any.IsEmpty && !Any.Any(columns.Contains)) yield return $"none of {string.Join(", ", Any)}";
        foreach (var name in None.Where(columns.Contains)) yield return $"column {name}";
    }
}
