using System.Text;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Domain.Tests;

/// <summary>What a reader does not see is refused in settings and written out where it comes from an export.</summary>
public class VisibleTextTests
{
    [TestCase("gpt-4o", "gpt-4o", TestName = "letters of ASCII")]
    [TestCase("Bjørn Åse 中文 \U0001F600", "Bjørn Åse 中文 \U0001F600", TestName = "letters of other scripts and symbols")]
    [TestCase("gpt\u200B-4o", @"gpt\u{200B}-4o", TestName = "a space without width")]
    [TestCase("a\u202Eb", @"a\u{202E}b", TestName = "a mark of direction")]
    [TestCase("a\u2066b\u2069", @"a\u{2066}b\u{2069}", TestName = "an isolate")]
    [TestCase("a\u001B[31m", @"a\u{001B}[31m", TestName = "a command to a terminal")]
    [TestCase("a\u009B31m", @"a\u{009B}31m", TestName = "a command of eight bits")]
    [TestCase("a\u2028b", @"a\u{2028}b", TestName = "a separator of lines")]
    [TestCase("a\u3164b", @"a\u{3164}b", TestName = "a filler that Unicode takes for a letter")]
    [TestCase("a\uFE0Fb", @"a\u{FE0F}b", TestName = "a selector of a variant")]
    [TestCase("a\U000E0041b", @"a\u{E0041}b", TestName = "a tag")]
    public void Only_what_is_not_seen_is_written_out(string text, string escaped) =>
        Assert.That(VisibleText.Escaped(text), Is.EqualTo(escaped));

    [Test]
    public void Half_of_a_surrogate_pair_is_written_out()
    {
        Assert.That(VisibleText.Escaped("a\uD800b"), Is.EqualTo(@"a\u{D800}b"));
        Assert.That(VisibleText.Hidden("a\uDC00"), Is.EqualTo("half of a surrogate pair U+DC00"));
    }

    [TestCase(
        """{ "name": "\ud800x" }""",
        "LE2006: name: found half of a surrogate pair, expected text that a reader sees as it is",
        TestName = "half of a pair"
    )]
    [TestCase(
        """{ "a": { "b": [ "x", "y\u202e" ] } }""",
        "LE2006: a.b[1]: found the invisible character U+202E, expected text that a reader sees as it is",
        TestName = "a mark of direction in a list"
    )]
    [TestCase(
        """{ "a": { "na\u200bme": 1 } }""",
        "LE2006: a: found a key with the invisible character U+200B, expected text that a reader sees as it is",
        TestName = "a key"
    )]
    [TestCase(
        """{ "\udfff": 1 }""",
        "LE2006: found a key with half of a surrogate pair, expected text that a reader sees as it is",
        TestName = "half of a pair in a key"
    )]
    public void Settings_that_hide_something_are_refused_at_their_key(string json, string message)
    {
        var problems = new ConfigurationProblems("f.json");
        Assert.That(ConfigurationNode.Parse(Encoding.UTF8.GetBytes(json), problems, node => node), Is.Null);
        Assert.That(problems.Issues.Single().ToString(), Is.EqualTo($"f.json: error {message}"));
    }

    [Test]
    public void A_tab_between_columns_is_no_hidden_text()
    {
        var problems = new ConfigurationProblems("f.json");
        Assert.That(
            ConfigurationNode.Parse("""{ "separator": "\t" }"""u8.ToArray(), problems, node => node)?.Keys,
            Is.EqualTo(new[] { "separator" })
        );
        Assert.That(problems.Issues, Is.Empty);
    }
}
