using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The schema of <c>*.profile.json</c>.</summary>
internal static class ProfileReader
{
    public static Mapping Read(ReadOnlyMemory<byte> json, string displayPath)
    {
        var problems = new ConfigurationProblems(displayPath);
        var mapping = ConfigurationNode.Parse(json, problems, root => Root(root, problems));
        problems.ThrowIfAny();
        return mapping!;
    }

    private static Mapping Root(ConfigurationNode root, ConfigurationProblems problems)
    {
        var fields = Fields(root.Object("fields", isRequired: true), problems);
        var constants = Texts(root.Object("constants"), problems, FieldNames.Text);
        var mapping = new Mapping(
            root.Text("id") ?? "",
            root.Text("title") ?? "",
            Containers(root, problems),
            Separator(root.Object("csv"), problems),
            Detection(root.Object("detect")),
            fields,
            constants,
            Semantics(root.Object("semantics", isRequired: true), fields, problems),
            Texts(root.Object("requires"), problems, [.. fields.Keys, .. FieldNames.Text]),
            [.. root.Objects("ignore").Select(node => Ignore(node, problems))],
            [.. root.Objects("cases").SelectMany(node => Cases(node, problems))]);
        root.Close();
        if (root.Has("id") && mapping.Id is "" or SourceInput.DetectFormat) problems.WrongValue("id", mapping.Id, "a name for the format, other than auto");
        if (root.Has("fields") && !fields.ContainsKey(Field.Time)) problems.MissingKey("fields.time", "the column of the time");
        if (fields.ContainsKey(Field.Cost) && !fields.ContainsKey(Field.Currency) && !constants.ContainsKey(Field.Currency) && mapping.Semantics.Currency is null)
            problems.MissingKey("semantics.currency", "the currency of the cost");
        return mapping;
    }

    private static ImmutableArray<string> Containers(ConfigurationNode root, ConfigurationProblems problems)
    {
        var containers = root.Texts("container", isRequired: true);
        foreach (var other in containers.Where(name => name != Mapping.CsvContainer)) problems.WrongValue("container", other, Mapping.CsvContainer);
        return containers;
    }

    private static char? Separator(ConfigurationNode? csv, ConfigurationProblems problems)
    {
        if (csv is null) return null;
        var separator = csv.Text("separator", isRequired: false);
        csv.Close();
        if (separator is null) return null;
        if (separator is [',' or ';' or '\t' or '|']) return separator[0];
        problems.WrongValue("csv.separator", separator, "a comma, a semicolon, a tab or a bar");
        return null;
    }

    private static Detection Detection(ConfigurationNode? detect)
    {
        if (detect is null) return new([], [], []);
        var detection = new Detection(detect.Texts("all"), detect.Texts("any"), detect.Texts("none"));
        detect.Close();
        return detection;
    }

    private static ImmutableSortedDictionary<Field, ImmutableArray<string>> Fields(ConfigurationNode? node, ConfigurationProblems problems)
    {
        if (node is null) return ImmutableSortedDictionary<Field, ImmutableArray<string>>.Empty;
        var fields = node.Keys.Where(FieldNames.ByName.ContainsKey).ToImmutableSortedDictionary(key => FieldNames.ByName[key], key => node.Texts(key));
        foreach (var key in node.Keys.Where(key => !FieldNames.ByName.ContainsKey(key))) problems.UnknownKey(node.PathOf(key), FieldNames.ByName.Keys);
        return fields;
    }

    private static ImmutableSortedDictionary<Field, string> Texts(ConfigurationNode? node, ConfigurationProblems problems, ImmutableArray<Field> allowed)
    {
        if (node is null) return ImmutableSortedDictionary<Field, string>.Empty;
        var texts = ImmutableSortedDictionary.CreateBuilder<Field, string>();
        foreach (var key in node.Keys)
        {
            if (!FieldNames.ByName.TryGetValue(key, out var field) || !allowed.Contains(field))
                problems.UnknownKey(node.PathOf(key), allowed.Select(FieldNames.Of).Distinct(StringComparer.Ordinal));
            else if (node.Text(key) is not { } text) continue;
            else if (text.Any(char.IsControl)) problems.WrongValue(node.PathOf(key), "...", "text without control characters");
            else texts[field] = text;
        }

        return texts.ToImmutable();
    }

    /// <summary>Whether a part is inside its total must be said where the part has a column: guessing it wrong counts tokens twice or not at all.</summary>
    private static Semantics Semantics(ConfigurationNode? node, ImmutableSortedDictionary<Field, ImmutableArray<string>> fields, ConfigurationProblems problems)
    {
        if (node is null) return new(Grain.Bucket, true, true, true, TimeFormat.Dates, null, 1);
        var grain = node.Text("grain");
        if (grain is not (null or "request" or "bucket")) problems.WrongValue(node.PathOf("grain"), grain, "request or bucket");
        var cached = node.Flag("inputIncludesCached", fields.ContainsKey(Field.Cached));
        var cacheWrite = node.Flag("inputIncludesCacheWrite", fields.ContainsKey(Field.CacheWrite));
        var reasoning = node.Flag("outputIncludesReasoning", fields.ContainsKey(Field.Reasoning));
        var time = Time(node, problems);
        var currency = node.Text("currency", isRequired: false);
        var scale = node.Number("scale") ?? 1;
        if (scale is not (1 or 1_000 or 1_000_000)) problems.WrongValue(node.PathOf("scale"), scale.ToString(CultureInfo.InvariantCulture), "1, 1000 or 1000000");
        node.Close();
        return new(grain == "request" ? Grain.Request : Grain.Bucket, cached ?? true, cacheWrite ?? true, reasoning ?? true, time, currency?.ToUpperInvariant(), scale);
    }

    private static TimeFormat Time(ConfigurationNode node, ConfigurationProblems problems)
    {
        var pattern = node.Text("time");
        if (pattern is not null && !TimeFormat.IsPattern(pattern))
        {
            problems.WrongValue(node.PathOf("time"), pattern, "unix-seconds, unix-milliseconds, iso or a pattern such as yyyy-MM-dd HH:mm:ss");
            pattern = null;
        }

        var zone = node.Text("zone", isRequired: pattern is not null && TimeFormat.NeedsZone(pattern));
        var offset = TimeSpan.Zero;
        if (zone is not null && !TimeFormat.TryZone(zone, out offset)) problems.WrongValue(node.PathOf("zone"), zone, "UTC or a fixed offset such as +02:00");
        return pattern is null ? TimeFormat.Dates : new(pattern, offset);
    }

    private static IgnoreRule Ignore(ConfigurationNode node, ConfigurationProblems problems)
    {
        var rule = new IgnoreRule(node.Text("rule") ?? "", Conditions(node, problems));
        node.Close();
        return rule;
    }

    private static IEnumerable<Case> Cases(ConfigurationNode node, ConfigurationProblems problems)
    {
        var when = Conditions(node, problems);
        var set = Texts(node.Object("set", isRequired: true), problems, FieldNames.Text);
        node.Close();
        return set.Select(pair => new Case(when, pair.Key, pair.Value));
    }

    private static ImmutableArray<ColumnCondition> Conditions(ConfigurationNode node, ConfigurationProblems problems)
    {
        if (node.Object("when", isRequired: true) is not { } when) return [];
        if (when.Keys.IsEmpty) problems.WrongValue(node.PathOf("when"), "", "at least one column");
        return [.. when.Keys.Select(column => new ColumnCondition(column, when.Text(column) ?? ""))];
    }
}
