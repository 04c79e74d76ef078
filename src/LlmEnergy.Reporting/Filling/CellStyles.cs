using System.Globalization;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Excel;

namespace LlmEnergy.Reporting.Filling;

/// <summary>What the styles of cells say: whether a number is shown as a date or as text, and whether the cell is locked.</summary>
internal sealed partial class CellStyles
{
    private const int TextFormat = 49;
    private static readonly int Years1904 = new DateOnly(1904, 1, 1).DayNumber - new DateOnly(1899, 12, 30).DayNumber;
    private readonly List<(bool IsDate, bool IsText, bool IsLocked)> _styles = [];
    private readonly bool _is1904;

    private CellStyles(bool is1904) => _is1904 = is1904;

    public static CellStyles Read(Template template)
    {
        var is1904 =
            template
                .Workbook.Root!.Elements()
                .FirstOrDefault(element => element.Name.LocalName == "workbookPr")
                ?.Attribute("date1904")
                ?.Value
            is "1"
                or "true";
        var read = new CellStyles(is1904);
        var part = template
            .RelationsFrom(template.MainPart)
            .FirstOrDefault(relation => relation.Type.EndsWith("/styles", StringComparison.Ordinal))
            .Target;
        if (part is null || !template.Has(part))
            return read;
        var styles = template.Load(part).Root!;
        var formats = styles
            .Descendants()
            .Where(element => element.Name.LocalName == "numFmt")
            .GroupBy(element => (int?)element.Attribute("numFmtId") ?? -1)
            .ToDictionary(format => format.Key, format => (string?)format.First().Attribute("formatCode") ?? "");
        foreach (var style in styles.Elements().Where(element => element.Name.LocalName == "cellXfs").SelectMany(list => list.Elements()))
        {
            var format = (int?)style.Attribute("numFmtId") ?? 0;
            var code = formats.GetValueOrDefault(format);
            var locked = style.Elements().FirstOrDefault(element => element.Name.LocalName == "protection")?.Attribute("locked")?.Value;
            read._styles.Add((IsDate(format, code), format == TextFormat || code == "@", locked is not ("0" or "false")));
        }

        return read;
    }

    public bool IsLocked(int style) => style >= _styles.Count || _styles[style].IsLocked;

    /// <summary>The value as a cell of this style takes it: a day as its number where the style shows days, else as text.</summary>
    public (bool IsText, string Text) Written(CellValue value, int style)
    {
        var (isDate, isText, _) = style < _styles.Count ? _styles[style] : default;
        return value.Kind switch
        {
            CellKind.Number => (isText, Number(value.Number)),
            CellKind.Date when isDate => (false, Serial(value.Date)),
            CellKind.Date => (true, value.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            CellKind.Text => (true, CellText.Clean(value.Text!)),
            _ => (true, ""),
        };
    }

    private string Serial(DateOnly day) => (A1.Serial(day) - (_is1904 ? Years1904 : 0)).ToString(CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Formats that every workbook has need not be named in it; quoted text and what stands in brackets mean nothing.</summary>
    private static bool IsDate(int format, string? code) =>
        code is null
            ? format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58)
            : Day().IsMatch(Inert().Replace(code, ""));

    [GeneratedRegex("""[dDyY]""", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex("""\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.""", RegexOptions.CultureInvariant)]
    private static partial Regex Inert();
}
