using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using LlmEnergy.Ingestion.Containers.Tables;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>The pages of one column, one at a time: unpacked, with their levels and their values apart.</summary>
internal sealed class LeafPages(Stream file, PageUnpacker unpacker, ParquetLeaf leaf)
{
    private const int MostPageBytes = 128 << 20;

    /// <summary>Pages unpack to at most a thousand times as many bytes, beyond this.</summary>
    private const int AlwaysAllowed = 4 << 20;

    /// <summary>For numbers that are read eight bytes at a time, past the last value.</summary>
    private const int Slack = 16;
    private static readonly int[] HeaderBytes = [256, 1 << 16, 1 << 24];
    private readonly int _definitionBits = 32 - BitOperations.LeadingZeroCount((uint)leaf.MostDefinition);
    private readonly BitRuns _repetitions = new();
    private readonly BitRuns _definitions = new();
    private ParquetChunk _chunk = null!;
    private TextTable? _dictionary;
    private byte[] _packed = [];
    private byte[] _page = [];
    private long _at;
    private int _left;

    public ParquetLeaf Leaf => leaf;

    /// <summary>Those of the page at hand that were not read yet.</summary>
    public PageValues Values { get; } = new(leaf);

    public TextTable Dictionary => _dictionary ?? throw new ParquetFaultException("a page that needs a dictionary, without one");

    public void Begin(ParquetChunk chunk) => (_chunk, _at, _left, _dictionary) = (chunk, chunk.Start, 0, null);

    /// <summary>Values left in the page at hand, one or more, nulls among them.</summary>
    /// <exception cref="ParquetFaultException">There is no other page.</exception>
    public int Left()
    {
        while (_left == 0)
            NextPage();
        return _left;
    }

    /// <summary>Passes to the next values, whose levels these are; not more than <see cref="Left"/>.</summary>
    /// <param name="definitions">The column's most where there is a value.</param>
    public void Pass(Span<int> definitions)
    {
        if (leaf.MostDefinition > 0)
            _definitions.Read(definitions);
        else
            definitions.Clear();
        _left -= definitions.Length;
    }

    /// <inheritdoc cref="Pass(Span{int})"/>
    /// <param name="repetitions">0 where a row begins; as many.</param>
    public void Pass(Span<int> repetitions, Span<int> definitions)
    {
        _repetitions.Read(repetitions);
        Pass(definitions);
    }

    private void NextPage()
    {
        var header = ReadHeader();
        if (header.PackedBytes > _chunk.Start + _chunk.Length - _at)
            throw new ParquetFaultException("a page that reaches out of its column");
        if (header.Kind == PageKind.Dictionary)
            ReadDictionary(header);
        else if (header.Kind is PageKind.Data or PageKind.DataSecond)
            ReadData(header);
        else
            _at += header.PackedBytes;
    }

    private PageHeader ReadHeader()
    {
        foreach (var most in HeaderBytes)
        {
            var count = (int)Math.Min(most, _chunk.Start + _chunk.Length - _at);
            if (count <= 0)
                throw new ParquetFaultException("a column that ends before its rows");
            Load(_at, count);
            var thrift = new ThriftReader(_packed.AsSpan(0, count));
            try
            {
                var header = PageHeader.Read(ref thrift);
                _at += thrift.Position;
                return header;
            }
            catch (ParquetFaultException) when (thrift.IsCut && count == most)
            {
                // the header is longer than most are: it may hold the least and the greatest value of the page
            }
        }

        throw new ParquetFaultException("a page without a beginning");
    }

    private void ReadDictionary(in PageHeader header)
    {
        Unpack(header, 0);
        _dictionary = new();
        Values.Begin(PageEncoding.Plain, _page, 0, header.Bytes);
        for (var left = header.Values; left > 0; left--)
            Values.ReadPlain(_dictionary);
    }

    private void ReadData(in PageHeader header)
    {
        if (!leaf.Repeats && header.RepetitionBytes != 0)
            throw new ParquetFaultException("a list where one value was declared");
        var isPacked = header.DefinitionBytes < 0;
        var (start, levelBytes) = (0, isPacked ? 0 : header.RepetitionBytes + header.DefinitionBytes);
        Unpack(header, levelBytes);
        if (leaf.Repeats)
            start = BeginLevels(_repetitions, 1, start, isPacked ? null : header.RepetitionBytes, header.Bytes);
        if (leaf.MostDefinition > 0)
            start = BeginLevels(_definitions, _definitionBits, start, isPacked ? null : header.DefinitionBytes, header.Bytes);
        Values.Begin(header.Encoding, _page, Math.Max(start, levelBytes), header.Bytes);
        _left = header.Values;
    }

    /// <param name="bytes">Of the levels; null where they state it themselves.</param>
    /// <returns>Where they end.</returns>
    private int BeginLevels(BitRuns levels, int bits, int start, int? bytes, int end)
    {
        if (bytes is null)
        {
            bytes = end - start < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(_page.AsSpan(start));
            start += sizeof(int);
            if (bytes < 0 || bytes > end - start)
                throw new ParquetFaultException("levels that are longer than their page");
        }

        levels.Begin(_page, start, start + bytes.Value, bits);
        return start + bytes.Value;
    }

    /// <param name="header">Of the page that begins here; the next one begins after it.</param>
    /// <param name="plainBytes">First bytes that are never packed.</param>
    private void Unpack(in PageHeader header, int plainBytes)
    {
        if (header.Bytes > Math.Min(MostPageBytes, AlwaysAllowed + (header.PackedBytes * 1_000L)))
            throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"a page of {header.PackedBytes:N0} bytes that unpacks to {header.Bytes:N0}")
            );
        Load(_at, header.PackedBytes);
        _at += header.PackedBytes;
        if (_page.Length < header.Bytes + Slack)
            _page = new byte[Math.Max(header.Bytes + Slack, Math.Min(_page.Length * 2, MostPageBytes))];
        _packed.AsSpan(0, plainBytes).CopyTo(_page);
        unpacker.Unpack(
            header.IsPacked ? _chunk.Codec : PageCodec.None,
            _packed,
            plainBytes,
            header.PackedBytes - plainBytes,
            _page.AsSpan(plainBytes, header.Bytes - plainBytes)
        );
    }

    private void Load(long position, int count)
    {
        if (_packed.Length < count)
            _packed = new byte[Math.Max(count, _packed.Length * 2L is var twice && twice < MostPageBytes ? (int)twice : count)];
        if (file.Position != position)
            file.Position = position;
        file.ReadExactly(_packed, 0, count);
    }
}
