using System.Text.RegularExpressions;

namespace LlmEnergy.Tests.Schemas;

/// <summary>What the tables of a README say of keys, by path: the one place where keys are described.</summary>
internal static partial class DocumentedKeys
{
    /// <param name="objects">Where the keys of each table are, by the title of its first column; a table of another title is none.</param>
    public static IReadOnlyDictionary<string, string> Of(string room, IReadOnlyDictionary<string, string> objects)
    {
        var descriptions = new Dictionary<string, string>(StringComparer.Ordinal);
        string? within = null;
        foreach (var line in File.ReadLines(Path.Combine(RepositoryRoot.Path, "src", room, "README.md")))
        {
            var cells = Pipe().Split(line).Select(cell => cell.Trim()).ToList();
            if (cells is not ["", var first, var second, ..] || line.StartsWith("|---", StringComparison.Ordinal))
                within = cells.Count > 1 ? within : null;
            else if (objects.TryGetValue(Plain(first), out var path))
                within = path;
            else if (within is not null)
                foreach (var key in Paths(first, within))
                    descriptions[key] = Plain(second) + Default(cells);
        }

        return descriptions;
    }

    /// <summary>A cell names one key or several, of which the first says where all of them are: <c>`semantics.time`, `zone`</c>.</summary>
    private static IEnumerable<string> Paths(string cell, string within)
    {
        var keys = Code().Matches(cell).Select(match => match.Groups[1].Value).ToList();
        if (keys.Count == 0)
            return [];
        var prefix = keys[0].Contains('.', StringComparison.Ordinal) ? keys[0][..(keys[0].LastIndexOf('.') + 1)] : "";
        return keys.Select(key => within + (key.Contains('.', StringComparison.Ordinal) ? key : prefix + key));
    }

    private static string Default(List<string> cells) =>
        cells.Count > 4 && Plain(cells[3]) is { Length: > 0 } text and not ("none" or "required") ? $" (default: {text})" : "";

    private static string Plain(string cell) =>
        Link()
            .Replace(Reference().Replace(cell, ""), "$1")
            .Replace("`", "", StringComparison.Ordinal)
            .Replace(@"\|", "|", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Pipe();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@",? see (below|\[[^\]]*\]\([^)]*\))")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}
