using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LlmEnergy.Reporting.Excel;

/// <summary>The workbook's table of texts: what the layout put there, and what the ledger's rows add.</summary>
internal sealed partial class SharedStrings(XElement laidOut)
{
    private readonly Dictionary<string, int> _added = new(StringComparer.Ordinal);
    private readonly int _first = laidOut.Elements(Ooxml.Main + "si").Count();

    /// <summary>Index of a text, which is made fit for a cell on the way.</summary>
    public int Index(string text)
    {
        if (_added.TryGetValue(text, out var index))
            return index;
        index = _first + _added.Count;
        _added.Add(text, index);
        return index;
    }

    public void WriteTo(Stream output)
    {
        using var writer = new StreamWriter(output, Ooxml.Utf8, 1 << 16);
        writer.Write(
            FormattableString.Invariant($"{Ooxml.Declaration}<sst xmlns=\"{Ooxml.Main}\" uniqueCount=\"{_first + _added.Count}\">")
        );
        foreach (var item in laidOut.Elements())
            writer.Write(
                Whole(item.ToString(SaveOptions.DisableFormatting).Replace($" xmlns=\"{Ooxml.Main}\"", "", StringComparison.Ordinal))
            );
        foreach (var text in _added.Keys)
            writer.Write($"<si>{CellText.Element(CellText.Clean(text))}</si>");
        writer.Write("</sst>");
    }

    /// <summary>ClosedXML escapes the halves of a character beyond the basic plane, and no reader puts them together again.</summary>
    private static string Whole(string xml) =>
        EscapedPair()
            .Replace(
                xml,
                pair =>
                    string.Create(
                        2,
                        pair,
                        (text, match) =>
                        {
                            text[0] = (char)Convert.ToInt32(match.Groups["high"].Value, 16);
                            text[1] = (char)Convert.ToInt32(match.Groups["low"].Value, 16);
                        }
                    )
            );

    [GeneratedRegex("_x(?<high>D[89AB][0-9A-F]{2})__x(?<low>D[C-F][0-9A-F]{2})_", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EscapedPair();
}
