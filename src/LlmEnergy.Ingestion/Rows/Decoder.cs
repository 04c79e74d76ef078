using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// What a decode table gives for the texts of some columns. A bill says the same few thousand things in all its rows: each is decoded once.
/// Several threads may ask.
/// </summary>
internal sealed class Decoder(DecodeTable table, ImmutableArray<BoundField> from, string give)
{
    /// <summary>Texts that are remembered; of a file with more, those are decoded again each time.</summary>
    private const int Most = 100_000;
    private const int MostRemembered = 32 << 20;

    /// <summary>Longer texts are no names of what is sold; an expression sees their beginning.</summary>
    private const int MostBytes = 1_000;

    private readonly ConcurrentDictionary<ulong, Known> _known = new();
    private int _count;
    private long _bytes;

    public ImmutableArray<BoundField> From => from;

    public ReadOnlySpan<byte> Text<TFields>(scoped in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var hash = 0UL;
        foreach (ref readonly var field in from.AsSpan())
            hash = XxHash3.HashToUInt64(Beginning(field.Text(fields)), unchecked((long)hash));
        return _known.TryGetValue(hash, out var known) && IsOf(known, fields) ? known.Decoded : Decoded(hash, fields);
    }

    private bool IsOf<TFields>(Known known, scoped in TFields fields)
        where TFields : IFields, allows ref struct
    {
        for (var index = 0; index < from.Length; index++)
        {
            if (!Beginning(from.AsSpan()[index].Text(fields)).SequenceEqual(known.Texts[index]))
                return false;
        }

        return true;
    }

    private byte[] Decoded<TFields>(ulong hash, scoped in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var texts = new byte[from.Length][];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = Beginning(from[index].Text(fields)).ToArray();
        var decoded = Encoding.UTF8.GetBytes(table.Give(give, table.Prepared(texts.Select(Encoding.UTF8.GetString))));
        if (_count >= Most || Interlocked.Add(ref _bytes, texts.Sum(text => text.Length)) > MostRemembered)
            return decoded;
        if (_known.TryAdd(hash, new(texts, decoded)))
            Interlocked.Increment(ref _count);
        return decoded;
    }

    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> text) => text.Length > MostBytes ? text[..MostBytes] : text;

    private sealed record Known(byte[][] Texts, byte[] Decoded);
}
