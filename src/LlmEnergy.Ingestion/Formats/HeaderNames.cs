using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>How the names of columns are compared, where the same export comes with headers of several spellings.</summary>
/// <param name="IgnoreCase">Case, spaces and punctuation do not count.</param>
/// <param name="InParentheses">Of <c>Menge (UsageQuantity)</c>, the name in the last parentheses counts.</param>
/// <param name="CurrencyInHeader">Of <c>Cost (EUR)</c>, what stands in parentheses is the currency of the column.</param>
/// <param name="Aliases">Other names of columns, such as those of another language, and the name that the mapping uses.</param>
public sealed record HeaderNames(
    bool IgnoreCase,
    bool InParentheses,
    bool CurrencyInHeader,
    ImmutableSortedDictionary<string, string> Aliases
)
{
    /// <summary>What two names have in common that are the same column.</summary>
    public string Compared(string name)
    {
        var plain = Alone(name.Trim());
        foreach (var (alias, column) in Aliases)
        {
            if (Folded(alias) == Folded(plain))
                return Folded(column);
        }

        return Folded(plain);
    }

    /// <summary>ISO code of the currency that a header states; null where it states none.</summary>
    public string? CurrencyOf(string name) =>
        CurrencyInHeader && TryParentheses(name.Trim(), out _, out var inside) ? Text.AmountUnits.CurrencyOf(inside) : null;

    private string Alone(string name)
    {
        if (!TryParentheses(name, out var before, out var inside))
            return name;
        if (CurrencyInHeader && Text.AmountUnits.CurrencyOf(inside) is not null)
            return before;
        return InParentheses && inside.All(char.IsAsciiLetterOrDigit) ? inside : name;
    }

    private static bool TryParentheses(string name, out string before, out string inside)
    {
        (before, inside) = (name, "");
        var open = name.LastIndexOf('(');
        if (!name.EndsWith(')') || open <= 0)
            return false;
        (before, inside) = (name[..open].Trim(), name[(open + 1)..^1].Trim());
        return inside.Length > 0;
    }

    private string Folded(string name) => IgnoreCase ? string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)) : name;
}
