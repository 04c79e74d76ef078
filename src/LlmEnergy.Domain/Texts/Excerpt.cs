namespace LlmEnergy.Domain.Texts;

/// <summary>Foreign text as messages and steps show it: as much as tells it from others.</summary>
public static class Excerpt
{
    private const int Longest = 40;

    /// <summary>At most 40 characters, and three dots where there are more.</summary>
    public static string Cut(string text) => text.Length <= Longest ? text : text[..Longest] + "...";

    /// <summary>The same in quotes, control characters as question marks: a message is one line.</summary>
    public static string Of(string text) => $"'{string.Concat(Cut(text).Select(c => char.IsControl(c) ? '?' : c))}'";
}
