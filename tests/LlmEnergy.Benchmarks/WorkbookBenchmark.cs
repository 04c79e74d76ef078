using System.Diagnostics;
using System.Globalization;
using LlmEnergy.Calculation;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Excel;
using MiniExcelLibs;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// The workbook with its live ledger, once from nothing compiled and once warm, and the same ledger as values alone by MiniExcel: the bar
/// is 4 s and
/// 300 MB for 100,000 lines.
/// </summary>
internal static class WorkbookBenchmark
{
    public static int Run(string[] arguments)
    {
        var lines = (int)IngestBenchmark.Option(arguments, "--lines", 100_000);
        var inventory = InventoryCalculation.Calculate(
            GatewayActivity.Of(lines),
            FactorPack.BuiltIn,
            [new ClassFactors2026()],
            ElectricityOptions.ByPlace
        );
        var disclosure = DisclosureStep.Disclose(new(inventory, "Benchmark", ReportStatus.Draft, "0", []));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{lines:N0} ledger lines, {self.PeakWorkingSet64 / 1e6:N0} MB before any workbook")
        );
        Measure("LlmEnergy, formulas and values, cold", path => Ours(disclosure, path));
        Measure("LlmEnergy, formulas and values, warm", path => Ours(disclosure, path));
        Measure("MiniExcel, values alone", path => Theirs(disclosure, path));
        return 0;
    }

    private static void Measure(string what, Action<string> write)
    {
        var path = Path.Combine(Path.GetTempPath(), $"llmenergy-benchmark-{Guid.NewGuid():N}.xlsx");
        try
        {
            using var self = Process.GetCurrentProcess();
            var (before, watch) = (self.TotalProcessorTime, Stopwatch.StartNew());
            write(path);
            watch.Stop();
            self.Refresh();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}: {watch.Elapsed.TotalSeconds:0.00} s, {(self.TotalProcessorTime - before).TotalSeconds:0.00} s of processor, "
                        + $"{new FileInfo(path).Length / 1e6:0.0} MB, peak {self.PeakWorkingSet64 / 1e6:N0} MB"
                )
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Ours(Disclosure disclosure, string path)
    {
        using var file = File.Create(path);
        DisclosureWorkbook.Write(disclosure, ReportCulture.Of("en"), file);
    }

    private static void Theirs(Disclosure disclosure, string path)
    {
        var positions = disclosure.Positions();
        var columns = Ledger.Columns.Select(column => column.Name).ToList();
        MiniExcel.SaveAs(
            path,
            disclosure.Inventory.Lines.Select(line =>
            {
                var row = new Dictionary<string, object?>(columns.Count);
                for (var i = 0; i < columns.Count; i++)
                {
                    var value = Ledger.Columns[i].Value(line, positions);
                    row[columns[i]] = value.Kind switch
                    {
                        CellKind.Empty => null,
                        CellKind.Text => value.Text,
                        CellKind.Date => value.Date.ToDateTime(TimeOnly.MinValue),
                        _ => (double)value.Number,
                    };
                }

                return row;
            })
        );
    }
}
