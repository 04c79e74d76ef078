using System.Buffers;
using System.Collections.Immutable;
using System.IO.Hashing;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What names a request, as a 64-bit hash of one or several columns; 0 where one of them is empty.</summary>
internal readonly struct RowIdentity(ImmutableArray<string> names, Columns columns)
{
    private readonly int[] _ordinals = [.. names.Select(columns.OrdinalOf)];

    public bool Exists => _ordinals.Length > 0;

    public ulong Of<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        if (_ordinals.Length == 0) return 0;
        if (_ordinals.Length > 1) return OfMany(fields);
        var text = fields.Text(_ordinals[0]);
        return text.IsEmpty ? 0 : NotZero(XxHash3.HashToUInt64(text));
    }

    private static ulong NotZero(ulong hash) => hash == 0 ? 1 : hash;

    /// <summary>With the length of each part before it, so that ab + c is not a + bc.</summary>
    private ulong OfMany<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var bytes = 0;
        foreach (var ordinal in _ordinals)
        {
            if (fields.Text(ordinal).Length is var length and > 0) bytes += length + sizeof(int);
            else return 0;
        }

        var rented = bytes > 512 ? ArrayPool<byte>.Shared.Rent(bytes) : null;
        var joined = rented is null ? stackalloc byte[512] : rented;
        var at = 0;
        foreach (var ordinal in _ordinals)
        {
            var text = fields.Text(ordinal);
            BitConverter.TryWriteBytes(joined[at..], text.Length);
            text.CopyTo(joined[(at + sizeof(int))..]);
            at += sizeof(int) + text.Length;
        }

        var hash = NotZero(XxHash3.HashToUInt64(joined[..at]));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }
}
