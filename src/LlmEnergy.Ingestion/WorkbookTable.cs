using LlmEnergy.Ingestion.Containers.Workbook;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion;

/// <summary>A table that people keep in a workbook: the first visible sheet with a header.</summary>
public static class WorkbookTable
{
    private const int MostRows = 1_000_000;

    /// <summary>The header and the rows below it: numbers with a point, dates as <c>yyyy-MM-dd</c>, formulas by the value they were saved
    /// with.</summary>
    /// <param name="display">Name of the file, as issues have it.</param>
    /// <param name="refusal">Why it cannot be read; empty where it can.</param>
    public static IReadOnlyList<(long Row, string[] Cells)> Read(byte[] content, string display, out string refusal)
    {
        refusal = "";
        try
        {
            using var package = new WorkbookPackage(new MemoryStream(content, writable: false), display);
            var parts = new WorkbookParts(SharedTexts.Read(package), new(package), package.Is1904);
            var header = SheetHeader.Find(package, parts, null, display).Headers[0];
            var rows = new List<(long, string[])> { (header.Row, [.. header.Names]) };
            using var sheet = new SheetReader(package, header.Sheet, parts);
            while (sheet.Next())
            {
                if (sheet.Row.Number <= header.Row)
                    continue;
                if (rows.Count > MostRows)
                    throw new InvalidDataException();
                rows.Add((sheet.Row.Number, [.. Enumerable.Range(0, header.Names.Length).Select(sheet.Row.TextOf)]));
            }

            return rows;
        }
        catch (RefusedFileException refused)
        {
            refusal = refused.Message;
        }
        catch (Exception exception) when (WorkbookRows.IsDamage(exception))
        {
            refusal = "found a damaged workbook, or one of more than 1,000,000 rows, expected a table: save it again, as CSV or XLSX";
        }

        return [];
    }
}
