namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>What stands before the values of a page.</summary>
/// <param name="RepetitionBytes">Of levels that say which values begin a row; see below.</param>
/// <param name="DefinitionBytes">Of levels that stand before the packed values; -1 where they are packed with them and state their own
/// length.</param>
internal readonly record struct PageHeader(
    PageKind Kind,
    int PackedBytes,
    int Bytes,
    int Values,
    PageEncoding Encoding,
    int RepetitionBytes,
    int DefinitionBytes,
    bool IsPacked
)
{
    public static PageHeader Read(ref ThriftReader thrift)
    {
        var header = new PageHeader { IsPacked = true, DefinitionBytes = -1 };
        for (var id = 0; thrift.NextField(ref id, out var type); )
        {
            switch (id, type)
            {
                case (1, ThriftType.Int):
                    header = header with { Kind = (PageKind)thrift.ReadInt() };
                    break;
                case (2, ThriftType.Int):
                    header = header with { Bytes = thrift.ReadInt() };
                    break;
                case (3, ThriftType.Int):
                    header = header with { PackedBytes = thrift.ReadInt() };
                    break;
                case (5 or 7, ThriftType.Structure):
                    header = ReadFirst(ref thrift, header);
                    break;
                case (8, ThriftType.Structure):
                    header = ReadSecond(ref thrift, header);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return header is { Bytes: >= 0, PackedBytes: >= 0, Values: >= 0 }
            ? header
            : throw new ParquetFaultException("a page of less than nothing");
    }

    /// <summary>A data page of the first version, or a dictionary.</summary>
    private static PageHeader ReadFirst(ref ThriftReader thrift, PageHeader header)
    {
        for (var id = 0; thrift.NextField(ref id, out var type); )
        {
            switch (id, type)
            {
                case (1, ThriftType.Int):
                    header = header with { Values = thrift.ReadInt() };
                    break;
                case (2, ThriftType.Int):
                    header = header with { Encoding = (PageEncoding)thrift.ReadInt() };
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return header;
    }

    private static PageHeader ReadSecond(ref ThriftReader thrift, PageHeader header)
    {
        header = header with { DefinitionBytes = 0 };
        for (var id = 0; thrift.NextField(ref id, out var type); )
        {
            switch (id, type)
            {
                case (1, ThriftType.Int):
                    header = header with { Values = thrift.ReadInt() };
                    break;
                case (4, ThriftType.Int):
                    header = header with { Encoding = (PageEncoding)thrift.ReadInt() };
                    break;
                case (5, ThriftType.Int):
                    header = header with { DefinitionBytes = thrift.ReadInt() };
                    break;
                case (6, ThriftType.Int):
                    header = header with { RepetitionBytes = thrift.ReadInt() };
                    break;
                case (7, ThriftType.True or ThriftType.False):
                    header = header with { IsPacked = type == ThriftType.True };
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return
            header is { RepetitionBytes: >= 0, DefinitionBytes: >= 0 }
            && (long)header.RepetitionBytes + header.DefinitionBytes <= Math.Min(header.Bytes, header.PackedBytes)
            ? header
            : throw new ParquetFaultException("levels that are longer than their page");
    }
}

internal enum PageKind
{
    Data,
    Index,
    Dictionary,
    DataSecond,
}

internal enum PageEncoding
{
    Plain = 0,
    PlainDictionary = 2,
    Runs = 3,
    DeltaNumbers = 5,
    DeltaLengths = 6,
    DeltaTexts = 7,
    Dictionary = 8,
    SplitStreams = 9,
}
