using System.Collections.Immutable;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>The row of a workbook that names the columns, and the sheet it stands in.</summary>
internal sealed record SheetHeader(WorkbookSheet Sheet, long Row, ImmutableArray<string> Names)
{
    /// <summary>Titles may stand above the names.</summary>
    private const int MostRowsAbove = 20;

    /// <summary>
    /// The row that has most columns of the declared mapping; without one, the first that may be names: two texts or more.
    /// </summary>
    /// <returns>That row, the same of each further sheet that has it too, and how many sheets have other columns.</returns>
    /// <exception cref="RefusedFileException">No sheet has such a row.</exception>
    public static (ImmutableArray<SheetHeader> Headers, int Others) Find(
        WorkbookPackage package,
        WorkbookParts parts,
        Mapping? declared,
        string display
    )
    {
        var bySheet = package.Sheets.Select(sheet => Candidates(package, sheet, parts)).ToList();
        var wanted = declared?.Fields.Values.SelectMany(columns => columns.Names).ToHashSet(StringComparer.Ordinal) ?? [];
        var candidates = bySheet.SelectMany(sheet => sheet);
        var found =
            (declared is null ? candidates.FirstOrDefault() : candidates.MaxBy(candidate => candidate.Names.Count(wanted.Contains)))
            ?? throw None(display);
        ImmutableArray<SheetHeader> same =
        [
            .. bySheet
                .Select(sheet => sheet.Find(candidate => candidate.Names.SequenceEqual(found.Names, StringComparer.Ordinal)))
                .OfType<SheetHeader>(),
        ];
        return (same, bySheet.Count(sheet => sheet.Count > 0) - same.Length);
    }

    private static List<SheetHeader> Candidates(WorkbookPackage package, WorkbookSheet sheet, WorkbookParts parts)
    {
        var found = new List<SheetHeader>();
        using var rows = new SheetReader(package, sheet, parts);
        try
        {
            while (rows.Next() && rows.Row.Number <= MostRowsAbove)
            {
                if (rows.Row.TextCells >= 2)
                    found.Add(
                        new(
                            sheet,
                            rows.Row.Number,
                            [.. Enumerable.Range(0, rows.Row.Columns).Select(column => rows.Row.TextOf(column).Trim())]
                        )
                    );
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
