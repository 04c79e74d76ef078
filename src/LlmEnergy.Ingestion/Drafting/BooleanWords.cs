using System.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>A pair of words for true and false, as programs, databases and spreadsheets write them.</summary>
internal sealed record BooleanWords(string True, string False)
{
    private static readonly BooleanWords[] All =
    [
        new("true", "false"),
        new("True", "False"),
        new("TRUE", "FALSE"),
        new("t", "f"),
        new("yes", "no"),
        new("Yes", "No"),
        new("1", "0"),
        new("WAHR", "FALSCH"),
        new("VRAI", "FAUX"),
        new("SAND", "FALSK"),
    ];

    private static readonly Dictionary<string, BooleanWords> ByWord = All.SelectMany(pair =>
            new[] { (pair.True, pair), (pair.False, pair) }
        )
        .ToDictionary(StringComparer.Ordinal);

    private static readonly int Longest = ByWord.Keys.Max(word => word.Length);

    /// <summary>Null where the text is no such word.</summary>
    public static BooleanWords? Of(ReadOnlySpan<byte> text, out bool isTrue)
    {
        isTrue = false;
        if (text.Length > Longest)
            return null;
        var word = Encoding.ASCII.GetString(text);
        if (!ByWord.TryGetValue(word, out var pair))
            return null;
        isTrue = word == pair.True;
        return pair;
    }
}
