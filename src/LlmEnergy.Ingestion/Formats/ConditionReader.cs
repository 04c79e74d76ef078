using System.Collections.Immutable;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// The <c>when</c> of a profile: columns and what their values have to be; a list of such objects holds where one of them does.
/// </summary>
internal sealed class ConditionReader(ConfigurationProblems problems, bool isTrusted)
{
    private const int MostPatterns = 200;
    private const string OneTest = "one of in, not, above, atMost, matches, sumOf";

    private int _patterns;

    public RowCondition Read(ConfigurationNode node)
    {
        var alternatives = node.OneOrMore("when", isRequired: true, form: "condition");
        return new([.. alternatives.Select(alternative => All(node, alternative))]);
    }

    private ImmutableArray<ColumnCondition> All(ConfigurationNode node, ConfigurationNode when)
    {
        if (when.Keys.IsEmpty)
            problems.WrongValue(node.PathOf("when"), "", "at least one column");
        return [.. when.Names().Select(column => new ColumnCondition(column, Test(when, column)))];
    }

    private ValueTest Test(ConfigurationNode node, string key)
    {
        var (test, values) = node.ObjectOrTexts(key, form: "test");
        if (test is null)
            return new ValueTest.OneOf(values);
        if (test.Keys is not [var kind])
            return Wrong(node, key, string.Join(", ", test.Keys));
        return kind switch
        {
            "sumOf" => new ValueTest.SumOf(test.Texts(kind, isRequired: true)),
            "in" => new ValueTest.OneOf(test.Texts(kind)),
            "not" => new ValueTest.Not(Test(test, kind)),
            "above" => new ValueTest.Above(test.Decimal(kind) ?? 0m),
            "atMost" => new ValueTest.AtMost(test.Decimal(kind) ?? 0m),
            "matches" => new ValueTest.Matches(Pattern(test)),
            _ => Wrong(node, key, kind),
        };
    }

    private ValueTest.OneOf Wrong(ConfigurationNode node, string key, string found)
    {
        problems.WrongValue(node.PathOf(key), found, OneTest);
        return new([]);
    }

    private string Pattern(ConfigurationNode test)
    {
        var pattern = test.Text("matches") ?? "";
        if (++_patterns > MostPatterns)
        {
            if (_patterns == MostPatterns + 1)
                problems.Add(
                    "LE2006",
                    $"{test.PathOf("matches")}: found more than {MostPatterns} regular expressions, expected at most so many"
                );
            return "";
        }

        if (isTrusted || BoundedPattern.Of(pattern) is not (null, var refusal))
            return pattern;
        if (refusal == BoundedPattern.OtherForm)
            problems.WrongValue(test.PathOf("matches"), pattern, "a regular expression without look-around");
        else
            problems.Add("LE2006", $"{test.PathOf("matches")}: {refusal}");
        return "";
    }
}
