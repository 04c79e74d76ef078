using System.Collections.Immutable;
using CsvHelper;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting;

/// <summary>
/// The paragraphs of one set of reporting rules, by datapoint. They are data, since the rules are renumbered and the datapoints stay.
/// </summary>
public sealed class RuleSet
{
    public const string Default = Disclosure.DefaultRuleSet;
    private const string NotYetPublished = "not yet published";
    private const string None = "none";
    private const string Title = "rule_set";
    private readonly ImmutableSortedDictionary<string, string> _paragraphs;

    private RuleSet(string name, ImmutableSortedDictionary<string, string> paragraphs) => (Name, _paragraphs) = (name, paragraphs);

    public static ImmutableArray<string> Names { get; } = [Default, "ESRS-2026", "VSME"];

    public string Name { get; }

    public IEnumerable<string> Keys => _paragraphs.Keys;

    public static RuleSet Of(string name)
    {
        using var csv =
            typeof(RuleSet).Assembly.GetManifestResourceStream($"LlmEnergy.Reporting.RuleSets.{name}.csv")
            ?? throw new ArgumentException($"there is no rule set '{name}'", nameof(name));
        using var reader = CsvReader.Create(csv, CsvReaderOptions.Default);
        reader.ReadHeader();
        var paragraphs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read())
            paragraphs.Add(reader.GetString(0), reader.GetString(1));
        return new(name, paragraphs.ToImmutable());
    }

    /// <summary>Name and title of the rules, as the cover prints them.</summary>
    public Run Heading(ReportCulture culture) => new Run.Text(culture.Text("rules.title", ("name", Name), ("title", _paragraphs[Title])));

    /// <summary>Whether the rules are known to say something on it.</summary>
    public bool Has(string key) => _paragraphs[key] is not (NotYetPublished or None);

    /// <summary>Such as <c>(ESRS E1 AR 51)</c>, or that the rules have no paragraph, or none that is published yet.</summary>
    public Run Reference(string key, ReportCulture culture) =>
        new Run.Text(
            _paragraphs[key] switch
            {
                NotYetPublished => culture.Text("rules.notYetPublished"),
                None => culture.Text("rules.none", ("name", Name)),
                var paragraph => culture.Text("rules.reference", ("paragraph", paragraph)),
            }
        );

    /// <summary>The paragraph alone, for a table of them.</summary>
    public string Paragraph(string key, ReportCulture culture) =>
        _paragraphs[key] switch
        {
            NotYetPublished => culture.Text("rules.notYetPublishedCell"),
            None => culture.Text("rules.noneCell"),
            var paragraph => paragraph,
        };
}
