using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// Tells what a bill sold from the words that it has for it (a meter, a usage type, a SKU): ordered tables of regular expressions, as data.
/// The texts that a mapping gives are joined by <see cref="Between"/>, so that an expression may look at one of them or at several.
/// </summary>
/// <param name="Normalise">Replacements that the joined text goes through first, in their order.</param>
/// <param name="LowerCase">Whether it is then written in lower case.</param>
/// <param name="Tables">By what they give: the first expression that is found gives its value, in which <c>$1</c> is a group.</param>
/// <param name="Rewrites">By what they give: replacements that make it out of the whole text.</param>
public sealed record DecodeTable(
    string Id,
    string Title,
    ImmutableArray<DecodeRule> Normalise,
    bool LowerCase,
    ImmutableSortedDictionary<string, ImmutableArray<DecodeRule>> Tables,
    ImmutableSortedDictionary<string, ImmutableArray<DecodeRule>> Rewrites
)
{
    public const string Extension = ".decode.json";

    public const string Between = " | ";

    /// <summary>Names of what it gives.</summary>
    public IEnumerable<string> Gives => Tables.Keys.Union(Rewrites.Keys, StringComparer.Ordinal);

    /// <exception cref="ConfigurationException">Every unknown key, missing key and wrong value at once.</exception>
    /// <param name="shape">Takes what a table may have, for a schema of it; null: nobody wants to know.</param>
    public static DecodeTable Parse(ReadOnlyMemory<byte> json, string displayPath, ConfigurationShape? shape = null) =>
        DecodeTableReader.Read(json, displayPath, shape);

    public string Prepared(IEnumerable<string> texts)
    {
        var text = Normalise.Aggregate(string.Join(Between, texts), (text, rule) => rule.Replaced(text));
        return LowerCase ? text.ToLowerInvariant() : text;
    }

    /// <param name="prepared">See <see cref="Prepared"/>.</param>
    /// <returns>Empty where no expression is found.</returns>
    public string Give(string name, string prepared)
    {
        if (Tables.TryGetValue(name, out var table))
            return table.Select(rule => rule.Value(prepared)).FirstOrDefault(value => value is not null) ?? "";
        return Rewrites.TryGetValue(name, out var rewrites)
            ? rewrites.Aggregate(prepared, (text, rule) => rule.Replaced(text)).Trim()
            : throw new KeyNotFoundException(name);
    }

    /// <summary>The same table with the rules of another one before its own: a workspace's own words come first.</summary>
    public DecodeTable WithFirst(DecodeTable own) =>
        this with
        {
            Normalise = [.. own.Normalise, .. Normalise],
            LowerCase = LowerCase || own.LowerCase,
            Tables = Together(Tables, own.Tables),
            Rewrites = Together(Rewrites, own.Rewrites),
        };

    private static ImmutableSortedDictionary<string, ImmutableArray<DecodeRule>> Together(
        ImmutableSortedDictionary<string, ImmutableArray<DecodeRule>> rules,
        ImmutableSortedDictionary<string, ImmutableArray<DecodeRule>> own
    ) => rules.SetItems(own.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.AddRange(rules.GetValueOrDefault(pair.Key, [])))));
}

/// <summary>One line of a table: an expression, and what it gives or is replaced by. It is compiled when it is first asked.</summary>
public sealed class DecodeRule(string pattern, string gives)
{
    /// <summary>Of a text on its way through the rules, and of what a rule gives.</summary>
    public const int MostCharacters = 4_000;

    private readonly Lazy<Regex> _regex = new(() => Domain.Texts.BoundedPattern.Of(pattern).Regex ?? throw new ArgumentException(pattern));

    public string Pattern => pattern;

    public string Gives => gives;

    public string? Value(string text) => _regex.Value.Match(text) is { Success: true } match ? match.Result(gives) : null;

    /// <summary>Up to a length: replacements that double the text would else double it again and again.</summary>
    public string Replaced(string text)
    {
        var replaced = _regex.Value.Replace(text, gives);
        return replaced.Length <= MostCharacters ? replaced : replaced[..MostCharacters];
    }
}
