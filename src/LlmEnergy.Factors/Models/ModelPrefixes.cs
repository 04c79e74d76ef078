using System.Text.RegularExpressions;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Factors.Models;

/// <summary>Paths, ARNs, geographies and vendors before a model's name.</summary>
internal static partial class ModelPrefixes
{
    public static string TakeOff(string name, List<string> prefixes, List<string> steps)
    {
        if (Hidden(name) is { } why)
        {
            steps.Add(why);
            return "";
        }

        // OpenRouter: ~anthropic/claude-sonnet-latest; Fireworks: model#accounts/acme/deployments/x
        name = name.TrimStart('~').Split('#')[0];
        if (FineTuned().Match(name) is { Success: true } tuned)
        {
            steps.Add("fine-tuned: its base model");
            name = tuned.Groups[1].Success ? tuned.Groups[1].Value : tuned.Groups[2].Value;
        }

        if (Chosen().Match(name) is { Success: true } chosen)
        {
            steps.Add("taken off: that the tool chose the model itself");
            name = name[chosen.Length..];
        }

        if (Labelled().Match(name) is { Success: true } labelled)
        {
            prefixes.Add(labelled.Groups[1].Value);
            steps.Add($"taken off: '{labelled.Groups[1].Value}:'");
            name = name[(labelled.Groups[1].Length + 1)..];
        }

        name = AwsUsageType.Rewrite(name, steps);
        return Vendor(Dotted(Path(name, prefixes, steps), prefixes, steps), prefixes, steps);
    }

    private static string? Hidden(string name)
    {
        if (name.StartsWith("arn:", StringComparison.Ordinal))
            return NamingArn().IsMatch(name) ? null : "the ARN hides the model";
        return Opaque().IsMatch(name) ? "the path hides the model" : null;
    }

    private static string Path(string name, List<string> prefixes, List<string> steps)
    {
        var slash = name.LastIndexOf('/');
        if (slash < 0)
            return name;
        prefixes.AddRange(name[..slash].Split('/', StringSplitOptions.RemoveEmptyEntries));
        // an ARN names the customer's account
        steps.Add(
            name.StartsWith("arn:", StringComparison.Ordinal) ? "taken off: the ARN" : $"taken off: {Excerpt.Of(name[..(slash + 1)])}"
        );
        return name[(slash + 1)..];
    }

    private static string Dotted(string name, List<string> prefixes, List<string> steps)
    {
        var dotted = GeographyAndMaker().Match(name);
        if (dotted.Length == 0)
            return name;
        prefixes.AddRange(dotted.Value.Split('.', StringSplitOptions.RemoveEmptyEntries));
        steps.Add($"taken off: '{dotted.Value}'");
        // Bedrock's deepseek.r1 and deepseek.v3 say nothing without the maker
        return (dotted.Value.EndsWith("deepseek.", StringComparison.Ordinal) ? "deepseek-" : "") + name[dotted.Length..];
    }

    private static string Vendor(string name, List<string> prefixes, List<string> steps)
    {
        var vendor = WrappedVendor().Match(name) is { Success: true } wrapped ? wrapped : HyphenatedVendor().Match(name);
        if (!vendor.Success)
            return name;
        prefixes.Add(vendor.Groups[1].Value);
        steps.Add($"taken off: '{vendor.Value}'");
        return name[vendor.Length..];
    }

    /// <summary>
    /// All other ARNs of Bedrock and SageMaker are the customer's own: application profiles, provisioned, imported and custom models,
    /// endpoints.
    /// </summary>
    [GeneratedRegex(@":(inference-profile|foundation-model|default-prompt-router)/", RegexOptions.CultureInvariant)]
    private static partial Regex NamingArn();

    /// <summary>Customer's own names: Bedrock's without the ARN, Google's endpoints and tuned models, OpenRouter's presets.</summary>
    [GeneratedRegex(
        @"(^|/)(application-inference-profile|provisioned-model|imported-model|custom-model|custom-model-deployment|endpoints"
            + @"|tunedmodels|@preset)/",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Opaque();

    /// <summary>OpenAI: ft:gpt-4o-mini-2024-07-18:organisation::id. Azure: gpt-4o-mini-2024-07-18.ft-id.</summary>
    [GeneratedRegex(@"^ft:([^:]+)|^(.+)\.ft-", RegexOptions.CultureInvariant)]
    private static partial Regex FineTuned();

    /// <summary>GitHub Copilot: Auto: Claude Haiku 4.5.</summary>
    [GeneratedRegex(@"^auto:\s+(?=[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Chosen();

    /// <summary>Client libraries: anthropic:claude-sonnet-4-5; not Ollama's mistral:7b or mistral:latest.</summary>
    [GeneratedRegex(
        @"^([a-z][a-z_-]*):(?=[@a-z][^:]*[-0-9/])(?<=^(anthropic|azure|bedrock|bedrock_converse|cerebras|cohere|databricks|deepseek"
            + @"|fireworks|github|google|google-gla|google-genai|google-vertex|google_genai|google_vertexai|groq|hf|huggingface"
            + @"|mistral|mistralai|moonshotai|nvidia|ollama|openai|openai-chat|openai-responses|openrouter|perplexity|together"
            + @"|vertex_ai|watsonx|xai):)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Labelled();

    /// <summary>Bedrock: geography of the inference profile and maker.</summary>
    [GeneratedRegex(
        @"^((us|us-gov|eu|apac|jp|au|ca|sa|me|uk|global|regional)\.)?((ai21|amazon|anthropic|cohere|deepseek|google|luma|meta"
            + @"|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs|writer|xai|zai)\.)?",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex GeographyAndMaker();

    /// <summary>SAP AI Core: anthropic--claude-4.7-opus, amazon--nova-lite, meta--llama3.1-70b-instruct.</summary>
    [GeneratedRegex(@"^([a-z][a-z0-9]*)--(?=[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex WrappedVendor();

    /// <summary>Databricks, DigitalOcean and others: databricks-claude-sonnet-4, openai-gpt-4o, c4ai-command-r.</summary>
    [GeneratedRegex(
        @"^(ai21|amazon|anthropic|c4ai|cerebras|cohere|databricks|deepseek-ai|google|groq|ibm|luma|meta|microsoft|mistralai|nvidia"
            + @"|openai|snowflake|xai|zai)-(?=[a-z])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex HyphenatedVendor();
}
