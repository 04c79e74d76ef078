using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>What a table is asked for: the columns that the mapping reads, of the days that may matter.</summary>
/// <param name="Rows">The rows; of versions of one, the newest.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Unnamed">How many have no name that versions are told by; null where nothing is told by versions.</param>
internal sealed record TableQuery(ImmutableArray<TableColumn> Columns, string Rows, string Count, string? Unnamed)
{
    /// <summary>Where the rows come from, with their columns as the table has them.</summary>
    public required string From { get; init; }

    /// <summary>Which of them are asked for; empty: all.</summary>
    public string Where { get; init; } = "";

    /// <summary>Of rows of which the first counts; empty where they have versions.</summary>
    public ImmutableArray<string> Order { get; init; } = [];

    /// <param name="isOrdered">Whether something depends on the order of rows: they come by time, and then by all that they say.</param>
    /// <exception cref="RefusedFileException">The table lacks a column that nothing can be told without.</exception>
    public static TableQuery Of(
        Mapping mapping,
        TableSchema schema,
        SqlDialect dialect,
        (DateOnly First, DateOnly After)? window,
        bool isOrdered,
        string display
    )
    {
        var columns = new TableColumns(schema);
        _ = new RowReader(mapping, columns, ReportingPeriod.Always, display);
        var asked = columns.Asked.ToImmutableArray();
        var time = columns.OrdinalsOf(mapping, Field.Time);
        if (time.IsEmpty)
            throw Lacks(mapping.Fields[Field.Time].Described, "the time");
        var (table, where) = ($"FROM {schema.From}", "");
        if (window is var (first, after) && time is [var only] && schema.Find(columns[only]) is { } column && dialect.IsTime(column))
            where = $" WHERE {dialect.IsWithin(column, first, after)}";
        var from = table + where;
        var texts = string.Join(", ", asked.Select(dialect.Sent));
        if (mapping.Semantics.Version is { IsEmpty: true })
        {
            // the earliest counts; of rows of one time, one that its name tells where it has one of its own, else all of its columns
            var names = schema.IsUnique ? mapping.Identity.Single().Select(columns.OrdinalOf).ToArray() : null;
            var inOrder = asked
                .Where(column => columns.IsOf(column, time))
                .Concat(asked.Where(column => !columns.IsOf(column, time) && (names is null || columns.IsOf(column, names))))
                .Select(dialect.Order)
                .ToImmutableArray();
            var order = isOrdered ? $" ORDER BY {string.Join(", ", inOrder)}" : "";
            return new(asked, $"SELECT {texts} {from}{order}", $"SELECT count(*) {from}", null)
            {
                From = table,
                Where = where,
                Order = inOrder,
            };
        }

        var identity = mapping.Identity.Single().Select(name => Named(name, "what names a row")).ToImmutableArray();
        // of two with one version, one that all of their columns tell
        var version = mapping.Semantics.Version.Select(name => Named(name, "the version")).ToList();
        var newest = string.Join(
            ", ",
            version
                .Select(column => $"{dialect.Name(column.Name)} DESC NULLS LAST")
                .Concat(asked.Except(version).Select(column => $"{dialect.Order(column)} DESC"))
        );
        var named = string.Join(", ", identity.Select(column => dialect.Name(column.Name)));
        var whole = string.Join(", ", asked.Select(column => dialect.Name(column.Name)));
        return new(
            asked,
            dialect.FirstOfEach(texts, from, identity, newest),
            $"SELECT count(*) FROM (SELECT {named} {from} GROUP BY {named}) AS told",
            $"SELECT count(*) FROM (SELECT {named} {from}) AS told WHERE {dialect.IsUnnamed(identity)}"
        )
        {
            From = $"FROM ({dialect.FirstOfEach(whole, from, identity, newest)}) AS newest",
        };

        TableColumn Named(string name, string what) => schema.Find(name) ?? throw Lacks(name, what);

        RefusedFileException Lacks(string name, string what) =>
            new(display, IssueCodes.Table, $"found no column {name}, expected {what} of {mapping.Id}");
    }
}
