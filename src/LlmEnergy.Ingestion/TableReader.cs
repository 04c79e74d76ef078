using System.Collections.Immutable;
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
    int threads,
    long mostStreamed = DatabaseTable.MostStreamed
)
{
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
                OpenTable.RefuseOther(facts.Rows, handedOn, path.Display);
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
        using var open = OpenTable.Of(formats, source, path.Display, period, isOrdered, cancellation);
        return Stream(open, fatesOf, cancellation);
    }

    private AskedTable Stream(OpenTable open, Func<RowReader, IRowFates> fatesOf, CancellationToken cancellation)
    {
        using var identities = new SourceIdentities(mostIdentityBytes, open.IsUnique);
        var columns = new HeaderColumns([.. open.Query.Columns.Select(column => column.Name)]);
        var reader = new RowReader(open.Mapping, columns, period, open.Display);
        var rows = Rows(open, open.Query.Rows, columns, reader, fatesOf(reader), identities, cancellation);
        open.Counted(rows.Rows, cancellation);
        return Asked(open, DatabaseTable.Stream, [open.Query.Rows], rows, identities.Count, shards: 1);
    }

    /// <summary>The database, or each of its shards, adds rows up; those that depend on others are sent.</summary>
    private AskedTable Push(OpenTable open, Pushed pushed, Func<RowReader, RowSums> sumsOf, CancellationToken cancellation)
    {
        var query = pushed.Query;
        var reader = new RowReader(open.Mapping, query.Columns, period, open.Display);
        var sums = sumsOf(reader);
        var groups = new PushedSums(query, reader, sums, open.Database, open.Display);
        var rows = new ReadRows(0, 0, IdentitySample.None);
        var counted = 0L;
        using (var answers = new ShardAnswers(pushed.Tables, query.Sums, cancellation))
        {
            foreach (var (table, csv) in answers.InTurn())
            {
                var before = groups.Rows;
                using (csv)
                    groups.Read(csv, cancellation);
                if (query.Related is null)
                    counted += table.Counted(groups.Rows - before, cancellation);
            }
        }

        using var identities = new SourceIdentities(mostIdentityBytes, open.IsUnique);
        if (query.Related is { } related)
        {
            var columns = new HeaderColumns([.. query.Columns.Asked.Select(column => column.Name)]);
            rows = Rows(open, related, columns, reader, sums, identities, cancellation);
            counted = open.Counted(groups.Rows + rows.Rows, cancellation);
        }

        // what was not sent has no names here, and a part of them is no sample
        rows = new ReadRows(counted, groups.Unnamed + rows.Unnamed, IdentitySample.None);
        var named = open.IsUnique || open.Mapping.Identity.IsEmpty ? 0 : groups.Named;
        return Asked(open, DatabaseTable.Push, query.Statements, rows, identities.Count + named, pushed.Tables.Count);
    }

    private ReadRows Rows(
        OpenTable open,
        string sql,
        HeaderColumns columns,
        RowReader reader,
        IRowFates fates,
        SourceIdentities identities,
        CancellationToken cancellation
    )
    {
        var totals = new FileTotals(open.Display, reader, taken: null, keepPlaces: false, fates);
        var settlement = new RowSettlement(totals, progress, identities, bytes: 0);
        using (var csv = open.Database.Csv(sql, cancellation))
            new TableRows(open.Database, csv, columns, open.Display, threads).Read(reader, settlement, cancellation);
        settlement.End(cut: null);
        var sample = identities.Settle();
        if (totals.Refusal is { } refusal)
            throw new RefusedFileException(refusal);
        var (sent, read) = totals.Records;
        OpenTable.RefuseOther(sent.Records, sent == read ? read.Records : read.Records - 1, open.Display);
        return new(read.Records, settlement.Unnamed, sample);
    }

    private static AskedTable Asked(
        OpenTable open,
        string read,
        ImmutableArray<string> statements,
        ReadRows rows,
        long identities,
        int shards
    ) =>
        new(
            new(
                open.Table.Kind,
                open.Table.Table,
                open.Table.Connection,
                open.Database.Server,
                open.Mapping.Id,
                open.Why,
                open.Query.Columns,
                statements,
                rows.Rows,
                identities,
                rows.Unnamed,
                MemoryMarshal.AsBytes<ulong>([.. rows.Sample.Smallest]).ToArray(),
                read,
                Shards: shards
            ),
            open.Mapping,
            open.Database.Snapshot
        );

    private TableEvidence Sums(SourceInput source, InputPath path, CancellationToken cancellation)
    {
        RowSums? sums = null;
        RowSums Begun(RowReader reader) => sums = new(reader);
        using var open = OpenTable.Of(formats, source, path.Display, period, isOrdered: false, cancellation);
        var (pushed, why) = PushDecision.Of(open, period, mostStreamed, cancellation);
        using var shards = pushed;
        var asked = pushed is null ? Stream(open, Begun, cancellation) : Push(open, pushed, Begun, cancellation);
        asked = asked with { Facts = asked.Facts with { WhyRead = why } };
        return new(source.Id, asked.Facts.Write(), RowSumFile.Write(sums!, source.CostKeyOf), asked.Snapshot);
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

/// <param name="Unnamed">Rows that count and state nothing that names them.</param>
/// <param name="Sample">Of their names.</param>
internal readonly record struct ReadRows(long Rows, long Unnamed, IdentitySample Sample);
