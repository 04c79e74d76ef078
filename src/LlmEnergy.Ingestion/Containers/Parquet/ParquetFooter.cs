using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>What stands in a Parquet file, and where.</summary>
/// <param name="Leaves">Columns that hold at most one value a row.</param>
/// <param name="Maps">Columns that hold texts by keys, as many a row as it has.</param>
internal sealed record ParquetFooter(
    ImmutableArray<ParquetLeaf> Leaves,
    ImmutableArray<ParquetMap> Maps,
    ImmutableArray<ParquetRowGroup> Groups
)
{
    public long Rows => Groups.Sum(group => group.Rows);
}

/// <summary>A column of values.</summary>
/// <param name="Index">Among all columns of values, as row groups list them.</param>
/// <param name="Name">Names of the groups it stands in and its own, joined by points.</param>
/// <param name="Width">Bytes of a value of fixed length; 0 otherwise.</param>
/// <param name="Scale">Decimals of a decimal; of a time, decimals of its seconds: 3, 6 or 9.</param>
/// <param name="IsUtc">Of a time: whether it is in UTC for sure, or local time of a zone that the file does not name.</param>
/// <param name="MostDefinition">The level of a value that is there; below it, it or a group that it stands in is null.</param>
/// <param name="Repeats">Whether a row may have several values: a level then says which of them begins a row.</param>
internal sealed record ParquetLeaf(
    int Index,
    string Name,
    PhysicalType Physical,
    int Width,
    ValueKind Kind,
    int Scale,
    bool IsUtc,
    int MostDefinition,
    bool Repeats = false
)
{
    /// <summary>Whether plain values are held as 64 bits: else as text.</summary>
    public bool IsNumber =>
        Physical is PhysicalType.Boolean or PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Float or PhysicalType.Double;
}

/// <summary>A column of maps: the keys and the values of all rows are two columns, which go side by side.</summary>
internal sealed record ParquetMap(string Name, ParquetLeaf Keys, ParquetLeaf Values);

internal sealed record ParquetRowGroup(long Rows, ImmutableArray<ParquetChunk> Chunks);

/// <summary>The values of one column in one row group.</summary>
/// <param name="Values">How many there are, nulls among them; of a map, also one for each row that has none.</param>
internal sealed record ParquetChunk(PhysicalType Physical, PageCodec Codec, long Values, long Start, long Length);

internal enum PhysicalType
{
    Boolean,
    Int32,
    Int64,
    Int96,
    Float,
    Double,
    ByteArray,
    FixedBytes,
}

/// <summary>How a value is written as text.</summary>
internal enum ValueKind
{
    Signed,
    Unsigned,
    Truth,
    Single,
    Double,
    Half,
    Text,
    Date,
    Timestamp,
    Decimal,
    Uuid,
}

internal enum PageCodec
{
    None,
    Snappy,
    Gzip,
    Lzo,
    Brotli,
    Lz4,
    Zstandard,
    Lz4Raw,
}
