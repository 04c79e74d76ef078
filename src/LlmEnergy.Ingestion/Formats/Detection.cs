using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The columns a format is told by: all of these, at least one of those, none of the others.</summary>
public sealed record Detection(ImmutableArray<string> All, ImmutableArray<string> Any, ImmutableArray<string> None)
{
    /// <summary>A format that names no columns is used only where it is asked for.</summary>
    public bool IsPossible => !All.IsEmpty || !Any.IsEmpty;

    public bool Matches(Predicate<string> has) => IsPossible && !Differences(has, "").Any();

    /// <summary>What keeps a file from being this format, in words.</summary>
    /// <param name="noun">What the file has: columns or members.</param>
    public IEnumerable<string> Differences(Predicate<string> has, string noun)
    {
        foreach (var name in All.Where(name => !has(name)))
            yield return $"no {noun} {name}";
        if (!Any.IsEmpty && !Any.Any(name => has(name)))
            yield return $"none of {string.Join(", ", Any)}";
        foreach (var name in None.Where(name => has(name)))
            yield return $"{noun} {name}";
    }
}
