using System.Runtime.CompilerServices;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// Text in which a row's number stands in many places; it is kept as bytes, and only the numbers are written anew for each row.
/// </summary>
internal sealed class RowText
{
    private readonly byte[][] _pieces;
    private readonly int[] _places;
    private byte[] _bytes = [];
    private int _digits;

    /// <param name="text">With <see cref="LedgerFormula.Row"/> wherever the number goes.</param>
    public RowText(string text)
    {
        _pieces = [.. text.Split(LedgerFormula.Row).Select(Ooxml.Utf8.GetBytes)];
        _places = new int[_pieces.Length - 1];
    }

    /// <summary>The text for a row, whose number is given in digits; valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called millions of times in a process of seconds
    public ReadOnlySpan<byte> For(ReadOnlySpan<byte> row)
    {
        if (row.Length != _digits)
            Spread(row.Length);
        foreach (var place in _places)
            row.CopyTo(_bytes.AsSpan(place));
        return _bytes;
    }

    private void Spread(int digits)
    {
        _digits = digits;
        _bytes = new byte[_pieces.Sum(piece => piece.Length) + (digits * _places.Length)];
        var at = 0;
        for (var i = 0; i < _pieces.Length; i++)
        {
            _pieces[i].CopyTo(_bytes, at);
            at += _pieces[i].Length;
            if (i == _places.Length)
                break;
            _places[i] = at;
            at += digits;
        }
    }
}
