using System.Security.Cryptography;
using System.Text;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Models;
using LlmEnergy.Factors.Reading;
using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Factors;

/// <summary>
/// Factors with their sources, and the rules by which one is chosen for a date, a place and a model. A pack never changes: the same
/// question
/// has the same answer for as long as <see cref="Hash"/> is the same.
/// </summary>
public sealed class FactorPack
{
    private static readonly Lazy<FactorPack> Embedded = new(() => FactorLoader.Load(FactorFiles.BuiltIn));

    private readonly Dictionary<string, Factor> _factors;
    private readonly GridSelection _grids;
    private readonly ZoneSelection _byZone;
    private readonly DataCentreSelection _dataCentres;

    internal FactorPack(string hash, PackContent content)
    {
        (Hash, Content) = (hash, content);
        Factors = [.. content.Factors.OrderBy(factor => factor.Id, StringComparer.Ordinal)];
        Sources = [.. content.Sources.Values.OrderBy(source => source.Id, StringComparer.Ordinal)];
        _factors = new(content.Factors.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var factor in content.Factors)
            _factors.TryAdd(factor.Id, factor);
        var years = new FactorYears(content.Factors);
        GridZones = years.GridZones;
        _byZone = new(years, content.Zones, content.Sources);
        _grids = new(years, content.Zones, content.Regions, content.Providers, _byZone, content.Sources);
        _dataCentres = new(years, content.Regions, content.Providers, content.Factors, content.Sources);
    }

    /// <summary>The pack that is embedded in this assembly; read when first asked for.</summary>
    public static FactorPack BuiltIn => Embedded.Value;

    /// <summary><c>sha256:</c> and the hash of the files' names and contents.</summary>
    public string Hash { get; }

    /// <summary>
    /// Factors of the pack that others stand for, in the order of their files; none in a pack without a workspace's own factors.
    /// </summary>
    public IReadOnlyList<FactorOverride> Overrides => Content.Overrides;

    /// <summary>What the pack calls itself.</summary>
    public PackEdition Edition => Content.Edition;

    /// <summary>Year and month of the edition, such as 2026.11.</summary>
    public string Version => Edition.Version;

    /// <summary>By id.</summary>
    public IReadOnlyList<Factor> Factors { get; }

    /// <summary>By id; also those that no factor uses (evidence that class factors rest on).</summary>
    public IReadOnlyList<Citation> Sources { get; }

    public IReadOnlyList<Zone> Zones => Content.Zones.Zones;

    public IReadOnlyList<CloudRegion> Regions => Content.Regions.Regions;

    public IReadOnlyList<ProviderLocation> Locations => Content.Providers.Locations;

    public IReadOnlyList<ModelRow> Models => Content.Models.Rows;

    internal PackContent Content { get; }

    /// <summary>Zones with a factor of their own.</summary>
    internal IReadOnlySet<string> GridZones { get; }

    /// <summary>Read when a method first asks for it.</summary>
    public EcoLogitsModels EcoLogits => Content.EcoLogits.Value;

    /// <summary>What methods are scored against; read when first asked for.</summary>
    public IReadOnlyList<Evidence> Evidence => Content.Evidence.Value;

    /// <summary>The latest year of any grid factor.</summary>
    public int LatestGridYear =>
        Factors.Where(factor => FactorFamily.Of(factor.Id) == FactorFamily.Grid).Max(factor => factor.ValidTo.Year);

    /// <summary>
    /// This pack with a workspace's own files on top: a row whose id stands here overrides that factor, others are additions. Another pack,
    /// another hash.
    /// </summary>
    /// <exception cref="ConfigurationException">The files have issues (LE3xxx), all of which it lists.</exception>
    public FactorPack With(FactorFiles overlays) => FactorLoader.Load(this, overlays);

    /// <summary>Whether a text means a grid zone: its id, ISO 3166 code or another spelling, without regard to case.</summary>
    public bool KnowsZone(string written) => Zone(written) is not null;

    /// <summary>Id of the grid zone that a text means, or null.</summary>
    public string? Zone(string written) => string.IsNullOrWhiteSpace(written) ? null : Content.Zones.Find(written);

    /// <summary>As it would be without one of its overrides: for comparison, under a hash of its own.</summary>
    public FactorPack Without(FactorOverride change) =>
        new(
            $"{Hash} without {change.Factor.Id}",
            Content with
            {
                Factors = [.. Content.Factors.Select(factor => factor.Id == change.Factor.Id ? change.Replaced : factor)],
                Overrides = [.. Content.Overrides.Where(other => other != change)],
            }
        );

    private static string HashOf(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    /// <summary>With factors that a register of the workspace states, such as exchange rates: found by id, not chosen by place.</summary>
    public FactorPack With(IReadOnlyList<(Factor Factor, Citation Source)> own) =>
        own.Count == 0
            ? this
            : new(
                HashOf(Hash + string.Concat(own.Select(item => $"\n{item.Factor}\n{item.Source}"))),
                Content with
                {
                    Factors = [.. Content.Factors, .. own.Select(item => item.Factor)],
                    Sources = Content
                        .Sources.Values.Concat(own.Select(item => item.Source))
                        .ToDictionary(source => source.Id, StringComparer.Ordinal),
                }
            );

    /// <exception cref="KeyNotFoundException">There is no such factor.</exception>
    public Factor Factor(string id) => Find(id) ?? throw new KeyNotFoundException($"There is no factor {id}.");

    /// <summary>Null where there is no such factor.</summary>
    public Factor? Find(string id) => _factors.GetValueOrDefault(id);

    public Citation SourceOf(Factor factor) => Content.Sources[factor.SourceId];

    /// <summary>
    /// A factor for an activity of that day. As with grids: valid on that day, or ended at most two years before; null otherwise, and never
    /// a factor that begins later.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such factor.</exception>
    public FactorUse? Use(string factorId, DateOnly activity)
    {
        var factor = Factor(factorId);
        var lag = Math.Max(0, activity.Year - factor.ValidTo.Year);
        if (activity < factor.ValidFrom || lag > FactorYears.LongestLag)
            return null;
        var age = lag == 0 ? "" : FormattableString.Invariant($", ended {Counted.Of(lag, "year")} before the activity");
        return new(
            factor,
            SourceOf(factor),
            lag,
            FormattableString.Invariant($"{factor.Id}, valid {factor.ValidFrom.Year} to {factor.ValidTo.Year}{age}"),
            IsFallback: false
        );
    }

    /// <summary>The grid factor of the place, as well as it is known, in that year; null only where not even the world has one.</summary>
    public Grid? Grid(GridQuery query) => _grids.Find(query);

    /// <summary>
    /// PUE and on-site WUE: the region's own, else the cloud's, else what is assumed of host or provider, else the generic PUE and no WUE.
    /// </summary>
    /// <param name="provider">Who is paid, as the export writes it.</param>
    /// <param name="host">Who runs the inference, where that is someone else; else empty.</param>
    /// <param name="region">Region code of the host's cloud; empty where it is not stated.</param>
    /// <exception cref="KeyNotFoundException">Nothing is known, and the pack has no generic PUE that begins by that year.</exception>
    public DataCentre DataCentreOf(string provider, string host, string region, int year) =>
        _dataCentres.Find(provider, host, region, year);

    /// <summary>Litres of water consumed to generate a kilowatt-hour, of the zone or its country; null where there is no factor.</summary>
    public FactorUse? OffsiteWater(string zone, int year) => _byZone.Find(FactorFamily.OffsiteWater, zone, year);

    /// <summary>
    /// Upstream emissions to be added to a direct-combustion factor, in gCO2e/kWh; null where there is no factor. The default grid factors
    /// have upstream in them.
    /// </summary>
    public FactorUse? Upstream(string zone, int year) => _byZone.Find(FactorFamily.Upstream, zone, year);

    /// <summary>T&amp;D losses over electricity generated, a fraction; null where there is no factor.</summary>
    public FactorUse? TransmissionUplift(string zone, int year) => _byZone.Find(FactorFamily.TransmissionUplift, zone, year);

    /// <summary>Residual mix for market-based emissions, in gCO2e/kWh; null where none was imported.</summary>
    public FactorUse? Residual(string zone, int year) => _byZone.Find(FactorFamily.Residual, zone, year);

    /// <summary>
    /// Canonical id of a provider or host, such as azure-openai for azure.ai.openai; one that is not listed, in lower case.
    /// </summary>
    public string Provider(string written) => Content.Providers.Canonical(written);

    /// <summary>This pack with what a workspace knows of models, under another hash; the pack itself where that is nothing.</summary>
    public FactorPack With(ModelMappings mappings)
    {
        if (!mappings.Files.Names.Any())
            return this;
        var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Hash}\n{mappings.Files.Hash()}\n")));
        return new(
            hash,
            Content with
            {
                Models = Content.Models.With(mappings.Rows),
                Deployments = mappings.Deployments.WithProviders(Provider),
            }
        );
    }

    /// <summary>As <see cref="Resolve(string, string)"/>, but first by the private names of the workspace.</summary>
    /// <param name="month">Of the usage: a private name may stand for another model later.</param>
    public ModelResolution Resolve(string provider, string account, string model, DateOnly month)
    {
        if (Content.Deployments.Find(Provider(provider), account, model, month) is not { } named)
            return Resolve(provider, model);
        var resolution = Resolve(provider, named.Model);
        return resolution with
        {
            Written = model,
            Steps = [FormattableString.Invariant($"named {Excerpt.Of(named.Model)} by {named.File}:{named.Line}"), .. resolution.Steps],
        };
    }

    /// <summary>The row of the model map that decided.</summary>
    public ModelRow RowOf(ModelResolution resolution) => Content.Models.RowOf(resolution);

    /// <summary>Sizes of models, in the order in which they are tried.</summary>
    public IReadOnlyList<OperatingModel> OperatingModels => Content.OperatingModels;

    /// <summary>The size of a model: of a workspace's own row that states one, else of the first row that fits; null without any.</summary>
    /// <param name="month">Of the activity: an alias may stand for another model later.</param>
    public OperatingModel? OperatingModelOf(ModelResolution model, DateOnly month)
    {
        var row = RowOf(model);
        return row.StatedSize ?? OperatingModels.FirstOrDefault(known => known.Fits(row.Maker, model.Resolved ?? "", month));
    }

    /// <summary><c>sha256:</c> and the hash of all sizes that are judged: what an undertaking adopts that calculates by them.</summary>
    public string JudgedSizesHash =>
        HashOf(
            string.Concat(
                OperatingModels
                    .Where(model => model.Status == SizeStatus.Judged)
                    .Select(model =>
                        FormattableString.Invariant(
                            $"{model.Maker}|{model.Pattern}|{model.Family}|{model.ActiveBillions}|{model.TotalBillions}|{model.Bits}|"
                        ) + FormattableString.Invariant($"{model.ActiveSd}|{model.InactiveSd}|{model.BitsSd}|{model.Tier}\n")
                    )
            )
        );

    /// <summary>What is assumed of a provider; null for one that is not listed.</summary>
    public ProviderLocation? LocationOf(string provider) => Content.Providers.Find(provider);

    /// <summary>Where a provider whose place is assumed may be, those of any provider where it has none; empty in a pack without.</summary>
    public IReadOnlyList<PlaceCandidate> PlacesOf(string provider)
    {
        var canonical = Provider(provider);
        var own = Content.PlaceCandidates.Where(candidate => candidate.Provider == canonical).ToList();
        return own.Count > 0 ? own : [.. Content.PlaceCandidates.Where(candidate => candidate.Provider == PlaceCandidate.AnyProvider)];
    }

    /// <summary>Class of a model by the ordered model map.</summary>
    /// <param name="provider">Who is paid, or who runs the inference, as the export writes it.</param>
    public ModelResolution Resolve(string provider, string model) => Content.Models.Resolve(provider, model);
}
