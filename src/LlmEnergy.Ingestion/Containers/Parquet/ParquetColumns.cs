using System.Collections.Immutable;
using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>The columns of a Parquet file, and which of them are asked for: no others are read.</summary>
internal sealed class ParquetColumns(IReadOnlyList<string> names) : Columns
{
    private readonly HeaderColumns _header = new(names);
    private readonly HashSet<int> _asked = [];

    /// <summary>Members of JSON text in columns; null where none is asked for.</summary>
    public JsonMembers? Members => _header.Members;

    public ImmutableSortedSet<int> Asked => [.. _asked, .. Members?.Columns ?? []];

    public override string this[int ordinal] => _header[ordinal];

    public override int OrdinalOf(string name)
    {
        var ordinal = _header.OrdinalOf(name);
        if (ordinal >= 0 && ordinal < _header.Count)
            _asked.Add(ordinal);
        return ordinal;
    }

    public override int NumberOf(int ordinal) => _header.NumberOf(ordinal);
}
