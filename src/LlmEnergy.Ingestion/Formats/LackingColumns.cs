using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// What a table lacks of the columns of its format, so that tokens would be missing, or count twice, in silence: a column under another
/// name is another column.
/// </summary>
public static class LackingColumns
{
    /// <summary>Of parts that stand beside their whole, and of the names of rows above others.</summary>
    /// <param name="has">Whether the table has a column.</param>
    public static IEnumerable<(string Column, string Effect)> Of(Mapping mapping, Predicate<string> has)
    {
        foreach (var (field, place) in Parts(mapping.Semantics))
        {
            if (place != PartPlace.Beside || !mapping.Fields.TryGetValue(field, out var columns) || IsThere(mapping, columns, has))
                continue;
            var lacking = columns.Names.Where(name => !has(name) && !mapping.Optional.Contains(name));
            yield return (Joined(lacking, columns.Combination), $"its {FieldNames.Of(field)} tokens are not counted");
        }

        if (mapping.Parent.Length > 0 && !mapping.Parent.Any(name => has(name)))
            yield return (string.Join(" + ", mapping.Parent), "rows that repeat what the rows below them state count twice");
    }

    private static ImmutableArray<(Field Field, PartPlace Place)> Parts(Semantics semantics) =>
        [(Field.Cached, semantics.Cached), (Field.CacheWrite, semantics.CacheWrite), (Field.Reasoning, semantics.Reasoning)];

    /// <summary>All columns of a sum but the optional ones, each of which is the sum by itself.</summary>
    private static bool IsThere(Mapping mapping, FieldColumns columns, Predicate<string> has) =>
        columns.Names.Any(name => mapping.Optional.Contains(name) && has(name))
        || (
            columns.Combination == Combination.Sum
                ? columns.Names.Where(name => !mapping.Optional.Contains(name)).All(name => has(name))
                : columns.Names.Any(name => has(name))
        );

    private static string Joined(IEnumerable<string> names, Combination combination) =>
        string.Join(combination == Combination.Sum ? " and " : " or ", names);
}
