using System.Text;

namespace LlmEnergy.Ingestion.Text;

/// <summary>A piece of an input inside a message: at most 40 characters, no control characters, so that no file can write to a terminal or a log.</summary>
internal static class Quoted
{
    private const int Most = 40;

    public static string Of(ReadOnlySpan<byte> utf8) => Of(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, (4 * Most) + 4)]));

    public static string Of(string text)
    {
        var cut = text.Length <= Most ? text : text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)] + "...";
        return $"'{string.Concat(cut.Select(character => char.IsControl(character) ? '?' : character))}'";
    }

    public static string List(IEnumerable<string> names, int most)
    {
        var shown = names.Take(most + 1).ToList();
        return string.Join(", ", shown.Take(most).Select(Of)) + (shown.Count > most ? ", ..." : "");
    }
}
