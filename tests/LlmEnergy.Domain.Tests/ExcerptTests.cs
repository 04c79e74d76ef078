using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Domain.Tests;

public class ExcerptTests
{
    [TestCase(40, false)]
    [TestCase(41, true)]
    public void Text_is_cut_at_40_characters(int length, bool isCut) =>
        Assert.That(Excerpt.Cut(new('x', length)), Is.EqualTo(new string('x', 40) + (isCut ? "..." : "")));

    [Test]
    public void A_quoted_text_is_one_line() => Assert.That(Excerpt.Of("a\nb"), Is.EqualTo("'a?b'"));
}
