using System.Buffers;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.CompilerServices;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What names a request, as a 64-bit hash of the first list of columns that a row states whole; 0 where it states none.</summary>
internal readonly struct RowIdentity(ImmutableArray<ImmutableArray<string>> alternatives, Columns columns, bool mayBeEmpty = false)
{
    private const int MostOnStack = 512;
    private readonly int[][] _alternatives = [.. alternatives.Select(names => names.Select(columns.OrdinalOf).ToArray())];

    public bool Exists => _alternatives.Length > 0;

    public static RowIdentity Of(ImmutableArray<string> names, Columns columns) => new(names.IsEmpty ? [] : [names], columns);

    /// <summary>What names a counter; columns that a row leaves empty are part of its name.</summary>
    public static RowIdentity Series(ImmutableArray<string> names, Columns columns) => new([names], columns, mayBeEmpty: true);

    /// <summary>What a row states in these columns, as far as the file has them; none where there are no such columns.</summary>
    public static RowIdentity Likeness(ImmutableArray<string> names, Columns columns) =>
        names.IsEmpty
            ? new([], columns)
            : new(
                [
                    [.. names.Where(name => columns.OrdinalOf(name) >= 0)],
                ],
                columns,
                mayBeEmpty: true
            );

    public ulong Of<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        for (var alternative = 0; alternative < _alternatives.Length; alternative++)
        {
            // the same text in another column is another name
            var hash = OfAll(fields, _alternatives[alternative], mayBeEmpty);
            if (hash != 0)
                return NotZero(hash ^ ((ulong)alternative << 56));
        }

        return 0;
    }

    private static ulong NotZero(ulong hash) => hash == 0 ? 1 : hash;

    private static ulong OfAll<TFields>(in TFields fields, int[] ordinals, bool mayBeEmpty)
        where TFields : IFields, allows ref struct
    {
        if (ordinals.Length != 1 || mayBeEmpty)
            return OfMany(fields, ordinals, mayBeEmpty);
        var text = fields.Text(ordinals[0]);
        return text.IsEmpty ? 0 : NotZero(XxHash3.HashToUInt64(text));
    }

    /// <summary>With the length of each part before it, so that ab + c is not a + bc.</summary>
    [SkipLocalsInit]
    private static ulong OfMany<TFields>(in TFields fields, int[] ordinals, bool mayBeEmpty)
        where TFields : IFields, allows ref struct
    {
        Span<byte> joined = stackalloc byte[MostOnStack];
        var at = 0;
        foreach (var ordinal in ordinals)
        {
            var text = fields.Text(ordinal);
            if (text.IsEmpty && !mayBeEmpty)
                return 0;
            if (text.Length > MostOnStack - sizeof(int) - at)
                return OfLong(fields, ordinals, mayBeEmpty);
            BitConverter.TryWriteBytes(joined[at..], text.Length);
            text.CopyTo(joined[(at + sizeof(int))..]);
            at += sizeof(int) + text.Length;
        }

        return NotZero(XxHash3.HashToUInt64(joined[..at]));
    }

    private static ulong OfLong<TFields>(in TFields fields, int[] ordinals, bool mayBeEmpty)
        where TFields : IFields, allows ref struct
    {
        var bytes = 0;
        foreach (var ordinal in ordinals)
        {
            var length = fields.Text(ordinal).Length;
            if (length == 0 && !mayBeEmpty)
                return 0;
            bytes += length + sizeof(int);
        }

        var joined = ArrayPool<byte>.Shared.Rent(bytes);
        var at = 0;
        foreach (var ordinal in ordinals)
        {
            var text = fields.Text(ordinal);
            BitConverter.TryWriteBytes(joined.AsSpan(at), text.Length);
            text.CopyTo(joined.AsSpan(at + sizeof(int)));
            at += sizeof(int) + text.Length;
        }

        var hash = NotZero(XxHash3.HashToUInt64(joined.AsSpan(0, at)));
        ArrayPool<byte>.Shared.Return(joined);
        return hash;
    }
}
