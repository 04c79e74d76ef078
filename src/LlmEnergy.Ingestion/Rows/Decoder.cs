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

    /// <summary>Longer texts are no names of what is sold; an expression sees their beginning.</summary>
    private const int MostBytes = 1_000;

    private readonly ConcurrentDictionary<UInt128, byte[]> _known = new();

    public ImmutableArray<BoundField> From => from;

    public ReadOnlySpan<byte> Text<TFields>(scoped in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var key = UInt128.Zero;
        foreach (ref readonly var field in from.AsSpan())
            key = Mixed(key, XxHash128.HashToUInt128(field.Text(fields)));
        return _known.TryGetValue(key, out var known) ? known : Decoded(key, fields);
    }

    private static UInt128 Mixed(UInt128 key, UInt128 next)
    {
        Span<byte> both = stackalloc byte[32];
        BitConverter.TryWriteBytes(both, key);
        BitConverter.TryWriteBytes(both[16..], next);
        return XxHash128.HashToUInt128(both);
    }

    private byte[] Decoded<TFields>(UInt128 key, scoped in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var texts = new string[from.Length];
        for (var index = 0; index < texts.Length; index++)
        {
            var text = from[index].Text(fields);
            texts[index] = Encoding.UTF8.GetString(text[..Math.Min(text.Length, MostBytes)]);
        }

        var decoded = Encoding.UTF8.GetBytes(table.Give(give, table.Prepared(texts)));
        if (_known.Count < Most)
            _known[key] = decoded;
        return decoded;
    }
}
