using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Configuration;

/// <summary>What a configuration says of its sources, and of sources that may state the same traffic.</summary>
internal static class SourceSettings
{
    public static SourceConfiguration Read(ConfigurationNode node, ConfigurationProblems problems)
    {
        var database = node.Object("database") is { } table ? DatabaseSettings.Read(table, problems) : null;
        var source = new SourceConfiguration(
            ConfigurationReader.Named(node, "id", problems),
            database is null ? Paths(node, problems) : node.Texts("path"),
            node.Text("format", isRequired: false) ?? SourceInput.DetectFormat,
            node.Text("account", isRequired: false) ?? "",
            node.Text("provider", isRequired: false),
            node.Text("region", isRequired: false),
            node.Texts("attestedZero")
        )
        {
            PartOf = node.Text("partOf", isRequired: false),
            Currency = node.Text("currency", isRequired: false),
            Database = database,
        };
        if (source.Currency is { } currency && !(currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)))
            problems.WrongValue(node.PathOf("currency"), currency, "an ISO 4217 code such as EUR");
        if (database is not null)
            DatabaseSettings.Check(source, node, problems);
        foreach (var text in source.AttestedZero.Where(text => !TryDays(text, out _)))
            problems.WrongValue(node.PathOf("attestedZero"), text, "months or days such as 2026-08 or 2026-08-15");
        node.Close();
        return source;
    }

    /// <summary>One or more, with the separators of any system.</summary>
    private static ImmutableArray<string> Paths(ConfigurationNode node, ConfigurationProblems problems)
    {
        var paths = node.Texts("path", isRequired: true);
        if (node.Has("path") && paths.IsEmpty)
            problems.WrongValue(node.PathOf("path"), "", "one path or more");
        foreach (var path in paths)
            ConfigurationReader.RefuseUnnamed(path, node.PathOf("path"), problems);
        return paths;
    }

    /// <summary>A source can be a part of another one, which is no part itself.</summary>
    public static void Check(ImmutableArray<SourceConfiguration> sources, ConfigurationProblems problems)
    {
        foreach (var source in sources.Where(source => source.PartOf is not null))
        {
            var whole = sources.FirstOrDefault(other => other.Id == source.PartOf);
            if (whole is null || whole.Id == source.Id || whole.PartOf is not null)
                problems.WrongValue($"sources '{source.Id}'.partOf", source.PartOf!, "the id of another source, which is part of none");
        }
    }

    public static ImmutableArray<string> Precedence(
        ConfigurationNode root,
        ImmutableArray<SourceConfiguration> sources,
        ConfigurationProblems problems
    )
    {
        var ids = root.Texts("precedence");
        foreach (var id in Unknown(ids, sources))
            problems.WrongValue("precedence", id, "ids of sources");
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Length)
            problems.WrongValue("precedence", string.Join(", ", ids), "each source once");
        if (ids.Length == 1)
            problems.WrongValue("precedence", ids[0], "two sources or more, the one that counts first");
        return ids;
    }

    public static ImmutableArray<DisjointSources> Disjoint(
        ConfigurationNode root,
        ImmutableArray<SourceConfiguration> sources,
        ConfigurationProblems problems
    ) => [.. root.Objects("disjoint").Select(node => Pair(node, sources, problems))];

    private static DisjointSources Pair(ConfigurationNode node, ImmutableArray<SourceConfiguration> sources, ConfigurationProblems problems)
    {
        var (ids, reason) = (node.Texts("sources", isRequired: true), ConfigurationReader.Named(node, "reason", problems));
        node.Close();
        foreach (var id in Unknown(ids, sources))
            problems.WrongValue(node.PathOf("sources"), id, "ids of sources");
        if (ids is [var one, var other] && one != other)
            return new(one, other, reason);
        problems.WrongValue(node.PathOf("sources"), string.Join(", ", ids), "two sources");
        return new("", "", reason);
    }

    private static IEnumerable<string> Unknown(ImmutableArray<string> ids, ImmutableArray<SourceConfiguration> sources) =>
        ids.Where(id => sources.All(source => source.Id != id));

    /// <summary>A month or a day of the years that reports are of (2000 to 2199), as its first and last day.</summary>
    public static bool TryDays(string text, out (DateOnly First, DateOnly Last) days)
    {
        days = default;
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first);
        if (!isDay && !DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out first))
            return false;
        // the last month of the calendar has no end to count to
        if (first.Year is < 2000 or > 2199)
            return false;
        days = (first, isDay ? first : first.AddMonths(1).AddDays(-1));
        return true;
    }
}
