using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors;

/// <summary>
/// Factors with their sources, and the rules by which one is chosen for a date, a place and a model. A pack never changes: the same question
/// has the same answer for as long as <see cref="Hash"/> is the same.
/// </summary>
public sealed class FactorPack
{
    private static readonly Lazy<FactorPack> Embedded = new(() => FactorLoader.Load(FactorFiles.BuiltIn));

    private readonly Dictionary<string, Factor> _factors;
    private readonly IReadOnlyDictionary<string, Source> _sources;
    private readonly GridSelection _grids;
    private readonly ModelMap _models;

    internal FactorPack(string hash, IReadOnlyList<Factor> factors, IReadOnlyDictionary<string, Source> sources, GridSelection grids, ModelMap models)
    {
        Hash = hash;
        Factors = [.. factors.OrderBy(factor => factor.Id, StringComparer.Ordinal)];
        Sources = [.. sources.Values.OrderBy(source => source.Id, StringComparer.Ordinal)];
        _factors = new(StringComparer.OrdinalIgnoreCase);
        foreach (var factor in factors) _factors.TryAdd(factor.Id, factor);
        _sources = sources;
        _grids = grids;
        _models = models;
    }

    /// <summary>The pack that is embedded in this assembly; read when first asked for.</summary>
    public static FactorPack BuiltIn => Embedded.Value;

    /// <summary><c>sha256:</c> and the hash of the files' names and contents.</summary>
    public string Hash { get; }

    /// <summary>By id.</summary>
    public IReadOnlyList<Factor> Factors { get; }

    /// <summary>By id; also those that no factor uses (evidence that class factors rest on).</summary>
    public IReadOnlyList<Source> Sources { get; }

    public IReadOnlyList<Zone> Zones => _grids.Zones.Zones;

    public IReadOnlyList<CloudRegion> Regions => _grids.Regions.Regions;

    public IReadOnlyList<ProviderLocation> Locations => _grids.Providers.Locations;

    public IReadOnlyList<ModelRow> Models => _models.Rows;

    /// <summary>The latest year of any grid factor.</summary>
    public int LatestGridYear => Factors.Where(factor => GridFactors.Has(factor.Id)).Max(factor => factor.ValidTo.Year);

    /// <summary>Whether a text means a grid zone: its id, ISO 3166 code or another spelling, without regard to case.</summary>
    public bool KnowsZone(string written) => !string.IsNullOrWhiteSpace(written) && _grids.Zones.Find(written) is not null;

    /// <exception cref="KeyNotFoundException">There is no such factor.</exception>
    public Factor Factor(string id) => Find(id) ?? throw new KeyNotFoundException($"There is no factor {id}.");

    /// <summary>Null where there is no such factor.</summary>
    public Factor? Find(string id) => _factors.GetValueOrDefault(id);

    public Source SourceOf(Factor factor) => _sources[factor.SourceId];

    /// <summary>
    /// A factor for an activity of that day. As with grids: valid on that day, or ended at most two years before; null otherwise, and never
    /// a factor that begins later.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such factor.</exception>
    public FactorUse? Use(string factorId, DateOnly activity)
    {
        var factor = Factor(factorId);
        var lag = Math.Max(0, activity.Year - factor.ValidTo.Year);
        if (activity < factor.ValidFrom || lag > GridYears.LongestLag) return null;
        var age = lag == 0 ? "" : FormattableString.Invariant($", ended {lag} {(lag == 1 ? "year" : "years")} before the activity");
        return new(factor, SourceOf(factor), lag, FormattableString.Invariant($"{factor.Id}, valid {factor.ValidFrom.Year} to {factor.ValidTo.Year}{age}"), IsFallback: false);
    }

    /// <summary>The grid factor of the place, as well as it is known, in that year; null only where not even the world has one.</summary>
    public Grid? Grid(GridQuery query) => _grids.Find(query);

    /// <summary>Canonical id of a provider or host, such as azure-openai for azure.ai.openai; one that is not listed, in lower case.</summary>
    public string Provider(string written) => _grids.Providers.Canonical(written);

    /// <summary>Class of a model by the ordered model map.</summary>
    /// <param name="provider">Who is paid, or who runs the inference, as the export writes it.</param>
    public ModelResolution Resolve(string provider, string model) => _models.Resolve(provider, model);
}
