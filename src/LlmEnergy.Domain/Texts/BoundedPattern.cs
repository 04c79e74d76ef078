using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.Domain.Texts;

/// <summary>
/// Regular expressions that people write: matched in time that grows with the text alone, whatever the expression, and compiled only up to
/// a size, since
/// counted repetitions inside of each other multiply.
/// </summary>
public static class BoundedPattern
{
    /// <summary>What is no expression, or one whose time is not bounded.</summary>
    public const string OtherForm = "found another form, expected a regular expression without look-around and back-references";

    private const int MostCharacters = 4_000;
    private const int MostNesting = 20;
    private const int MostPositions = 10_000;

    /// <summary>The expression, or why it is none, as "found ..., expected ...".</summary>
    public static (Regex? Regex, string Refusal) Of(string pattern)
    {
        if (pattern.Length > MostCharacters)
            return (
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found a regular expression of {pattern.Length:N0} characters, expected up to {MostCharacters:N0}"
                )
            );
        if (!IsSmall(pattern, out var isNested))
            return (
                null,
                isNested
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"found groups nested deeper than {MostNesting}, expected a plain regular expression"
                    )
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"found repetitions that multiply to more than {MostPositions:N0}, expected a smaller regular expression"
                    )
            );
        try
        {
            return (new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), "");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return (null, OtherForm);
        }
    }

    /// <summary>
    /// Counts the positions of the automaton from above: each character is one, a group as many as its content, a counted repetition as
    /// many times
    /// those. An expression that is none may be counted wrong: it does not compile.
    /// </summary>
    private static bool IsSmall(string pattern, out bool isNested)
    {
        isNested = false;
        var open = new Stack<long>();
        var (all, last) = (0L, 0L);
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '(':
                    open.Push(all);
                    (all, last) = (0, 0);
                    isNested = open.Count > MostNesting;
                    if (isNested)
                        return false;
                    break;
                case ')':
                    last = all + 1;
                    all = last + (open.TryPop(out var before) ? before : 0);
                    break;
                case '{' when Counted(pattern, ref at) is { } times:
                    all += last * (times - 1);
                    last *= times;
                    break;
                case '[':
                    at = EndOfClass(pattern, at);
                    (last, all) = (1, all + 1);
                    break;
                case '*' or '+' or '?' or '|':
                    break;
                default:
                    if (pattern[at] == '\\')
                        at++;
                    (last, all) = (1, all + 1);
                    break;
            }

            if (all > MostPositions)
                return false;
        }

        return true;
    }

    /// <summary>The larger number of <c>{n,m}</c>, at whose end the place is left; null where the brace is a character.</summary>
    private static long? Counted(string pattern, ref int at)
    {
        var end = pattern.IndexOf('}', at);
        if (end < 0)
            return null;
        var numbers = pattern[(at + 1)..end].Split(',');
        if (numbers.Length > 2 || numbers[0].Length == 0 || !numbers.All(number => number.All(char.IsAsciiDigit)))
            return null;
        at = end;
        return numbers.Max(number =>
            number.Length switch
            {
                0 => 1L,
                > 6 => MostPositions + 1L,
                _ => Math.Max(1L, long.Parse(number, CultureInfo.InvariantCulture)),
            }
        );
    }

    /// <summary>
    /// Of a set of characters, in which a bracket that comes first is a character, and another one may stand inside after a minus.
    /// </summary>
    private static int EndOfClass(string pattern, int at)
    {
        var first = at + 1 < pattern.Length && pattern[at + 1] == '^' ? at + 2 : at + 1;
        for (var end = first; end < pattern.Length; end++)
        {
            if (pattern[end] == '\\')
                end++;
            else if (pattern[end] == ']' && end > first)
                return end;
        }

        return pattern.Length;
    }
}
