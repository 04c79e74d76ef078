using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.Domain.Texts;

/// <summary>
/// Takes out of a text what no output may hold: e-mail addresses, keys and tokens of services, and numbers that are those of people. In a
/// row whose
/// fields are shifted they stand where a model or a cost key is due.
/// </summary>
public static class PrivateText
{
    private const int LeastDigits = 7;
    private const int LeastOfKey = 15;

    // linear in the length of the text, whatever it is
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static readonly Regex Mail = new(@"[\p{L}\p{N}._+'-]+(@|%40)([\p{L}\p{N}-]+\.)+\p{L}{2,}", Options);

    private static readonly Regex Key = new(
        "sk-[A-Za-z0-9_-]{12,}|[sprw]k_(live|test)_[A-Za-z0-9]{10,}|gh[oprsu]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|"
            + "glpat-[A-Za-z0-9_-]{16,}"
            + "|(AKIA|ASIA)[A-Z0-9]{12,}|AIza[A-Za-z0-9_-]{30,}|ya29\\.[A-Za-z0-9_-]{16,}|eyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]{6,"
            + "}(\\.[A-Za-z0-9_-]*)?"
            + "|xox[abeprs]-[A-Za-z0-9-]{10,}|(hf|gsk|npm|r8)_[A-Za-z0-9]{20,}|(xai|nvapi|pplx)-[A-Za-z0-9_-]{20,}",
        Options
    );

    private static readonly Regex Card = new(
        "[3-6][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3,4}|3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}",
        Options
    );

    private static readonly Regex Phone = new(@"\+[0-9][0-9 ().-]{6,}[0-9]|[0-9]{2}([ .-][0-9]{2}){4}", Options);

    private static readonly Regex NationalId = new("[0-9]{6}[-+][0-9]{4}|[0-9]{3}-[0-9]{2}-[0-9]{4}", Options);

    /// <summary>
    /// The text with what is private as its kind, such as <c>(e-mail address)</c>; the text itself where there is nothing.
    /// </summary>
    public static string Masked(string text)
    {
        if (text.Length < LeastDigits)
            return text;
        // most values are short names: what they cannot hold is not looked for
        var masked =
            text.Contains('@', StringComparison.Ordinal) || text.Contains("%40", StringComparison.Ordinal)
                ? Mail.Replace(text, "(e-mail address)")
                : text;
        if (masked.Length >= LeastOfKey)
            masked = Key.Replace(
                masked,
                found => IsAlone(found, masked) && found.Value.AsSpan().ContainsAnyInRange('0', '9') ? "(key)" : found.Value
            );
        if (masked.Count(char.IsAsciiDigit) < LeastDigits)
            return masked;
        masked = Card.Replace(masked, found => IsAlone(found, masked) && IsCard(found.Value) ? "(card number)" : found.Value);
        masked = Phone.Replace(masked, found => IsAlone(found, masked) ? "(phone number)" : found.Value);
        return NationalId.Replace(
            masked,
            found => IsAlone(found, masked) && IsNationalId(found.Value) ? "(number of a person)" : found.Value
        );
    }

    /// <summary>
    /// As <see cref="Masked"/>, of a text that is a name: one that is a long number and nothing else is none, and only its form is told.
    /// </summary>
    public static string MaskedName(string text)
    {
        var digits = text.Count(char.IsDigit);
        return digits >= LeastDigits && !text.Any(char.IsLetter)
            ? string.Create(CultureInfo.InvariantCulture, $"({digits} digits{(digits == text.Length ? "" : " and signs")})")
            : Masked(text);
    }

    /// <summary>A piece of a longer word or number is neither a key nor a number of somebody.</summary>
    private static bool IsAlone(Match found, string text) =>
        (found.Index == 0 || !char.IsAsciiLetterOrDigit(text[found.Index - 1]))
        && (found.Index + found.Length == text.Length || !char.IsAsciiLetterOrDigit(text[found.Index + found.Length]));

    /// <summary>By its check digit (ISO/IEC 7812).</summary>
    private static bool IsCard(string text)
    {
        var (sum, isSecond) = (0, false);
        for (var at = text.Length - 1; at >= 0; at--)
        {
            if (!char.IsAsciiDigit(text[at]))
                continue;
            var digit = (text[at] - '0') * (isSecond ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
            isSecond = !isSecond;
        }

        return sum % 10 == 0;
    }

    /// <summary>Of the United States, or one that begins with a day of birth, whichever way round.</summary>
    private static bool IsNationalId(string text)
    {
        if (text.Length == 11 && text[3] == '-')
            return true;
        var (first, second, third) = (Two(text, 0), Two(text, 2), Two(text, 4));
        return second is >= 1 and <= 12 && (first is >= 1 and <= 31 || third is >= 1 and <= 31);
    }

    private static int Two(string text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';
}
