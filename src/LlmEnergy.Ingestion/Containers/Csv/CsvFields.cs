using CsvHelper;
using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Csv;

/// <summary>One record as UTF-8 fields by ordinal, valid until the next one. Line and offset count from <paramref name="start"/>.</summary>
/// <param name="members">Members of JSON text in columns, for the thread at hand; null where none is asked for.</param>
internal readonly ref struct CsvFields(CsvReader reader, RowLocation start, JsonMembers.Row? members) : IFields
{
    public RowLocation At => new(start.Line + reader.LineNumber - 1, start.Offset + reader.ByteOffset);

    public int NumberOf(int ordinal, Dimension dimension) => dimension.NumberOf(Text(ordinal));

    public bool IsNumber(int ordinal) => false;

    public ReadOnlySpan<byte> Text(int ordinal)
    {
        if (ordinal < 0)
            return [];
        if (members is null || ordinal < members.FirstOrdinal)
            return reader.GetSpan(ordinal);
        var column = members.ColumnOf(ordinal);
        return members.Text(ordinal, column < reader.FieldCount ? reader.GetSpan(column) : []);
    }
}
