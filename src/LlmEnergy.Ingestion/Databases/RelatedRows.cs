using System.Collections.Immutable;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// Writes from where rows come that others may be the same as, and from where all others come: each row of a table is in one of the two.
/// There may be some among the first that are related to none, and none among the others that is.
/// </summary>
internal sealed class RelatedRows(Mapping mapping, TableQuery query, SqlDialect dialect, PushedColumns columns, string display)
{
    /// <summary>What rows are told by that another one may be the same as: their names, and what twins have alike.</summary>
    /// <param name="isUnique">Whether the database tells rows of one name apart.</param>
    /// <exception cref="RefusedFileException">It gives no view of the table that several statements share.</exception>
    public ImmutableArray<RelatedKeys> Again(bool isUnique)
    {
        var again = ImmutableArray.CreateBuilder<RelatedKeys>();
        if (!isUnique && mapping.Identity is [var identity])
            again.Add(new([.. identity.Select(Key)], "", ""));
        foreach (var twins in mapping.Twins)
        {
            var time = columns.Asked[columns.OrdinalsOf(mapping, Field.Time)[0]].Column;
            var second = twins.IsWithinASecond ? new[] { dialect.Second(time) ?? throw Alone("twins") } : [];
            var differ = twins.Differ is [var one] ? $" AND count(DISTINCT {Cell(one)}) > 1" : "";
            again.Add(new([.. twins.Same.Select(Key), .. second], When(twins.When), differ));
        }

        return again.ToImmutable();

        string Key(string name) =>
            dialect.Second(columns.Asked[0].Column) is null
                ? throw Alone("rows that the database does not keep apart")
                : $"nullif({Cell(name)}, '')";

        RefusedFileException Alone(string what) => PushRefusals.Refused(display, $"{what}, in one without a snapshot");
    }

    /// <param name="areRelated">Whether those are asked for that others may be the same as, or all others.</param>
    public string From(ImmutableArray<RelatedKeys> again, bool areRelated)
    {
        var names = string.Join(", ", query.Columns.Select(column => dialect.Name(column.Name)));
        var keys = again.Select((one, rule) => one.Keys.Select((key, place) => Named(key, rule, place)).ToList()).ToList();
        var all = string.Concat(keys.SelectMany(rule => rule).Select(key => $", {key.Key} AS {key.Of}"));
        var sql = $"FROM (SELECT {names}{all} {query.From}{query.Where}{dialect.Fence}) AS asked";
        foreach (var (rule, one) in again.Index())
        {
            var stated = string.Join(" AND ", keys[rule].Select(key => $"{key.Key} IS NOT NULL"));
            var where = query.Where.Length == 0 ? " WHERE" : $"{query.Where} AND";
            var others = string.Join(", ", keys[rule].Select(key => $"{key.Key} AS {key.Other}"));
            var group = string.Join(", ", keys[rule].Select((_, place) => place + 1));
            sql +=
                $" LEFT JOIN (SELECT {others} {query.From}{where} {stated}{one.When} GROUP BY {group} HAVING count(*) > 1{one.Having})"
                + $" AS again{rule} ON {string.Join(" AND ", keys[rule].Select(key => $"{key.Of} = {key.Other}"))}";
        }

        var alone = string.Join(" AND ", keys.Select(rule => $"{rule[0].Other} IS NULL"));
        return $"{sql} WHERE {(areRelated ? $"NOT ({alone})" : alone)}";
    }

    private static (string Key, string Of, string Other) Named(string key, int rule, int place) =>
        (key, $"\"~{rule}.{place}\"", $"\"~{rule}.{place}.again\"");

    private string Cell(string name) =>
        columns.OrdinalOf(name) is >= 0 and var ordinal
            ? PushRefusals.Cell(dialect, columns.Asked[ordinal], Inline, display)
            : throw PushRefusals.Refused(display, $"no column {name}");

    private static string Inline(int level, string expression) => $"({expression})";

    /// <summary>Rows that may meet it, and some that do not.</summary>
    private string When(RowCondition condition)
    {
        var any = condition.AnyOf.Select(all => all.Select(One).OfType<string>().ToList()).ToList();
        return any.Exists(all => all.Count == 0) ? "" : $" AND ({string.Join(" OR ", any.Select(all => string.Join(" AND ", all)))})";

        string? One(ColumnCondition one) =>
            one.Test is ValueTest.OneOf { Values: var values }
            && !values.Contains(ValueTest.Any)
            && !values.Contains(ValueTest.NoColumn)
            && columns.OrdinalOf(one.Column) >= 0
                ? $"{Cell(one.Column)} IN ({string.Join(", ", values.Select(dialect.Literal))})"
                : null;
    }
}

/// <param name="Keys">Expressions that are alike.</param>
/// <param name="When">Rows that are looked at.</param>
/// <param name="Having">What such rows have together.</param>
internal sealed record RelatedKeys(ImmutableArray<string> Keys, string When, string Having);
