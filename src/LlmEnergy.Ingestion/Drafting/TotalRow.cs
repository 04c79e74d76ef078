using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>A last row that says what those before it add up to: it is no usage, and would count everything twice.</summary>
/// <param name="Column">Whose cell has a word for a total.</param>
/// <param name="Sums">Columns in which it states the sum of all rows before it.</param>
internal sealed record TotalRow(string Column, string Word, ImmutableArray<SampledColumn> Sums)
{
    private static readonly string[] Words = ["total", "totals", "grand total", "sum", "summe", "gesamt", "insgesamt", "total général"];

    /// <summary>Null where the last record has no such word, or states no sum.</summary>
    /// <param name="columns">With what all records before the last one state.</param>
    /// <param name="last">Cells of the last record, in the order of the columns.</param>
    public static TotalRow? Of(ImmutableArray<SampledColumn> columns, IReadOnlyList<byte[]> last)
    {
        for (var ordinal = 0; ordinal < last.Count; ordinal++)
        {
            var word = Encoding.UTF8.GetString(last[ordinal]).Trim();
            if (!Words.Contains(word, StringComparer.OrdinalIgnoreCase))
                continue;
            var sums = columns
                .Where((column, at) => Counts.TryParse(last[at], out var sum) && sum > 0 && column.Stated > 1 && column.Sum == sum)
                .ToImmutableArray();
            return sums.IsEmpty ? null : new(columns[ordinal].Name, word, sums);
        }

        return null;
    }
}
