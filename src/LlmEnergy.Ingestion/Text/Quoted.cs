using System.Buffers;
using System.Text;

namespace LlmEnergy.Ingestion.Text;

/// <summary>A piece of an input inside a message: at most 40 characters, no control characters, so that no file can write to a terminal or a log.</summary>
internal static class Quoted
{
    private const int Most = 40;
    private static readonly SearchValues<byte> OfNumbersAndTimes = SearchValues.Create("0123456789+-.,:/TZ eE"u8);

    public static string Of(ReadOnlySpan<byte> utf8) => Of(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, (4 * Most) + 4)]));

    public static string Of(string text)
    {
        var cut = text.Length <= Most ? text : text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)] + "...";
        return $"'{string.Concat(cut.Select(character => char.IsControl(character) ? '?' : character))}'";
    }

    /// <summary>A number or a time as it was found; anything else could be a key, a person or an address of a network in a shifted row, and is only called text.</summary>
    public static string Number(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyExcept(OfNumbersAndTimes) < 0 && !MayBeAddress(utf8) ? Of(utf8) : "text";

    /// <summary>No number or time has three points, two colons in a row, or more than three of them.</summary>
    private static bool MayBeAddress(ReadOnlySpan<byte> utf8) => utf8.Count((byte)'.') >= 3 || utf8.Count((byte)':') > 3 || utf8.IndexOf("::"u8) >= 0;
}
