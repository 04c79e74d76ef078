using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>A table and its columns, as the catalogue has them.</summary>
/// <param name="IsUnique">Whether no two rows have the same identity, by an index of the server.</param>
/// <param name="From">As a statement names it.</param>
internal sealed record TableSchema(string From, ImmutableArray<TableColumn> Columns, bool IsUnique)
{
    /// <summary>Null where there is no column of this name.</summary>
    public TableColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);
}

internal sealed record TableColumn(string Name, string Type);
