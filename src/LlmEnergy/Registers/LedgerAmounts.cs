using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.Registers;

/// <summary>Amounts as accounting programs write them: <c>1.234,56</c>, <c>1,234.56-</c>, <c>(12.50)</c>, <c>1 234,5</c>.</summary>
internal static partial class LedgerAmounts
{
    private const int DigitsOfGroup = 3;

    /// <summary>The decimal signs that the amounts of a table show: both where they contradict each other.</summary>
    /// <returns>IsOpen: an amount may be read with either sign, such as 1.234, which is a thousand to some.</returns>
    public static (bool Comma, bool Point, bool IsOpen) Signs(IEnumerable<string> amounts)
    {
        var (comma, point, isOpen) = (false, false, false);
        foreach (var text in amounts)
        {
            var last = text.LastIndexOfAny([',', '.']);
            if (last < 0)
                continue;
            var (sign, other) = (text[last], text[last] == ',' ? '.' : ',');
            var digits = text.AsSpan(last + 1).TrimEnd(" -)").Length;
            var isRepeated = text.AsSpan(0, last).Contains(sign);
            if (isRepeated)
                (comma, point) = (comma || other == ',', point || other == '.');
            else if (digits != DigitsOfGroup || text.AsSpan(0, last).Contains(other))
                (comma, point) = (comma || sign == ',', point || sign == '.');
            else
                isOpen = true;
        }

        return (comma, point, isOpen);
    }

    /// <summary>Null where it is no amount with this decimal sign.</summary>
    public static decimal? Parse(string text, char decimalSign)
    {
        var match = (decimalSign == ',' ? WithComma() : WithPoint()).Match(text.Trim());
        if (!match.Success)
            return null;
        var digits = new string([.. match.Groups["whole"].Value.Where(char.IsAsciiDigit)]) + "." + match.Groups["part"].Value;
        if (!decimal.TryParse(digits.TrimEnd('.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return null;
        return match.Groups["minus"].Success || match.Groups["open"].Success ? -amount : amount;
    }

    [GeneratedRegex(
        @"^(?:(?<open>\()|(?<minus>-)|\+)? ?"
            + @"(?<whole>\d{1,18}|\d{1,3}(?:[. '\u00A0\u202F]\d{3}){1,5})(?:,(?<part>\d{0,9}))? ?(?:(?<minus>-)|(?(open)\)))$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex WithComma();

    [GeneratedRegex(
        @"^(?:(?<open>\()|(?<minus>-)|\+)? ?"
            + @"(?<whole>\d{1,18}|\d{1,3}(?:[, '\u00A0\u202F]\d{3}){1,5})(?:\.(?<part>\d{0,9}))? ?(?:(?<minus>-)|(?(open)\)))$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex WithPoint();
}
