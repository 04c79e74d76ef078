using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LlmEnergy.Filling;

/// <summary>Rows of a table of the period, as a marker or a mapping asks for them: <c>ledger: entity=DK, by=month+provider</c>.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Where">Columns with the values that a row may have there; of several, one is enough.</param>
/// <param name="By">Columns whose values make one row each; none: the rows as they are.</param>
/// <param name="Sum">Columns that are added up; none: those that the place asks for.</param>
/// <param name="Columns">Columns of rows that are not added up; none: those that the place asks for.</param>
public sealed partial record TableRequest(
    string Table,
    ImmutableArray<(string Column, ImmutableArray<string> Values)> Where,
    ImmutableArray<string> By,
    ImmutableArray<string> Sum,
    ImmutableArray<string> Columns
)
{
    public bool IsSum => !By.IsEmpty || !Sum.IsEmpty;

    /// <summary>Null where the text is none: a name alone is one of a figure.</summary>
    /// <param name="isColonRequired">Whether a name alone is none.</param>
    public static TableRequest? Parse(string text, bool isColonRequired)
    {
        if (Form().Match(text) is not { Success: true } match || (isColonRequired && !match.Groups["colon"].Success))
            return null;
        var where = new List<(string, ImmutableArray<string>)>();
        var lists = new Dictionary<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < match.Groups["key"].Captures.Count; i++)
        {
            var (key, value) = (match.Groups["key"].Captures[i].Value, match.Groups["value"].Captures[i].Value.Trim());
            if (key is not ("by" or "sum" or "columns"))
                where.Add((key, [.. value.Split('|').Select(one => one.Trim().Trim('"'))]));
            else if (!lists.TryAdd(key, [.. value.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]))
                return null;
        }

        return new(
            match.Groups["table"].Value,
            [.. where],
            lists.GetValueOrDefault("by", []),
            lists.GetValueOrDefault("sum", []),
            lists.GetValueOrDefault("columns", [])
        );
    }

    [GeneratedRegex(
        """\A\s*(?<table>[A-Za-z][\w-]*)\s*((?<colon>:)\s*((?<key>[A-Za-z_]\w*)\s*=\s*(?<value>"[^"]*"|[^",=]+)\s*(,\s*|\z))*)?\z""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
