using System.Collections.Immutable;
using System.Text.Json;

namespace LlmEnergy.Reporting.Tagging;

/// <summary>
/// What is known of a version of an XBRL taxonomy, and which figures are facts of it: a file of templates/report/taxonomies, which says its
/// source.
/// </summary>
/// <param name="Status"><c>published</c>, or <c>draft</c>: then only what was read of it is here.</param>
/// <param name="RuleSets">Rules whose reports it tags.</param>
/// <param name="EntryPoint">Address of its schema; null where it is not known.</param>
/// <param name="Prefix">Of its names, as the file writes them.</param>
/// <param name="Namespace">Null where it is not known.</param>
public sealed record Taxonomy(
    string Id,
    string Status,
    string Source,
    ImmutableArray<string> RuleSets,
    string? EntryPoint,
    string Prefix,
    string? Namespace,
    ImmutableArray<Concept> Concepts,
    ImmutableArray<Hypercube> Hypercubes,
    ImmutableArray<FigureTag> Facts
)
{
    private const string Resources = "LlmEnergy.Reporting.Taxonomies.";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static ImmutableArray<Taxonomy> All { get; } =
    [
        .. typeof(Taxonomy)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Resources, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    /// <summary>That of the rules of a report; null where none is known.</summary>
    public static Taxonomy? Of(string ruleSet) => All.FirstOrDefault(taxonomy => taxonomy.RuleSets.Contains(ruleSet));

    private static Taxonomy Read(string name)
    {
        using var json = typeof(Taxonomy).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Taxonomy>(json, Options)!;
    }
}

/// <param name="Type"><c>ghgEmissions</c> in tCO2e, or <c>percent</c> as a pure number.</param>
/// <param name="PeriodType"><c>duration</c> or <c>instant</c>.</param>
public sealed record Concept(string Name, string Type, string PeriodType);

/// <summary>Which dimensions some concepts may have together.</summary>
/// <param name="Role">Null where it is not known.</param>
public sealed record Hypercube(string? Role, ImmutableArray<string> PrimaryItems, ImmutableArray<DimensionAxis> Axes);

/// <param name="Default">The member that a fact without the axis has, and that none may name; null where there is none.</param>
/// <param name="Members">Empty where none is known.</param>
public sealed record DimensionAxis(string Axis, string? Default, ImmutableArray<string> Members);

/// <summary>A figure as a fact.</summary>
/// <param name="Dimensions">Member by axis; null where the taxonomy's member is not known, so that there is no fact.</param>
public sealed record FigureTag(string Figure, string Concept, ImmutableSortedDictionary<string, string?> Dimensions);
