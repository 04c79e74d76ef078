using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>
/// What providers say of their consumer services, per request: a cross-check. They know neither the tokens nor the model of an API
/// customer.
/// </summary>
/// <remarks>
/// Google: 0.24 Wh a median Gemini prompt; OpenAI: 0.34 Wh an average query; both energy only, so that no total follows. Mistral: 2.85
/// gCO2e per
/// 1,000 output tokens of Mistral Large 2, a life-cycle figure of its own boundary, never added to electricity.
/// </remarks>
[Methodology(Heading)]
public sealed class DisclosedPerRequest : IMethod
{
    private const string Heading = "Method disclosed-per-request";
    private const string Google = "disclosed-google-prompt-2025";
    private const string OpenAi = "disclosed-openai-query-2025";
    private const string Mistral = "disclosed-mistral-large-2-2025";
    private static readonly string[] TextGenerators = ["XL", "L", "M", "S"];
    private static readonly string[] MistralLarge2 = ["mistral-large-2", "mistral-large-2407", "mistral-large-2411"];

    public string Id => "disclosed-per-request";

    public string Methodology => Heading;

    public bool SideBySideOnly => true;

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (
            !key.Model.IsKnown
            || !TextGenerators.Contains(key.Model.ModelClass)
            || key.Model.Family!.Contains("moderation", StringComparison.Ordinal)
        )
            return null;
        return factors.RowOf(key.Model).Maker switch
        {
            "google" when key.Known.HasFlag(Known.Requests) && key.Model.Resolved!.Contains("gemini", StringComparison.Ordinal) => Energy(
                Google
            ),
            "openai" when key.Known.HasFlag(Known.Requests) && !key.Model.Resolved!.Contains("oss", StringComparison.Ordinal) => Energy(
                OpenAi
            ),
            "mistral" when key.Known.HasFlag(Known.Output) && MistralLarge2.Contains(key.Model.Resolved) => LifeCycle(),
            _ => null,
        };

        Rate? Energy(string id) =>
            FactorSet.Of(factors, key.Month, id) is { } set
                ? Of(set, Rate.OfEnergy([RateTerm.Product(Quantity.Request, 1m, set[id])], null, ContextRule.None, null))
                : null;
        Rate? LifeCycle() =>
            FactorSet.Of(factors, key.Month, Mistral) is { } set
                ? Of(set, Rate.OfCradleToGate(RateTerm.Product(Quantity.Output, 1m, set[Mistral])))
                : null;
        Rate Of(FactorSet set, Rate rate) => rate with { ModelClass = key.Model.ModelClass, Tier = 4, Factors = set.Uses };
    }
}
