using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors.Tables;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Registers;

/// <summary>intake.csv in the workspace: what was obtained, by whom, when and from where, and which days it covers.</summary>
public sealed class IntakeRegister
{
    public const string FileName = "intake.csv";
    public const string Code = "LE2011";

    private static readonly CsvColumn<IntakeRow>[] Columns =
    [
        new("file", row => CellValue.Of(row.File)),
        new("sha256", row => CellValue.Of(row.Sha256)),
        new("provider", row => CellValue.Of(row.Provider)),
        new("account", row => CellValue.Of(row.Account)),
        new("obtained_by", row => CellValue.Of(row.ObtainedBy)),
        new("obtained_on", row => CellValue.Of(row.Intake.ObtainedOn)),
        new("source", row => CellValue.Of(row.Source)),
        new("from", row => CellValue.Of(row.Intake.From)),
        new("to", row => CellValue.Of(row.Intake.To)),
        new("filter", row => CellValue.Of(row.Intake.Filter)),
    ];

    private static readonly TableForm Form = new(FileName, [Columns[0].Name], new(Code))
    {
        Optional = [.. Columns[1..].Select(column => column.Name)],
    };

    private IntakeRegister(ImmutableSortedDictionary<string, IntakeRow> rows) => Rows = rows;

    public static IntakeRegister Empty { get; } = new(ImmutableSortedDictionary.Create<string, IntakeRow>(StringComparer.Ordinal));

    /// <summary>By file.</summary>
    public ImmutableSortedDictionary<string, IntakeRow> Rows { get; }

    /// <summary>What is said of the files, by file.</summary>
    public ImmutableDictionary<string, Intake> Statements =>
        Rows.ToImmutableDictionary(row => row.Key, row => row.Value.Intake, StringComparer.Ordinal);

    /// <param name="issues">Takes all that is wrong with it, LE2011.</param>
    public static IntakeRegister Read(byte[] csv, ICollection<Issue> issues)
    {
        var rows = ImmutableSortedDictionary.CreateBuilder<string, IntakeRow>(StringComparer.Ordinal);
        foreach (var row in TableReader.Read(csv, Form, issues))
        {
            var intake = new Intake(row.Day("obtained_on"), row.Day("from"), row.Day("to"), row.Text("filter"));
            if (intake.From > intake.To)
                row.Wrong("to", "found an end before its start, expected from and to in this order");
            if (intake.From is null != intake.To is null)
                row.Wrong("from", "found one end of a span, expected from and to, or neither");
            var file = InputPath.Shown(row.Text("file").Replace('\\', '/'));
            if (file.Length == 0)
                row.Wrong("file", "found no file, expected its path in the workspace");
            else if (
                !rows.TryAdd(
                    file,
                    new(
                        file,
                        row.Text("sha256").ToLowerInvariant(),
                        row.Text("provider"),
                        row.Text("account"),
                        row.Text("obtained_by"),
                        row.Text("source"),
                        intake
                    )
                )
            )
                row.Wrong("file", "found a file twice, expected it once");
        }

        return new(rows.ToImmutable());
    }

    /// <summary>With this row in place of the one of the same file.</summary>
    public IntakeRegister With(IntakeRow row) => new(Rows.SetItem(row.File, row));

    public IntakeRegister Without(string file) => new(Rows.Remove(file));

    /// <summary>Writes the register beside itself and puts it in its place: a crash leaves the old one or the new one.</summary>
    public void Write(DirectoryInfo workspace)
    {
        var (path, next) = (Path.Combine(workspace.FullName, FileName), Path.Combine(workspace.FullName, $".{FileName}.new"));
        using (var file = RegularFile.Create(next))
        {
            CsvFile.Write(file, Columns, Rows.Values);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    /// <summary>What speaks against the inputs being those on record; nothing where there is no register.</summary>
    public IEnumerable<Issue> Findings(ImmutableArray<SourceInput> sources, ImmutableArray<InputFile> inputs)
    {
        if (Rows.IsEmpty)
            yield break;
        var hashes = inputs.ToDictionary(input => input.Path, input => input.Sha256, StringComparer.Ordinal);
        var exports = sources.SelectMany(source => source.Files.Select(file => file.Display)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in exports.Where(file => !Rows.ContainsKey(file) && hashes.ContainsKey(file)).Order(StringComparer.Ordinal))
            yield return new(
                new(file, 0, 0),
                IssueCodes.Intake,
                $"found no row of {FileName} for this file, expected how it was obtained: llmenergy ingest --accept FILE adds it",
                Severity.Warning
            );
        foreach (var row in Rows.Values)
        {
            if (!exports.Contains(row.File))
                yield return new(
                    new(row.File, 0, 0),
                    IssueCodes.Intake,
                    $"found no such file in any source, expected it: {FileName} says that it was obtained",
                    Severity.Error
                );
            else if (row.Sha256.Length > 0 && hashes.TryGetValue(row.File, out var hash) && hash != row.Sha256)
                yield return new(
                    new(row.File, 0, 0),
                    IssueCodes.Intake,
                    $"found other bytes than {FileName} has on record, expected those that were obtained: obtain the file again, or "
                        + $"accept it anew"
                );
        }
    }
}
