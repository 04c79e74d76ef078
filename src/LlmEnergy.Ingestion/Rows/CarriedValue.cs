using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What the last row that states a carried column states.</summary>
internal sealed class CarriedValue(CarriedColumn column, Columns columns)
{
    private readonly BoundField _from = new([.. column.From.Select(columns.OrdinalOf).Where(ordinal => ordinal >= 0)]);
    private readonly BoundCondition? _when = column.When is { } when ? new(when, columns) : null;
    private byte[] _text = [];
    private int _length;

    public string Name => CarriedColumn.Prefix + column.Name;

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    public void Take<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        if (!_from.Exists || (_when is { } when && !when.Holds(fields)))
            return;
        var text = _from.Text(fields);
        if (text.IsEmpty)
            return;
        if (_text.Length < text.Length)
            _text = new byte[text.Length * 2];
        text.CopyTo(_text);
        _length = text.Length;
    }
}
