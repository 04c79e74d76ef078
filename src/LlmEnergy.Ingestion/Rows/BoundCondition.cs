using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>Conditions of a rule, bound to the columns of one file.</summary>
internal readonly struct BoundCondition(ImmutableArray<ColumnCondition> all, Columns columns)
{
    private readonly (int Ordinal, byte[] Value)[] _all = [.. all.Select(condition => (columns.OrdinalOf(condition.Column), Encoding.UTF8.GetBytes(condition.Value)))];

    public bool Holds(in CsvFields fields)
    {
        foreach (var (ordinal, value) in _all)
        {
            if (!fields.Text(ordinal).SequenceEqual(value)) return false;
        }

        return true;
    }
}
