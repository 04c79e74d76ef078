using System.Text.RegularExpressions;

namespace LlmEnergy.Ingestion.Sources;

/// <summary>What different systems call the same model by: <c>openai/gpt-4o-2024-08-06</c> and <c>gpt-4o</c> are <c>gpt-4o</c>.</summary>
public static partial class ModelFamily
{
    /// <summary>In lower case, without what stands before a slash or a vendor's point, without dates and versions at its end.</summary>
    public static string Of(string model)
    {
        var name = model.Trim().ToLowerInvariant();
        name = name[(name.LastIndexOf('/') + 1)..];
        name = Vendor().Replace(name, "");
        while (Ending().Match(name) is { Success: true, Index: > 0 } ending)
            name = name[..ending.Index];
        return name.Replace('.', '-');
    }

    [GeneratedRegex("^([a-z]{2}\\.)?(anthropic|amazon|meta|mistral|cohere|openai|deepseek|qwen)\\.")]
    private static partial Regex Vendor();

    [GeneratedRegex("([-@]20[0-9]{2}-?[0-9]{2}-?[0-9]{2}|-v[0-9]+(:[0-9]+)?|:[a-z0-9]+|-latest)\\z")]
    private static partial Regex Ending();
}
