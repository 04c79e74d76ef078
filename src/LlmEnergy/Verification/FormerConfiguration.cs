using System.Text.Json;
using System.Text.Json.Nodes;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting;

namespace LlmEnergy.Verification;

/// <summary>A configuration as an earlier version of the program recorded it, in the names of this one.</summary>
internal static class FormerConfiguration
{
    private const string Materiality = "materiality";
    private const string Decision = "decision";
    private const string Rules = "ruleSet";

    /// <param name="hasRules">Whether the workspace names its rules: earlier versions recorded their default where it did not.</param>
    public static JsonElement InPresentNames(string configuration, bool hasRules)
    {
        var json = JsonNode.Parse(configuration)!.AsObject();
        if (json.Remove(Materiality, out var former))
            json[Decision] = former is null
                ? null
                : new JsonObject
                {
                    ["is"] = (former["isMaterial"]!.GetValue<bool>() ? Relevance.Material : Relevance.NotMaterial).ToString(),
                    ["date"] = former["decidedOn"]!.DeepClone(),
                    ["basis"] = former["basis"]!.DeepClone(),
                };
        if (json[Rules]?.GetValue<string>() is not { } name)
            return JsonSerializer.SerializeToElement(json);
        if (!hasRules && name == Disclosure.DefaultRuleSet)
            json.Remove(Rules);
        else
            json[Rules] = RuleSet.Find(name)?.Name ?? name;
        return JsonSerializer.SerializeToElement(json);
    }
}
