using CsvHelper;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers;

/// <summary>One record as UTF-8 fields by ordinal, valid until the next one. Line and offset count from <paramref name="start"/>.</summary>
internal readonly ref struct CsvFields(CsvReader reader, RowLocation start)
{
    public int Count => reader.FieldCount;

    /// <summary>Empty for an ordinal below zero: a column the file does not have.</summary>
    public ReadOnlySpan<byte> Text(int ordinal) => ordinal < 0 ? [] : reader.GetSpan(ordinal);

    public RowLocation At => new(start.Line + reader.LineNumber - 1, start.Offset + reader.ByteOffset);

    /// <summary>Of the whole record as it stands in the file.</summary>
    public int Bytes => reader.RawRecord.Length;
}
