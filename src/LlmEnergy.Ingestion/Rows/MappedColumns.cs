using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// Columns as a mapping names them: by other spellings of a header, and with those that a decode table makes out of others.
/// </summary>
internal sealed class MappedColumns : Columns
{
    /// <summary>Ordinals from here on are decoded columns; no file has so many of its own.</summary>
    public const int FirstDecoded = 1 << 24;

    private readonly Columns _own;
    private readonly HeaderNames? _headers;
    private readonly FileShape _shape;
    private readonly ImmutableArray<DecodedColumn> _decoded;
    private readonly Decoder[] _decoders;
    private readonly CarriedValue[] _carried;
    private readonly (string Name, byte[] Day)[] _declared;
    private readonly byte[][] _emptyWords;

    private MappedColumns(Columns own, Mapping mapping, FileShape shape, Intake intake)
    {
        (_own, _headers, _shape, _decoded) = (own, mapping.Headers, shape, mapping.Decoded);
        _emptyWords = [.. mapping.EmptyWords.Select(Encoding.UTF8.GetBytes)];
        _carried = [.. mapping.Carried.Select(carried => new CarriedValue(carried, own))];
        _declared =
            mapping.MayBeDeclared && intake is { From: { } from, To: { } to }
                ? [(DeclaredColumns.From, Day(from)), (DeclaredColumns.To, Day(to))]
                : [];
        _decoders = new Decoder[_decoded.Length];
        // those that others are decoded from stand before them
        for (var index = 0; index < _decoders.Length; index++)
        {
            var columns = _decoded[index].From.Select(names => new BoundField([.. names.Select(OrdinalOf).Where(ordinal => ordinal >= 0)]));
            _decoders[index] = new(mapping.Tables[_decoded[index].Table], [.. columns], _decoded[index].Give);
        }
    }

    /// <summary>The columns themselves where the mapping asks for nothing else.</summary>
    /// <param name="intake">What is on record of the file.</param>
    public static Columns Of(Columns own, Mapping mapping, FileShape shape, Intake intake) =>
        mapping.Headers is null
        && mapping.Decoded.IsEmpty
        && mapping.Carried.IsEmpty
        && mapping.EmptyWords.IsEmpty
        && !mapping.MayBeDeclared
            ? own
            : new MappedColumns(own, mapping, shape, intake);

    /// <summary>Whether it has columns that no record holds, or reads some texts as none.</summary>
    public bool HasOwn => _decoders.Length + _carried.Length + _declared.Length + _emptyWords.Length > 0;

    public bool HasEmptyWords => _emptyWords.Length > 0;

    /// <summary>Whether such a text stands where a cell is empty.</summary>
    public bool IsEmptyWord(ReadOnlySpan<byte> text)
    {
        foreach (var word in _emptyWords)
        {
            if (text.SequenceEqual(word))
                return true;
        }

        return false;
    }

    /// <summary>Keeps what the record states for those after it; on one thread, in the order of the file.</summary>
    public void Carry<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        foreach (var carried in _carried)
            carried.Take(fields);
    }

    /// <summary>Of a column from <see cref="FirstDecoded"/> on.</summary>
    public ReadOnlySpan<byte> Text<TFields>(int ordinal, scoped in TFields fields)
        where TFields : IFields, allows ref struct =>
        ordinal - FirstDecoded is var index && index < _decoders.Length ? _decoders[index].Text(fields)
        : index - _decoders.Length is var carried && carried < _carried.Length ? _carried[carried].Text
        : _declared[carried - _carried.Length].Day;

    public override string this[int ordinal] =>
        ordinal < FirstDecoded ? _own[ordinal]
        : !IsDecoded(ordinal) ? NameOf(ordinal - FirstDecoded - _decoders.Length)
        : FirstOf(ordinal) is >= 0 and var first ? this[first]
        : _decoded[ordinal - FirstDecoded].Name;

    public override int OrdinalOf(string name)
    {
        for (var index = 0; index < _decoded.Length; index++)
        {
            if (_decoded[index].Name == name)
                return FirstDecoded + index;
        }

        for (var index = 0; index < _carried.Length; index++)
        {
            if (_carried[index].Name == name)
                return FirstDecoded + _decoded.Length + index;
        }

        for (var index = 0; index < _declared.Length; index++)
        {
            if (_declared[index].Name == name)
                return FirstDecoded + _decoded.Length + _carried.Length + index;
        }

        if (DeclaredColumns.Is(name))
            return -1;
        var ordinal = _own.OrdinalOf(name);
        return ordinal >= 0 || _headers is null || _shape.NameIn(_headers, name) is not { } other ? ordinal : _own.OrdinalOf(other);
    }

    /// <summary>Of a decoded column, that of the first that it is decoded from.</summary>
    public override int NumberOf(int ordinal) =>
        ordinal < FirstDecoded ? _own.NumberOf(ordinal)
        : IsDecoded(ordinal) && FirstOf(ordinal) is >= 0 and var first ? NumberOf(first)
        : 0;

    /// <summary>Null where the column is none that a table gives.</summary>
    public Decoder? DecoderOf(int ordinal) => IsDecoded(ordinal) ? _decoders[ordinal - FirstDecoded] : null;

    private string NameOf(int index) => index < _carried.Length ? _carried[index].Name : _declared[index - _carried.Length].Name;

    private static byte[] Day(DateOnly day) => Encoding.UTF8.GetBytes(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private bool IsDecoded(int ordinal) => ordinal >= FirstDecoded && ordinal - FirstDecoded < _decoders.Length;

    /// <summary>The first column that the file has of those that it is decoded from; -1 where it has none.</summary>
    private int FirstOf(int ordinal)
    {
        foreach (var from in _decoders[ordinal - FirstDecoded].From)
        {
            if (from.Exists)
                return from[0];
        }

        return -1;
    }
}
