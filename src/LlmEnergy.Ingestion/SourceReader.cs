using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion;

/// <summary>Reads the files of one source, settles which of their rows count, and adds those to the activity.</summary>
internal sealed class SourceReader(FileReader files, ReportingPeriod period, ReadingProgress progress, ActivityTotals activity, long mostIdentityBytes)
{
    public SourceResult Read(SourceInput source, CancellationToken cancellation)
    {
        var (results, refused) = (new List<FileResult>(), new HashSet<string>(StringComparer.Ordinal));
        SourceIdentities? identities;
        List<ReadFile> read;
        while (!TryRead(source, refused, results, out identities, out read, cancellation))
        {
            // a file was refused after some of its rows were met: those count for no other, so that the others are read without it
        }

        using var met = identities;
        identities.Settle();
        SameFiles.Settle(read);
        BucketOverlaps.Settle(read.Select(file => file.Totals), source);
        var counted = new List<FileTotals>();
        foreach (var file in read.OrderBy(file => file.Mapping.Semantics.IsBill))
        {
            Straddling.Say(file.Totals, period);
            results.Add(Close(source, file, counted));
        }

        var issues = new List<Issue>();
        var coverage = Coverage.Of(source, counted, period, issues);
        return new([.. results], coverage, [.. issues], identities.Count);
    }

    private bool TryRead(SourceInput source, HashSet<string> refused, List<FileResult> results, out SourceIdentities identities, out List<ReadFile> read, CancellationToken cancellation)
    {
        (identities, read) = (new(mostIdentityBytes), []);
        foreach (var path in source.Files.Where(path => !refused.Contains(path.Display)).OrderBy(path => path.Display, StringComparer.Ordinal))
        {
            if (Read(source, path, identities, results, cancellation) is { } file)
            {
                read.Add(file);
                continue;
            }

            refused.Add(path.Display);
            if (!identities.HasMet(path.Display)) continue;
            identities.Dispose();
            return false;
        }

        return true;
    }

    private ReadFile? Read(SourceInput source, InputPath path, SourceIdentities identities, List<FileResult> refused, CancellationToken cancellation)
    {
        progress.Begin(path.Display, cancellation);
        try
        {
            return files.Read(source, path, identities, cancellation);
        }
        catch (RefusedFileException exception)
        {
            refused.Add(Refused(source, path, exception.Issue));
        }
        catch (InsufficientMemoryException)
        {
            refused.Add(Refused(source, path, new(new(path.Display, 0, 0), IssueCodes.TooManyIdentities, "found more request identities than fit the memory allowed, expected fewer: set identityMemory, or split the period")));
        }
        catch (Exception exception) when (FileReader.IsUnreadable(exception))
        {
            refused.Add(Refused(source, path, new(new(path.Display, 0, 0), IssueCodes.Unreadable, $"found {FileReader.Reason(exception)}, expected a readable file")));
        }
        finally
        {
            progress.End(BytesOf(path));
        }

        return null;
    }

    private FileResult Close(SourceInput source, ReadFile file, List<FileTotals> counted)
    {
        var totals = file.Totals;
        if (totals.Refusal is { } refusal) return Refused(source, file.Path, refusal.Issue);
        try
        {
            var accepted = totals.Accepted;
            var billed = activity.Add(source, totals, accepted);
            counted.Add(totals);
            return new(
                new(file.Path.Display, source.Id, file.Mapping.Id, file.Why, file.Bytes, totals.Rows, accepted, totals.NotAccepted, CostOf(totals)) { BillRows = billed }, totals.Decisions, totals.Issues);
        }
        catch (OverflowException)
        {
            return Refused(source, file.Path, FileTotals.TooLarge(file.Path.Display).Issue);
        }
    }

    private static long BytesOf(InputPath path) => path.Entry is null && new FileInfo(path.FullPath) is { Exists: true } file ? file.Length : 0;

    private static ImmutableSortedDictionary<string, decimal> CostOf(FileTotals totals) => totals.Lines
        .Where(line => line.Totals.HasCost)
        .GroupBy(line => totals.Dimensions[Field.Currency][line.Key.Currency], StringComparer.Ordinal)
        .ToImmutableSortedDictionary(currency => currency.Key, currency => currency.Sum(line => line.Totals.Cost), StringComparer.Ordinal);

    private static FileResult Refused(SourceInput source, InputPath path, Issue issue) => new(
        new(path.Display, source.Id, null, issue.Message, BytesOf(path), default, Usage.None, Usage.None, ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal)), null, [issue]);
}

/// <summary>What came of one source, apart from its lines.</summary>
/// <param name="Identities">Request identities that were told apart.</param>
internal sealed record SourceResult(ImmutableArray<FileResult> Files, ImmutableArray<CoverageDay> Coverage, ImmutableArray<Issue> Issues, long Identities);
