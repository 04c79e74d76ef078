using System.Buffers.Binary;
using LlmEnergy.Ingestion.Containers.Tables;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>The values of a page, nulls left out, in whichever encoding they are written.</summary>
internal sealed class PageValues(ParquetLeaf leaf)
{
    private readonly BitRuns _runs = new();
    private readonly DeltaNumbers _numbers = new();
    private readonly DeltaNumbers _prefixes = new();
    private PageEncoding _encoding;
    private byte[] _bytes = [];
    private byte[] _text = [];
    private int _textLength;
    private int _start;
    private int _at;
    private int _end;
    private int _index;

    /// <summary>Whether values are numbers of entries in the dictionary.</summary>
    public bool IsOfDictionary { get; private set; }

    /// <param name="bytes">With 16 bytes or more after the end.</param>
    public void Begin(PageEncoding encoding, byte[] bytes, int start, int end)
    {
        (_encoding, _bytes, _start, _at, _end, _index, _textLength) = (encoding, bytes, start, start, end, 0, 0);
        IsOfDictionary = encoding is PageEncoding.Dictionary or PageEncoding.PlainDictionary;
        if (IsOfDictionary)
        {
            // a page of nulls alone may be empty
            _runs.Begin(bytes, Math.Min(start + 1, end), end, start < end ? bytes[start] : 0);
            return;
        }

        switch (encoding, leaf.Physical)
        {
            case (PageEncoding.Plain, _):
                break;
            case (PageEncoding.Runs, PhysicalType.Boolean):
                _runs.Begin(bytes, Math.Min(start + sizeof(int), end), end, 1);
                break;
            case (PageEncoding.DeltaNumbers, PhysicalType.Int32 or PhysicalType.Int64):
                BeginDelta(_numbers);
                break;
            case (PageEncoding.SplitStreams, not (PhysicalType.Boolean or PhysicalType.ByteArray)):
                break;
            case (PageEncoding.DeltaLengths, PhysicalType.ByteArray):
                BeginLengths();
                break;
            case (PageEncoding.DeltaTexts, PhysicalType.ByteArray or PhysicalType.FixedBytes):
                BeginDelta(_prefixes);
                _prefixes.Skip();
                _at = _prefixes.Position;
                _prefixes.Begin(bytes, start, end);
                BeginLengths();
                break;
            default:
                throw new ParquetFaultException($"an encoding that is not read ({encoding})");
        }
    }

    public void ReadIndexes(Span<int> indexes, int entries)
    {
        _runs.Read(indexes);
        foreach (var index in indexes)
        {
            if (index >= entries)
                throw new ParquetFaultException("a value that its dictionary does not have");
        }
    }

    public void ReadNumbers(Span<long> numbers)
    {
        if (_encoding == PageEncoding.DeltaNumbers)
        {
            _numbers.Read(numbers);
            if (leaf.Physical == PhysicalType.Int32)
                ToInt32(numbers);
        }
        else if (leaf.Physical == PhysicalType.Boolean)
        {
            foreach (ref var number in numbers)
                number = ReadBit();
        }
        else if (_encoding == PageEncoding.SplitStreams)
        {
            Span<byte> plain = stackalloc byte[leaf.Width];
            foreach (ref var number in numbers)
                number = ValueText.NumberOf(leaf, Gather(plain));
        }
        else
        {
            foreach (ref var number in numbers)
                number = ValueText.NumberOf(leaf, Take(leaf.Width));
        }
    }

    /// <summary>The next value of a column that holds no numbers.</summary>
    public void ReadText(TextTable texts)
    {
        if (_encoding != PageEncoding.SplitStreams)
        {
            ValueText.Add(texts, leaf, NextText());
            return;
        }

        if (leaf.Width > 64)
            throw new ParquetFaultException("an encoding that is not read (SplitStreams)");
        Span<byte> plain = stackalloc byte[leaf.Width];
        ValueText.Add(texts, leaf, Gather(plain));
    }

    /// <summary>The next value of a column of texts, valid until the one after it.</summary>
    public ReadOnlySpan<byte> NextText() =>
        _encoding switch
        {
            PageEncoding.DeltaLengths => Take(_numbers.Read()),
            PageEncoding.DeltaTexts => NextOfDelta(),
            _ => NextPlain(),
        };

    public void ReadPlain(TextTable texts)
    {
        if (leaf.Physical == PhysicalType.Boolean)
            ValueText.AddNumber(texts, leaf, ReadBit());
        else
            ValueText.Add(texts, leaf, NextPlain());
    }

    private ReadOnlySpan<byte> NextPlain() =>
        Take(leaf.Physical == PhysicalType.ByteArray ? BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int))) : leaf.Width);

    private static void ToInt32(Span<long> numbers)
    {
        foreach (ref var number in numbers)
            number = unchecked((int)number);
    }

    private void BeginDelta(DeltaNumbers numbers)
    {
        // a page of nulls alone may be empty
        if (_at < _end)
            numbers.Begin(_bytes, _at, _end);
    }

    /// <summary>The lengths stand before the bytes: they are passed over once to find where the bytes begin.</summary>
    private void BeginLengths()
    {
        if (_at >= _end)
            return;
        var start = _at;
        _numbers.Begin(_bytes, start, _end);
        _numbers.Skip();
        _at = _numbers.Position;
        _numbers.Begin(_bytes, start, _end);
    }

    private ReadOnlySpan<byte> NextOfDelta()
    {
        var (kept, length) = (_prefixes.Read(), _numbers.Read());
        if (kept < 0 || kept > _textLength)
            throw new ParquetFaultException("a text that begins like more than the one before");
        var rest = Take(length);
        _textLength = (int)kept + rest.Length;
        if (_text.Length < _textLength)
            Array.Resize(ref _text, Math.Max(_textLength, _text.Length * 2));
        rest.CopyTo(_text.AsSpan((int)kept));
        return leaf.Physical == PhysicalType.FixedBytes && _textLength != leaf.Width
            ? throw new ParquetFaultException("a value of another length than its column has")
            : _text.AsSpan(0, _textLength);
    }

    private int ReadBit()
    {
        if (_encoding == PageEncoding.Runs)
        {
            Span<int> one = stackalloc int[1];
            _runs.Read(one);
            return one[0];
        }

        var at = _start + (_index >> 3);
        return at < _end ? (_bytes[at] >> (_index++ & 7)) & 1 : throw Short();
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _end - _at)
            throw Short();
        var taken = _bytes.AsSpan(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    /// <summary>Bytes of one value stand apart: all first ones, then all second ones.</summary>
    private ReadOnlySpan<byte> Gather(Span<byte> plain)
    {
        var count = (_end - _start) / leaf.Width;
        if (_index >= count)
            throw Short();
        for (var part = 0; part < plain.Length; part++)
            plain[part] = _bytes[_start + (part * count) + _index];
        _index++;
        return plain;
    }

    private static ParquetFaultException Short() => new("fewer values than its page says");
}
