namespace LlmEnergy.Domain.Tests;

public class SourceLocationTests
{
    [TestCase(0, 0, "usage.csv")]
    [TestCase(0, 5, "usage.csv")]
    [TestCase(3, 0, "usage.csv:3")]
    [TestCase(3, 2, "usage.csv:3:2")]
    public void As_much_of_a_place_is_printed_as_there_is(long line, int column, string text) =>
        Assert.That(new SourceLocation("usage.csv", line, column).ToString(), Is.EqualTo(text));
}
