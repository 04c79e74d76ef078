using System.Globalization;
using System.Text;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>The cells of one row, by column.</summary>
internal sealed class SheetRow
{
    /// <summary>Columns of a sheet: A to XFD.</summary>
    public const int MostColumns = 16_384;
    private readonly List<int> _used = [];
    private Cell[] _cells = new Cell[64];
    private byte[] _bytes = new byte[4_096];
    private int _length;

    /// <summary>As the sheet counts it, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Columns up to the last cell that has something in it.</summary>
    public int Columns { get; private set; }

    public bool IsEmpty => _used.Count == 0;

    public int TextCells => _used.Count(column => !_cells[column].IsNumber);

    /// <summary>Bytes of all its texts.</summary>
    public int Length => _length;

    public ReadOnlySpan<byte> this[int column] => column < Columns ? _bytes.AsSpan(_cells[column].Start, _cells[column].Length) : [];

    public bool IsNumber(int column) => column < Columns && _cells[column].IsNumber;

    public string TextOf(int column) => Encoding.UTF8.GetString(this[column]);

    public void Begin(long number)
    {
        foreach (var column in _used)
            _cells[column] = default;
        _used.Clear();
        (Number, Columns, _length) = (number, 0, 0);
    }

    public void Set(int column, string text)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        Set(column, Encoding.UTF8.GetBytes(text, room), isNumber: false);
    }

    public void Set(int column, ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Set(column, text.Length, isNumber: false);
    }

    /// <param name="number">As the file has it. At most 15 digits count, as in Excel: what follows them is noise of binary fractions; whole
    /// numbers are kept as they are.</param>
    public void SetNumber(int column, string number, double value)
    {
        var isWhole = number.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0 && number.Length <= 18;
        var text = isWhole ? number : value.ToString("G15", CultureInfo.InvariantCulture);
        var room = Room(text.Length);
        Set(column, Encoding.UTF8.GetBytes(text, room), isNumber: true);
    }

    private void Set(int column, int length, bool isNumber)
    {
        if (length == 0 || (column < Columns && _cells[column].Length > 0))
            return;
        if (column >= _cells.Length)
            Array.Resize(ref _cells, Math.Min(Math.Max(column + 1, _cells.Length * 2), MostColumns));
        _cells[column] = new(_length, length, isNumber);
        _length += length;
        _used.Add(column);
        Columns = Math.Max(Columns, column + 1);
    }

    private Span<byte> Room(int length)
    {
        if (length > _bytes.Length - _length)
            Array.Resize(ref _bytes, Math.Max(_length + length, _bytes.Length * 2));
        return _bytes.AsSpan(_length);
    }

    private readonly record struct Cell(int Start, int Length, bool IsNumber);
}
