using System.IO.Enumeration;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Drafting;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion;

/// <summary>
/// JSON leaves members out where they are empty, so that one which no record has says nothing by itself. Where another one stands in its
/// place that has the name of such tokens, and the format does not read it, tokens would be missing in silence.
/// </summary>
internal static class RenamedMembers
{
    private static readonly Field[] Counts = [Field.Input, Field.Cached, Field.CacheWrite, Field.Output, Field.Reasoning, Field.Total];
    private static readonly string[] Counted = ["token", "tokens", "read", "reads", "write", "writes", "creation"];

    public static void Say(FileTotals file, FileShape shape)
    {
        var mapping = file.Mapping;
        var names = shape.Names.Where(name => !ColumnName.MayBeValue(name)).ToList();
        string PathOf(string name) => PathSteps.Dotted(shape.PathOf(mapping, name));
        var read = mapping
            .Variants.Select(variant => variant.Mapping)
            .Append(mapping)
            .SelectMany(one => one.Fields.Values)
            .SelectMany(columns => columns.Names.Select(PathOf))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var field in Counts.Where(field => field != Field.Total || TotalTells(mapping.Semantics)))
        {
            if (!mapping.Fields.TryGetValue(field, out var columns))
                continue;
            // of columns that are added, each; of others, one in each place
            foreach (
                var group in columns.Names.GroupBy(name => columns.Combination == Combination.Sum ? name : HolderOf(PathOf(name), names))
            )
            {
                if (group.Any(name => shape.Has(mapping, name)))
                    continue;
                var place = HolderOf(PathOf(group.First()), names);
                var other = names.FirstOrDefault(name => IsPath(place, Holder(name)) && !IsRead(read, name) && IsOf(field, name));
                if (other is null)
                    continue;
                file.Fault(
                    IssueCodes.LackingColumn,
                    $"found no member {string.Join(" or ", group)}, and {other}, which {mapping.Id} does not read; expected it under "
                        + $"the name of the format: its {FieldNames.Of(field)} tokens are not counted"
                );
            }
        }
    }

    private static bool TotalTells(Semantics semantics) =>
        semantics is { Cached: PartPlace.ByTotal } or { CacheWrite: PartPlace.ByTotal } or { Reasoning: PartPlace.ByTotal };

    /// <summary>Or something in it is.</summary>
    private static bool IsRead(HashSet<string> read, string name) =>
        read.Contains(PathSteps.Dotted(name))
        || read.Any(path => IsPath(path, name) || path.StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>By the words of its name and of what it stands in: <c>cache.read</c>.</summary>
    private static bool IsOf(Field field, string name)
    {
        var holder = Holder(name).TrimEnd('.');
        var words = ColumnName.WordsOf(name[Holder(holder).Length..]);
        return words.Any(Counted.Contains)
            && (
                field == Field.Total
                    ? words.Contains("total")
                    : NameRule.Rules.FirstOrDefault(rule => rule.Field is not null && rule.Holds(words))?.Field == field
            );
    }

    /// <summary>What a path stands in, as far as the file has it: a member around it may have another name, too.</summary>
    private static string HolderOf(string path, List<string> names)
    {
        var holder = Holder(path);
        while (holder.Length > 0 && !names.Any(name => IsPath(holder + "*", name)))
            holder = Holder(holder.TrimEnd('.'));
        return holder;
    }

    /// <summary>With any name in the place of <c>*</c>.</summary>
    private static bool IsPath(string path, string name) =>
        path == name || (path.Contains('*') && FileSystemName.MatchesSimpleExpression(path, name, ignoreCase: false));

    private static string Holder(string name) => name[..(name.LastIndexOf('.') + 1)];
}
