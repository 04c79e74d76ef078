using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Configuration;

/// <summary>What a configuration says of base year, targets, and materiality.</summary>
internal static class Goals
{
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

    public static Materiality? Materiality(ConfigurationNode root, ConfigurationProblems problems)
    {
        if (root.Object("materiality") is not { } node)
            return null;
        var (isMaterial, date, basis) = (
            node.Flag("isMaterial", isRequired: true) ?? false,
            node.Text("date"),
            ConfigurationReader.Named(node, "basis", problems)
        );
        node.Close();
        var isDay =
            DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2000 and <= 2199;
        if (date is not null && !isDay)
            problems.WrongValue(node.PathOf("date"), Excerpt.Cut(date), "a day such as 2026-03-01");
        return new(isMaterial, day, basis);
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
