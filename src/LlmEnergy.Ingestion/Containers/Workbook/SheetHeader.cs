using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>The row of a workbook that names the columns, and the sheet it stands in.</summary>
internal sealed record SheetHeader(WorkbookSheet Sheet, long Row, ImmutableArray<string> Names)
{
    /// <summary>Titles may stand above the names.</summary>
    private const int MostRowsAbove = 20;

    /// <summary>The row that has most columns of the declared mapping; without one, the first that may be names: two texts or more.</summary>
    /// <exception cref="RefusedFileException">No sheet has such a row.</exception>
    public static SheetHeader Find(WorkbookPackage package, WorkbookParts parts, Mapping? declared, string display)
    {
        var candidates = package.Sheets.SelectMany(sheet => Candidates(package, sheet, parts));
        if (declared is null) return candidates.FirstOrDefault() ?? throw None(display);
        var wanted = declared.Fields.Values.SelectMany(columns => columns.Names).ToHashSet(StringComparer.Ordinal);
        return candidates.MaxBy(candidate => candidate.Names.Count(wanted.Contains)) ?? throw None(display);
    }

    private static List<SheetHeader> Candidates(WorkbookPackage package, WorkbookSheet sheet, WorkbookParts parts)
    {
        var found = new List<SheetHeader>();
        using var rows = new SheetReader(package, sheet, parts);
        try
        {
            while (rows.Next() && rows.Row.Number <= MostRowsAbove)
            {
                if (rows.Row.TextCells >= 2) found.Add(new(sheet, rows.Row.Number, [.. Enumerable.Range(0, rows.Row.Columns).Select(column => rows.Row.TextOf(column).Trim())]));
            }
        }
        catch (Exception exception) when (found.Count > 0 && WorkbookRows.IsDamage(exception))
        {
            // below the names: the rows above it are read, and it is said where they end
        }

        return found;
    }

    private static RefusedFileException None(string display) =>
        new(display, IssueCodes.Empty, "found no header in the first 20 rows of a visible sheet, expected a row of column names");
}
