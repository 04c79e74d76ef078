using System.Collections.Immutable;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// What a database cannot add up as it is added up here, of what a mapping says: it is refused before anything is asked, and never
/// approximated.
/// </summary>
internal static class PushRefusals
{
    private static readonly ImmutableArray<Field> NotAdded = [Field.Requests, Field.AudioSeconds, Field.GenerationSeconds, Field.TimeEnd];

    public static RefusedFileException Refused(string display, string found) =>
        new(
            display,
            IssueCodes.NotPushed,
            $"found {found}, expected what the database can add up exactly: read it with \"read\": \"stream\""
        );

    /// <exception cref="RefusedFileException">It is not known what the column would say in CSV.</exception>
    public static string Cell(SqlDialect dialect, PushedColumn column, Func<int, string, string> name, string display) =>
        dialect.Cell(column, name) ?? throw Refused(display, $"the column {column.Name} of {column.Column.Type}");

    /// <summary>Null where there is nothing of the kind.</summary>
    public static string? Of(Mapping mapping, PushedColumns columns)
    {
        var all = mapping.Variants.Select(variant => variant.Mapping).Prepend(mapping).ToList();
        if (!mapping.Parent.IsEmpty)
            return "rows below others (parent)";
        if (mapping.Identity.Length > 1)
            return "several ways of naming a request (identity)";
        if (mapping.Semantics.Scale != 1)
            return "counts in thousands (scale)";
        if (mapping.Semantics.Mark != DecimalMark.Point && mapping.Fields.ContainsKey(Field.Cost))
            return "amounts with a comma (decimal)";
        if (!mapping.Semantics.NoAmount.IsEmpty)
            return "words in the place of amounts (noAmount)";
        if (NotAdded.FirstOrDefault(mapping.Fields.ContainsKey, Field.Time) is not Field.Time and var field)
            return $"the field {FieldNames.Of(field)}";
        if (columns.OrdinalsOf(mapping, Field.Time).Length != 1)
            return "several columns of a time";
        if (columns.OrdinalsOf(mapping, Field.Cost).Length > 1)
            return "several columns of a cost";
        foreach (var variant in all.Skip(1))
        {
            // output may be missing where a row has none by nature
            var others = FieldNames
                .Counts.Append(Field.Cost)
                .Append(Field.Time)
                .Where(count => FieldOf(variant, count) != FieldOf(mapping, count))
                .ToList();
            if (others.Exists(count => count is not (Field.Output or Field.Reasoning) || variant.Fields.ContainsKey(count)))
                return "a variant with other columns of counts, cost or time";
            if (
                variant.Identity.Length != mapping.Identity.Length
                || !variant.Identity.SelectMany(x => x).SequenceEqual(mapping.Identity.SelectMany(x => x))
            )
                return "a variant with another identity";
            if (variant.Semantics.CostScale != mapping.Semantics.CostScale || variant.Semantics.Scale != 1)
                return "a variant with another scale";
        }

        return null;

        static string FieldOf(Mapping of, Field field) =>
            of.Fields.TryGetValue(field, out var found) ? $"{found.Combination}:{string.Join('\n', found.Names)}" : "";
    }

    /// <summary>Null where a test of a number holds for the sum of rows for which it holds, and for no other.</summary>
    /// <param name="isAmount">0 is written in many ways.</param>
    public static string? Of(ValueTest test, bool isAmount) =>
        test switch
        {
            ValueTest.OneOf one
                when one.Values.All(value => value is "" or ValueTest.Any or ValueTest.NoColumn || (value == "0" && !isAmount)) => null,
            ValueTest.Above { Limit: 0 } or ValueTest.AtMost { Limit: 0 } => null,
            ValueTest.Not not => Of(not.Other, isAmount),
            ValueTest.OneOf => "a rule about values of",
            ValueTest.Above or ValueTest.AtMost => "a rule about another limit than 0 of",
            ValueTest.Matches => "a regular expression over",
            _ => "a rule about a sum in",
        };

    public static IEnumerable<ColumnCondition> Conditions(Mapping mapping) =>
        mapping
            .Variants.SelectMany(variant => Conditions(variant.Mapping).Concat(variant.When.AnyOf.SelectMany(all => all)))
            .Concat(
                mapping
                    .Ignore.Select(rule => rule.When)
                    .Concat(mapping.Reject.Select(rule => rule.When))
                    .Concat(mapping.Refuse.Select(rule => rule.When))
                    .Concat(mapping.Warn.Select(rule => rule.When))
                    .Concat(mapping.Cases.Select(rule => rule.When))
                    .SelectMany(when => when.AnyOf.SelectMany(all => all))
            );
}
