using System.Collections.Immutable;

namespace LlmEnergy.Periods;

/// <summary>
/// Files that a closing adds to a version: the addendum with the sign-offs, and a snapshot of the inputs. The event of the closing has
/// their hashes, so that they are bound to it; the report that is closed does not change.
/// </summary>
public static class ClosingFiles
{
    public const string Html = "sign-off.html";
    public const string Pdf = "sign-off.pdf";
    private const string HashMark = " sha256:";
    private const string Separator = "; ";

    /// <summary>All that a closing may add.</summary>
    public static ImmutableArray<string> Names { get; } = [InputSnapshot.FileName, Html, Pdf];

    /// <summary>What the event of the closing says of them.</summary>
    public static string Detail(IReadOnlyDictionary<string, string> hashes) =>
        string.Join(Separator, Names.Where(hashes.ContainsKey).Select(name => name + HashMark + hashes[name]));

    /// <summary>By the event of the closing; empty of an open version, or of one that an earlier version of the program closed.</summary>
    public static ImmutableSortedDictionary<string, string> HashesIn(EventLog log) =>
        (log.Closing?.Detail ?? "")
            .Split(Separator)
            .Select(part => part.Split(HashMark))
            .Where(part => part.Length == 2 && Names.Contains(part[0]))
            .DistinctBy(part => part[0])
            .ToImmutableSortedDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
}
