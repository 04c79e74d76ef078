using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy;

/// <summary>Text of a command line that is written into a file which is hashed, printed and signed.</summary>
internal static class TypedText
{
    /// <exception cref="ConfigurationException">It has what a reader does not see as it is (LE2001).</exception>
    public static void RefuseHidden(string option, string text)
    {
        var found = text.Any(char.IsControl) ? "a line break or another control character" : VisibleText.Hidden(text);
        if (found is not null)
            throw new ConfigurationException(
                new Issue(new(option, 0, 0), "LE2001", $"found {found}, expected text of one line that a reader sees as it is")
            );
    }
}
