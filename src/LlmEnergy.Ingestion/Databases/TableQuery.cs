using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>What a table is asked for: the columns that the mapping reads, of the days that may matter.</summary>
/// <param name="Rows">The rows, in an order of their own where it decides which of two counts.</param>
/// <param name="Count">How many they are.</param>
internal sealed record TableQuery(ImmutableArray<TableColumn> Columns, string Rows, string Count)
{
    /// <exception cref="RefusedFileException">The table has no column for the time.</exception>
    public static TableQuery Of(Mapping mapping, TableSchema schema, (DateOnly First, DateOnly After)? window, string display)
    {
        var columns = new TableColumns(schema);
        _ = new RowReader(mapping, columns, ReportingPeriod.Always, display);
        var asked = columns.Asked.ToImmutableArray();
        var time = columns.OrdinalsOf(mapping, Field.Time);
        if (time.IsEmpty)
            throw new RefusedFileException(
                display,
                IssueCodes.Table,
                $"found no column {mapping.Fields[Field.Time].Described}, expected the time of {mapping.Id}"
            );
        var from = $"FROM {schema.From}";
        if (
            window is var (first, after)
            && time is [var only]
            && Find(schema, columns[only]) is { } column
            && PostgresDialect.IsTime(column)
        )
            from += $" WHERE {PostgresDialect.IsWithin(column, first, after)}";
        var rows = $"SELECT {string.Join(", ", asked.Select(column => PostgresDialect.Name(column.Name)))} {from}";
        if (!mapping.Identity.IsEmpty)
            rows += $" ORDER BY {string.Join(", ", InOrder().Select(PostgresDialect.Order))}";
        return new(asked, rows, $"SELECT count(*) {from}");

        // the earliest counts; of rows of one time, one that all of their columns tell
        IEnumerable<TableColumn> InOrder() =>
            asked.Where(column => columns.IsOf(column, time)).Concat(asked.Where(column => !columns.IsOf(column, time)));
    }

    private static TableColumn? Find(TableSchema schema, string name) => schema.Columns.FirstOrDefault(column => column.Name == name);
}
