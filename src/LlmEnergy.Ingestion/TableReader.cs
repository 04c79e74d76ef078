using System.Globalization;
using System.Runtime.InteropServices;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Databases;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>
/// Takes a table of a database to its sums, and the sums to totals as of a file: the second step alone where they are on record, so that a
/// period can be made again without the database.
/// </summary>
internal sealed class TableReader(
    FormatCatalog formats,
    ReportingPeriod period,
    ReadingProgress progress,
    long mostIdentityBytes,
    int threads
)
{
    /// <summary>Days before and after the period, where rows of one request may lie that the database does not keep apart.</summary>
    private const int MarginDays = 7;

    public FileReading Read(SourceInput source, InputPath path, TakenDays? taken, CancellationToken cancellation) =>
        FileReading.Of(
            path,
            () =>
            {
                var evidence = source.Database!.Recorded ?? Sums(source, path, cancellation);
                var facts = TableFacts.Of(evidence.Facts, path.Display);
                var mapping =
                    formats.Find(facts.Format)
                    ?? throw new RefusedFileException(
                        path.Display,
                        IssueCodes.UnknownFormat,
                        $"found no format {facts.Format}, expected it"
                    );
                var totals = new FileTotals(path.Display, Unbound(mapping, path.Display), taken, keepPlaces: false);
                RowSumFile.Read(evidence.Sums, totals);
                var handedOn = totals.Fates.Counts.Read;
                RefuseOther(facts.Rows, handedOn, path.Display);
                totals.Records = (new(facts.Rows, 0), new(handedOn, 0));
                SayRejected(totals);
                totals.SayUnnamed(facts.Unnamed, mapping);
                var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(evidence.Sums.Span));
                return new ReadFile(path, evidence.Sums.Length, hash, mapping, facts.Why, totals)
                {
                    Evidence = evidence,
                    Identities = facts.Identities,
                    Sample = new([.. MemoryMarshal.Cast<byte, ulong>(facts.IdentitySample.Span)]),
                };
            }
        );

    /// <summary>Asks the database, and hands each row on with its fate.</summary>
    /// <param name="isOrdered">Whether rows have to come in an order that is the same at each time.</param>
    /// <exception cref="RefusedFileException">Not all rows of the table could be had.</exception>
    public AskedTable Ask(
        SourceInput source,
        InputPath path,
        Func<RowReader, IRowFates> fatesOf,
        bool isOrdered,
        CancellationToken cancellation
    )
    {
        var table = source.Database!;
        using var database = Open(table, path.Display, cancellation);
        var schema = database.Schema([]);
        if (schema.Columns.IsEmpty)
            throw new RefusedFileException(path.Display, IssueCodes.Table, "found no such table, expected it, and a right to see it");
        var (mapping, why) = MappingOf(source, schema, path.Display);
        schema = mapping.Identity is [var identity] ? database.Schema(identity) : schema;
        // where the server keeps rows of one name apart, or gives one version of each, nobody else needs to
        var isUnique = (schema.IsUnique || !mapping.Semantics.Version.IsEmpty) && mapping.Parent.IsEmpty;
        if (isUnique)
            mapping = mapping with { Semantics = mapping.Semantics with { Duplicates = Duplicates.First } };
        var dependsOnOrder = isOrdered || !mapping.Twins.IsEmpty || (!isUnique && !mapping.Identity.IsEmpty);
        var query = TableQuery.Of(mapping, schema, database.Dialect, Window(schema), dependsOnOrder, path.Display);
        RefuseUnnamed(query, database, mapping, path.Display, cancellation);
        using var identities = new SourceIdentities(mostIdentityBytes, isUnique);
        var columns = new HeaderColumns([.. query.Columns.Select(column => column.Name)]);
        var reader = new RowReader(mapping, columns, period, path.Display);
        var totals = new FileTotals(path.Display, reader, taken: null, keepPlaces: false, fatesOf(reader));
        var settlement = new RowSettlement(totals, progress, identities, bytes: 0);
        using (var csv = database.Csv(query.Rows, cancellation))
            new TableRows(database, csv, columns, path.Display, threads).Read(reader, settlement, cancellation);
        settlement.End(cut: null);
        var sample = identities.Settle();
        if (totals.Refusal is { } refusal)
            throw new RefusedFileException(refusal);
        var (sent, read) = totals.Records;
        RefuseOther(sent.Records, sent == read ? read.Records : read.Records - 1, path.Display);
        var rows = database.Count(query.Count, cancellation);
        RefuseOther(rows, read.Records, path.Display);
        var facts = new TableFacts(
            table.Kind,
            table.Table,
            table.Connection,
            database.Server,
            mapping.Id,
            why,
            query.Columns,
            [query.Rows],
            rows,
            identities.Count,
            settlement.Unnamed,
            MemoryMarshal.AsBytes<ulong>([.. sample.Smallest]).ToArray()
        );
        return new(facts, mapping, database.Snapshot);
    }

    private TableEvidence Sums(SourceInput source, InputPath path, CancellationToken cancellation)
    {
        RowSums? sums = null;
        var asked = Ask(source, path, reader => sums = new(reader), isOrdered: false, cancellation);
        return new(source.Id, asked.Facts.Write(), RowSumFile.Write(sums!, source.CostKeyOf), asked.Snapshot);
    }

    private static void RefuseUnnamed(TableQuery query, IDatabase database, Mapping mapping, string display, CancellationToken cancellation)
    {
        if (query.Unnamed is { } unnamed && database.Count(unnamed, cancellation) is > 0 and var rows)
            throw new RefusedFileException(
                display,
                IssueCodes.UnnamedVersions,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Counted.Of(rows, "row")} with an empty {mapping.DescribedIdentity}, "
                        + $"expected what versions of one row are told by: "
                        + $"nothing of the table is counted"
                )
            );
    }

    private static void RefuseOther(long expected, long found, string display)
    {
        if (found != expected)
            throw new RefusedFileException(
                display,
                IssueCodes.TableRows,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Counted.Of(found, "row")}, expected {expected:N0} as they are counted apart: nothing of the table is counted"
                )
            );
    }

    private static IDatabase Open(DatabaseTable table, string display, CancellationToken cancellation)
    {
        var connection = ConnectionReference.Resolve(table.Connection, display);
        return table.Kind == DatabaseTable.ClickHouse
            ? new ClickHouseDatabase(connection, table.Table, display, cancellation)
            : new PostgresDatabase(connection, table.Table, display, cancellation);
    }

    /// <summary>Null where all of the table is read.</summary>
    private (DateOnly First, DateOnly After)? Window(TableSchema schema)
    {
        if (period.First == DateOnly.MinValue)
            return null;
        var margin = schema.IsUnique ? 0 : MarginDays;
        return (period.First.AddDays(-margin), period.Last.AddDays(margin + 1));
    }

    private (Mapping Mapping, string Why) MappingOf(SourceInput source, TableSchema schema, string display)
    {
        var shape = FileShape.Of(ContainerNames.Table, schema.Columns.Select(column => column.Name));
        var declared = source.Format == SourceInput.DetectFormat ? null : formats.Find(source.Format);
        var (mapping, why) = declared is null ? formats.Detected(shape, display) : (declared, "named by its source");
        TableFormats.RefuseOther(mapping, shape, display);
        return (formats.WithTables(mapping), why);
    }

    private RowReader Unbound(Mapping mapping, string display) => new(mapping, new HeaderColumns([]), period, display);

    /// <summary>Rows of a table have no lines that findings could name: one for each reason.</summary>
    private static void SayRejected(FileTotals totals)
    {
        foreach (var fate in totals.Fates.All.Where(fate => fate.Outcome == RowOutcome.Rejected))
        {
            var kind = IssueCatalog.Of(fate.Rule);
            totals.Fault(
                fate.Rule,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Counted.Of(fate.Rows, "row")} of the table with this: {kind.Meaning}; expected none"
                )
            );
        }
    }
}

/// <summary>What a database was asked, beside the rows that it gave.</summary>
internal sealed record AskedTable(TableFacts Facts, Mapping Mapping, string Snapshot);
