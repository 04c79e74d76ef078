using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>One row of a slice as UTF-8 fields by ordinal.</summary>
/// <param name="members">Members of JSON text in columns, for the thread at hand; null where none is asked for.</param>
internal readonly ref struct ParquetFields(ParquetSlice slice, int row, RowLocation at, JsonMembers.Row? members) : IFields
{
    public RowLocation At => at;

    public bool IsNumber(int ordinal) => slice.IsNumber(ordinal);

    public int NumberOf(int ordinal, Dimension dimension) =>
        ordinal >= 0 && !IsMember(ordinal) ? slice.Column(ordinal).NumberOf(row, dimension) : dimension.NumberOf(Text(ordinal));

    public ReadOnlySpan<byte> Text(int ordinal)
    {
        if (ordinal < 0)
            return [];
        return IsMember(ordinal) ? members!.Text(ordinal, slice.Column(members.ColumnOf(ordinal))[row]) : slice.Column(ordinal)[row];
    }

    private bool IsMember(int ordinal) => members is not null && ordinal >= members.FirstOrdinal && ordinal < ParquetColumns.FirstKey;
}
