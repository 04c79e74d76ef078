using System.Text.RegularExpressions;

namespace LlmEnergy.Factors.Models;

/// <summary>
/// Usage types of AWS bills: USE1-Claude3Sonnet-input-tokens, EU-NovaPro-output-tokens-batch,
/// USE1-qwen.qwen3-32b-mantle-input-tokens-standard.
/// </summary>
internal static partial class AwsUsageType
{
    /// <summary>
    /// The text itself where no region of AWS stands before it, or no kind of tokens after it, and it is no model in one word.
    /// </summary>
    public static string Rewrite(string name, List<string> steps)
    {
        if (UsageType().Match(name) is { Success: true } match)
        {
            steps.Add("read as a usage type of AWS");
            return InOneWord().Replace(match.Groups[1].Value, "-");
        }

        if (!ModelInOneWord().IsMatch(name))
            return name;
        steps.Add("written in one word, as on bills of AWS");
        return InOneWord().Replace(name, "-");
    }

    [GeneratedRegex(
        @"^(?:use[12]|usw[12]|ug[ew]1|eu|eu[wncs][1-3]|ap[nse]{1,2}[1-9]|ca[nw][1-9]|sae1|mes1|mec1|afs1|ilc1|mxc1)-(.+?)"
            + @"-(?:(?:text|speech|cache-(?:read|write))-)?(?:input|output|cache)-(?:tokens?|image|write|read)\b.*$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline
    )]
    private static partial Regex UsageType();

    /// <summary>What is left of a usage type where a bill was read by its rows: Claude3Sonnet, NovaMicro, TitanEmbeddingV2.</summary>
    [GeneratedRegex(
        @"^(?:claude[0-9](?:\.[0-9])?(?:sonnet|haiku|opus|instant)|nova(?:[0-9]\.[0-9])?(?:micro|lite|pro|premier|sonic)"
            + @"|titan(?:text|embeddings?)[a-z0-9.-]*|mistral(?:[0-9]+b|small|medium|large))$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex ModelInOneWord();

    /// <summary>Claude3Sonnet, NovaPro, Nova2.0Lite, TitanTextG1, MistralSmall, Mistral7B.</summary>
    [GeneratedRegex(
        @"(?<=^(claude|nova|titan|mistral))(?=[0-9a-z])(?!ai)|(?<=^(claude|nova)[0-9](\.[0-9])?)(?=[a-z])|(?<=^titan(text"
            + @"|embeddings?))(?=g1|v[0-9]|-)(?!-)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex InOneWord();
}
