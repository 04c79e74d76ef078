using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Tables;

/// <summary>Texts in UTF-8, one after the other.</summary>
internal sealed class TextTable
{
    /// <summary>Texts that repeat parts of each other can be long without taking bytes in the file.</summary>
    private const int MostBytes = 128 << 20;
    private byte[] _bytes = new byte[4_096];
    private int[] _ends = new int[1_024];
    private int _length;
    private long _day = long.MinValue;

    public int Count { get; private set; }

    /// <summary>Bytes of the longest text.</summary>
    public int Longest { get; private set; }

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>What the first dimension that asked has for the texts, by index. Several threads may fill it with the same.</summary>
    public KnownNumbers? Numbers { get; set; }

    public void Clear() => (Count, Longest, _length, _day) = (0, 0, 0, long.MinValue);

    /// <summary>Whether the text before is a time of this day, which it begins with; the next one is, from now on.</summary>
    public bool IsOfDay(long day, out ReadOnlySpan<byte> date)
    {
        var isSame = day == _day && Count > 0 && this[Count - 1].Length >= 10;
        date = isSame ? this[Count - 1][..10] : [];
        _day = day;
        return isSame;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Added(text.Length);
    }

    /// <summary>Where the next text may be written, of which <see cref="Added"/> then tells the length.</summary>
    public Span<byte> Room(int length)
    {
        if (length > _bytes.Length - _length)
        {
            if (length > MostBytes - _length)
                throw new InvalidDataException("found texts of more than 128 MiB");
            Array.Resize(ref _bytes, Math.Max(_length + length, Math.Min(_bytes.Length * 2, MostBytes)));
        }

        return _bytes.AsSpan(_length);
    }

    public void Added(int length)
    {
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        _length += length;
        _ends[Count++] = _length;
        if (length > Longest)
            Longest = length;
    }
}

/// <summary>Numbers that a dimension has for the texts of a table; <see cref="NotAsked"/> at first.</summary>
internal sealed class KnownNumbers
{
    public const int NotAsked = int.MinValue;

    public KnownNumbers(Dimension dimension, int texts)
    {
        (Dimension, Numbers) = (dimension, new int[texts]);
        Array.Fill(Numbers, NotAsked);
    }

    public Dimension Dimension { get; }

    public int[] Numbers { get; }
}
