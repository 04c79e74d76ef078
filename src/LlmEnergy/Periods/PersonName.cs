using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LlmEnergy.Periods;

/// <summary>
/// Spellings of a person's name as one: without case, accents, invisible characters, width, spaces and punctuation, and by what the
/// letters look like, in whatever script.
/// The program runs without culture data, whose normalisation would then do nothing and say nothing: the tables are its own. Taking two
/// persons for one only asks for a third.
/// </summary>
internal static class PersonName
{
    /// <summary>Capital letters that no decomposition leads to those which they are written as where they are not at hand.</summary>
    private static readonly ImmutableDictionary<char, string> Written = new Dictionary<char, string>
    {
        ['Æ'] = "AE",
        ['Œ'] = "OE",
        ['ß'] = "SS",
        ['ẞ'] = "SS",
        ['Þ'] = "TH",
        ['Ø'] = "O",
        ['Đ'] = "D",
        ['Ð'] = "D",
        ['Ł'] = "L",
        ['Ħ'] = "H",
        ['Ŧ'] = "T",
        ['Ŋ'] = "N",
        ['ı'] = "I",
        ['ĸ'] = "K",
    }.ToImmutableDictionary();

    /// <summary>
    /// As it is compared with another one: two texts that have one of these in common are of one person. None where it holds no letter.
    /// </summary>
    public static IEnumerable<string> Forms(string text)
    {
        var visible = Visible(text);
        if (Fold(visible).Length == 0)
            return [];
        // look-alikes are told by the letters as they stand, as capitals and as small letters: I and l look alike, and i and L do not
        var confusables = CharacterTable.Confusables;
        return
        [
            $"written {Fold(visible)}",
            $"looks {Fold(confusables.Of(visible))}",
            $"capitals {Letters(confusables.Of(visible.ToUpperInvariant()))}",
            $"small {Letters(confusables.Of(visible.ToLowerInvariant()))}",
        ];
    }

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in CharacterTable.Decompositions.Of(Visible(text).ToUpperInvariant()).ToUpperInvariant())
        {
            if (Written.TryGetValue(letter, out var plain))
                folded.Append(plain);
            else
                folded.Append(letter);
        }

        return Letters(folded.ToString());
    }

    /// <summary>Without spaces, punctuation and signs: a dot, a hyphen or a space more makes nobody else.</summary>
    private static string Letters(string text) =>
        string.Concat(
            Visible(text)
                .EnumerateRunes()
                .Where(rune => !Rune.IsWhiteSpace(rune) && !Rune.IsPunctuation(rune) && !Rune.IsSymbol(rune))
                .Select(rune => rune.ToString())
        );

    /// <summary>Without what is not drawn; syllables of Hangul by their letters.</summary>
    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
                continue;
            if (rune.Value is >= 0xAC00 and <= 0xD7A3 and var syllable)
                Hangul(visible, syllable - 0xAC00);
            else
                visible.Append(rune.ToString());
        }

        return visible.ToString();
    }

    /// <summary>
    /// The Unicode Standard, 3.12: 19 x 21 x 28 syllables of a leading consonant, a vowel and perhaps a trailing consonant.
    /// </summary>
    private static void Hangul(StringBuilder to, int syllable)
    {
        to.Append((char)(0x1100 + (syllable / 588))).Append((char)(0x1161 + (syllable % 588 / 28)));
        if (syllable % 28 is > 0 and var trailing)
            to.Append((char)(0x11A7 + trailing));
    }

    /// <summary>Marks, controls, and the letters that are drawn as nothing: fillers of Hangul and the empty cell of Braille.</summary>
    private static bool IsInvisible(Rune rune) =>
        rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800
        || (
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control && !Rune.IsWhiteSpace(rune))
        );
}
