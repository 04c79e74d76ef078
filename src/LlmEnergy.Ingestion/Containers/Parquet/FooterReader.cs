using System.Collections.Immutable;
using System.Globalization;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>Reads the footer of a Parquet file, as parquet.thrift of Apache Parquet defines it.</summary>
internal static class FooterReader
{
    private const int MostElements = 100_000;
    private const int MostDepth = 32;
    private const long MostRowsOfGroup = 1 << 24;

    /// <summary>
    /// Rows, and entries of maps, that differ take bytes; more of them than this are a few bytes that claim to be many.
    /// </summary>
    private const long MostRowsOfByte = 100;

    /// <param name="bytes">The footer alone.</param>
    /// <param name="fileLength">Chunks that reach out of the file are refused.</param>
    /// <exception cref="ParquetFaultException">The bytes are no footer, or that of a file that is not read here.</exception>
    public static ParquetFooter Read(ReadOnlySpan<byte> bytes, long fileLength)
    {
        var thrift = new ThriftReader(bytes);
        var elements = new List<Element>();
        var groups = ImmutableArray.CreateBuilder<ParquetRowGroup>();
        for (var id = 0; thrift.NextField(ref id, out var type); )
        {
            switch (id, type)
            {
                case (2, ThriftType.List):
                    var count = thrift.ReadList(out _);
                    if (count > MostElements)
                        throw new ParquetFaultException("more columns than tables have");
                    while (count-- > 0)
                        elements.Add(ReadElement(ref thrift));
                    break;
                case (4, ThriftType.List):
                    for (var left = thrift.ReadList(out _); left > 0; left--)
                        groups.Add(ReadGroup(ref thrift, fileLength));
                    break;
                case (8, _):
                    throw new ParquetFaultException("an encrypted file");
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        var (leaves, maps) = ColumnsOf(elements, out var all);
        if (groups.Any(group => group.Chunks.Length != all))
            throw new ParquetFaultException("a row group that lacks columns");
        var read = leaves.Concat(maps.SelectMany(map => new[] { map.Keys, map.Values }));
        if (read.Any(leaf => groups.Any(group => group.Chunks[leaf.Index].Physical != leaf.Physical)))
            throw new ParquetFaultException("a row group whose columns are of other types");
        var footer = new ParquetFooter(leaves, maps, groups.ToImmutable());
        var most = 1_000_000 + (fileLength * MostRowsOfByte);
        if (maps.Any(map => groups.Sum(group => (decimal)group.Chunks[map.Keys.Index].Values) > most))
            throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"a map of more than {most:N0} entries in {fileLength:N0} bytes")
            );
        return footer.Rows <= most
            ? footer
            : throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"{footer.Rows:N0} rows in {fileLength:N0} bytes")
            );
    }

    private static (ImmutableArray<ParquetLeaf> Leaves, ImmutableArray<ParquetMap> Maps) ColumnsOf(List<Element> elements, out int all)
    {
        var (leaves, maps) = (ImmutableArray.CreateBuilder<ParquetLeaf>(), ImmutableArray.CreateBuilder<ParquetMap>());
        var next = 1;
        all = 0;
        if (elements.Count == 0)
            throw new ParquetFaultException("no schema");
        for (var children = elements[0].Children; children > 0; children--)
            Walk(elements, ref next, ref all, "", 0, isRepeated: false, depth: 0, leaves, maps);
        return (leaves.ToImmutable(), maps.ToImmutable());
    }

    private static void Walk(
        List<Element> elements,
        ref int next,
        ref int all,
        string path,
        int definition,
        bool isRepeated,
        int depth,
        ImmutableArray<ParquetLeaf>.Builder leaves,
        ImmutableArray<ParquetMap>.Builder maps
    )
    {
        if (next >= elements.Count || depth == MostDepth)
            throw new ParquetFaultException("a schema that is cut off or nested too deep");
        var element = elements[next++];
        var name = path.Length == 0 ? element.Name : $"{path}.{element.Name}";
        if (element.Repetition != Repetition.Required)
            definition++;
        isRepeated |= element.Repetition == Repetition.Repeated;
        if (!isRepeated && MapOf(element, elements, next, all, name, definition) is { } map)
            maps.Add(map);
        for (var children = element.Children; children > 0; children--)
            Walk(elements, ref next, ref all, name, definition, isRepeated, depth + 1, leaves, maps);
        if (element.Children > 0 || element.Physical is not { } physical)
            return;
        if (!isRepeated)
            leaves.Add(Leaf(all, name, physical, element, definition));
        all++;
    }

    /// <summary>
    /// A group that says to be a map, in which a repeated group has a key and a value, both texts; null for any other. What they are called
    /// differs from writer to writer.
    /// </summary>
    /// <param name="next">Place of the repeated group, which the key and the value follow.</param>
    /// <param name="index">Of the keys among all columns of values.</param>
    private static ParquetMap? MapOf(in Element group, List<Element> elements, int next, int index, string name, int definition)
    {
        if (!group.IsMap || group.Children != 1 || next + 2 >= elements.Count)
            return null;
        var (entry, key, value) = (elements[next], elements[next + 1], elements[next + 2]);
        return
            entry is { Repetition: Repetition.Repeated, Children: 2 }
            && Entry(index, key, "key") is { } keys
            && Entry(index + 1, value, "value") is { } values
            ? new(name, keys, values)
            : null;

        ParquetLeaf? Entry(int at, in Element one, string called) =>
            one is { Children: 0, Physical: PhysicalType.ByteArray, Repetition: not Repetition.Repeated }
            && Leaf(at, $"{name}.{called}", PhysicalType.ByteArray, one, definition + (one.Repetition == Repetition.Optional ? 2 : 1))
                is { Kind: ValueKind.Text } leaf
                ? leaf with
                {
                    Repeats = true,
                }
                : null;
    }

    private static ParquetLeaf Leaf(int index, string name, PhysicalType physical, in Element element, int definition)
    {
        var kind = (physical, element.Logical ?? element.Converted) switch
        {
            (PhysicalType.Boolean, _) => ValueKind.Truth,
            (PhysicalType.Float, _) => ValueKind.Single,
            (PhysicalType.Double, _) => ValueKind.Double,
            (PhysicalType.Int96, _) => ValueKind.Timestamp,
            (PhysicalType.Int32, ValueKind.Date) => ValueKind.Date,
            (PhysicalType.Int64, ValueKind.Timestamp) => ValueKind.Timestamp,
            (PhysicalType.Int32 or PhysicalType.Int64, ValueKind.Unsigned) => ValueKind.Unsigned,
            (not PhysicalType.Int96, ValueKind.Decimal) => ValueKind.Decimal,
            (PhysicalType.Int32 or PhysicalType.Int64, _) => ValueKind.Signed,
            (PhysicalType.FixedBytes, ValueKind.Uuid) when element.Width == 16 => ValueKind.Uuid,
            (PhysicalType.FixedBytes, ValueKind.Half) when element.Width == 2 => ValueKind.Half,
            _ => ValueKind.Text,
        };
        var width = physical switch
        {
            PhysicalType.Int32 or PhysicalType.Float => 4,
            PhysicalType.Int64 or PhysicalType.Double => 8,
            PhysicalType.Int96 => 12,
            PhysicalType.FixedBytes => element.Width,
            _ => 0,
        };
        if (physical == PhysicalType.FixedBytes && width is < 1 or > 1 << 20)
            throw new ParquetFaultException("a column of values without a length");
        if (kind == ValueKind.Decimal && element.Scale is < 0 or > 38)
            throw new ParquetFaultException("a decimal without a scale");
        return new(index, name, physical, width, kind, physical == PhysicalType.Int96 ? 9 : element.Scale, element.IsUtc, definition);
    }

    private static Element ReadElement(ref ThriftReader thrift)
    {
        var element = new Element { Name = "" };
        for (var id = 0; thrift.NextField(ref id, out var type); )
        {
            switch (id, type)
            {
                case (1, ThriftType.Int):
                    element.Physical = Known<PhysicalType>(thrift.ReadInt());
                    break;
                case (2, ThriftType.Int):
                    element.Width = thrift.ReadInt();
                    break;
                case (3, ThriftType.Int):
                    element.Repetition = Known<Repetition>(thrift.ReadInt());
                    break;
                case (4, ThriftType.Binary):
                    element.Name = thrift.ReadText();
                    break;
                case (5, ThriftType.Int):
                    element.Children = thrift.ReadInt();
                    break;
                case (6, ThriftType.Int):
                    ReadConverted(thrift.ReadInt(), ref element);
                    break;
                case (7, ThriftType.Int):
                    element.Scale = thrift.ReadInt();
                    break;
                case (10, ThriftType.Structure):
                    ReadLogical(ref thrift, ref element);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return element;
    }

    /// <summary>The older way to say what values mean; times are then in UTC.</summary>
    private static void ReadConverted(int converted, ref Element element)
    {
        // maps were marked on the group in it once, and are still by some
        element.IsMap |= converted is 1 or 2;
        element.Converted = converted switch
        {
            5 => ValueKind.Decimal,
            6 => ValueKind.Date,
            9 or 10 => ValueKind.Timestamp,
            >= 11 and <= 14 => ValueKind.Unsigned,
            _ => null,
        };
        if (converted is 9 or 10 && element.Logical is null)
            (element.Scale, element.IsUtc) = (converted == 9 ? 3 : 6, true);
    }

    private static void ReadLogical(ref ThriftReader thrift, ref Element element)
    {
        for (var id = 0; thrift.NextField(ref id, out var type); )
        {
            element.IsMap |= id == 2;
            element.Logical = id switch
            {
                5 => ValueKind.Decimal,
                6 => ValueKind.Date,
                8 => ValueKind.Timestamp,
                10 => ValueKind.Signed,
                14 => ValueKind.Uuid,
                15 => ValueKind.Half,
                _ => null,
            };
            if (type != ThriftType.Structure || id is not (5 or 8 or 10))
            {
                thrift.Skip(type);
                continue;
            }

            for (var part = 0; thrift.NextField(ref part, out var partType); )
            {
                switch (id, part, partType)
                {
                    case (5, 1, ThriftType.Int):
                        element.Scale = thrift.ReadInt();
                        break;
                    case (8, 1, ThriftType.True or ThriftType.False):
                        element.IsUtc = partType == ThriftType.True;
                        break;
                    case (8, 2, ThriftType.Structure):
                        element.Scale = ReadUnit(ref thrift);
                        break;
                    case (10, 2, ThriftType.False):
                        element.Logical = ValueKind.Unsigned;
                        break;
                    default:
                        thrift.Skip(partType);
                        break;
                }
            }
        }
    }

    private static int ReadUnit(ref ThriftReader thrift)
    {
        var unit = 0;
        for (var id = 0; thrift.NextField(ref id, out var type); thrift.Skip(type))
            unit = id;
        return unit is >= 1 and <= 3 ? unit * 3 : throw new ParquetFaultException("a time of no known unit");
    }

    private static ParquetRowGroup ReadGroup(ref ThriftReader thrift, long fileLength)
    {
        var rows = 0L;
        var chunks = ImmutableArray.CreateBuilder<ParquetChunk>();
        for (var id = 0; thrift.NextField(ref id, out var type); )
        {
            switch (id, type)
            {
                case (1, ThriftType.List):
                    for (var left = thrift.ReadList(out _); left > 0; left--)
                        chunks.Add(ReadChunk(ref thrift, fileLength));
                    break;
                case (3, ThriftType.Long):
                    rows = thrift.ReadLong();
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        if (rows is < 0 or > MostRowsOfGroup)
            throw new ParquetFaultException(string.Create(CultureInfo.InvariantCulture, $"a row group of {rows:N0} rows"));
        return new(rows, chunks.ToImmutable());
    }

    private static ParquetChunk ReadChunk(ref ThriftReader thrift, long fileLength)
    {
        ParquetChunk? chunk = null;
        for (var id = 0; thrift.NextField(ref id, out var type); )
        {
            if (id == 1)
                throw new ParquetFaultException("a column that stands in another file");
            if ((id, type) == (3, ThriftType.Structure))
                chunk = ReadChunkData(ref thrift, fileLength);
            else
                thrift.Skip(type);
        }

        return chunk ?? throw new ParquetFaultException("a column of unknown place");
    }

    private static ParquetChunk ReadChunkData(ref ThriftReader thrift, long fileLength)
    {
        var (physical, codec) = (default(PhysicalType), default(PageCodec));
        var (values, length, data, dictionary) = (0L, 0L, 0L, 0L);
        for (var id = 0; thrift.NextField(ref id, out var type); )
        {
            switch (id, type)
            {
                case (1, ThriftType.Int):
                    physical = Known<PhysicalType>(thrift.ReadInt());
                    break;
                case (4, ThriftType.Int):
                    codec = Known<PageCodec>(thrift.ReadInt());
                    break;
                case (5, ThriftType.Long):
                    values = thrift.ReadLong();
                    break;
                case (7, ThriftType.Long):
                    length = thrift.ReadLong();
                    break;
                case (9, ThriftType.Long):
                    data = thrift.ReadLong();
                    break;
                case (11, ThriftType.Long):
                    dictionary = thrift.ReadLong();
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        // writers leave the place of the dictionary at 0, or at that of the data, where there is none
        var start = dictionary > 0 && dictionary < data ? dictionary : data;
        return start >= 0 && length >= 0 && start <= fileLength && length <= fileLength - start
            ? new(physical, codec, values, start, length)
            : throw new ParquetFaultException("a column that reaches out of the file");
    }

    private static T Known<T>(int value)
        where T : struct, Enum =>
        Enum.IsDefined((T)(object)value) ? (T)(object)value : throw new ParquetFaultException("a type that is not known");

    private enum Repetition
    {
        Required,
        Optional,
        Repeated,
    }

    private struct Element
    {
        public string Name;
        public PhysicalType? Physical;
        public int Width;
        public Repetition Repetition;
        public int Children;
        public ValueKind? Converted;
        public ValueKind? Logical;
        public int Scale;
        public bool IsUtc;
        public bool IsMap;
    }
}
