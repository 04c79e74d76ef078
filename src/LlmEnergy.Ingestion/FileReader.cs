using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Drafting;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion;

/// <summary>Takes one file from its path to its rows: opens it, tells its container and its format, reads what is in it.</summary>
internal sealed class FileReader(FormatCatalog formats, ReportingPeriod period, ReadingProgress progress, int threads)
{
    /// <exception cref="RefusedFileException">The file cannot be used.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ReadFile Read(SourceInput source, InputPath path, SourceIdentities identities, CancellationToken cancellation)
    {
        var file = Open(path);
        var declared = source.Format == SourceInput.DetectFormat ? null : formats.Find(source.Format);
        var rows = RowSources.Of(file, declared, threads);
        var (mapping, why) = declared is null ? Detect(rows, path.Display) : (Declared(declared, rows.Shape, path.Display), "named by its source");
        if (mapping.Semantics.Mark == DecimalMark.OfFile) mapping = mapping with { Semantics = mapping.Semantics with { Mark = MarkOf(mapping, rows, path.Display, cancellation) } };
        var columns = rows.Columns(mapping);
        if (columns.OrdinalsOf(mapping, Field.Time).IsEmpty)
            throw new RefusedFileException(path.Display, IssueCodes.UnknownFormat, $"found no column {mapping.Fields[Field.Time].Described}, expected the time of {mapping.Id}");
        var totals = new FileTotals(path.Display, new(mapping, columns, period, path.Display), progress, identities, mapping.Semantics.Grain == Grain.Bucket && source.Files.Length > 1, file.IsPacked ? 0 : file.Length);
        rows.Read(totals.Reader, totals, cancellation);
        if (totals.Rows.Read == 0 && !rows.Shape.HasList(mapping))
            throw new RefusedFileException(path.Display, IssueCodes.UnknownFormat, $"found no list {mapping.Rows}, expected the rows of {mapping.Id} there");
        if (file.Damage is { } damage) totals.RejectCut(damage);
        totals.End();
        totals.RefuseIfAllRowsLackTheSame();
        return new(path, file.Length, mapping, why + Absent(mapping, columns, rows.Shape), totals);
    }

    /// <summary>What a file is, by its first records alone.</summary>
    public static FormatMatch Recognise(FormatCatalog formats, InputPath path)
    {
        try
        {
            return formats.Detect(RowSources.Of(Open(path), null, 1).Shape);
        }
        catch (RefusedFileException refused)
        {
            return new(null, refused.Issue.Message, refused.Issue.Code);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return new(null, $"found {Reason(exception)}, expected a readable file", IssueCodes.Unreadable);
        }
    }

    /// <summary>What the first records look like, for a draft of a profile.</summary>
    public static FileSample SampleOf(InputPath path) => RowSources.Of(Open(path), null, 1).Sample();

    public static bool IsUnreadable(Exception exception) => exception is IOException or UnauthorizedAccessException or InvalidDataException;

    public static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "a file that may not be read",
        _ => "a file that cannot be read",
    };

    private static ExportFile Open(InputPath path) => Directory.Exists(path.FullPath)
        ? throw new RefusedFileException(path.Display, IssueCodes.Unreadable, "found a directory, expected a file")
        : new(path);

    private static Mapping Declared(Mapping mapping, FileShape shape, string display) => shape.MayBe(mapping)
        ? mapping
        : throw new RefusedFileException(display, IssueCodes.UnknownFormat, $"found {string.Join(" or ", shape.Containers)}, expected {string.Join(" or ", mapping.Containers)} as {mapping.Id} is");

    private (Mapping Mapping, string Why) Detect(IRowSource rows, string display)
    {
        var match = formats.Detect(rows.Shape);
        return match.Mapping is { } mapping ? (mapping, match.Why) : throw new RefusedFileException(new(new(display, 1, 0), match.Code!, match.Why));
    }

    /// <summary>One pass over the amounts alone, of all periods: a file means the same in each of them.</summary>
    private static DecimalMark MarkOf(Mapping mapping, IRowSource rows, string display, CancellationToken cancellation)
    {
        using var none = new SourceIdentities(long.MaxValue);
        var reader = new RowReader(mapping, rows.Columns(mapping), ReportingPeriod.Always, display);
        rows.Read(reader, new FileTotals(display, reader, new(null, 0), none, keepPlaces: false), cancellation);
        return reader.Amounts.Decide(display);
    }

    /// <summary>Mapped fields that the table has no column for: a misspelt column must not go unnoticed.</summary>
    private static string Absent(Mapping mapping, Columns columns, FileShape shape)
    {
        if (shape.IsTree) return "";
        var absent = mapping.Fields.Where(field => columns.OrdinalsOf(mapping, field.Key).IsEmpty).Select(field => field.Value.Described).ToList();
        return absent.Count == 0 ? "" : $"; has no {string.Join(", ", absent)}";
    }
}

/// <summary>A file whose rows are read.</summary>
internal sealed record ReadFile(InputPath Path, long Bytes, Mapping Mapping, string Why, FileTotals Totals);
