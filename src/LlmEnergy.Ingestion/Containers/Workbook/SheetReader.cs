using System.Globalization;
using System.Xml;
using LlmEnergy.Ingestion.Containers.Tables;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>Reads the rows of a sheet one after the other; rows without anything in them are passed over.</summary>
internal sealed class SheetReader : IDisposable
{
    /// <summary>Rows of a sheet, as Excel has them.</summary>
    private const int MostRows = 1_048_576;
    private const int SecondsOfDay = 86_400;
    private readonly XmlReader _xml;
    private readonly CountedStream _bytes;
    private readonly WorkbookParts _parts;

    public SheetReader(WorkbookPackage package, WorkbookSheet sheet, WorkbookParts parts)
    {
        _xml = package.Open(sheet.Part, out _bytes);
        _parts = parts;
    }

    /// <summary>The row at hand; valid until the next one.</summary>
    public SheetRow Row { get; } = new();

    /// <summary>Unpacked bytes of the sheet read so far.</summary>
    public long Passed => _bytes.Unpacked;

    /// <exception cref="XmlException">The sheet is damaged.</exception>
    /// <exception cref="InvalidDataException">The sheet is damaged, or larger than sheets are.</exception>
    public bool Next()
    {
        while (_xml.Read())
        {
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "row" })
                continue;
            ReadRow();
            if (!Row.IsEmpty)
                return true;
        }

        return false;
    }

    public void Dispose() => _xml.Dispose();

    private void ReadRow()
    {
        var number = long.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated)
            ? stated
            : Row.Number + 1;
        if (number <= Row.Number || number > MostRows)
            throw new InvalidDataException("found rows that are not in their order");
        Row.Begin(number);
        if (_xml.IsEmptyElement)
            return;
        var (depth, column) = (_xml.Depth, -1);
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
                continue;
            column = _xml.GetAttribute("r") is { } place ? ColumnOf(place) : column + 1;
            if (column is < 0 or >= SheetRow.MostColumns)
                throw new InvalidDataException("found a cell without a place");
            ReadCell(column);
        }
    }

    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place)
        {
            if (letter is < 'A' or > 'Z' || column > SheetRow.MostColumns)
                break;
            column = (column * 26) + letter - 'A' + 1;
        }

        return column - 1;
    }

    private void ReadCell(int column)
    {
        var (type, style) = (_xml.GetAttribute("t"), _xml.GetAttribute("s"));
        if (_xml.IsEmptyElement)
            return;
        var depth = _xml.Depth;
        var value = "";
        while (_xml.Read() && _xml.Depth > depth)
        {
            // a formula stands beside the value that it had when the file was saved
            if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName is "v" or "is")
                value = SharedTexts.TextOf(_xml);
        }

        Set(column, type, style, value);
    }

    private void Set(int column, string? type, string? style, string value)
    {
        switch (type)
        {
            case "s":
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= _parts.Texts.Count)
                    throw new InvalidDataException("found a cell whose text is missing");
                Row.Set(column, _parts.Texts[index]);
                break;
            case "str" or "inlineStr":
                Row.Set(column, value);
                break;
            case "b":
                Row.Set(column, value is "1" or "true" ? "true" : "false");
                break;
            case "e":
                break;
            case "d":
                Row.Set(column, value.Replace('T', ' ').Replace(" 00:00:00", "", StringComparison.Ordinal));
                break;
            default:
                value = value.Trim();
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                    Row.Set(column, value);
                else if (_parts.Styles.IsDate(style) && DateOf(number) is { } date)
                    Row.Set(column, date);
                else
                    Row.SetNumber(column, value, number);
                break;
        }
    }

    /// <summary>Days since the end of 1899, of which Excel has one too many: 29 February 1900.</summary>
    private string? DateOf(double days)
    {
        if (days is < 1 or >= 2_958_466)
            return null;
        var seconds = Math.Round(days * SecondsOfDay);
        var start = _parts.Is1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, days < 60 ? 31 : 30);
        if (seconds > (DateTime.MaxValue - start).TotalSeconds)
            return null;
        var time = start.AddSeconds(seconds);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}

/// <summary>What the cells of all sheets refer to.</summary>
internal sealed record WorkbookParts(TextTable Texts, CellStyles Styles, bool Is1904);
