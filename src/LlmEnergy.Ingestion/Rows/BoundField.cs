using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>A field, bound to those of its columns that the file has: the first that the record states is its text.</summary>
internal readonly struct BoundField
{
    private readonly int _first;
    private readonly int[] _others;

    public BoundField(ImmutableArray<int> ordinals) => (_first, _others) = (ordinals.IsEmpty ? -1 : ordinals[0], [.. ordinals.Skip(1)]);

    public static BoundField Of(Mapping mapping, Columns columns, Formats.Field field) => new(columns.OrdinalsOf(mapping, field));

    public bool Exists => _first >= 0;

    /// <summary>All columns, for sums.</summary>
    public int Columns => _first < 0 ? 0 : _others.Length + 1;

    public int this[int index] => index == 0 ? _first : _others[index - 1];

    public ReadOnlySpan<byte> Text<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var text = fields.Text(_first);
        return text.IsEmpty && _others.Length > 0 ? Otherwise(fields) : text;
    }

    /// <summary>What a dimension has for the text.</summary>
    public int NumberOf<TFields>(in TFields fields, Dimension dimension)
        where TFields : IFields, allows ref struct
    {
        var number = fields.NumberOf(_first, dimension);
        for (var index = 0; number == 0 && index < _others.Length; index++)
            number = fields.NumberOf(_others[index], dimension);
        return number;
    }

    /// <summary>The column that the text of this record comes from.</summary>
    public int Found<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        for (var index = 0; index < Columns; index++)
        {
            if (!fields.Text(this[index]).IsEmpty)
                return this[index];
        }

        return _first;
    }

    private ReadOnlySpan<byte> Otherwise<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        foreach (var other in _others)
        {
            var text = fields.Text(other);
            if (!text.IsEmpty)
                return text;
        }

        return [];
    }
}
