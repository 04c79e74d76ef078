using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;

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

    private MappedColumns(Columns own, Mapping mapping, FileShape shape)
    {
        (_own, _headers, _shape, _decoded) = (own, mapping.Headers, shape, mapping.Decoded);
        _decoders = new Decoder[_decoded.Length];
        // those that others are decoded from stand before them
        for (var index = 0; index < _decoders.Length; index++)
        {
            var from = _decoded[index].From.Select(names => new BoundField([.. names.Select(OrdinalOf).Where(ordinal => ordinal >= 0)]));
            _decoders[index] = new(mapping.Tables[_decoded[index].Table], [.. from], _decoded[index].Give);
        }
    }

    /// <summary>The columns themselves where the mapping asks for nothing else.</summary>
    public static Columns Of(Columns own, Mapping mapping, FileShape shape) =>
        mapping.Headers is null && mapping.Decoded.IsEmpty ? own : new MappedColumns(own, mapping, shape);

    public bool Decodes => _decoders.Length > 0;

    public override string this[int ordinal] =>
        ordinal < FirstDecoded ? _own[ordinal]
        : FirstOf(ordinal) is >= 0 and var first ? this[first]
        : _decoded[ordinal - FirstDecoded].Name;

    public override int OrdinalOf(string name)
    {
        for (var index = 0; index < _decoded.Length; index++)
        {
            if (_decoded[index].Name == name)
                return FirstDecoded + index;
        }

        var ordinal = _own.OrdinalOf(name);
        return ordinal >= 0 || _headers is null || _shape.NameIn(_headers, name) is not { } other ? ordinal : _own.OrdinalOf(other);
    }

    /// <summary>Of a decoded column, that of the first that it is decoded from.</summary>
    public override int NumberOf(int ordinal) =>
        ordinal < FirstDecoded ? _own.NumberOf(ordinal)
        : FirstOf(ordinal) is >= 0 and var first ? NumberOf(first)
        : 0;

    public Decoder Of(int ordinal) => _decoders[ordinal - FirstDecoded];

    /// <summary>The first column that the file has of those that it is decoded from; -1 where it has none.</summary>
    private int FirstOf(int ordinal)
    {
        foreach (var from in Of(ordinal).From)
        {
            if (from.Exists)
                return from[0];
        }

        return -1;
    }
}
