using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion;

/// <summary>Takes one file from its path to the lines it adds: opens it, tells its format, reads its rows, closes its account.</summary>
internal sealed class FileReader(FormatCatalog formats, ReportingPeriod period, ReadingProgress progress, ActivityTotals activity)
{
    public FileResult Read(SourceInput source, InputPath path, CancellationToken cancellation)
    {
        var bytes = 0L;
        progress.Begin(path.Display, cancellation);
        try
        {
            var file = Open(path);
            bytes = file.Length;
            return Read(source, path.Display, file, cancellation);
        }
        catch (RefusedFileException refused)
        {
            return Refused(source, path, bytes, refused.Issue);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refused(source, path, bytes, new(new(path.Display, 0, 0), IssueCodes.Unreadable, $"found {Reason(exception)}, expected a readable file"));
        }
        finally
        {
            progress.End(bytes);
        }
    }

    /// <summary>What a file is, by its header alone.</summary>
    public static FormatMatch Recognise(FormatCatalog formats, InputPath path)
    {
        try
        {
            return formats.Detect(CsvHeader.Read(Open(path), path.Display, null).Names);
        }
        catch (RefusedFileException refused)
        {
            return new(null, refused.Issue.Message, refused.Issue.Code);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(null, $"found {Reason(exception)}, expected a readable file", IssueCodes.Unreadable);
        }
    }

    private static Utf8File Open(InputPath path) => Directory.Exists(path.FullPath)
        ? throw new RefusedFileException(path.Display, IssueCodes.Unreadable, "found a directory, expected a file")
        : new(path.FullPath);

    private FileResult Read(SourceInput source, string display, Utf8File file, CancellationToken cancellation)
    {
        var declared = source.Format == SourceInput.DetectFormat ? null : formats.Find(source.Format);
        var header = CsvHeader.Read(file, display, declared?.Separator);
        var (mapping, why) = declared is null ? Detect(header, display) : (declared, "named by its source");
        var columns = new Columns(header.Names);
        var reader = new RowReader(mapping, columns, period, display);
        var totals = new FileTotals(display, reader, progress);
        new CsvRows(file, display, header, reader).Read(totals, cancellation);
        totals.RefuseIfAllRowsLackTheSame();
        var accepted = AddToActivity(source, totals, display);
        var account = new RowAccount(
            display, source.Id, mapping.Id, why + Absent(mapping, columns), file.Length, totals.Rows, accepted, totals.Ignored, CostOf(totals));
        return new(account, totals.Decisions, totals.Issues);
    }

    private Usage AddToActivity(SourceInput source, FileTotals totals, string display)
    {
        try
        {
            var accepted = totals.Lines.Aggregate(Usage.None, (sum, line) => sum + line.Totals.Usage);
            activity.Add(source, totals, accepted);
            return accepted;
        }
        catch (OverflowException)
        {
            throw FileTotals.TooLarge(display);
        }
    }

    private (Mapping Mapping, string Why) Detect(CsvHeader header, string display)
    {
        var match = formats.Detect(header.Names);
        return match.Mapping is { } mapping ? (mapping, match.Why) : throw new RefusedFileException(new(new(display, 1, 0), match.Code!, match.Why));
    }

    /// <summary>Mapped fields that the file has no column for: a misspelt column must not go unnoticed.</summary>
    private static string Absent(Mapping mapping, Columns columns)
    {
        var absent = mapping.Fields.Keys.Where(field => columns.OrdinalOf(mapping, field) < 0).Select(field => columns.NameOf(mapping, field)).ToList();
        return absent.Count == 0 ? "" : $"; has no {string.Join(", ", absent)}";
    }

    private static ImmutableSortedDictionary<string, decimal> CostOf(FileTotals totals) => totals.Lines
        .Where(line => line.Totals.HasCost)
        .GroupBy(line => totals.Dimensions[Field.Currency][line.Key.Currency], StringComparer.Ordinal)
        .ToImmutableSortedDictionary(currency => currency.Key, currency => currency.Sum(line => line.Totals.Cost), StringComparer.Ordinal);

    private static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "a file that may not be read",
        _ => "a file that cannot be read",
    };

    private static FileResult Refused(SourceInput source, InputPath path, long bytes, Issue issue) => new(
        new(path.Display, source.Id, null, issue.Message, bytes, default, Usage.None, Usage.None, ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal)), [], [issue]);
}
