using System.Text.RegularExpressions;

namespace LlmEnergy.Factors.Models;

/// <summary>One spelling for names that exports write in several.</summary>
internal static partial class ModelSpelling
{
    public static string Rewrite(string name, List<string> steps)
    {
        var text = Blank().Replace(name, "-");
        // Azure: gpt-35-turbo; hyphens for dots: gpt-4-1-mini
        text = GptVersion().Replace(text, "gpt-$1.$2");
        // labels: gemini35flash
        text = GeminiLabel().Replace(text, "gemini-$1.$2-").Replace("flashlite", "flash-lite", StringComparison.Ordinal);
        // Fireworks: llama-v3p1-8b
        text = LlamaVersion().Replace(text, "llama-$1.$2");
        if (text.StartsWith("claude", StringComparison.Ordinal))
        {
            // display names and gateways: Claude Haiku 4.5, claude-4.7-opus
            text = ClaudeVersionFirst().Replace(text.Replace('.', '-'), "claude-$3-$1$2");
        }

        if (text != name) steps.Add($"read as {Excerpt.Of(text)}");
        return text;
    }

    [GeneratedRegex(@"[\s_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"^gpt-([0-9])-?([0-9])(?=-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex GptVersion();

    [GeneratedRegex(@"^gemini-?([0-9])([0-9])-?(?=[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex GeminiLabel();

    [GeneratedRegex(@"llama-v([0-9])p([0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex LlamaVersion();

    /// <summary>From version 4 on the family comes first; 3 and 3.5 keep their order.</summary>
    [GeneratedRegex(@"^claude-([4-9])(-[0-9])?-(opus|sonnet|haiku)", RegexOptions.CultureInvariant)]
    private static partial Regex ClaudeVersionFirst();
}
