using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The header of a file: names by ordinal and ordinals by name.</summary>
internal sealed class Columns(IReadOnlyList<string> names)
{
    private readonly Dictionary<string, int> _ordinals =
        names.Select((name, ordinal) => (name, ordinal)).Where(column => column.name.Length > 0).ToDictionary(column => column.name, column => column.ordinal, StringComparer.Ordinal);

    public int Count => names.Count;

    public string this[int ordinal] => names[ordinal];

    /// <summary>-1 where there is no such column.</summary>
    public int OrdinalOf(string name) => _ordinals.GetValueOrDefault(name, -1);

    /// <summary>The first of the field's columns that the file has; -1 where it has none or the format does not map the field.</summary>
    public int OrdinalOf(Mapping mapping, Field field) =>
        mapping.Fields.TryGetValue(field, out var alternatives) ? alternatives.Select(OrdinalOf).FirstOrDefault(ordinal => ordinal >= 0, -1) : -1;

    /// <summary>The field's column as messages name it.</summary>
    public string NameOf(Mapping mapping, Field field) => OrdinalOf(mapping, field) is >= 0 and var ordinal
        ? names[ordinal]
        : mapping.Fields.TryGetValue(field, out var alternatives) ? string.Join(" or ", alternatives) : FieldNames.Of(field);
}
