using System.Text.RegularExpressions;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Factors.Models;

/// <summary>Versions, tags and dates after a model's name.</summary>
internal static partial class ModelVersions
{
    /// <summary>Takes off all but a date, which moves behind a hyphen: <c>@20240620</c> becomes <c>-20240620</c>.</summary>
    public static string TakeOff(string name, List<string> steps)
    {
        name = Cut(name, BillingText(), steps);
        name = EarlyClaude()
            .Replace(
                name,
                match =>
                    match.Groups[2].Success ? $"claude-{match.Groups[1].Value}.{match.Groups[2].Value}" : $"claude-{match.Groups[1].Value}"
            );
        name = Cut(name, BedrockVersion(), steps);
        name = SizeTag().Replace(name, "-");
        name = Cut(name, Tag(), steps);
        name = Cut(name, Packing(), steps);
        name = Cut(name, Alias(), steps);
        return VertexVersion().Replace(name, "-$1");
    }

    public static string TakeOffDate(string name, List<string> steps) => Cut(name, Date(), steps);

    private static string Cut(string name, Regex ending, List<string> steps)
    {
        var match = ending.Match(name);
        if (!match.Success || match.Index == 0)
            return name;
        steps.Add($"taken off: {Excerpt.Of(match.Value)}");
        return name[..match.Index];
    }

    /// <summary>OpenAI's line items: gpt-5-nano, input_tokens; marketplaces: Claude 3.5 Sonnet (Amazon Bedrock Edition).</summary>
    [GeneratedRegex(@"\s*(,|\|| \().*$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex BillingText();

    /// <summary>Bedrock's claude-v2:1 is Claude 2.1: the version is the name.</summary>
    [GeneratedRegex(@"^claude-v([0-9])(?::([0-9]))?(:[0-9a-z]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex EarlyClaude();

    /// <summary>-v1:0, -v1:0:48k, -1:0; without colon only after a date, since deepseek-v3 is a name.</summary>
    [GeneratedRegex(@"(((?<!^embed)-v[0-9]+|(?<=b)-[0-9]+):[0-9]+(:[a-z0-9]+)?|(?<=-20[0-9]{6})-v[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex BedrockVersion();

    /// <summary>Ollama: llama3.1:70b, mixtral:8x7b, gemma3n:e4b, llama4:scout.</summary>
    [GeneratedRegex(
        @":(?=([0-9]+(\.[0-9]+)?[bmt]|e[0-9]b|[0-9]+x[0-9]+b|large|maverick|medium|micro|mini|scout|small|tiny)(-|$))",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex SizeTag();

    /// <summary>OpenRouter: model:free; Hugging Face: model:groq.</summary>
    [GeneratedRegex(@":.*$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Tag();

    /// <summary>How the same weights are stored or served: -q4_K_M, -fp8, -GGUF, -maas.</summary>
    [GeneratedRegex(
        @"([-_.](q[2-8](?>(_[0-9a-z]+)*)|[bf]f?p?16|fp8|int[48]|[48]bit|awq|gptq|gguf|mlx|nvfp4|mxfp4|maas|cloud))+$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Packing();

    [GeneratedRegex(@"[-@](latest|default)$", RegexOptions.CultureInvariant)]
    private static partial Regex Alias();

    /// <summary>Vertex AI: claude-opus-4-1@20250805, text-bison@002.</summary>
    [GeneratedRegex(@"@([0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex VertexVersion();

    /// <summary>-2024-08-06, -20241022, -08-2024.</summary>
    [GeneratedRegex(@"-(20[0-9]{2}-[0-9]{2}-[0-9]{2}|20[0-9]{6}|[0-9]{2}-20[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
