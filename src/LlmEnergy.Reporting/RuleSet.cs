using System.Collections.Immutable;
using System.Text.Json;
using CsvHelper;
using LlmEnergy.Domain;

namespace LlmEnergy.Reporting;

/// <summary>
/// One set of reporting rules: its datapoints with their paragraphs, the table that it prescribes, what a report by it says and in which
/// order, and the sentences that are its own. All of it is data, a folder of <c>templates/report/rulesets</c>: another set touches no code.
/// </summary>
public sealed class RuleSet
{
    private const string Resources = "LlmEnergy.Reporting.RuleSets.";
    private const string NotFound = "not found";
    private static readonly ImmutableArray<RuleSet> All = Load();
    private static readonly ImmutableHashSet<string> Keys = [.. All.SelectMany(rules => rules.Datapoints).Select(point => point.Key)];
    private readonly ImmutableDictionary<string, ImmutableSortedDictionary<string, string>> _texts;
    private readonly ImmutableArray<string> _formerNames;
    private readonly DateOnly? _defaultFrom;
    private readonly (DateOnly From, DateOnly To)? _choice;

    private RuleSet(string name, JsonElement json, ImmutableArray<Datapoint> datapoints, RuleSet? basis)
    {
        Name = name;
        Datapoints = basis is null
            ? datapoints
            : [.. basis.Datapoints.Where(old => datapoints.All(own => own.Key != old.Key)), .. datapoints];
        Sections = basis?.Sections ?? Words("sections");
        Statements = basis?.Statements ?? Words("statements");
        Table = basis?.Table ?? TableFrame.Read(json.GetProperty("table"));
        _formerNames = Words("formerly");
        _defaultFrom = Day("defaultFrom");
        _choice = Day("isChoiceFrom") is { } from && Day("isChoiceTo") is { } to ? (from, to) : null;
        _texts = json.GetProperty("texts")
            .EnumerateObject()
            .ToImmutableDictionary(
                language => language.Name,
                language =>
                    (basis?.TextsIn(language.Name) ?? ImmutableSortedDictionary<string, string>.Empty).SetItems(
                        language.Value.EnumerateObject().Select(text => KeyValuePair.Create(text.Name, text.Value.GetString()!))
                    )
            );

        ImmutableArray<string> Words(string key) =>
            json.TryGetProperty(key, out var list) ? [.. list.EnumerateArray().Select(word => word.GetString()!)] : [];

        DateOnly? Day(string key) =>
            json.TryGetProperty(key, out var day)
                ? DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                : null;
    }

    /// <summary>In ordinal order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(rules => rules.Name)];

    /// <summary>Names of earlier versions, which are still read.</summary>
    public static ImmutableArray<string> FormerNames { get; } = [.. All.SelectMany(rules => rules._formerNames)];

    public string Name { get; }

    /// <summary>In the order in which the rules ask for them.</summary>
    public ImmutableArray<Datapoint> Datapoints { get; }

    /// <summary>Sections of a report, in their order.</summary>
    public ImmutableArray<string> Sections { get; }

    /// <summary>Statements on how the metric was prepared, in their order.</summary>
    public ImmutableArray<string> Statements { get; }

    public TableFrame Table { get; }

    /// <summary>Of a name, also of one of an earlier version.</summary>
    public static RuleSet Of(string name) => Find(name) ?? throw new ArgumentException($"there is no rule set '{name}'", nameof(name));

    /// <summary>Null where there is none of that name.</summary>
    public static RuleSet? Find(string name) => All.FirstOrDefault(rules => rules.Name == name || rules._formerNames.Contains(name));

    /// <summary>By the financial year of the period: the set that was last made the rule for years that begin on its first day.</summary>
    public static RuleSet DefaultOf(ReportingPeriod period) =>
        All.Where(rules => rules._defaultFrom <= period.FirstOfYear).MaxBy(rules => rules._defaultFrom)!;

    /// <summary>Whether undertakings choose among several sets for the financial year of the period.</summary>
    public static bool IsChoice(ReportingPeriod period) =>
        All.Any(rules => rules._choice is var (from, to) && from <= period.FirstOfYear && period.FirstOfYear <= to);

    /// <summary>The sentences of its own in a language; an empty one is not said.</summary>
    public ImmutableSortedDictionary<string, string> TextsIn(string language) =>
        _texts.GetValueOrDefault(language, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Name and title of the rules, as the cover prints them; the culture is one of these rules.</summary>
    public Run Heading(ReportCulture culture) =>
        new Run.Text(culture.Text("rules.title", ("name", Name), ("title", culture.Text("rules.name"))));

    /// <summary>Whether the rules ask for it.</summary>
    /// <exception cref="KeyNotFoundException">No rule set has such a datapoint.</exception>
    public bool Has(string key) => Find(key, out _);

    /// <summary>Such as <c> (ESRS E1 AR 51)</c>; empty where the rules do not ask for it, or the paragraph was not found.</summary>
    public Run Reference(string key, ReportCulture culture) =>
        new Run.Text(
            Find(key, out var point) && point.Paragraph != NotFound
                ? culture.Text("rules.reference", ("paragraph", culture.Citation(point.Paragraph)))
                : ""
        );

    /// <summary>Where the rules ask for a statement of the version that is applied; empty where they do not.</summary>
    public Run Version(ReportCulture culture) => Reference("version", culture);

    /// <summary>What it asks for without a paragraph that was found.</summary>
    public IEnumerable<Datapoint> WithoutParagraph => Datapoints.Where(point => point.Paragraph == NotFound);

    public IEnumerable<Datapoint> WithParagraph => Datapoints.Where(point => point.Paragraph != NotFound);

    private bool Find(string key, out Datapoint point)
    {
        if (!Keys.Contains(key))
            throw new KeyNotFoundException($"no rule set has a datapoint '{key}'");
        point = Datapoints.FirstOrDefault(datapoint => datapoint.Key == key)!;
        return point is not null;
    }

    private static ImmutableArray<RuleSet> Load()
    {
        var assembly = typeof(RuleSet).Assembly;
        var files = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Resources, StringComparison.Ordinal))
            .ToDictionary(name => name[Resources.Length..].Replace('\\', '/'), StringComparer.Ordinal);
        var read = new Dictionary<string, RuleSet>(StringComparer.Ordinal);
        foreach (var name in files.Keys.Select(file => file.Split('/')[0]).Distinct().Order(StringComparer.Ordinal))
            Read(name);
        return [.. read.OrderBy(rules => rules.Key, StringComparer.Ordinal).Select(rules => rules.Value)];

        RuleSet Read(string name)
        {
            if (read.TryGetValue(name, out var known))
                return known;
            using var json = JsonDocument.Parse(assembly.GetManifestResourceStream(files[name + "/rules.json"])!);
            var basis = json.RootElement.TryGetProperty("base", out var other) ? Read(other.GetString()!) : null;
            using var csv = assembly.GetManifestResourceStream(files[name + "/datapoints.csv"])!;
            return read[name] = new(name, json.RootElement, Datapoint.Read(csv), basis);
        }
    }
}

/// <summary>Something that the rules ask for.</summary>
/// <param name="Paragraph">In English, such as <c>ESRS 1 83 to 86</c>.</param>
/// <param name="Section">Text of the heading under which a report answers it; empty where it cannot.</param>
public sealed record Datapoint(string Key, string Paragraph, string Section)
{
    internal static ImmutableArray<Datapoint> Read(Stream csv)
    {
        using var reader = CsvReader.Create(csv, CsvReaderOptions.Default);
        reader.ReadHeader();
        var points = ImmutableArray.CreateBuilder<Datapoint>();
        while (reader.Read())
            points.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(3)));
        return points.ToImmutable();
    }
}
