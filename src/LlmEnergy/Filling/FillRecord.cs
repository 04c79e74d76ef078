using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Filling;

namespace LlmEnergy.Filling;

/// <summary>A workbook that was filled: a line of fills.jsonl beside the periods.</summary>
/// <param name="Period">Folder of the period, with its version.</param>
/// <param name="Workbook">Name of the file; where it was put is not recorded.</param>
/// <param name="Sha256">Of the filled workbook.</param>
/// <param name="Cells">Figures with their cells.</param>
/// <param name="Tables">Rows with theirs.</param>
public sealed record FillRecord(
    string Time,
    string User,
    string Period,
    string Status,
    string Manifest,
    string CalculationHash,
    string Template,
    string TemplateSha256,
    string Workbook,
    string Sha256,
    ImmutableArray<FilledCell> Cells,
    ImmutableArray<FilledTable> Tables
)
{
    public const string FileName = "fills.jsonl";
    private const long MostBytes = 256L << 20;
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>In their order; none where nothing was filled yet.</summary>
    /// <exception cref="RecordedFileException">A line is not one that this program writes.</exception>
    public static ImmutableArray<FillRecord> Read(DirectoryInfo periods)
    {
        var path = Path.Combine(periods.FullName, FileName);
        if (!File.Exists(path))
            return [];
        try
        {
            return
            [
                .. Encoding
                    .UTF8.GetString(RegularFile.ReadAll(path, MostBytes))
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => JsonSerializer.Deserialize<FillRecord>(line, Options) ?? throw new JsonException()),
            ];
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new RecordedFileException(FileName, "is not one that this program writes", $"{FileName} cannot be read", e);
        }
    }

    /// <summary>Adds a line, which is on the disk when this returns.</summary>
    public void AppendTo(DirectoryInfo periods, Writer writer)
    {
        using var only = PeriodLock.Take(periods, FileName, writer);
        var path = Path.Combine(periods.FullName, FileName);
        RegularFile.RefuseOther(path);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, Options) + "\n"));
        file.Flush(flushToDisk: true);
    }

    internal static FillRecord Of(
        Fills fills,
        Template template,
        PeriodContent period,
        Writer writer,
        (string Name, string Sha256) from,
        (string Name, string Sha256) to
    ) =>
        new(
            writer.Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            writer.User,
            period.Name,
            period.Manifest.Status,
            period.Manifest.Sha256,
            period.Manifest.CalculationHash,
            from.Name,
            from.Sha256,
            to.Name,
            to.Sha256,
            [
                .. fills.Cells.Select(cell => new FilledCell(
                    cell.Sheet.Name,
                    CellRange.Cell(cell.Row, cell.Column).ToString(),
                    cell.What,
                    cell.Written
                )),
            ],
            [
                .. fills.Blocks.Select(block => new FilledTable(
                    block.Sheet.Name,
                    block.Range.ToString(),
                    block.Table?.Name ?? "",
                    block.What,
                    [.. block.Columns.Where(column => column.Value is not null).Select(column => column.Column)],
                    block.Count,
                    WrittenRows.HashOf(block, template)
                )),
            ]
        );
}

/// <param name="Of">What was asked for.</param>
/// <param name="Value">As it was written; empty where the period has none.</param>
public sealed record FilledCell(string Sheet, string Cell, string Of, string Value);

/// <param name="Table">Name of the Excel table; empty of rows that began at a marker.</param>
/// <param name="Columns">Those of the sheet that were filled; others are formulas.</param>
/// <param name="Sha256">Of the values.</param>
public sealed record FilledTable(string Sheet, string Range, string Table, string Of, ImmutableArray<int> Columns, int Rows, string Sha256);
