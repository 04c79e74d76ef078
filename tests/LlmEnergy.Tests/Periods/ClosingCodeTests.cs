using System.Security.Cryptography;
using System.Text;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

public class ClosingCodeTests
{
    [Test]
    public void It_is_the_first_125_bits_of_the_hash_in_digits_of_five_bits()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("llmenergy code 1\nmanifest aa\nfigures.json bb\nevent cc\n"));
        var bits = string.Concat(hash.Select(value => Convert.ToString(value, 2).PadLeft(8, '0')));
        var digits = Enumerable
            .Range(0, 25)
            .Select(at => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Convert.ToInt32(bits[(at * 5)..((at * 5) + 5)], 2)]);
        Assert.That(
            ClosingCode.Compute("aa", "bb", "cc"),
            Is.EqualTo(string.Join('-', digits.Chunk(5).Select(group => new string(group))))
        );
    }

    [Test]
    public void It_covers_manifest_figures_and_events() =>
        Assert.That(
            new[]
            {
                ClosingCode.Compute("a", "b", "c"),
                ClosingCode.Compute("x", "b", "c"),
                ClosingCode.Compute("a", "x", "c"),
                ClosingCode.Compute("a", "b", "x"),
            },
            Is.Unique
        );

    [TestCase("8YWPA-29F1Q-Z03MK-T4N6E-C7RJV")]
    [TestCase(" 8ywpa29f1qz03mkt4n6ec7rjv\n")]
    [TestCase("8YWPA 29FLQ ZO3MK T4N6E C7RJV")]
    public void It_is_read_as_people_write_it(string written) =>
        Assert.That(ClosingCode.Plain(written), Is.EqualTo("8YWPA-29F1Q-Z03MK-T4N6E-C7RJV"));
}
