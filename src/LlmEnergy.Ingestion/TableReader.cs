using System.Globalization;
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
                var evidence = source.Database!.Recorded ?? Ask(source, path, cancellation);
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
                var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(evidence.Sums.Span));
                return new ReadFile(path, evidence.Sums.Length, hash, mapping, facts.Why, totals)
                {
                    Evidence = evidence,
                    Identities = facts.Identities,
                };
            }
        );

    private TableEvidence Ask(SourceInput source, InputPath path, CancellationToken cancellation)
    {
        var table = source.Database!;
        using var database = Open(table, path.Display, cancellation);
        var schema = database.Schema([]);
        if (schema.Columns.IsEmpty)
            throw new RefusedFileException(path.Display, IssueCodes.Table, "found no such table, expected it, and a right to see it");
        var (mapping, why) = MappingOf(source, schema, path.Display);
        schema = mapping.Identity is [var identity] ? database.Schema(identity) : schema;
        // where the server keeps rows of one name apart, nobody else needs to
        if (schema.IsUnique && mapping.Parent.IsEmpty)
            mapping = mapping with { Identity = [] };
        var query = TableQuery.Of(mapping, schema, Window(schema), path.Display);
        using var identities = new SourceIdentities(mostIdentityBytes);
        var columns = new HeaderColumns([.. query.Columns.Select(column => column.Name)]);
        var reader = new RowReader(mapping, columns, period, path.Display);
        var totals = new FileTotals(path.Display, reader, taken: null, keepPlaces: false) { Recorded = new(reader) };
        var settlement = new RowSettlement(totals, progress, identities, bytes: 0);
        using (var csv = database.Csv(query.Rows, cancellation))
            new TableRows(csv, columns, path.Display, threads).Read(reader, settlement, cancellation);
        settlement.End(cut: null);
        identities.Settle();
        var (sent, read) = totals.Records;
        RefuseOther(sent.Records, sent == read ? read.Records : read.Records - 1, path.Display);
        var facts = new TableFacts(
            "postgresql",
            table.Table,
            table.Connection,
            database.Server,
            mapping.Id,
            why,
            query.Columns,
            [query.Rows],
            database.Count(query.Count, cancellation),
            identities.Count
        );
        return new(source.Id, facts.Write(), RowSumFile.Write(totals.Recorded, source.CostKeyOf), database.Snapshot);
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

    private static PostgresDatabase Open(DatabaseTable table, string display, CancellationToken cancellation)
    {
        var connection = ConnectionReference.Resolve(table.Connection, display);
        return new PostgresDatabase(connection, table.Table, display, cancellation);
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
        // twins are rows of one file that lie near each other: a table has no such order
        return (formats.WithTables(mapping) with { Twins = [] }, why);
    }

    private RowReader Unbound(Mapping mapping, string display) =>
        new(mapping with { Twins = [], Identity = [] }, new HeaderColumns([]), period, display);

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
