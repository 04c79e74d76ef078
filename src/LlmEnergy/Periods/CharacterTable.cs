using System.Globalization;
using System.Text;

namespace LlmEnergy.Periods;

/// <summary>
/// Characters and what stands for them, from a data file of Unicode inside of the program: a line has the text, a semicolon, and the
/// characters that it stands for.
/// </summary>
internal sealed class CharacterTable
{
    private static readonly Lazy<CharacterTable> OfDecompositions = new(() => new("decompositions.txt"));
    private static readonly Lazy<CharacterTable> OfConfusables = new(() => new("confusables.txt"));

    private readonly Dictionary<Rune, string> _texts = [];

    private CharacterTable(string file)
    {
        using var reader = new StreamReader(
            typeof(CharacterTable).Assembly.GetManifestResourceStream($"LlmEnergy.Unicode.{file}")!,
            Encoding.UTF8
        );
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(';') is not [var text, var characters])
                continue;
            var stands = string.Concat(Runes(text));
            foreach (var character in Runes(characters))
                _texts.Add(character, stands);
        }
    }

    /// <summary>What characters are written with: letters without their marks, of ordinary width and shape.</summary>
    public static CharacterTable Decompositions => OfDecompositions.Value;

    /// <summary>What characters look like: one of those that cannot be told apart stands for all (UTS 39).</summary>
    public static CharacterTable Confusables => OfConfusables.Value;

    public int Count => _texts.Count;

    /// <summary>The text with what stands for each character; others stay.</summary>
    public string Of(string text)
    {
        var made = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (_texts.TryGetValue(rune, out var stands))
                made.Append(stands);
            else
                made.Append(rune.ToString());
        }

        return made.ToString();
    }

    private static IEnumerable<Rune> Runes(string codePoints) =>
        codePoints
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(code => new Rune(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
}
