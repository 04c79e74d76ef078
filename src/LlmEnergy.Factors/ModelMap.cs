using System.Collections.Concurrent;
using LlmEnergy.Factors.Models;
using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors;

/// <summary>
/// The ordered model map. The first row that fits decides; a row fits where the pattern matches and its maker is that of the name's prefix,
/// else of the provider. Where neither tells a maker (clouds, gateways, providers that are not listed), rows of any maker may fit.
/// </summary>
public sealed class ModelMap
{
    private readonly ProviderIndex _providers;
    private readonly HashSet<string> _makers;
    private readonly ConcurrentDictionary<(string Provider, string Model), ModelResolution> _resolved = new();

    internal ModelMap(IReadOnlyList<ModelRow> rows, ProviderIndex providers)
    {
        Rows = rows;
        _makers = [.. rows.Select(row => row.Maker)];
        _providers = providers;
    }

    /// <summary>In the order in which they are tried; the last one is that of unknown models.</summary>
    public IReadOnlyList<ModelRow> Rows { get; }

    /// <summary>Takes any text; an unknown or empty model gets the class of the last row and no resolved name.</summary>
    public ModelResolution Resolve(string provider, string model) => _resolved.GetOrAdd((provider, model), key => Find(key.Provider, key.Model));

    private ModelResolution Find(string provider, string model)
    {
        var name = ModelName.Of(model);
        var row = name.Text.Length == 0 ? null : Known(Maker(provider, name), name);
        IEnumerable<string> steps = model.AsSpan().Trim().IsEmpty ? ["no model is named"] : name.Steps;
        var used = row ?? Rows[^1];
        return new(model, row is null ? null : name.Text, used.ModelClass, used.Number, [.. steps, InWords(used, row is not null)]);
    }

    private ModelRow? Known(string maker, ModelName name)
    {
        var known = Rows.Take(Rows.Count - 1).Where(row => maker.Length == 0 || row.Maker == maker || row.Maker == ModelRow.AnyMaker).ToList();
        return known.Find(row => row.Pattern.IsMatch(name.Dated)) ?? known.Find(row => row.Pattern.IsMatch(name.Text));
    }

    /// <summary>The prefix nearest to the name comes first: an OpenAI-compatible client says openai of anthropic/claude-opus-4.</summary>
    private string Maker(string provider, ModelName name) =>
        name.Prefixes.Reverse().Select(prefix => _makers.Contains(prefix) ? prefix : Sells(prefix)).Append(Sells(provider)).FirstOrDefault(maker => maker.Length > 0, "");

    private string Sells(string provider) => _providers.Find(provider)?.Maker ?? "";

    private static string InWords(ModelRow row, bool isKnown) => FormattableString.Invariant(
        $"row {row.Number} ({row.Maker}, {row.Pattern}): class {row.ModelClass}{(isKnown ? "" : ", for a model that is not known")}");
}
