using System.Globalization;
using System.Text;

namespace LlmEnergy.Periods;

/// <summary>
/// Spellings of a person's name as one: without case, accents, invisible characters, width and the number of spaces. The program runs without culture data,
/// whose normalisation would tell a letter and its accent from the letter with it; taking two persons for one only asks for a third.
/// </summary>
internal static class PersonName
{
    private static readonly Dictionary<char, string> Plain = Table(
        ("A", "ÀÁÂÃÄÅĀĂĄǍ"), ("AE", "Æ"), ("C", "ÇĆĈĊČ"), ("D", "ĎĐÐ"), ("E", "ÈÉÊËĒĔĖĘĚ"), ("G", "ĜĞĠĢ"), ("H", "ĤĦ"), ("I", "ÌÍÎÏĨĪĬĮİI"), ("J", "Ĵ"), ("K", "Ķ"), ("L", "ĹĻĽĿŁ"), ("N", "ÑŃŅŇ"),
        ("O", "ÒÓÔÕÖØŌŎŐ"), ("OE", "Œ"), ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘ"), ("SS", "ẞß"), ("T", "ŢŤŦȚ"), ("TH", "Þ"), ("U", "ÙÚÛÜŨŪŬŮŰŲ"), ("W", "Ŵ"), ("Y", "ÝŶŸ"), ("Z", "ŹŻŽ"));

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.ToUpperInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control) continue;
            var narrow = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            if (Plain.TryGetValue(narrow, out var plain)) folded.Append(plain);
            else folded.Append(narrow);
        }

        return string.Join(' ', folded.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static Dictionary<char, string> Table(params ReadOnlySpan<(string Plain, string Letters)> rows)
    {
        var table = new Dictionary<char, string>();
        foreach (var (plain, letters) in rows)
            foreach (var letter in letters) table.TryAdd(letter, plain);
        return table;
    }
}
