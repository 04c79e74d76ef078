using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>A table of a database that is open, with its mapping and what it is to be asked.</summary>
/// <param name="Why">The mapping is this one.</param>
/// <param name="IsUnique">Whether the server keeps rows of one name apart, or gives one version of each: nobody else needs to.</param>
internal sealed record OpenTable(
    DatabaseTable Table,
    IDatabase Database,
    TableSchema Schema,
    Mapping Mapping,
    string Why,
    bool IsUnique,
    TableQuery Query,
    string Display
) : IDisposable
{
    /// <summary>Days before and after the period, where rows of one request may lie that the database does not keep apart.</summary>
    private const int MarginDays = 7;

    /// <param name="isOrdered">Whether rows have to come in an order that is the same at each time.</param>
    /// <exception cref="RefusedFileException">There is no such table, or it cannot be read.</exception>
    public static OpenTable Of(
        FormatCatalog formats,
        SourceInput source,
        string display,
        ReportingPeriod period,
        bool isOrdered,
        CancellationToken cancellation
    )
    {
        var table = source.Database!;
        var connections = ConnectionReference.Resolve(table.Connection, display);
        if (connections.Length > 1 && !table.HasShards)
            throw new RefusedFileException(
                display,
                IssueCodes.Connection,
                "found several connection strings, expected one: a line for each shard is of a source with \"shards\": \"list\""
            );
        return Of(table, connections[0], schema => MappingOf(formats, source, schema, display), display, period, isOrdered, cancellation);
    }

    /// <param name="mappingOf">Which mapping reads it, and why this one.</param>
    /// <inheritdoc cref="Of(FormatCatalog, SourceInput, string, ReportingPeriod, bool, CancellationToken)"/>
    public static OpenTable Of(
        DatabaseTable table,
        string connection,
        Func<TableSchema, (Mapping Mapping, string Why)> mappingOf,
        string display,
        ReportingPeriod period,
        bool isOrdered,
        CancellationToken cancellation
    )
    {
        IDatabase database =
            table.Kind == DatabaseTable.ClickHouse
                ? new ClickHouseDatabase(connection, table.Table, display, cancellation)
                : new PostgresDatabase(connection, table.Table, display, cancellation);
        try
        {
            var schema = database.Schema([]);
            if (schema.Columns.IsEmpty)
                throw new RefusedFileException(display, IssueCodes.Table, "found no such table, expected it, and a right to see it");
            var (mapping, why) = mappingOf(schema);
            schema = mapping.Identity is [var identity] ? database.Schema(identity) : schema;
            var isUnique = (schema.IsUnique || !mapping.Semantics.Version.IsEmpty) && mapping.Parent.IsEmpty;
            if (isUnique)
                mapping = mapping with { Semantics = mapping.Semantics with { Duplicates = Duplicates.First } };
            var dependsOnOrder = isOrdered || !mapping.Twins.IsEmpty || (!isUnique && !mapping.Identity.IsEmpty);
            var query = TableQuery.Of(mapping, schema, database.Dialect, Window(schema, period), dependsOnOrder, display);
            RefuseUnnamed(query, database, mapping, display, cancellation);
            return new(table, database, schema, mapping, why, isUnique, query, display);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <exception cref="RefusedFileException">The database cannot add its rows up as they are added up here.</exception>
    public PushQuery Pushed() => PushQuery.Of(Mapping, Schema, Query, Database.Dialect, IsUnique, Display);

    /// <exception cref="RefusedFileException">The database counts other rows.</exception>
    public long Counted(long read, CancellationToken cancellation)
    {
        var rows = Database.Count(Query.Count, cancellation);
        RefuseOther(rows, read, Display);
        return rows;
    }

    public void Dispose() => Database.Dispose();

    public static void RefuseOther(long expected, long found, string display)
    {
        if (found != expected)
            throw new RefusedFileException(
                display,
                IssueCodes.TableRows,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Domain.Texts.Counted.Of(found, "row")}, expected {expected:N0} as they are counted apart: "
                        + $"nothing of the table is counted"
                )
            );
    }

    private static void RefuseUnnamed(TableQuery query, IDatabase database, Mapping mapping, string display, CancellationToken cancellation)
    {
        if (query.Unnamed is { } unnamed && database.Count(unnamed, cancellation) is > 0 and var rows)
            throw new RefusedFileException(
                display,
                IssueCodes.UnnamedVersions,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Domain.Texts.Counted.Of(rows, "row")} with an empty {mapping.DescribedIdentity}, "
                        + $"expected what versions of one row are told by: "
                        + $"nothing of the table is counted"
                )
            );
    }

    /// <summary>Null where all of the table is read.</summary>
    private static (DateOnly First, DateOnly After)? Window(TableSchema schema, ReportingPeriod period)
    {
        if (period.First == DateOnly.MinValue)
            return null;
        var margin = schema.IsUnique ? 0 : MarginDays;
        return (period.First.AddDays(-margin), period.Last.AddDays(margin + 1));
    }

    private static (Mapping Mapping, string Why) MappingOf(FormatCatalog formats, SourceInput source, TableSchema schema, string display)
    {
        var shape = FileShape.Of(ContainerNames.Table, schema.Columns.Select(column => column.Name));
        var declared = source.Format == SourceInput.DetectFormat ? null : formats.Find(source.Format);
        var (mapping, why) = declared is null ? formats.Detected(shape, display) : (declared, "named by its source");
        TableFormats.RefuseOther(mapping, shape, display);
        return (formats.WithTables(mapping), why);
    }
}
