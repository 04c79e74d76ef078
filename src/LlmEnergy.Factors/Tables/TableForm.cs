using System.Collections.Immutable;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Factors.Tables;

/// <summary>How a table that people keep has to look: a register, a mapping of names, factors.</summary>
/// <param name="File">Its path, as issues name it.</param>
/// <param name="Required">Columns that must be there, in any order.</param>
public sealed record TableForm(string File, ImmutableArray<string> Required, TableCodes Codes)
{
    /// <summary>Columns that may be there; no others may.</summary>
    public ImmutableArray<string> Optional { get; init; } = [];

    /// <summary>Null: the one that the header shows.</summary>
    public char? Separator { get; init; } = ',';

    /// <summary>Rows that are read at most.</summary>
    public int MostRows { get; init; } = 1_000_000;

    /// <summary>Characters of a field, which are of one line; null: as many as there are, on any lines.</summary>
    public int? LongestText { get; init; } = 1_000;

    /// <summary>Days before this year are slips; those after 2199 are too.</summary>
    public int FirstYear { get; init; } = 2000;

    public const int LastYear = 2199;

    /// <summary>Null where the columns are these, else which are expected, and what speaks against it.</summary>
    internal string? RefusalOf(IReadOnlyList<string> columns)
    {
        var missing = Required.Except(columns, StringComparer.Ordinal).ToList();
        var unknown = columns.Except([.. Required, .. Optional], StringComparer.Ordinal).ToList();
        var twice = columns.GroupBy(column => column, StringComparer.Ordinal).Where(same => same.Count() > 1).ToList();
        string?[] causes =
        [
            missing.Count > 0 ? $"no {string.Join(", ", missing)}" : null,
            unknown.Count > 0 ? $"{Excerpt.Of(unknown[0])} is none of them" : null,
            twice.Count > 0 ? $"{Excerpt.Of(twice[0].Key)} stands twice" : null,
        ];
        var optional = Optional.IsEmpty ? "" : $" and any of {string.Join(", ", Optional)}";
        return causes.All(cause => cause is null)
            ? null
            : $"found other columns, expected {string.Join(", ", Required)}{optional}: {string.Join("; ", causes.OfType<string>())}";
    }
}

/// <summary>Codes of what can be wrong with any table.</summary>
/// <param name="Columns">Another header.</param>
/// <param name="Record">No text of CSV, or another number of fields than the header has.</param>
/// <param name="Empty">A field that has to say something does not.</param>
/// <param name="Value">A field has another form.</param>
public sealed record TableCodes(string Columns, string Record, string Empty, string Value)
{
    /// <summary>One code for all that is wrong.</summary>
    public TableCodes(string code)
        : this(code, code, code, code) { }
}
