using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>One row of a sheet as UTF-8 fields by column.</summary>
/// <param name="members">Members of JSON text in columns; null where none is asked for.</param>
internal readonly ref struct WorkbookFields(SheetRow row, RowLocation at, JsonMembers.Row? members) : IFields
{
    public RowLocation At => at;

    public int NumberOf(int ordinal, Dimension dimension) => dimension.NumberOf(Text(ordinal));

    public bool IsNumber(int ordinal) => ordinal >= 0 && row.IsNumber(ordinal);

    public ReadOnlySpan<byte> Text(int ordinal)
    {
        if (ordinal < 0)
            return [];
        return members is null || ordinal < members.FirstOrdinal ? row[ordinal] : members.Text(ordinal, row[members.ColumnOf(ordinal)]);
    }
}
