using System.Text.Json;
using System.Text.Json.Nodes;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting;

namespace LlmEnergy.Verification;

/// <summary>A configuration as an earlier version of the program recorded it, in the names of this one.</summary>
internal static class FormerConfiguration
{
    private const string Rules = "ruleSet";

    /// <param name="hasRules">Whether the workspace names its rules: earlier versions recorded their default where it did not.</param>
    public static JsonElement InPresentNames(string configuration, bool hasRules)
    {
        var json = JsonNode.Parse(configuration)!.AsObject();
        if (json[Rules]?.GetValue<string>() is { } name)
        {
            if (!hasRules && name == Disclosure.DefaultRuleSet)
                json.Remove(Rules);
            else
                json[Rules] = RuleSet.Find(name)?.Name ?? name;
        }

        return JsonSerializer.SerializeToElement(json);
    }
}
