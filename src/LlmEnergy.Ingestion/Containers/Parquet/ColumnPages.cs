using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using LlmEnergy.Ingestion.Containers.Tables;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>Reads the pages of one column, one at a time, and hands their values out in slices.</summary>
internal sealed class ColumnPages(Stream file, PageUnpacker unpacker, ParquetLeaf leaf)
{
    private const int MostPageBytes = 128 << 20;

    /// <summary>Pages unpack to at most a thousand times as many bytes, beyond this.</summary>
    private const int AlwaysAllowed = 4 << 20;

    /// <summary>For numbers that are read eight bytes at a time, past the last value.</summary>
    private const int Slack = 16;
    private static readonly int[] HeaderBytes = [256, 1 << 16, 1 << 24];
    private readonly int _levelBits = 32 - BitOperations.LeadingZeroCount((uint)leaf.MostDefinition);
    private readonly BitRuns _levels = new();
    private readonly int[] _definitions = new int[ColumnSlice.Most];
    private readonly int[] _indexes = new int[ColumnSlice.Most];
    private readonly PageValues _values = new(leaf);
    private ParquetChunk _chunk = null!;
    private TextTable? _dictionary;
    private byte[] _packed = [];
    private byte[] _page = [];
    private long _at;
    private int _left;

    public void Begin(ParquetChunk chunk) => (_chunk, _at, _left, _dictionary) = (chunk, chunk.Start, 0, null);

    /// <summary>Rows left in the page at hand, one or more.</summary>
    /// <exception cref="ParquetFaultException">There is no other page.</exception>
    public int Left()
    {
        while (_left == 0)
            NextPage();
        return _left;
    }

    /// <param name="rows">Not more than <see cref="Left"/> or a slice's most.</param>
    public void Read(ColumnSlice slice, int rows)
    {
        var definitions = _definitions.AsSpan(0, rows);
        var isWhole = true;
        if (leaf.MostDefinition > 0)
        {
            _levels.Read(definitions);
            isWhole = definitions.IndexOfAnyExcept(leaf.MostDefinition) < 0;
            if (!isWhole)
                ToNulls(definitions);
        }

        _left -= rows;
        if (_values.IsOfDictionary)
            ReadEntries(slice, isWhole, definitions);
        else if (leaf.IsNumber)
            ReadNumbers(slice, isWhole, definitions);
        else
            ReadTexts(slice, isWhole, definitions);
    }

    /// <summary>0 where there is a value, -1 where there is none.</summary>
    private void ToNulls(Span<int> definitions)
    {
        foreach (ref var definition in definitions)
            definition = definition == leaf.MostDefinition ? 0 : -1;
    }

    private void ReadEntries(ColumnSlice slice, bool isWhole, ReadOnlySpan<int> definitions)
    {
        var dictionary = _dictionary ?? throw new ParquetFaultException("a page that needs a dictionary, without one");
        var entries = slice.BeginEntries(dictionary, definitions.Length);
        if (isWhole)
        {
            _values.ReadIndexes(entries, dictionary.Count);
            return;
        }

        var indexes = _indexes.AsSpan(0, definitions.Count(0));
        _values.ReadIndexes(indexes, dictionary.Count);
        var next = 0;
        for (var row = 0; row < entries.Length; row++)
            entries[row] = definitions[row] < 0 ? -1 : indexes[next++];
    }

    private void ReadNumbers(ColumnSlice slice, bool isWhole, ReadOnlySpan<int> definitions)
    {
        var numbers = slice.BeginNumbers(leaf, definitions.Length);
        if (isWhole)
        {
            slice.Nulls.Clear();
            _values.ReadNumbers(numbers);
            return;
        }

        definitions.CopyTo(slice.Nulls);
        var count = definitions.Count(0);
        _values.ReadNumbers(numbers[..count]);

        // from the end, since the values that are there stand at the beginning
        for (var row = numbers.Length - 1; row >= 0; row--)
            numbers[row] = definitions[row] < 0 ? 0 : numbers[--count];
    }

    private void ReadTexts(ColumnSlice slice, bool isWhole, ReadOnlySpan<int> definitions)
    {
        var texts = slice.BeginTexts();
        foreach (var definition in definitions)
        {
            if (isWhole || definition == 0)
                _values.ReadText(texts);
            else
                texts.Added(0);
        }
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
        _values.Begin(PageEncoding.Plain, _page, 0, header.Bytes);
        for (var left = header.Values; left > 0; left--)
            _values.ReadPlain(_dictionary);
    }

    private void ReadData(in PageHeader header)
    {
        var levelBytes = Math.Max(header.DefinitionBytes, 0);
        Unpack(header, levelBytes);
        var start = levelBytes;
        if (header.DefinitionBytes >= 0)
        {
            _levels.Begin(_page, 0, levelBytes, _levelBits);
        }
        else if (leaf.MostDefinition > 0)
        {
            var length = header.Bytes < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(_page);
            if (length < 0 || length > header.Bytes - sizeof(int))
                throw new ParquetFaultException("levels that are longer than their page");
            start = sizeof(int) + length;
            _levels.Begin(_page, sizeof(int), start, _levelBits);
        }

        _values.Begin(header.Encoding, _page, start, header.Bytes);
        _left = header.Values;
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
