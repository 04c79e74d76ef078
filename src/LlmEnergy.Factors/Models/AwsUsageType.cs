using System.Text.RegularExpressions;

namespace LlmEnergy.Factors.Models;

/// <summary>
/// Usage types of AWS bills: USE1-Claude3Sonnet-input-tokens, EU-NovaPro-output-tokens-batch,
/// USE1-qwen.qwen3-32b-mantle-input-tokens-standard.
/// </summary>
internal static partial class AwsUsageType
{
    /// <summary>The text itself where no region of AWS stands before it, or no kind of tokens after it.</summary>
    public static string Rewrite(string name, List<string> steps)
    {
        if (UsageType().Match(name) is not { Success: true } match)
            return name;
        steps.Add("read as a usage type of AWS");
        return InOneWord().Replace(match.Groups[1].Value, "-");
    }

    [GeneratedRegex(
        @"^(?:use[12]|usw[12]|ug[ew]1|eu|eu[wncs][1-3]|ap[nse]{1,2}[1-9]|ca[nw][1-9]|sae1|mes1|mec1|afs1|ilc1|mxc1)-(.+?)"
            + @"-(?:(?:text|speech|cache-(?:read|write))-)?(?:input|output|cache)-(?:tokens?|image|write|read)\b.*$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline
    )]
    private static partial Regex UsageType();

    /// <summary>Claude3Sonnet, NovaPro, Nova2.0Lite, TitanTextG1, MistralSmall, Mistral7B.</summary>
    [GeneratedRegex(
        @"(?<=^(claude|nova|titan|mistral))(?=[0-9a-z])(?!ai)|(?<=^(claude|nova)[0-9](\.[0-9])?)(?=[a-z])|(?<=^titan(text"
            + @"|embeddings?))(?=g1|v[0-9]|-)(?!-)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex InOneWord();
}
