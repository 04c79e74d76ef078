using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Domain.Tests;

/// <summary>E-mail addresses, keys and numbers of people are masked; names of models, accounts and cost centres are not.</summary>
public class PrivateTextTests
{
    [TestCase("anna.berg@acme.com", "(e-mail address)")]
    [TestCase("exports/anna@acme.co.uk/usage.csv", "exports/(e-mail address)/usage.csv")]
    [TestCase("bjørn+x@københavn.dk", "(e-mail address)")]
    [TestCase("anna%40acme.com", "(e-mail address)")]
    [TestCase("sk-proj-abcdef1234567890", "(key)")]
    [TestCase("usage sk-ant-api03-AbC_123456-xyz.csv", "usage (key).csv")]
    [TestCase("ghp_0123456789abcdefghijABCDEFGHIJ012345", "(key)")]
    [TestCase("AKIAIOSFODNN7EXAMPLE", "(key)")]
    [TestCase("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P", "(key)")]
    [TestCase("team 4111 1111 1111 1111", "team (card number)")]
    [TestCase("5500005555555559", "(card number)")]
    [TestCase("378282246310005", "(card number)")]
    [TestCase("+45 12 34 56 78", "(phone number)")]
    [TestCase("06 12 34 56 78", "(phone number)")]
    [TestCase("010190-1234", "(number of a person)")]
    [TestCase("900101-1234", "(number of a person)")]
    [TestCase("078-05-1120", "(number of a person)")]
    public void What_is_private_stands_as_its_kind(string text, string masked) => Assert.That(PrivateText.Masked(text), Is.EqualTo(masked));

    [TestCase("claude-sonnet-4-5-20250929")]
    [TestCase("@cf/meta/llama-3.1-8b-instruct")]
    [TestCase("gemini-1.5-pro@001")]
    [TestCase("claude-3-opus@20240229")]
    [TestCase("task-classifier-2024-large-v2")]
    [TestCase("123456789012", Description = "an account of a cloud")]
    [TestCase("1782864000000", Description = "milliseconds")]
    [TestCase("exports/usage-20260701120000.csv")]
    [TestCase("4111111111111112", Description = "no card: its check digit is wrong")]
    [TestCase("proj_0123456789abcdef0123456789abcdef")]
    [TestCase("CC-4711/2026-07")]
    [TestCase("2026-07-01-10-30-00")]
    public void Names_stay_as_they_are(string text) => Assert.That(PrivateText.Masked(text), Is.EqualTo(text));

    [TestCase("45123456780", "(11 digits)")]
    [TestCase("45-12-34-56-78", "(10 digits and signs)")]
    [TestCase("gpt-4-0613", "gpt-4-0613")]
    [TestCase("123456", "123456")]
    public void A_name_that_is_a_long_number_is_none(string text, string masked) =>
        Assert.That(PrivateText.MaskedName(text), Is.EqualTo(masked));

    [Test]
    [CancelAfter(5_000)]
    public void No_text_keeps_it_busy()
    {
        Assert.That(PrivateText.Masked(string.Concat(Enumerable.Repeat("a.", 50_000)) + "@"), Has.Length.EqualTo(100_001));
        Assert.That(PrivateText.Masked(new string('@', 100_000)), Has.Length.EqualTo(100_000));
    }
}
