using System.Collections.Immutable;
using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>Some rows that follow each other, on their way from the file to the sink.</summary>
/// <param name="keys">How many keys of maps are asked for.</param>
internal sealed class ParquetSlice(ImmutableArray<ParquetLeaf> columns, ImmutableArray<int> asked, int keys)
{
    private readonly ColumnSlice?[] _columns =
    [
        .. Enumerable.Range(0, columns.Length).Select(column => asked.Contains(column) ? new ColumnSlice() : null),
    ];
    private readonly ColumnSlice[] _keys = [.. Enumerable.Range(0, keys).Select(_ => new ColumnSlice())];
    private readonly UsageRow[] _rows = new UsageRow[ColumnSlice.Most];

    /// <summary>Number of the first row in its file, from 1.</summary>
    public long FirstRow { get; set; }

    public int Count { get; set; }

    /// <summary>What ended the reading of the row group after these rows; null where nothing did.</summary>
    public GroupFault? Fault { get; set; }

    public ReadOnlySpan<UsageRow> Rows => _rows.AsSpan(0, Count);

    /// <param name="ordinal">Of a column, or of what a map has for a key.</param>
    public ColumnSlice Column(int ordinal) =>
        ordinal < ParquetColumns.FirstKey ? _columns[ordinal]! : Key(ordinal - ParquetColumns.FirstKey);

    /// <param name="number">From 0, among the keys of maps that are asked for.</param>
    public ColumnSlice Key(int number) => _keys[number];

    public bool IsNumber(int ordinal) => ordinal < columns.Length && columns[ordinal].Kind != ValueKind.Text;

    /// <summary>Turns the values into rows.</summary>
    /// <param name="bytesOfRow">What a row takes of the file on average, for the progress.</param>
    public void Read(RowReader reader, JsonMembers? members, double bytesOfRow)
    {
        var longest = 0L;
        foreach (var ordinal in Count == 0 ? [] : asked)
            longest += _columns[ordinal]!.Longest;
        foreach (var key in Count == 0 ? [] : _keys)
            longest += key.Longest;

        for (var row = 0; row < Count; row++)
        {
            var at = new RowLocation(FirstRow + row, (long)((FirstRow + row - 1) * bytesOfRow));
            _rows[row] =
                longest > RowReader.MostRecordBytes && IsTooLong(row)
                    ? UsageRow.NotRead(at, UsageRow.TooLong)
                    : reader.Read(new ParquetFields(this, row, at, members?.Next()));
        }
    }

    private bool IsTooLong(int row)
    {
        var length = 0L;
        foreach (var ordinal in asked)
            length += _columns[ordinal]![row].Length;
        foreach (var key in _keys)
            length += key[row].Length;
        return length > RowReader.MostRecordBytes;
    }
}

/// <summary>A row group that cannot be read to its end.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Row">The first row that could not be read, in the file, from 1.</param>
/// <param name="Missing">Rows that are not read.</param>
/// <param name="Found">In words.</param>
internal sealed record GroupFault(int Number, long Row, long Missing, string Found);
