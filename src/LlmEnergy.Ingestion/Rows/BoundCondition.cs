using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>Conditions of a rule, bound to the columns of one file.</summary>
internal readonly struct BoundCondition(ImmutableArray<ColumnCondition> all, Columns columns)
{
    /// <summary>No values: any but the empty one. Null: no such column.</summary>
    private readonly (int Ordinal, byte[][]? Values)[] _all =
    [
        .. all.Select(condition => (columns.OrdinalOf(condition.Column), ValuesOf(condition))),
    ];

    public bool Holds<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        foreach (var (ordinal, values) in _all)
        {
            if (values is null)
            {
                if (ordinal >= 0) return false;
                continue;
            }

            var text = fields.Text(ordinal);
            if (values.Length == 0 ? text.IsEmpty : !IsOneOf(text, values)) return false;
        }

        return true;
    }

    private static byte[][]? ValuesOf(ColumnCondition condition) =>
        condition.Values.Contains(ColumnCondition.NoColumn) ? null : condition.Values.Contains(ColumnCondition.Any) ? [] : [.. condition.Values.Select(Encoding.UTF8.GetBytes)];

    private static bool IsOneOf(ReadOnlySpan<byte> text, byte[][] values)
    {
        foreach (var value in values)
        {
            if (text.SequenceEqual(value)) return true;
        }

        return false;
    }
}
