namespace LlmEnergy.Cli.Tests;

public class WrappedTextTests
{
    [TestCase("one two three", 13, ExpectedResult = "one two three", TestName = "what fits is one line")]
    [TestCase("one two three", 12, ExpectedResult = "one two|  three", TestName = "it breaks at the last blank that fits")]
    [TestCase("  one two three", 9, ExpectedResult = "  one two|  three", TestName = "the first line keeps its margin")]
    [TestCase("see /a/long/path now", 8, ExpectedResult = "see|  /a/long/path|  now", TestName = "a path stays whole")]
    [TestCase("", 8, ExpectedResult = "", TestName = "nothing is one empty line")]
    public string Text_breaks_at_blanks(string text, int width) => string.Join('|', WrappedText.Lines(text, width, indent: 2));
}
