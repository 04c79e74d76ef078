using System.Globalization;
using System.Text;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors.Tables;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Periods;
using LlmEnergy.Registers;
using LlmEnergy.Reporting.Data;
using LlmEnergy.Reporting.Filling;

namespace LlmEnergy.Filling;

/// <summary>Takes the numbers that people typed into a workbook's input cells over into inputs.csv: the next report has them.</summary>
public static class InputImport
{
    /// <summary>A cell that holds no input.</summary>
    private const string Code = "LE2074";

    private static readonly string[] Columns = ["period", "input", "value", "unit", "source", "by", "on"];

    /// <param name="source">Where the numbers stand.</param>
    /// <param name="currency">Of net revenue; null: the one that the period's report has.</param>
    /// <returns>The rows that were added, none where no cell holds another number than the register.</returns>
    /// <exception cref="ConfigurationException">A cell holds something else than a number, the period is closed, or inputs.csv has
    /// another number for it (LE2020, LE2030, LE2070, LE2074). Nothing is written.</exception>
    public static IReadOnlyList<(string Input, string Value, string Unit)> Import(
        FileInfo workbook,
        Workspace workspace,
        string period,
        string by,
        string source,
        string? currency,
        Writer writer,
        CancellationToken cancellation
    )
    {
        TypedText.RefuseHidden("--by", by);
        TypedText.RefuseHidden("--source", source);
        var reported = workspace.Period(period).Name;
        var folder = WorkbookFill.FolderOf(workspace.Periods, reported);
        folder.RefuseClosed();
        var inputs = new PeriodContent(folder).Inputs;
        using var only = PeriodLock.Take(workspace.Folder, GivenRegister.InputsFile, writer);
        var path = Path.Combine(workspace.Folder.FullName, GivenRegister.InputsFile);
        var before = File.Exists(path) ? RegularFile.ReadAll(path, FileLimits.Tables) : [];
        var known = Read(before, workspace).Of(reported);
        var given = new List<(string Input, string Value, string Unit)>();
        foreach (var (id, unit, value) in Typed(workbook, inputs, cancellation))
        {
            var there = known.FirstOrDefault(row => row.Id.Value == id);
            if (there is not null && WrittenRows.AreSame(PlainNumber.Of(there.Value), PlainNumber.Of(value)))
                continue;
            if (there is not null)
                throw Refused(
                    workbook.Name,
                    $"found {PlainNumber.Of(value)} for {id} of {reported}, and {PlainNumber.Of(there.Value)} in "
                        + $"{GivenRegister.InputsFile}, "
                        + "expected one of them: delete its row there where the workbook is right"
                );
            given.Add((id, PlainNumber.Of(value), id == FigureIds.NetRevenue.Value ? currency ?? unit : unit));
        }

        if (given.Count == 0)
            return given;
        var after = With(before, reported, given, source.Trim(), by.Trim(), DateOnly.FromDateTime(writer.Now.UtcDateTime));
        Read(after, workspace);
        var next = Path.Combine(workspace.Folder.FullName, $".{GivenRegister.InputsFile}.new");
        using (var file = RegularFile.Create(next))
        {
            file.Write(after);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
        return given;
    }

    /// <summary>Numbers in the input cells, by the ids of the inputs; cells that are empty give none.</summary>
    private static List<(string Id, string Unit, decimal Value)> Typed(
        FileInfo workbook,
        Dictionary<string, (string Id, string Unit)> inputs,
        CancellationToken cancellation
    )
    {
        using var file = WorkbookFill.Open(workbook);
        using var opened = new Template(file, workbook.Name);
        var places = opened.Names.Where(name => inputs.ContainsKey(name.Name) && name.Place is { Range.IsCell: true }).ToList();
        if (places.Count == 0)
            throw Refused(workbook.Name, "found no input cell in it, expected a workbook that a report wrote");
        var held = WorkbookFill.Damaged(
            opened,
            () => FilledCells.Read(opened, places.ToLookup(name => name.Place!.Value.Sheet, name => name.Place!.Value.Range), cancellation)
        );
        var typed = new List<(string, string, decimal)>();
        foreach (var name in places)
        {
            var (sheet, range) = name.Place!.Value;
            var text = held.TryGetValue(sheet, out var cells) ? cells.GetValueOrDefault((range.FirstRow, range.FirstColumn), "") : "";
            if (text.Trim().Length == 0)
                continue;
            if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw Refused($"{workbook.Name} {sheet}!{range}", "found text, expected a number in an input cell");
            typed.Add((inputs[name.Name].Id, inputs[name.Name].Unit, value));
        }

        return typed;
    }

    private static GivenRegister Read(byte[] csv, Workspace workspace)
    {
        var issues = new List<Issue>();
        var register = csv.Length == 0 ? GivenRegister.Empty : GivenRegister.Inputs(csv, workspace.Configuration.FiscalYear, issues);
        return issues.Count == 0 ? register : throw new ConfigurationException([.. issues]);
    }

    /// <summary>With the columns <c>by</c> and <c>on</c> at the end of the head, where the file has none; other bytes stay.</summary>
    private static byte[] With(
        byte[] before,
        string period,
        List<(string Input, string Value, string Unit)> given,
        string source,
        string by,
        DateOnly on
    )
    {
        IReadOnlyList<string> columns = before.Length > 0 ? TableReader.Header(before) : Columns;
        var text = Encoding.UTF8.GetString(before);
        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var missing = Columns[^2..].Where(column => !columns.Contains(column)).ToList();
        if (missing.Count > 0 && before.Length > 0)
        {
            var lines = text.TrimEnd('\r', '\n').Split(end);
            if (lines.Any(line => line.Count(sign => sign == '"') % 2 == 1))
                throw Refused(
                    GivenRegister.InputsFile,
                    $"found a text of several lines, expected the columns {string.Join(" and ", missing)} in it: add them by hand"
                );
            text = string.Join(
                end,
                lines.Select(
                    (line, i) =>
                        line.Length == 0 ? line
                        : i == 0 ? $"{line},{string.Join(',', missing)}"
                        : line + new string(',', missing.Count)
                )
            );
            columns = [.. columns, .. missing];
        }

        using var rows = new MemoryStream();
        CsvFile.Write(
            rows,
            [
                .. columns.Select(column => new CsvColumn<(string Input, string Value, string Unit)>(
                    column,
                    row =>
                        CellValue.Of(
                            column switch
                            {
                                "period" => period,
                                "input" => row.Input,
                                "value" => row.Value,
                                "unit" => row.Unit,
                                "source" => source,
                                "by" => by,
                                "on" => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                                _ => "",
                            }
                        )
                )),
            ],
            given
        );
        var added = Encoding.UTF8.GetString(rows.ToArray()).Split('\n', 2);
        var head =
            before.Length == 0 ? added[0] + end
            : text.EndsWith('\n') ? text
            : text + end;
        return Encoding.UTF8.GetBytes(head + added[1].Replace("\n", end, StringComparison.Ordinal));
    }

    private static ConfigurationException Refused(string place, string message) => new(new Issue(new(place, 0, 0), Code, message));
}
