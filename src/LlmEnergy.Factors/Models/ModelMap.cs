using System.Collections.Concurrent;
using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors.Models;

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

    /// <summary>A map in which these rows are tried first.</summary>
    internal ModelMap With(IReadOnlyList<ModelRow> first) => first.Count == 0 ? this : new([.. first, .. Rows], _providers);

    /// <summary>In the order in which they are tried; the last one is that of unknown models.</summary>
    public IReadOnlyList<ModelRow> Rows { get; }

    /// <summary>The row that decided.</summary>
    public ModelRow RowOf(ModelResolution resolution) => Rows[resolution.MapRow - 1];

    /// <summary>Takes any text; an unknown or empty model gets the class of the last row and no resolved name.</summary>
    public ModelResolution Resolve(string provider, string model) =>
        _resolved.GetOrAdd((provider, model), key => Find(key.Provider, key.Model));

    private ModelResolution Find(string provider, string model)
    {
        var name = ModelName.Parse(model);
        IEnumerable<string> steps = model.AsSpan().Trim().IsEmpty ? ["no model is named"] : name.Steps;
        return name.Text.Length > 0 && Known(Maker(provider, name), name) is var (place, family)
            ? new(model, name.Text, family, Rows[place].ModelClass, place + 1, [.. steps, InWords(Rows[place])])
            : new(model, null, null, Rows[^1].ModelClass, Rows.Count, [.. steps, InWords(Rows[^1]) + ", for a model that is not known"]);
    }

    private (int Place, string Family)? Known(string maker, ModelName name) => Fitting(maker, name.Dated) ?? Fitting(maker, name.Text);

    private (int Place, string Family)? Fitting(string maker, string name)
    {
        for (var place = 0; place < Rows.Count - 1; place++)
        {
            var row = Rows[place];
            if ((maker.Length == 0 || row.Maker == maker || row.Maker == ModelRow.AnyMaker) && row.FamilyOf(name) is { } family)
                return (place, family);
        }

        return null;
    }

    /// <summary>The prefix nearest to the name comes first: an OpenAI-compatible client says openai of anthropic/claude-opus-4.</summary>
    private string Maker(string provider, ModelName name) =>
        name
            .Prefixes.Reverse()
            .Select(prefix => _makers.Contains(prefix) ? prefix : Sells(prefix))
            .Append(Sells(provider))
            .FirstOrDefault(maker => maker.Length > 0, "");

    private string Sells(string provider) => _providers.Find(provider)?.Maker ?? "";

    private static string InWords(ModelRow row) =>
        FormattableString.Invariant(
            $"row {row.Number}{(row.File.Length > 0 ? $" of {row.File}" : "")} ({row.Maker}, {row.Pattern}): class {row.ModelClass}"
        );
}
