using System.Text;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What the rows of one column add up to, and what a line below them says of it. Threads may share it.</summary>
internal sealed class ColumnSum(ColumnTotal total, Columns columns, DecimalMark mark)
{
    /// <summary>Amounts are printed with six places, and so is their sum: each may be half of the last one off.</summary>
    private const decimal Rounded = 0.000001m;

    private readonly byte[][] _words = [.. total.Words.Select(Encoding.UTF8.GetBytes)];
    private readonly int _column = columns.OrdinalOf(total.Column);
    private readonly Lock _adding = new();
    private decimal? _stated;
    private long _rows;

    public string Column => total.Column;

    public decimal Found { get; private set; }

    /// <summary>What the line says, where the rows add up to something else; null where they agree, or nothing was said.</summary>
    public decimal? Wrong => _stated is { } stated && Math.Abs(stated - Found) > Rounded * (_rows + 1) ? stated : null;

    public void Add<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        if (!Amounts.TryParse(fields.Text(_column), mark, out var amount))
            return;
        lock (_adding)
            (Found, _rows) = (Found + amount, _rows + 1);
    }

    /// <summary>A cell of a line below the table, and the one after it.</summary>
    public void State(ReadOnlySpan<byte> word, ReadOnlySpan<byte> next)
    {
        foreach (var known in _words)
        {
            if (word.SequenceEqual(known) && Amounts.TryParse(next, mark, out var amount))
                _stated = amount;
        }
    }
}
