namespace LlmEnergy.Factors.Models;

/// <summary>EcoLogits' models and aliases, found by exact name as there, then by the names that the model map reads.</summary>
public sealed class EcoLogitsModels
{
    private const string Anyone = "huggingface_hub";

    /// <summary>Our ids of providers, makers and prefixes to those of EcoLogits.</summary>
    private static readonly Dictionary<string, string> Providers = new(StringComparer.Ordinal)
    {
        ["openai"] = "openai",
        ["azure-openai"] = "openai",
        ["anthropic"] = "anthropic",
        ["google"] = "google_genai",
        ["google-gemini-api"] = "google_genai",
        ["google-vertex"] = "google_genai",
        ["mistral"] = "mistralai",
        ["cohere"] = "cohere",
        ["huggingface"] = Anyone,
    };

    private readonly Dictionary<(string Provider, string Name), EcoLogitsModel> _models = [];

    internal EcoLogitsModels(IEnumerable<EcoLogitsModel> models)
    {
        foreach (var model in models)
            _models.TryAdd((model.Provider, model.Name.ToLowerInvariant()), model);
    }

    public IReadOnlyCollection<EcoLogitsModel> All => _models.Values;

    /// <param name="provider">Canonical id of who is paid or runs the inference.</param>
    /// <param name="maker">Whose model it is, by the model map; empty or <c>*</c> where it does not tell.</param>
    /// <returns>Null for a model that EcoLogits does not list: nothing is taken for its neighbour.</returns>
    public EcoLogitsModel? Find(string provider, string maker, ModelResolution model)
    {
        var name = ModelName.Parse(model.Written);
        string[] names = [model.Written.Trim().ToLowerInvariant(), name.Dated, name.Text, model.Resolved ?? name.Text];
        var sellers = new[] { provider, maker }
            .Select(id => Providers.GetValueOrDefault(id, ""))
            .Where(id => id.Length > 0)
            .Append(Anyone)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return sellers
            .SelectMany(seller => names.Select(candidate => _models.GetValueOrDefault((seller, candidate))))
            .FirstOrDefault(model => model is not null);
    }
}
