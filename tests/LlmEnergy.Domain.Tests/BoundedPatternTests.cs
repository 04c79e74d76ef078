using System.Diagnostics;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Domain.Tests;

/// <summary>A regular expression of a profile or a model map is small, and no text keeps it busy.</summary>
public class BoundedPatternTests
{
    [TestCase("^gpt-[0-9]+(\\.[0-9])?$")]
    [TestCase("a{100}")]
    [TestCase("(ab?c){1,1000}")]
    [TestCase("[^]{}()]{3}")]
    [TestCase("a{x}")]
    public void A_plain_expression_is_taken(string pattern) => Assert.That(BoundedPattern.Of(pattern).Refusal, Is.Empty);

    [TestCase("(a{1000}){1000}", "found repetitions that multiply to more than 10,000, expected a smaller regular expression")]
    [TestCase("((a{100}){100}){100}", "found repetitions that multiply to more than 10,000, expected a smaller regular expression")]
    [TestCase("a{2147483647}", "found repetitions that multiply to more than 10,000, expected a smaller regular expression")]
    [TestCase("[a-z]{5000}|[0-9]{5001}", "found repetitions that multiply to more than 10,000, expected a smaller regular expression")]
    [TestCase("(a)\\1", "found another form, expected a regular expression without look-around and back-references")]
    [TestCase("(?=a)", "found another form, expected a regular expression without look-around and back-references")]
    [TestCase("(", "found another form, expected a regular expression without look-around and back-references")]
    public void What_would_grow_or_look_back_is_refused(string pattern, string refusal) =>
        Assert.That(BoundedPattern.Of(pattern), Is.EqualTo(((System.Text.RegularExpressions.Regex?)null, refusal)));

    [Test]
    public void Long_and_deep_expressions_are_refused()
    {
        Assert.That(
            BoundedPattern.Of(new string('a', 4_001)).Refusal,
            Is.EqualTo("found a regular expression of 4,001 characters, expected up to 4,000")
        );
        Assert.That(
            BoundedPattern.Of(new string('(', 21) + new string(')', 21)).Refusal,
            Is.EqualTo("found groups nested deeper than 20, expected a plain regular expression")
        );
    }

    [Test, Category("Long")]
    public void The_largest_that_is_taken_compiles_and_matches_in_a_second()
    {
        var watch = Stopwatch.StartNew();
        var regex = BoundedPattern.Of("((x+x+){30}){100}y").Regex!;
        Assert.That(regex.IsMatch(new string('x', 256)), Is.False);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }
}
