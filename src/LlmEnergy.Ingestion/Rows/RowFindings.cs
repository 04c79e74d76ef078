using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>All that is wrong with one row. Costs nothing until there is something.</summary>
internal struct RowFindings(string file, Columns columns, long line)
{
    private const string EitherWay = "; day and month may stand either way round: name the form as semantics.time in a profile";
    private List<Issue>? _issues;

    public readonly bool Any => _issues is not null;

    public bool LacksRequired { get; private set; }

    /// <summary>In the order of the columns.</summary>
    public readonly ImmutableArray<Issue> All => [.. _issues!.OrderBy(issue => issue.At.Column)];

    public void Wrong(string code, int ordinal, ReadOnlySpan<byte> value, string expected) =>
        Add(
            code,
            ordinal,
            $"found {columns[ordinal]} {(code == IssueCodes.Time ? Quoted.Time(value) : Quoted.Number(value))}, expected "
                + $"{expected}{Hint(code, value)}"
        );

    private static string Hint(string code, ReadOnlySpan<byte> value) =>
        code == IssueCodes.Time && value.Contains((byte)'/') ? EitherWay : "";

    /// <summary>A rule of the format says why.</summary>
    public void Unusable(Formats.SpokenRule rule) =>
        Add(IssueCodes.NotUsable, -1, $"found a row of {rule.Name}, expected none: {rule.Say}");

    /// <summary>For columns whose values are not printed: keys, projects, users.</summary>
    public void WrongUnquoted(string code, int ordinal, string found, string expected) =>
        Add(code, ordinal, $"found {found} in {columns[ordinal]}, expected {expected}");

    public void Lacks(int ordinal, string column, string advice)
    {
        LacksRequired = true;
        Add(IssueCodes.Required, ordinal, $"found {(ordinal < 0 ? "no column" : "an empty")} {column}, expected {advice}");
    }

    private void Add(string code, int ordinal, string message) =>
        (_issues ??= []).Add(new(new(file, line, ordinal < 0 ? 0 : columns.NumberOf(ordinal)), code, message));
}
