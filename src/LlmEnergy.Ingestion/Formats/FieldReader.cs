using System.Collections.Immutable;
using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The columns of fields in a profile, and what decode tables are asked for on the way.</summary>
internal sealed class FieldReader(ConfigurationProblems problems)
{
    private const int MostDecoded = 100;
    private const int MostNesting = 4;

    private readonly List<DecodedColumn> _decoded = [];

    public ImmutableArray<DecodedColumn> Decoded => [.. _decoded];

    public ImmutableSortedDictionary<Field, FieldColumns> Read(ConfigurationNode? node)
    {
        if (node is null)
            return ImmutableSortedDictionary<Field, FieldColumns>.Empty;
        var names = node.Names(FieldNames.ByName.Keys);
        foreach (var key in names.Where(key => !FieldNames.ByName.ContainsKey(key)))
            problems.UnknownKey(node.PathOf(key), FieldNames.ByName.Keys);
        return names
            .Where(FieldNames.ByName.ContainsKey)
            .ToImmutableSortedDictionary(
                key => FieldNames.ByName[key],
                key => Columns(node, key, FieldNames.ByName[key] is Field.Cost || FieldNames.Counts.Contains(FieldNames.ByName[key]))
            );
    }

    /// <summary>A column, several of which the first that is stated counts, a sum, the largest, or what a table gives.</summary>
    public FieldColumns Columns(ConfigurationNode node, string key, bool isAdded = false)
    {
        var items = node.Items(key, isRequired: true, form: "columns");
        if (items is not [{ Object: { } several }] || several.Has("decode"))
            return new([.. items.SelectMany(item => item.Object is { } table ? [Name(table, 0)] : item.Texts)], Combination.First);
        var (way, combination) =
            several.Has("largest") ? ("largest", Combination.Largest)
            : several.Has("difference") ? ("difference", Combination.Difference)
            : ("sum", Combination.Sum);
        var columns = new FieldColumns(several.Texts(way, isRequired: true), combination);
        several.Close();
        if (!isAdded)
            problems.WrongValue(node.PathOf(key), $"a {way}", "columns: only counts are compared, counts and costs are added");
        return columns;
    }

    /// <summary><c>{ "decode": table, "from": columns, "give": name }</c>; a column may itself be decoded.</summary>
    private string Name(ConfigurationNode node, int depth)
    {
        var table = node.Text("decode") ?? "";
        var from = node.Items("from", isRequired: true, form: "columns").Select(item => Item(item.Object, item.Texts, depth));
        var column = DecodedColumn.Of(table, [.. from], node.Text("give") ?? "");
        node.Close();
        if (_decoded.All(known => known.Name != column.Name))
            _decoded.Add(column);
        if (_decoded.Count > MostDecoded)
            problems.WrongValue(node.PathOf("decode"), table, $"at most {MostDecoded} decoded columns");
        return column.Name;
    }

    private ImmutableArray<string> Item(ConfigurationNode? inner, ImmutableArray<string> names, int depth)
    {
        if (inner is null)
            return names;
        if (depth < MostNesting)
            return [Name(inner, depth + 1)];
        problems.WrongValue(inner.PathOf("decode"), "a table inside of others", $"at most {MostNesting}");
        return [];
    }
}
