using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>Reads the files of one source and settles which of their rows count.</summary>
internal sealed class SourceReader(
    FileReader files,
    TableReader tables,
    ReportingPeriod period,
    ReadingProgress progress,
    SumLimit limit,
    long mostIdentityBytes
)
{
    /// <param name="before">What sources with precedence over this one give.</param>
    public SourceActivity Read(OpenedSource opened, IReadOnlyCollection<SourceActivity> before, CancellationToken cancellation)
    {
        var source = opened.Source;
        var results = opened.Refused.Select(file => FileResult.Refused(source, file)).ToList();
        var notUsed = new HashSet<string>(StringComparer.Ordinal);
        SourceIdentities? identities;
        List<ReadFile> read;
        var taken =
            source.PartOf is not null ? TakenDays.All
            : before.Count > 0 ? TakenDays.Of(before)
            : null;
        while (!TryRead(source, taken, notUsed, results, out identities, out read, cancellation))
        {
            // a file was refused after some of its rows were met: those count for no other, so that the others are read without it
        }

        using var met = identities;
        var sample = identities.Settle();
        MissingPages.Say(read, source);
        NoUsage.Say(read.Select(file => file.Totals), source);
        SameFiles.Settle(read);
        ViewsOfTraffic.Settle(read.Select(file => file.Totals));
        LikeFiles.Say(read.Select(file => file.Totals).Where(file => file.Fates.Accepted > 0));
        BucketOverlaps.Settle(read.Select(file => file.Totals), source);
        // the sums of a table have their cost keys already
        var lines = new SourceLines(
            source.Database is null ? source : source with { CostKeys = ImmutableDictionary<string, string>.Empty },
            limit
        );
        var counted = new List<FileTotals>();
        var exports = ExportParts
            .Of(read.Select(file => file.Totals), source)
            .SelectMany(export => export.Select(file => (File: file, Export: export)))
            .ToDictionary(part => part.File, part => part.Export);
        foreach (var file in read.OrderBy(file => file.Mapping.Semantics.IsBill))
        {
            Straddling.Say(file.Totals, period);
            SoldWithoutTokens.Say(file.Totals, exports[file.Totals]);
            results.Add(Close(source, file, lines, counted));
        }

        var issues = new List<Issue>();
        lines.SayBelowZero(issues);
        var coverage = Coverage.Of(source, counted, period, issues);
        var ordered = results.OrderBy(file => file.Account.Path, StringComparer.Ordinal).ToList();
        return new(
            source.Id,
            lines.Usage,
            lines.Bills,
            Coverage.ByModel(source, counted),
            coverage,
            [.. ordered.Select(file => file.Account)],
            NotAccepted(ordered),
            [.. opened.Evidence, .. ordered.SelectMany(file => file.Issues), .. issues],
            identities.Count + read.Sum(file => file.Identities)
        )
        {
            // a source has files or a table
            IdentitySample = source.Database is null ? sample : read.Select(file => file.Sample).FirstOrDefault(IdentitySample.None),
        };
    }

    private bool TryRead(
        SourceInput source,
        TakenDays? taken,
        HashSet<string> notUsed,
        List<FileResult> results,
        out SourceIdentities identities,
        out List<ReadFile> read,
        CancellationToken cancellation
    )
    {
        (identities, read) = (new(mostIdentityBytes), []);
        var isSpoilt = false;
        foreach (
            var path in source.Files.Where(path => !notUsed.Contains(path.Display)).OrderBy(path => path.Display, StringComparer.Ordinal)
        )
        {
            progress.Begin(path.Display, cancellation);
            var file = path.IsTable
                ? tables.Read(source, path, taken, cancellation)
                : files.Read(source, path, taken, identities, cancellation);
            progress.End(path.Bytes);
            if (file is ReadFile whole)
            {
                read.Add(whole);
                continue;
            }

            notUsed.Add(path.Display);
            results.Add(FileResult.Refused(source, (RefusedFile)file));
            isSpoilt |= identities.HasMet(path.Display);
            // others are looked at in this pass too, so that many that are refused are not each a pass; but not with the memory full
            if (isSpoilt && ((RefusedFile)file).Why.Code == IssueCodes.TooManyIdentities)
                break;
        }

        if (isSpoilt)
            identities.Dispose();
        return !isSpoilt;
    }

    private static FileResult Close(SourceInput source, ReadFile file, SourceLines lines, List<FileTotals> counted)
    {
        var totals = file.Totals;
        if (totals.Refusal is { } refusal)
            return FileResult.Refused(source, new(file.Path, refusal));
        try
        {
            var accepted = totals.Lines.Usage;
            totals.Lines.Doubts.Say(totals);
            totals.Twins.Say(totals);
            totals.Repeated?.Say(totals);
            (var billed, accepted) = lines.Add(totals, accepted);
            counted.Add(totals);
            return FileResult.Of(source, file, accepted, billed);
        }
        catch (OverflowException)
        {
            return FileResult.Refused(source, new(file.Path, FileTotals.TooLarge(file.Path.Display)));
        }
    }

    private static ImmutableArray<RowDecision> NotAccepted(List<FileResult> files)
    {
        var decisions = new RowDecision[files.Sum(file => file.NotAccepted?.Count ?? 0)];
        var at = 0;
        foreach (var runs in files.Select(file => file.NotAccepted).OfType<DecisionRuns>())
        {
            runs.CopyTo(decisions.AsSpan(at, runs.Count));
            at += runs.Count;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(decisions);
    }
}
