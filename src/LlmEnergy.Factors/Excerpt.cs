namespace LlmEnergy.Factors;

/// <summary>Foreign text as messages and steps quote it: cut to 40 characters.</summary>
internal static class Excerpt
{
    private const int Longest = 40;

    public static string Of(string text) => text.Length <= Longest ? $"'{text}'" : $"'{text[..Longest]}...'";
}
