using System.Text.RegularExpressions;

namespace LlmEnergy.Factors.Models;

/// <summary>Paths, ARNs, geographies and vendors before a model's name.</summary>
internal static partial class ModelPrefixes
{
    public static string TakeOff(string name, List<string> prefixes, List<string> steps)
    {
        if (Opaque().IsMatch(name))
        {
            steps.Add("the ARN hides the model");
            return "";
        }

        if (FineTuned().Match(name) is { Success: true } tuned)
        {
            steps.Add("fine-tuned: its base model");
            name = tuned.Groups[1].Value;
        }

        var slash = name.LastIndexOf('/');
        if (slash >= 0)
        {
            prefixes.AddRange(name[..slash].Split('/', StringSplitOptions.RemoveEmptyEntries));
            // an ARN names the customer's account
            steps.Add(name.StartsWith("arn:", StringComparison.Ordinal) ? "taken off: the ARN" : $"taken off: {Excerpt.Of(name[..(slash + 1)])}");
            name = name[(slash + 1)..];
        }

        var dotted = Dotted().Match(name);
        if (dotted.Length == 0) return name;
        prefixes.AddRange(dotted.Value.Split('.', StringSplitOptions.RemoveEmptyEntries));
        steps.Add($"taken off: '{dotted.Value}'");
        // Bedrock's deepseek.r1 and deepseek.v3 say nothing without the maker
        return (dotted.Value.EndsWith("deepseek.", StringComparison.Ordinal) ? "deepseek-" : "") + name[dotted.Length..];
    }

    [GeneratedRegex(@"(application-inference-profile|provisioned-model)/", RegexOptions.CultureInvariant)]
    private static partial Regex Opaque();

    /// <summary>OpenAI: ft:gpt-4o-mini-2024-07-18:organisation::id.</summary>
    [GeneratedRegex(@"^ft:([^:]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FineTuned();

    /// <summary>Bedrock: geography of the inference profile and maker.</summary>
    [GeneratedRegex(@"^((us|us-gov|eu|apac|jp|au|ca|global)\.)?((ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs|writer|zai)\.)?", RegexOptions.CultureInvariant)]
    private static partial Regex Dotted();
}
