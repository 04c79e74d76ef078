using System.Text;
using System.Text.RegularExpressions;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Text from exports, made fit for a cell and for the file.</summary>
internal static partial class CellText
{
    /// <summary>What a cell holds at most.</summary>
    public const int MaxLength = 32_767;

    /// <summary>
    /// What a cell can show: line breaks as LF, a replacement character for control characters and halves of pairs, cut at
    /// <see cref="MaxLength"/>. Text that begins with an equals sign needs no change: only a formula element makes a formula.
    /// </summary>
    public static string Clean(string text)
    {
        if (text.Length <= MaxLength && !Unfit().IsMatch(text))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length && clean.Length < MaxLength; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                if (clean.Length + 2 > MaxLength)
                    break;
                clean.Append(c).Append(text[++i]);
            }
            else if (c == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n')
                    clean.Append('\n');
            }
            else
            {
                clean.Append(char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' || (c < ' ' && c is not ('\t' or '\n')) ? '\uFFFD' : c);
            }
        }

        return clean.ToString();
    }

    /// <summary>A name short enough for a column's head or a chart: cut at 40 characters.</summary>
    public static string Label(string name)
    {
        const int longest = 40;
        if (name.Length == 0)
            return "(not named)";
        var clean = Clean(name);
        return clean.Length <= longest ? clean : clean[..(char.IsHighSurrogate(clean[longest - 2]) ? longest - 2 : longest - 1)] + "\u2026";
    }

    /// <summary>
    /// A whole t element of <see cref="Clean">clean</see> text. What looks like an escape (_x0041_) is escaped, or readers would decode it.
    /// </summary>
    public static string Element(string text)
    {
        var space =
            text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains('\n', StringComparison.Ordinal));
        return $"<t{(space ? " xml:space=\"preserve\"" : "")}>{Xml(Escaped(text))}</t>";
    }

    /// <summary>Text as a cell's element holds it.</summary>
    public static string Escaped(string text) => LooksEscaped().Replace(text, "_x005F_");

    public static string Xml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant)]
    private static partial Regex LooksEscaped();

    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F\uD800-\uDFFF\uFFFE\uFFFF]", RegexOptions.CultureInvariant)]
    private static partial Regex Unfit();
}
