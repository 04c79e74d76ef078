using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Configuration;

/// <summary>What a configuration says of base year, targets, and the decision on LLM API services.</summary>
internal static class Goals
{
    private const string Materiality = "materiality";
    private const int FirstYear = 2024;
    private const int LastYear = 2100;
    private const decimal MostTonnes = 1_000_000_000_000m;

    private static readonly ImmutableArray<FigureId> Aims =
    [
        FigureIds.Total,
        FigureIds.CloudServices,
        FigureIds.Category1,
        FigureIds.Scope3,
    ];

    private static readonly ImmutableSortedDictionary<string, Relevance> Decisions = new Dictionary<string, Relevance>
    {
        ["material"] = Relevance.Material,
        ["notMaterial"] = Relevance.NotMaterial,
        ["notSignificant"] = Relevance.NotSignificant,
        ["supplementary"] = Relevance.Supplementary,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static string? BaseYear(ConfigurationNode root, FiscalYear fiscalYear, ConfigurationProblems problems)
    {
        if (root.Text("baseYear", isRequired: false) is not { } name)
            return null;
        if (!ReportingPeriod.TryParse(name, fiscalYear, out var year) || year.IsInterim)
            problems.WrongValue("baseYear", Excerpt.Cut(name), "a whole year such as 2025 or FY2025");
        return name;
    }

    public static ImmutableArray<Target> Targets(ConfigurationNode root, ConfigurationProblems problems)
    {
        var targets = root.Objects("targets").Select(target => ReadTarget(target, problems)).ToImmutableArray();
        foreach (var twice in targets.GroupBy(target => (target.Figure, target.Year)).Where(same => same.Count() > 1))
            problems.WrongValue(
                "targets",
                string.Create(CultureInfo.InvariantCulture, $"{Excerpt.Cut(twice.Key.Figure.Value)} {twice.Key.Year}"),
                "each figure and year once"
            );
        return targets;
    }

    /// <summary>What LLM API services are for the statement; <c>materiality</c> with <c>isMaterial</c> is its former form.</summary>
    public static Decision? Decision(ConfigurationNode root, ConfigurationProblems problems)
    {
        var key = root.NameOf("decision", Materiality);
        if (root.Object(key) is not { } node)
            return null;
        var decision = new Decision(
            key == Materiality ? WasMaterial(node) : Is(node, problems),
            ConfigurationReader.Day(node, "date", node.Text("date"), problems) ?? default,
            ConfigurationReader.Named(node, "basis", problems)
        );
        if (key != Materiality)
            decision = decision with
            {
                ShareOfCategory1 = ConfigurationReader.Share(node, "shareOfCategory1", problems),
                ShareOfCloudServices = ConfigurationReader.Share(node, "shareOfCloudServices", problems),
            };
        node.Close();
        return decision;
    }

    private static Relevance WasMaterial(ConfigurationNode node) =>
        node.Flag("isMaterial", isRequired: true) ?? false ? Relevance.Material : Relevance.NotMaterial;

    private static Relevance Is(ConfigurationNode node, ConfigurationProblems problems)
    {
        var words = Decisions.Keys.ToArray();
        if (node.Text("is", isRequired: true, words) is not { } word)
            return Relevance.Material;
        if (!Decisions.TryGetValue(word, out var relevance))
            problems.WrongValue(node.PathOf("is"), Excerpt.Cut(word), $"one of {string.Join(", ", words)}");
        return relevance;
    }

    private static Target ReadTarget(ConfigurationNode node, ConfigurationProblems problems)
    {
        var (figure, year, value, source) = (
            node.Text("figure", isRequired: true, [.. Aims.Select(figure => figure.Value)]),
            node.Number("year", isRequired: true),
            node.Decimal("value", isRequired: true),
            ConfigurationReader.Named(node, "source", problems)
        );
        node.Close();
        if (figure is not null && !Aims.Contains(new(figure)))
            problems.WrongValue(node.PathOf("figure"), Excerpt.Cut(figure), $"one of {string.Join(", ", Aims)}");
        if (year is < FirstYear or > LastYear)
            problems.WrongValue(
                node.PathOf("year"),
                year.Value.ToString(CultureInfo.InvariantCulture),
                $"a year from {FirstYear} to {LastYear}"
            );
        if (value is < 0m or > MostTonnes)
            problems.WrongValue(
                node.PathOf("value"),
                value.Value.ToString(CultureInfo.InvariantCulture),
                "tonnes of CO2 equivalents, 0 or more"
            );
        return new(new(figure ?? ""), year ?? 0, value ?? 0m, source);
    }
}
