using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>A column that no file has: what a decode table gives for the texts of other columns.</summary>
/// <param name="Name">What fields of the mapping call it.</param>
/// <param name="Table">Id of the table.</param>
/// <param name="From">
/// Columns whose texts the table is asked with: of each list the first that a row states. Each may be a decoded one.
/// </param>
/// <param name="Give">Which of what the table gives.</param>
public sealed record DecodedColumn(string Name, string Table, ImmutableArray<ImmutableArray<string>> From, string Give)
{
    public static DecodedColumn Of(string table, ImmutableArray<ImmutableArray<string>> from, string give) =>
        new($"{give} by {table} of {string.Join(", ", from.Select(names => string.Join(" or ", names)))}", table, from, give);
}
