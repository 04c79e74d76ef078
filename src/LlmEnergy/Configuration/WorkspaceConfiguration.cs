using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Configuration;

/// <summary>
/// What <c>llmenergy.json</c> says. The manifest of a period holds the same record: what a report used is what can be used again.
/// </summary>
/// <param name="Schema">1.</param>
/// <param name="Undertaking">Name that the report prints.</param>
/// <param name="FiscalYear">Gives the days of periods that begin with FY; the calendar year by default.</param>
/// <param name="Methods">Hierarchy of methods, tried in order.</param>
/// <param name="Profiles">The user's own formats, relative to the workspace.</param>
/// <param name="IdentityMemory">Mebibytes that the request identities of one source may take.</param>
/// <param name="NotCalculatedTolerance">Share of rows or of cost without a factor above which the disclosure is incomplete.</param>
/// <param name="CostKeys">CSV <c>value,cost_key</c> that turns projects or teams into cost keys, relative to the workspace, or
/// null.</param>
/// <param name="Deployments">CSV of private model names such as Azure deployments, relative to the workspace, or null.</param>
/// <param name="Models">CSV of the workspace's own rows of the model map, relative to the workspace, or null.</param>
public sealed record WorkspaceConfiguration(
    int Schema,
    string Undertaking,
    FiscalYear FiscalYear,
    ImmutableArray<string> Methods,
    ImmutableArray<string> Profiles,
    string? CostKeys,
    string? Deployments,
    string? Models,
    int IdentityMemory,
    ElectricityConfiguration Electricity,
    decimal NotCalculatedTolerance,
    ImmutableArray<SourceConfiguration> Sources
)
{
    /// <summary>In the folder of a workspace.</summary>
    public const string FileName = "llmenergy.json";

    /// <summary>The workspace's own factors: files or patterns such as <c>factors/*.csv</c>, relative to the workspace.</summary>
    public ImmutableArray<string> Factors { get; init; } = [];

    /// <summary>Share of the previous value above which a restatement reaches back to comparatives and base year.</summary>
    public decimal RestatementThreshold { get; init; } = DefaultRestatementThreshold;

    public const decimal DefaultRestatementThreshold = 0.05m;

    /// <summary>Sources that state the same traffic: where several have usage of a day and model, the first of these counts.</summary>
    public ImmutableArray<string> Precedence { get; init; } = [];

    /// <summary>Pairs of sources that share no traffic, with the reason.</summary>
    public ImmutableArray<DisjointSources> Disjoint { get; init; } = [];

    /// <summary>A whole year such as <c>2025</c> or <c>FY2025</c>; null where none is set.</summary>
    public string? BaseYear { get; init; }

    /// <summary>In tCO2e, one for a figure and year.</summary>
    public ImmutableArray<Target> Targets { get; init; } = [];

    public Decision? Decision { get; init; }

    /// <summary>The decision as readers of manifests have known it from the beginning; null where it is another one.</summary>
    public Materiality? Materiality =>
        Decision is { Is: Relevance.Material or Relevance.NotMaterial } decision
            ? new(decision.Is == Relevance.Material, decision.Date, decision.Basis)
            : null;

    /// <summary>What the undertaking says of itself and of its periods.</summary>
    public Statement Statement { get; init; } = Statement.None;

    /// <summary>The rules whose paragraphs reports cite; null: those that hold by the financial year.</summary>
    public string? RuleSet { get; init; }

    /// <summary><c>estimate</c>: days without data are filled by the same weekdays around them; null where they stay gaps.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Gaps { get; init; }

    /// <summary>
    /// <c>estimate</c>: prompts of products that state no tokens are counted with those of <c>assumptions.csv</c>; null where their files
    /// are refused.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Prompts { get; init; }

    /// <summary>Whether the file names no method: then the default hierarchy is that of the version that runs.</summary>
    [JsonIgnore]
    public bool HasDefaultMethods { get; init; }

    /// <summary>What the undertaking adopts of operating-point-2026 besides models of published size; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OperatingPointConfiguration? OperatingPoint { get; init; }

    /// <summary>When usage, invoices and ledger agree; null where the file does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReconciliationRules? Reconciliation { get; init; }

    /// <summary>Share of the emissions that may match no row of allocation.csv; null where the file does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? UnallocatedTolerance { get; init; }

    [JsonIgnore]
    public bool AdoptsClosedModels => OperatingPoint is { ClosedModels: true };

    /// <summary>
    /// <c>simulated</c> or <c>correlated</c>: what stands beside central values; null: simulated where operating-point-2026 gives a rate.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Interval { get; init; }

    /// <summary>Of reports, such as <c>de</c>.</summary>
    public string Language { get; init; } = DefaultLanguage;

    public const string DefaultLanguage = "en";
}

/// <summary>Whether these services are material for Scope 3, as the undertaking decided.</summary>
public sealed record Materiality(bool IsMaterial, DateOnly DecidedOn, string Basis);

/// <summary>A declared input: exports of one kind from one account.</summary>
/// <param name="Id">Name of the source in all outputs.</param>
/// <param name="Paths">Files, folders or patterns such as <c>exports/openai/**</c>, relative to the workspace and inside it.</param>
/// <param name="Format">Id of a format, or <c>auto</c>.</param>
/// <param name="Account">Account or organisation the exports are of.</param>
/// <param name="Provider">Used where the export names no provider.</param>
/// <param name="Region">Used where the export names no region.</param>
/// <param name="AttestedZero">Months or days in which days without rows had no usage, as somebody attests.</param>
public sealed record SourceConfiguration(
    string Id,
    [property: JsonPropertyName("path"), JsonConverter(typeof(ShownPathsConverter))] ImmutableArray<string> Paths,
    string Format,
    string Account,
    string? Provider,
    string? Region,
    ImmutableArray<string> AttestedZero
)
{
    /// <summary>Of costs for which the export names no currency (ISO 4217); null: they all name it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    /// <summary>A table in the place of files; null: there are files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DatabaseConfiguration? Database { get; init; }

    /// <summary>Id of a source that states all of this one's traffic too, so that it counts there; null: none does.</summary>
    public string? PartOf { get; init; }
}

/// <summary>Paths as outputs may show them: one as a text, more as a list.</summary>
internal sealed class ShownPathsConverter : JsonConverter<ImmutableArray<string>>
{
    public override ImmutableArray<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? [reader.GetString() ?? ""]
            : JsonSerializer.Deserialize<ImmutableArray<string>>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, ImmutableArray<string> value, JsonSerializerOptions options)
    {
        if (value is [var only])
        {
            writer.WriteStringValue(InputPath.Shown(only));
            return;
        }

        writer.WriteStartArray();
        foreach (var path in value)
            writer.WriteStringValue(InputPath.Shown(path));
        writer.WriteEndArray();
    }
}

/// <param name="GridBasis">lifecycle, or direct: official factors of combustion only, with upstream beside them.</param>
/// <param name="TransmissionLosses">Whether losses of transmission and distribution are counted.</param>
public sealed record ElectricityConfiguration(string GridBasis, bool TransmissionLosses);

/// <param name="ClosedModels">Whether models are calculated by sizes that are judged.</param>
public sealed record OperatingPointConfiguration(bool ClosedModels);
