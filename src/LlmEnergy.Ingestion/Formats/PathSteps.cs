using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// The names of a path, one below the other: <c>usage.input</c>. A name in brackets, with quotes or without, may hold points:
/// <c>usage['prompt_details.cache_read'].tokens</c>, <c>attributes[gen_ai.request.model]</c>.
/// </summary>
internal static class PathSteps
{
    public static ImmutableArray<PathStep> Parse(string path)
    {
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        do
        {
            var bracket = path.IndexOf('[', StringComparison.Ordinal);
            if (bracket == 0 && EndOfBracket(path) is > 0 and var after)
            {
                steps.Add(new(path[1..(after - 1)].Trim('\''), IsBracketed: true));
                path = path[after..];
                if (path.StartsWith('.'))
                    path = path[1..];
                continue;
            }

            var end = path.IndexOf('.', StringComparison.Ordinal);
            if (bracket > 0 && (end < 0 || bracket < end) && EndOfBracket(path[bracket..]) > 0)
                end = bracket;
            steps.Add(new(end < 0 ? path : path[..end], IsBracketed: false));
            path =
                end < 0 ? ""
                : path[end] == '.' ? path[(end + 1)..]
                : path[end..];
        } while (path.Length > 0);
        return steps.ToImmutable();
    }

    public static string WithoutQuotes(string path) =>
        path.Replace("['", "[", StringComparison.Ordinal).Replace("']", "]", StringComparison.Ordinal);

    /// <summary>
    /// With points in place of brackets around a name, as the members of a file are listed; a list is followed by <c>[]</c> there.
    /// </summary>
    public static string Dotted(string path)
    {
        path = WithoutQuotes(path);
        for (var at = 0; (at = path.IndexOf('[', at)) >= 0; at++)
        {
            if (EndOfBracket(path[at..]) is > 2 and var length)
                path = $"{path[..at]}.{path[(at + 1)..(at + length - 1)]}{path[(at + length)..]}";
        }

        return path.TrimStart('.');
    }

    /// <summary>Behind the bracket that closes the first one; 0 where none does.</summary>
    private static int EndOfBracket(string path)
    {
        var close = path.StartsWith("['", StringComparison.Ordinal)
            ? path.IndexOf("']", StringComparison.Ordinal) + 1
            : path.IndexOf(']', StringComparison.Ordinal);
        return close > 0 ? close + 1 : 0;
    }
}

/// <summary>A name in a path.</summary>
/// <param name="IsBracketed">It is nothing but a name, of a member or of a key: neither the number of an element nor any of them.</param>
internal readonly record struct PathStep(string Name, bool IsBracketed)
{
    /// <summary>Any element or member.</summary>
    public bool IsAny => Name == "*" && !IsBracketed;

    /// <summary>All elements, whose numbers are added.</summary>
    public bool IsAllAdded => Name == "+" && !IsBracketed;
}
