using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>The words of a column's name: <c>ContextTokens</c> is context, tokens.</summary>
internal static partial class ColumnName
{
    private const int MostWords = 8;

    /// <summary>Letters and digits in one run that no name has but a key or a hash has.</summary>
    private const int RunOfKey = 12;
    private const int DigitsOfKey = 4;

    public static ImmutableArray<string> WordsOf(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var at = 0; at <= name.Length; at++)
        {
            if (at < name.Length && char.IsLetterOrDigit(name[at]) && (at == start || !IsBreak(name, at)))
                continue;
            if (at > start)
                words.Add(name[start..at].ToLowerInvariant());
            start = at < name.Length && char.IsLetterOrDigit(name[at]) ? at : at + 1;
        }

        for (var at = 0; at + 1 < words.Count; at++)
        {
            var (word, next) = (words[at], words[at + 1]);
            if (!(word is "no" or "non" or "not" && next is "cache" or "cached") && (word, next) is not ("cache", "miss"))
                continue;
            words[at] = "uncached";
            words.RemoveAt(at + 1);
        }

        return words.ToImmutable();
    }

    /// <summary>
    /// A file without a header, or an object with a member for each user, has names that are values: an address of a person or of a
    /// network, a key or a sentence. Those are not printed.
    /// </summary>
    public static bool MayBeValue(string name)
    {
        if (name.IndexOf('@', StringComparison.Ordinal) > 0 || NetworkAddress().IsMatch(name))
            return true;
        if (name.Split('.').Any(step => WordsOf(step).Length > MostWords))
            return true;
        var (run, digits) = (0, 0);
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character))
                (run, digits) = (0, 0);
            else
                (run, digits) = (run + 1, digits + (char.IsDigit(character) ? 1 : 0));
            if (run >= RunOfKey && digits >= DigitsOfKey)
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"[0-9]{1,3}(\.[0-9]{1,3}){3}|\b([0-9a-fA-F]{1,4}:){2,}")]
    private static partial Regex NetworkAddress();

    private static bool IsBreak(string name, int at) =>
        (
            char.IsUpper(name[at])
            && (char.IsLower(name[at - 1]) || (at + 1 < name.Length && char.IsUpper(name[at - 1]) && char.IsLower(name[at + 1])))
        )
        || char.IsDigit(name[at]) != char.IsDigit(name[at - 1]);
}
