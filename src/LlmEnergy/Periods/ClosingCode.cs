using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LlmEnergy.Periods;

/// <summary>
/// Twenty-five letters and digits that stand for a manifest, the figures and the chain of events up to one of them: short enough to be read
/// out, or to be
/// written on a signed letter. 125 bits of a SHA-256: another folder with the code of a given one takes about 2^125 attempts, two folders
/// with one code about 2^62.
/// </summary>
public static class ClosingCode
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Groups = 5;
    private const int GroupLength = 5;
    private const int BitsOfDigit = 5;

    /// <param name="manifest">SHA-256 of the manifest.</param>
    /// <param name="figures">SHA-256 of figures.json.</param>
    /// <param name="lastEvent">Hash of the last event that the code covers.</param>
    /// <returns>Such as <c>8YWPA-29F1Q-Z03MK-T4N6E-C7RJV</c>.</returns>
    public static string Compute(string manifest, string figures, string lastEvent)
    {
        var hash = SHA256.HashData(
            Encoding.UTF8.GetBytes($"llmenergy code 1\nmanifest {manifest}\nfigures.json {figures}\nevent {lastEvent}\n")
        );
        var code = new StringBuilder();
        for (var at = 0; at < Groups * GroupLength; at++)
        {
            if (at > 0 && at % GroupLength == 0)
                code.Append('-');
            code.Append(Digits[DigitAt(hash, at * BitsOfDigit)]);
        }

        return code.ToString();
    }

    /// <summary>
    /// The code as <see cref="Compute"/> writes it: without regard to case, spaces and hyphens, and with letters that are no digits of it
    /// as those that they look like.
    /// </summary>
    public static string Plain(string text)
    {
        var digits = text.ToUpper(CultureInfo.InvariantCulture)
            .Where(letter => letter != '-' && !char.IsWhiteSpace(letter))
            .Select(letter =>
                letter switch
                {
                    'O' => '0',
                    'I' or 'L' => '1',
                    _ => letter,
                }
            );
        return string.Join('-', digits.Chunk(GroupLength).Select(group => new string(group)));
    }

    private static int DigitAt(byte[] hash, int bit)
    {
        var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
        return (pair >> (16 - BitsOfDigit - (bit % 8))) & (Digits.Length - 1);
    }
}
