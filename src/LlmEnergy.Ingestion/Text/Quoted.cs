using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Ingestion.Text;

/// <summary>
/// A piece of an input inside a message: at most 40 characters, no control characters, so that no file can write to a terminal or a log.
/// </summary>
internal static partial class Quoted
{
    private const int Most = 40;
    private const int MostOfName = 100;

    /// <summary>A longer number may be that of a phone, a card or a person in a row whose fields are shifted.</summary>
    private const int MostDigits = 4;
    private const int MostDigitsOfDecimal = 6;

    public static string Of(string text)
    {
        var cut = text.Length <= Most ? text : text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)] + "...";
        return $"'{Printable(cut)}'";
    }

    /// <summary>
    /// What has the form of a time of this century, as it was found: of others, which may be a day of birth, only the form.
    /// </summary>
    public static string Time(ReadOnlySpan<byte> utf8)
    {
        var text = Start(utf8);
        return TimeForm().IsMatch(text) ? Of(text) : Number(utf8);
    }

    /// <summary>A short number as it was found; of other numbers their length; anything else is only called text.</summary>
    public static string Number(ReadOnlySpan<byte> utf8)
    {
        var text = Start(utf8);
        if (!NumberForm().IsMatch(text) || text.Count(character => character == '.') >= 3)
            return "text";
        var digits = text.Count(char.IsAsciiDigit);
        return digits <= (DecimalForm().IsMatch(text) ? MostDigitsOfDecimal : MostDigits) && utf8.Length <= Most
            ? Of(text)
            : string.Create(CultureInfo.InvariantCulture, $"{digits} digits{(digits == text.Length ? "" : " and signs")}");
    }

    /// <summary>A name that a provider gave, such as that of a meter; what is private in it by its form is masked.</summary>
    public static string Name(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * MostOfName)]).Trim();
        var shown = PrivateText.MaskedName(VisibleText.Escaped(text));
        return shown.Length <= MostOfName ? $"'{Printable(shown)}'" : $"'{Printable(shown[..MostOfName])}...'";
    }

    private static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));

    private static string Start(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * Most)]).Trim();

    [GeneratedRegex(
        "^(20[0-9]{2}[-./][0-9]{1,2}([-./][0-9]{1,2})?|[0-3]?[0-9][-./][0-3]?[0-9][-./](20[0-9]{2}|[12][0-9])|[01]?[0-9][/.]20[0-9]{2})"
            + "([ T][0-9]{1,2}(:[0-9]{1,2}){1,2}([.,][0-9]{1,9})?( ?(Z|[+-][0-9]{2}:?([0-9]{2})?))?)?$"
    )]
    private static partial Regex TimeForm();

    [GeneratedRegex("^-?([0-9]+[.,][0-9]+|[0-9]{1,3}[.][0-9]{3},[0-9]+)$")]
    private static partial Regex DecimalForm();

    [GeneratedRegex("^[-+]?[0-9][-+0-9., ]*([eE][-+]?[0-9]+)?$")]
    private static partial Regex NumberForm();
}
