using System.Collections.Immutable;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The schema of <c>*.decode.json</c>.</summary>
/// <param name="isTrusted">Whether its expressions are taken as they are, since they ship with the program.</param>
internal sealed class DecodeTableReader(ConfigurationProblems problems, bool isTrusted)
{
    private const int MostRules = 1_000;

    private int _rules;

    public static DecodeTable Read(ReadOnlyMemory<byte> json, string displayPath, ConfigurationShape? shape, bool isTrusted = false)
    {
        var problems = new ConfigurationProblems(displayPath) { Shape = shape };
        var table = ConfigurationNode.Parse(json, problems, root => new DecodeTableReader(problems, isTrusted).Root(root));
        problems.ThrowIfAny();
        return table!;
    }

    private DecodeTable Root(ConfigurationNode root)
    {
        var table = new DecodeTable(
            root.Text("id") ?? "",
            root.Text("title", isRequired: false) ?? "",
            Rules(root, "normalise"),
            root.Flag("lowerCase", isRequired: false) ?? false,
            ByName(root.Object("tables")),
            ByName(root.Object("rewrites"))
        );
        // where the words were seen, for people
        root.Texts("sources");
        root.Close();
        foreach (var both in table.Tables.Keys.Intersect(table.Rewrites.Keys, StringComparer.Ordinal))
            problems.WrongValue($"rewrites.{both}", both, "a name that no table has");
        if (_rules > MostRules)
            problems.Add("LE2006", $"found more than {MostRules} rules, expected at most so many");
        return table;
    }

    private ImmutableSortedDictionary<string, ImmutableArray<DecodeRule>> ByName(ConfigurationNode? node)
    {
        var rules = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<DecodeRule>>(StringComparer.Ordinal);
        foreach (var name in node?.Names() ?? [])
            rules[name] = Rules(node!, name);
        return rules.ToImmutable();
    }

    private ImmutableArray<DecodeRule> Rules(ConfigurationNode node, string key)
    {
        var rules = ImmutableArray.CreateBuilder<DecodeRule>();
        foreach (var pair in node.TextLists(key))
        {
            if (pair is not [var pattern, var gives])
                problems.WrongValue(node.PathOf(key), string.Join(", ", pair), "pairs of a regular expression and what it gives");
            else if (gives.Length > DecodeRule.MostCharacters)
                problems.WrongValue(node.PathOf(key), $"{gives.Length} characters", $"at most {DecodeRule.MostCharacters}");
            else if (!isTrusted && BoundedPattern.Of(pattern) is (null, var refusal))
                problems.Add("LE2006", $"{node.PathOf(key)}: '{pattern}': {refusal}");
            else
                rules.Add(new(pattern, gives));
        }

        _rules += rules.Count;
        return rules.ToImmutable();
    }
}
