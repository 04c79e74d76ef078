using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What the records of a file have: names by ordinal and ordinals by name.</summary>
internal abstract class Columns
{
    public abstract string this[int ordinal] { get; }

    /// <summary>-1 where there is no such column.</summary>
    public abstract int OrdinalOf(string name);

    /// <summary>Column as messages count it, from 1; 0 where fields have no order.</summary>
    public abstract int NumberOf(int ordinal);

    /// <summary>Those of the field's columns that the file has.</summary>
    public ImmutableArray<int> OrdinalsOf(Mapping mapping, Field field) =>
        mapping.Fields.TryGetValue(field, out var columns) ? [.. columns.Names.Select(OrdinalOf).Where(ordinal => ordinal >= 0)] : [];

    /// <summary>The field's columns as messages name them.</summary>
    public string NameOf(Mapping mapping, Field field) =>
        OrdinalsOf(mapping, field) is [var only] ? this[only]
        : mapping.Fields.TryGetValue(field, out var columns) ? columns.Described
        : FieldNames.Of(field);
}
