using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>A field that may not be empty, bound to its columns, and what to do where it is.</summary>
internal readonly struct Requirement(Mapping mapping, Columns columns, Field field)
{
    private readonly BoundField _field = BoundField.Of(mapping, columns, field);
    private readonly string _column = columns.NameOf(mapping, field);
    private readonly string _advice = mapping.Requires.GetValueOrDefault(field, "a value");

    public void Check<TFields>(in TFields fields, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        if (_field.Text(fields).IsEmpty)
            findings.Lacks(_field.Exists ? _field[0] : -1, _column, _advice);
    }
}
