using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>A field that may not be empty, bound to its column, and what to do where it is.</summary>
internal readonly struct Requirement(Mapping mapping, Columns columns, Field field)
{
    private readonly int _ordinal = columns.OrdinalOf(mapping, field);
    private readonly string _column = columns.NameOf(mapping, field);
    private readonly string _advice = mapping.Requires.GetValueOrDefault(field, "a value");

    public void Check(in CsvFields fields, ref RowFindings findings)
    {
        if (fields.Text(_ordinal).IsEmpty) findings.Lacks(_ordinal, _column, _advice);
    }
}
