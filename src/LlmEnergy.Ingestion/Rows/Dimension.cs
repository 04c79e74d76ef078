using System.IO.Hashing;
using System.Text;
using System.Text.Unicode;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// The distinct values of one text field of a file, numbered from 0 (the empty one) as they are met. What has to be done to a value (check
/// its UTF-8, cut it to 256 characters, write out what nobody sees, mask what is private) is done here, once. Looking up takes no lock;
/// adding does.
/// </summary>
/// <param name="mask">Takes out what no output may hold; null where the values are masked later.</param>
internal sealed class Dimension(Func<string, string> normalise, Func<string, string>? mask)
{
    public const int NotUtf8 = -1;
    public const int HasControlCharacters = -2;
    private const int MostCharacters = 256;
    private readonly Lock _adding = new();
    private readonly List<string> _values = [""];
    private Entry?[] _entries = new Entry?[64];

    /// <summary>Distinct values of which something was masked.</summary>
    public int Masked { get; private set; }

    /// <summary>All of them, the empty one first.</summary>
    public IReadOnlyList<string> Values => _values;

    public string this[int number] => _values[number];

    /// <summary>Number of the value, or one of the two negative constants.</summary>
    public int NumberOf(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return 0;
        var hash = XxHash3.HashToUInt64(value);
        return Find(Volatile.Read(ref _entries), hash, value) is { } entry ? entry.Number : Add(hash, value);
    }

    private static Entry? Find(Entry?[] entries, ulong hash, ReadOnlySpan<byte> value)
    {
        for (
            var slot = (int)(hash & (ulong)(entries.Length - 1));
            Volatile.Read(ref entries[slot]) is { } entry;
            slot = (slot + 1) & (entries.Length - 1)
        )
        {
            if (entry.Hash == hash && value.SequenceEqual(entry.Value))
                return entry;
        }

        return null;
    }

    private int Add(ulong hash, ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value))
            return NotUtf8;
        if (value.IndexOfAnyInRange((byte)0, (byte)31) >= 0 || value.Contains((byte)127))
            return HasControlCharacters;
        lock (_adding)
        {
            if (Find(_entries, hash, value) is { } other)
                return other.Number;
            if (_values.Count * 2 > _entries.Length)
                Volatile.Write(ref _entries, Grown(_entries));
            var entry = new Entry(hash, value.ToArray(), _values.Count);
            _values.Add(normalise(Shown(Cut(Encoding.UTF8.GetString(value)))));
            Put(_entries, entry);
            return entry.Number;
        }
    }

    private string Shown(string value)
    {
        var shown = VisibleText.Escaped(value);
        if (mask is null)
            return shown;
        var masked = mask(shown);
        if (masked != shown)
            Masked++;
        return masked;
    }

    private static Entry?[] Grown(Entry?[] entries)
    {
        var grown = new Entry?[entries.Length * 2];
        foreach (var entry in entries)
        {
            if (entry is not null)
                Put(grown, entry);
        }

        return grown;
    }

    private static void Put(Entry?[] entries, Entry entry)
    {
        var slot = (int)(entry.Hash & (ulong)(entries.Length - 1));
        while (entries[slot] is not null)
            slot = (slot + 1) & (entries.Length - 1);
        Volatile.Write(ref entries[slot], entry);
    }

    private static string Cut(string value) =>
        value.Length <= MostCharacters
            ? value
            : value[..(char.IsHighSurrogate(value[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];

    private sealed record Entry(ulong Hash, byte[] Value, int Number);
}
