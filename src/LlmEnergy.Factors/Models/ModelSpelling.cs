using System.Text.RegularExpressions;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Factors.Models;

/// <summary>One spelling for names that exports write in several.</summary>
internal static partial class ModelSpelling
{
    public static string Rewrite(string name, List<string> steps)
    {
        var text = Blank().Replace(SkuText().Replace(name, ""), "-");
        // Fireworks: llama-v3p1-8b, glm-4p5
        text = PointAsLetter().Replace(text, "$1.$2");
        text = text.StartsWith("claude", StringComparison.Ordinal) ? Claude(text) : OpenWeights(Gemini(Gpt(text)));
        if (text != name)
            steps.Add($"read as {Excerpt.Of(text)}");
        return text;
    }

    /// <summary>Azure: gpt-35-turbo, gpt4o; hyphens for points: gpt-4-1-mini.</summary>
    private static string Gpt(string text) => GptVersion().Replace(GptWithoutHyphen().Replace(text, "gpt-$1"), "gpt-$1.$2");

    /// <summary>Labels: gemini35flash; hyphens for points: gemini-2-5-pro.</summary>
    private static string Gemini(string text) =>
        GeminiVersion()
            .Replace(GeminiLabel().Replace(text, "gemini-$1.$2-"), "gemini-$1.$2")
            .Replace("flashlite", "flash-lite", StringComparison.Ordinal);

    /// <summary>Display names and gateways: Claude Haiku 4.5, claude-4.7-opus, claude-instant-v1.</summary>
    private static string Claude(string text) =>
        ClaudeVersionFirst().Replace(ClaudeInstant().Replace(text.Replace('.', '-'), "claude-instant-$1"), "claude-$3-$1$2");

    /// <summary>
    /// llama3-1-8b, llama-3.1-8b and llama-v3.1-8b are one; so are gemma3 and gemma-3, phi4 and phi-4, qwen-2.5 and qwen2.5.
    /// </summary>
    private static string OpenWeights(string text)
    {
        text = LlamaVersion()
            .Replace(text, match => $"llama-{match.Groups[1].Value}{(match.Groups[2].Success ? "." + match.Groups[2].Value : "")}");
        text = QwenVersion()
            .Replace(text, match => $"qwen{match.Groups[1].Value}{(match.Groups[2].Success ? "." + match.Groups[2].Value : "")}");
        return WithoutHyphen().Replace(text, "$1-$2");
    }

    [GeneratedRegex(@"[\s_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    /// <summary>Google's billing: Generate content input token count Gemini 2.5 Pro short input text.</summary>
    [GeneratedRegex(@"^(generate|embed)[ _]?content\s.*?(?=gemini)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex SkuText();

    [GeneratedRegex(@"(?<=[a-z-])([0-9])p([0-9])(?=-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex PointAsLetter();

    [GeneratedRegex(@"^gpt([0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex GptWithoutHyphen();

    [GeneratedRegex(@"^gpt-([0-9])-?([0-9])(?=-|$|turbo)", RegexOptions.CultureInvariant)]
    private static partial Regex GptVersion();

    [GeneratedRegex(@"^gemini-?([0-9])([0-9])-?(?=[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex GeminiLabel();

    [GeneratedRegex(@"^gemini-([0-9])-([0-9])(?=-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex GeminiVersion();

    [GeneratedRegex(@"\bllama-?v?([0-9])(?:[.-]([0-9]))?(?=-)", RegexOptions.CultureInvariant)]
    private static partial Regex LlamaVersion();

    [GeneratedRegex(@"\bqwen-?([0-9])(?:[.-]([0-9]))?(?=-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex QwenVersion();

    [GeneratedRegex(@"^(gemma|phi|command-r-plus|nemotron|glm)([0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex WithoutHyphen();

    [GeneratedRegex(@"^claude-instant-v([0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex ClaudeInstant();

    /// <summary>From version 4 on the family comes first; 3 and 3.5 keep their order.</summary>
    [GeneratedRegex(@"^claude-([4-9])(-[0-9])?-(opus|sonnet|haiku)", RegexOptions.CultureInvariant)]
    private static partial Regex ClaudeVersionFirst();
}
