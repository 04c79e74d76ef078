namespace LlmEnergy.Factors.Files;

/// <summary>
/// Foreign text as messages and steps quote it: cut to 40 characters, control characters as question marks (a message is one line).
/// </summary>
internal static class Excerpt
{
    private const int Longest = 40;

    public static string Of(string text)
    {
        var cut = text.Length <= Longest ? text : text[..Longest] + "...";
        return $"'{string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c))}'";
    }
}
