using System.Collections.Immutable;
using System.IO.Compression;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Excel;

/// <summary>A line of a sample, with the rows behind it as they may be shown.</summary>
/// <param name="Why">Drawn, or one of the largest.</param>
public sealed record SampledLine(InventoryLine Line, string Why, ImmutableArray<SampledRow> Rows);

/// <summary>A row of an export.</summary>
/// <param name="At">Line of the file.</param>
/// <param name="Cells">What may be shown, in words.</param>
public sealed record SampledRow(string File, long At, string Day, long InputTokens, long OutputTokens, string Cells);

/// <summary>
/// sample.xlsx: each sampled line with the steps of its calculation as live formulas, and a cell for the auditor's own value beside it.
/// </summary>
public static class SampleWorkbook
{
    private static readonly string[] Keys = ["line_id", "why", "month", "provider", "model", "cost_centre", "rows"];

    public static void Write(IReadOnlyList<SampledLine> lines, string title, DateOnly date, Stream output)
    {
        using var book = new Book(SheetTexts.English);
        Sample(book.Add("Sample"), lines);
        Rows(book.Add("Rows"), lines);
        using var skeleton = new MemoryStream();
        book.Save(skeleton);
        var package = SkeletonPackage.Read(skeleton, DocumentProperties.Core(title, date));
        foreach (var (name, path) in package.SheetPaths)
        {
            var sheet = book.Cached.Fill(name, package.Xml(path));
            SheetPart.UntypeEmptyCells(sheet);
            package.Replace(path, sheet);
        }

        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, content) in package.Parts)
        {
            var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(content);
        }
    }

    private static void Sample(SheetCanvas canvas, IReadOnlyList<SampledLine> lines)
    {
        ImmutableArray<Quantity> used =
        [
            .. Enum.GetValues<Quantity>().Where(of => lines.Any(line => WeightedUsage.Of(line.Line)[of] != 0m)),
        ];
        string[] heads =
        [
            .. Keys,
            .. used.Select(of => $"usage: {Words(of)}"),
            .. used.Select(of => $"Wh per {Words(of)}"),
            .. used.Select(of => $"gCO2e per {Words(of)}"),
            "energy kWh",
            "gCO2e per kWh, all of the grid",
            "electricity kgCO2e",
            "hardware and other kgCO2e",
            "total kgCO2e",
            "reported kgCO2e",
            "difference",
            "auditor's own kgCO2e",
            "auditor's difference",
        ];
        canvas.Widths([10, 10, 10, 14, 30, 24, 8, .. Enumerable.Repeat(16.0, heads.Length - Keys.Length)]);
        canvas.Header(1, [.. heads.Select(Phrase.Data)], numbersFrom: Keys.Length, height: 48);
        canvas.Freeze(1, 1);
        for (var i = 0; i < lines.Count; i++)
            Line(canvas, i + 2, lines[i], used);
        canvas.Protect();
    }

    private static void Line(SheetCanvas canvas, int row, SampledLine sampled, ImmutableArray<Quantity> used)
    {
        var (line, key, usage) = (sampled.Line, sampled.Line.Activity.Key, WeightedUsage.Of(sampled.Line));
        canvas.Text(row, 1, line.Activity.Id);
        canvas.Text(row, 2, sampled.Why);
        canvas.Date(row, 3, key.Month, NumberFormats.Month);
        canvas.Text(row, 4, key.Provider);
        canvas.Text(row, 5, key.Model);
        canvas.Text(row, 6, key.CostKey);
        canvas.Number(row, 7, line.Activity.Rows, NumberFormats.Count);
        var (first, many) = (Keys.Length + 1, used.Length);
        for (var i = 0; i < many; i++)
        {
            canvas.Number(row, first + i, usage[used[i]], NumberFormats.Coefficient);
            canvas.Number(row, first + many + i, line.Rate?.Energy?[used[i], Level.Central] ?? 0m, NumberFormats.Coefficient);
            canvas.Number(
                row,
                first + (2 * many) + i,
                (line.Rate?.Embodied ?? line.Rate?.CradleToGate)?[used[i], Level.Central] ?? 0m,
                NumberFormats.Coefficient
            );
        }

        var at = first + (3 * many);
        string Block(int block) => A1.Range(row, first + (block * many), row, first + ((block + 1) * many) - 1);
        string Product(int block) => $"SUMPRODUCT({Block(0)},{Block(block)})/1000";
        var energy = line.Energy?.Central?.KilowattHours ?? 0m;
        var grid = GramsPerKilowattHour(line.Place);
        var total = line.Total?.Central?.KilogramsCo2e ?? 0m;
        void Formula(int column, string formula, decimal value, string format = NumberFormats.Line)
        {
            canvas.Formula(row, column, formula, CachedValue.Of(value), format);
            canvas.Shade(row, column);
        }

        Formula(at, Product(1), energy);
        canvas.Number(row, at + 1, grid, NumberFormats.Coefficient);
        Formula(at + 2, $"{A1.Cell(row, at)}*{A1.Cell(row, at + 1)}/1000", energy * grid / 1000m);
        Formula(at + 3, Product(2), total - (energy * grid / 1000m));
        Formula(at + 4, $"{A1.Cell(row, at + 2)}+{A1.Cell(row, at + 3)}", total);
        canvas.Number(row, at + 5, total, NumberFormats.Line);
        Formula(at + 6, $"{A1.Cell(row, at + 4)}-{A1.Cell(row, at + 5)}", 0m);
        canvas.Input(row, at + 7, null, NumberFormats.Line);
        canvas.Formula(
            row,
            at + 8,
            $"IF({A1.Cell(row, at + 7)}=\"\",\"\",{A1.Cell(row, at + 7)}-{A1.Cell(row, at + 5)})",
            CachedValue.Missing,
            NumberFormats.Line
        );
    }

    private static void Rows(SheetCanvas canvas, IReadOnlyList<SampledLine> lines)
    {
        canvas.Widths(10, 60, 10, 12, 16, 16, 120);
        canvas.Header(1, ["line_id", "file", "line", "day (UTC)", "input tokens", "output tokens", "cells that may be shown"], 3, 6);
        canvas.Freeze(1, 1);
        var row = 2;
        foreach (var sampled in lines)
        foreach (var shown in sampled.Rows)
        {
            canvas.Text(row, 1, sampled.Line.Activity.Id);
            canvas.Text(row, 2, shown.File);
            canvas.Number(row, 3, shown.At, NumberFormats.Integer);
            canvas.Text(row, 4, shown.Day);
            canvas.Number(row, 5, shown.InputTokens, NumberFormats.Count);
            canvas.Number(row, 6, shown.OutputTokens, NumberFormats.Count);
            canvas.Text(row++, 7, shown.Cells);
        }

        canvas.Protect();
    }

    /// <summary>Location-based, with the upstream part and the losses where the place has them.</summary>
    private static decimal GramsPerKilowattHour(Place? place) =>
        place is null
            ? 0m
            : (place.Grid.Factor.Factor.Value * (1m + (place.TransmissionLosses?.Factor.Value ?? 0m)))
                + (place.Upstream?.Factor.Value ?? 0m);

    private static string Words(Quantity of) =>
        of switch
        {
            Quantity.Request => "request",
            Quantity.UncachedInput => "1,000 tokens of input, context-weighted",
            Quantity.CachedInput => "1,000 cached tokens, context-weighted",
            Quantity.Output => "1,000 tokens of output, context-weighted",
            Quantity.Image => "image",
            Quantity.AudioMinute => "minute of audio",
            Quantity.GenerationSecond => "second of generation",
            Quantity.StatedWattHour => "watt-hour that the supplier states",
            _ => "unit of currency",
        };
}
