using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion;

/// <summary>Takes one file from its path to its rows: opens it, tells its container and its format, reads what is in it.</summary>
internal sealed class FileReader(FormatCatalog formats, ReportingPeriod period, ReadingProgress progress, FileHashes hashes, int threads)
{
    public FileReading Read(
        SourceInput source,
        InputPath path,
        TakenDays? taken,
        SourceIdentities identities,
        CancellationToken cancellation
    ) =>
        FileReading.Of(
            path,
            () =>
            {
                using var file = hashes.Open(path);
                var (rows, mapping, columns, why) = Recognised(source, file, path.Display, cancellation);
                var totals = new FileTotals(
                    path.Display,
                    new(mapping, columns, period, path.Display, Compared(mapping, rows.Shape, source.Files.Length)),
                    taken,
                    keepPlaces: mapping.Semantics.Grain == Grain.Bucket && (source.Files.Length > 1 || mapping.Views is not null)
                )
                {
                    Likes =
                        mapping is { Semantics.Grain: Grain.Request, Counter: null } && source.Files.Length > 1
                            ? new(LikeFiles.StretchesOf(source.Files.Length))
                            : null,
                };
                if (rows.Shape.IsTree)
                {
                    RenamedMembers.Say(totals, rows.Shape);
                }
                else
                {
                    foreach (var (column, effect) in LackingColumns.Of(mapping, name => columns.OrdinalOf(name) >= 0))
                        totals.Fault(IssueCodes.LackingColumn, $"found no column {column}, expected it in {mapping.Id}: {effect}");
                }

                if (mapping.IsDraft)
                    totals.Warn(
                        IssueCodes.Draft,
                        $"found {mapping.Id} to be a draft, expected its decisions settled: make them, and take \"draft\" out of the "
                            + $"profile"
                    );
                var settlement = new RowSettlement(totals, progress, identities, file.IsPacked ? 0 : file.Length);
                rows.Read(totals.Reader, settlement, cancellation);
                settlement.End(file.Damage is { } damage ? (damage.Found, damage.CutBytes > 0) : null);
                if (settlement.Rows == 0 && rows.Shape.IsTree && rows.Shape.EmptyListOf(mapping) is null)
                {
                    var message = $"found no list {mapping.Rows}, expected the rows of {mapping.Id} there";
                    throw new RefusedFileException(path.Display, IssueCodes.UnknownFormat, message);
                }

                if (totals.Records is var (counted, handedOn) && counted != handedOn)
                {
                    totals.Fault(
                        IssueCodes.RowsInPlace,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"found {Counted.Of(counted.Records, "record")} by the bytes of the file and "
                                + $"{Counted.Of(handedOn.Records, "row")} read from it, "
                                + $"expected the same in the same places: what differs is lost or doubled"
                        )
                    );
                }

                MaskedValues.Say(source, path, totals);
                totals.NoUsage = NoUsage.Of(source, period, totals, settlement, rows.Shape);
                if (settlement.AllLackTheSame is { } lacking)
                    return new RefusedFile(path, lacking);
                var (hash, hasChanged) = hashes.Of(path, file);
                if (hasChanged)
                    totals.Fault(
                        IssueCodes.Changed,
                        "found other bytes at the end of reading than at its beginning, expected a file that nobody writes to: run again "
                            + "when it is whole"
                    );
                return new ReadFile(path, file.Length, hash, mapping, why + Absent(mapping, columns, rows.Shape), totals);
            }
        );

    /// <summary>Container and format of a file, with its columns as the format sees them, and how it was told.</summary>
    /// <exception cref="RefusedFileException">It is none that can be read.</exception>
    public (IRowSource Rows, Mapping Mapping, Columns Columns, string Why) Recognised(
        SourceInput source,
        ExportFile file,
        string display,
        CancellationToken cancellation
    )
    {
        var declared = source.Format == SourceInput.DetectFormat ? null : formats.Find(source.Format);
        var rows = RowSources.Open(file, declared, threads);
        var (mapping, why) = declared is null
            ? formats.Detected(rows.Shape, display)
            : (Declared(declared, rows.Shape, display), "named by its source");
        if (mapping.Prompts is { } prompts && !formats.AssumedProducts.Contains(prompts.Product))
            throw new RefusedFileException(display, IssueCodes.UnknownFormat, prompts.Refusal);
        mapping = InFile(formats.WithTables(mapping), rows.Shape, source.Currency);
        var intake = source.IntakeOf(display);
        if (mapping.Semantics.Mark == DecimalMark.OfFile || mapping.Semantics.TimesOfFile is not null)
            mapping = Decided(mapping, rows, intake, display, cancellation);
        // what rows carry to those after them needs their order
        if (!mapping.Carried.IsEmpty && threads > 1)
            rows = RowSources.Open(file, mapping, 1);
        var columns = MappedColumns.Of(rows.Columns(mapping), mapping, rows.Shape, intake);
        if (columns.OrdinalsOf(mapping, Field.Time).IsEmpty)
            throw new RefusedFileException(display, IssueCodes.UnknownFormat, WithoutTime(mapping));
        if (mapping.MayBeDeclared && mapping.Semantics.Grain == Grain.Request && SpansMonths(intake))
        {
            const string Found =
                "found its days in intake.csv to lie in several months, expected one, since its requests state no times: export each month "
                + "into a file of its own";
            throw new RefusedFileException(display, IssueCodes.UnknownFormat, Found);
        }

        return (rows, mapping, columns, why);
    }

    private static Mapping Declared(Mapping mapping, FileShape shape, string display) =>
        shape.MayBe(mapping)
            ? mapping
            : throw new RefusedFileException(
                display,
                IssueCodes.UnknownFormat,
                $"found {string.Join(" or ", shape.Containers)}, expected {string.Join(" or ", mapping.Containers)} as {mapping.Id} is"
            );

    private static string WithoutTime(Mapping mapping) =>
        mapping.MayBeDeclared
            ? $"found no times in it, and no days of it in intake.csv, expected the time of {mapping.Id}: "
                + "`llmenergy ingest WORKSPACE --accept FILE --from DAY --to DAY` puts its days on record"
            : $"found no column {mapping.Fields[Field.Time].Described}, expected the time of {mapping.Id}";

    private static bool SpansMonths(Intake intake) =>
        intake is { From: { } from, To: { } to } && (from.Year, from.Month) != (to.Year, to.Month);

    /// <summary>With the currency that the header of the cost states, or the source.</summary>
    private static Mapping InFile(Mapping mapping, FileShape shape, string? ofSource)
    {
        if (mapping.Semantics.Currency is not null)
            return mapping;
        var stated =
            mapping.Headers is { CurrencyInHeader: true } headers && mapping.Fields.TryGetValue(Field.Cost, out var cost)
                ? cost.Names.Select(name => shape.NameIn(headers, name)).OfType<string>().Select(headers.CurrencyOf)
                : [];
        var currency = stated.FirstOrDefault(name => name is not null) ?? ofSource;
        return currency is null ? mapping : mapping with { Semantics = mapping.Semantics with { Currency = currency } };
    }

    /// <summary>
    /// One pass for what the amounts and times of the file show of their form, of all periods: a file means the same in each of them. It
    /// ends early where one time tells.
    /// </summary>
    private static Mapping Decided(Mapping mapping, IRowSource rows, Intake intake, string display, CancellationToken cancellation)
    {
        var semantics = mapping.Semantics;
        var columns = MappedColumns.Of(rows.Columns(mapping), mapping, rows.Shape, intake);
        var reader = new RowReader(mapping, columns, ReportingPeriod.Always, display);
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var isWhole = semantics.Mark == DecimalMark.OfFile;
        try
        {
            rows.Read(reader, new FormProbe(() => !isWhole && reader.Times is { IsDecided: true }, decided), decided.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // the rest of the file cannot tell more
        }

        var others = reader.Times?.Others(display).ToHashSet() ?? [];
        var mark = isWhole ? reader.Amounts.Decide(display) : semantics.Mark;
        Mapping Of(Mapping one) =>
            one with
            {
                Semantics = one.Semantics with
                {
                    Mark = mark,
                    TimesOfFile = null,
                    Times = [.. one.Semantics.Times.Where(time => others.All(other => other.Pattern != time.Pattern))],
                },
            };

        return Of(mapping) with
        {
            Variants = [.. mapping.Variants.Select(variant => variant with { Mapping = Of(variant.Mapping) })],
        };
    }

    /// <summary>
    /// Columns by which rows that nothing names are compared: of requests, with other files, those that are read; of sums, with each other,
    /// all of a table, since equal sums of what is not read may be two.
    /// </summary>
    private static ImmutableArray<string> Compared(Mapping mapping, FileShape shape, int files) =>
        mapping.Counter is not null ? []
        : mapping.Semantics.Grain == Grain.Request
            ? files > 1 ? [.. mapping.Variants.Select(variant => variant.Mapping).Prepend(mapping).SelectMany(Columns).Distinct()]
                : []
        : !shape.IsTree && mapping.Identity.IsEmpty && !shape.Containers.Contains(ContainerNames.Parquet) ? [.. shape.Names]
        : [];

    private static IEnumerable<string> Columns(Mapping mapping) => mapping.Fields.Values.SelectMany(field => field.Names);

    /// <summary>Mapped fields that the table has no column for: a misspelt column must not go unnoticed.</summary>
    private static string Absent(Mapping mapping, Columns columns, FileShape shape)
    {
        if (shape.IsTree)
            return "";
        var absent = mapping
            .Fields.Where(field => columns.OrdinalsOf(mapping, field.Key).IsEmpty)
            .Select(field => field.Value.Described)
            .ToList();
        return absent.Count == 0 ? "" : $"; has no {string.Join(", ", absent)}";
    }
}
