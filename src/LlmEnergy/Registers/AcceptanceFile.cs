using System.Text;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors.Tables;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Registers;

/// <summary>Adds a row to acceptances.csv, whose other bytes stay as they are.</summary>
internal static class AcceptanceFile
{
    private static readonly string[] Columns = ["check", "period", "by", "date", "reason"];

    /// <summary>Writes the register beside itself and puts it in its place: a crash leaves the old one or the new one.</summary>
    /// <exception cref="ConfigurationException">The register with the row would be refused, or has one like it.</exception>
    public static void Append(DirectoryInfo workspace, FiscalYear fiscalYear, string period, Acceptance acceptance)
    {
        var (path, next) = (
            Path.Combine(workspace.FullName, AcceptanceRegister.FileName),
            Path.Combine(workspace.FullName, $".{AcceptanceRegister.FileName}.new")
        );
        var before = File.Exists(path) ? RegularFile.ReadAll(path, FileLimits.Tables) : [];
        if (before.Length > 0)
            RefuseTwice(Read(before, fiscalYear), period, acceptance);
        var after = With(before, period, acceptance);
        if (Read(after, fiscalYear).Of(period).LastOrDefault() is not { } read || read with { At = acceptance.At } != acceptance)
            throw new ConfigurationException(
                new Issue(
                    new("--reason", 0, 0),
                    "LE2001",
                    "found text that the register would hold otherwise, expected a name and a reason that begin with no apostrophe before "
                        + "a formula's sign"
                )
            );
        File.Delete(next);
        using (var file = new FileStream(next, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(after);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private static void RefuseTwice(AcceptanceRegister register, string period, Acceptance acceptance)
    {
        if (register.Of(period).FirstOrDefault(other => other.Of == acceptance.Of) is not { } there)
            return;
        throw new ConfigurationException(
            new Issue(
                there.At,
                Register.Code,
                $"found {there.Of} of {period} accepted by {there.By} on {there.Date:yyyy-MM-dd} already, expected it once: change its "
                    + $"row where it is wrong"
            )
        );
    }

    /// <exception cref="ConfigurationException">Everything that is wrong with it (LE2020).</exception>
    private static AcceptanceRegister Read(byte[] csv, FiscalYear fiscalYear)
    {
        var issues = new List<Issue>();
        var register = AcceptanceRegister.Read(csv, fiscalYear, issues);
        return issues.Count == 0 ? register : throw new ConfigurationException([.. issues]);
    }

    /// <summary>In the order of columns and with the line ends that the file has.</summary>
    private static byte[] With(byte[] before, string period, Acceptance acceptance)
    {
        IReadOnlyList<string> columns = before.Length > 0 ? TableReader.Header(before) : Columns;
        using var table = new MemoryStream();
        CsvFile.Write(
            table,
            [.. columns.Select(column => new CsvColumn<Acceptance>(column, row => Cell(column, row, period)))],
            [acceptance]
        );
        var (header, row) = Encoding.UTF8.GetString(table.ToArray()).Split('\n') is [var first, var second, ..]
            ? (first, second)
            : throw new InvalidOperationException();
        var end = before.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var isEnded = before is [] or [.., (byte)'\n'];
        return [.. before, .. Encoding.UTF8.GetBytes($"{(before.Length == 0 ? header + end : "")}{(isEnded ? "" : end)}{row}{end}")];
    }

    private static CellValue Cell(string column, Acceptance row, string period) =>
        column switch
        {
            "check" => CellValue.Of(row.Of),
            "period" => CellValue.Of(period),
            "by" => CellValue.Of(row.By),
            "date" => CellValue.Of(row.Date),
            _ => CellValue.Of(row.Reason),
        };
}
