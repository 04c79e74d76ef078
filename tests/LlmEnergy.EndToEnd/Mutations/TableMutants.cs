namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>
/// A fault in what a database is asked for, or in what is made of its answer: the sums are then other ones than those of the rows, or the
/// table is refused.
/// </summary>
internal static class TableMutants
{
    private const string Table = "a table of LiteLLM";
    private const string OtherSums = "other sums than those of the rows";
    private const string OtherRows = "LE1059";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Of("zero like any number", "PushWriter.cs", "facts.Add(Compared(value, \"0\"));", ";"),
        Of("parts larger than the input like others", "PushWriter.cs", "facts.Add(Compared(Sum(parts, values), input));", ";"),
        Of("reasoning larger than the output like other", "PushWriter.cs", "facts.Add(Compared(reasoning, output));", ";"),
        Of(
            "all totals alike",
            "PushWriter.cs",
            "values.TryGetValue(Field.Total, out var total)",
            "values.TryGetValue(Field.Images, out var total)"
        ),
        Of(
            "one band for all",
            "PushWriter.cs",
            "WHEN {whole} <= {ContextBands.SecondUpTo} THEN 2 ELSE 3 END",
            "WHEN {whole} <= {ContextBands.SecondUpTo} THEN 2 ELSE 2 END"
        ),
        Of(
            "a band that begins one token early",
            "PushWriter.cs",
            "{whole} <= {ContextBands.FirstUpTo}",
            "{whole} < {ContextBands.FirstUpTo}"
        ),
        Of(
            "moments of half of the cached tokens",
            "PushedSums.cs",
            "return new(all - ofCached, ofCached,",
            "return new(all - ofCached, ofCached / 2,"
        ),
        Of("one request for each group", "PushedSums.cs", "checked(row.Usage.Requests * group.Rows)", "row.Usage.Requests"),
        Of("odd rows once", "PushedSums.cs", "sums.Add(outcome, rule, row, group.Rows);", "sums.Add(outcome, rule, row, 1L);", OtherRows),
        Of("cost with two decimals", "PostgresDialect.cs", "::text::numeric, 18)", "::text::numeric, 2)"),
        Of(
            "negative counts as zero",
            "PostgresDialect.cs",
            "$\"coalesce({isPlain}, true)\", $\"CASE WHEN {isPlain} THEN {number}::bigint",
            "$\"true\", $\"CASE WHEN {isPlain} THEN {number}::bigint"
        ),
        Of(
            "the sum of members that repeat each other",
            "PushWriter.cs",
            "$\"greatest({string.Join(\", \", read",
            "$\"({string.Join(\" + \", read"
        ),
        Of("rows of one name each by itself", "RelatedRows.cs", "HAVING count(*) > 1", "HAVING count(*) > 1000000"),
        Of(
            "related rows left out",
            "RelatedRows.cs",
            "areRelated ? $\"NOT ({alone})\" : alone",
            "areRelated ? \"false\" : alone",
            OtherRows
        ),
        Of(
            "related rows twice",
            "RelatedRows.cs",
            "areRelated ? $\"NOT ({alone})\" : alone",
            "areRelated ? $\"NOT ({alone})\" : \"true\"",
            OtherRows
        ),
        Of("days at the beginning left out", "PostgresDialect.cs", ">= '{Day(first)}' AND", "> '{Day(first.AddDays(10))}' AND"),
    ];

    private static Mutation Of(string name, string file, string text, string replacement, string check = OtherSums) =>
        new(name, $"Databases/{file}", text, replacement, Table, check);
}
