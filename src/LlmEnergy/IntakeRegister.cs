using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy;

/// <summary>intake.csv in the workspace: what was obtained, by whom, when and from where, and which days it covers.</summary>
public sealed class IntakeRegister
{
    public const string FileName = "intake.csv";

    private static readonly CsvColumn<IntakeRow>[] Columns =
    [
        new("file", row => CellValue.Of(row.File)), new("sha256", row => CellValue.Of(row.Sha256)), new("provider", row => CellValue.Of(row.Provider)),
        new("account", row => CellValue.Of(row.Account)), new("obtained_by", row => CellValue.Of(row.ObtainedBy)), new("obtained_on", row => CellValue.Of(row.Intake.ObtainedOn)),
        new("source", row => CellValue.Of(row.Source)), new("from", row => CellValue.Of(row.Intake.From)), new("to", row => CellValue.Of(row.Intake.To)), new("filter", row => CellValue.Of(row.Intake.Filter)),
    ];

    private IntakeRegister(ImmutableSortedDictionary<string, IntakeRow> rows) => Rows = rows;

    public static IntakeRegister Empty { get; } = new(ImmutableSortedDictionary.Create<string, IntakeRow>(StringComparer.Ordinal));

    /// <summary>By file.</summary>
    public ImmutableSortedDictionary<string, IntakeRow> Rows { get; }

    /// <param name="issues">Takes all that is wrong with it, LE2011.</param>
    public static IntakeRegister Read(byte[] csv, ICollection<Issue> issues)
    {
        void Wrong(long line, int column, string message) => issues.Add(new(new(FileName, line, column), "LE2011", message));

        var rows = ImmutableSortedDictionary.CreateBuilder<string, IntakeRow>(StringComparer.Ordinal);
        using var reader = CsvReader.Create(csv, CsvReaderOptions.Default with { TrackLineNumbers = true, OnMalformedRecord = bad => Wrong(bad.LineNumber, 0, "found broken quotes, expected quotes around whole fields") });
        reader.ReadHeader();
        var names = (reader.Headers ?? []).ToList();
        if (!names.Contains("file") || names.Except(Columns.Select(column => column.Name), StringComparer.Ordinal).Any())
        {
            Wrong(1, 0, $"found other columns, expected file and any of {string.Join(", ", Columns.Skip(1).Select(column => column.Name))}");
            return Empty;
        }

        while (reader.Read())
        {
            var line = reader.LineNumber;
            if (reader.FieldCount != names.Count)
            {
                Wrong(line, 0, $"found {reader.FieldCount} fields, expected {names.Count} as in the header");
                continue;
            }

            // an apostrophe keeps spreadsheets from taking text for a formula; it is no part of the text
            string Text(string name) => names.IndexOf(name) is >= 0 and var at ? reader.GetString(at) is ['\'', '=' or '+' or '-' or '@', ..] escaped ? escaped[1..] : reader.GetString(at) : "";
            DateOnly? Day(string name)
            {
                if (Text(name) is not { Length: > 0 } text) return null;
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
                Wrong(line, names.IndexOf(name) + 1, $"found no date in {name}, expected one such as 2026-10-02");
                return null;
            }

            var intake = new Intake(Day("obtained_on"), Day("from"), Day("to"), Text("filter"));
            if (intake.From > intake.To) Wrong(line, names.IndexOf("to") + 1, "found an end before its start, expected from and to in this order");
            if (intake.From is null != intake.To is null) Wrong(line, names.IndexOf("from") + 1, "found one end of a span, expected from and to, or neither");
            var file = Text("file").Replace('\\', '/');
            if (file.Length == 0) Wrong(line, names.IndexOf("file") + 1, "found no file, expected its path in the workspace");
            else if (!rows.TryAdd(file, new(file, Text("sha256").ToLowerInvariant(), Text("provider"), Text("account"), Text("obtained_by"), Text("source"), intake))) Wrong(line, names.IndexOf("file") + 1, "found a file twice, expected it once");
        }

        return new(rows.ToImmutable());
    }

    /// <summary>With this row in place of the one of the same file.</summary>
    public IntakeRegister With(IntakeRow row) => new(Rows.SetItem(row.File, row));

    /// <summary>Writes the register beside itself and puts it in its place: a crash leaves the old one or the new one.</summary>
    public void Write(DirectoryInfo workspace)
    {
        var (path, next) = (Path.Combine(workspace.FullName, FileName), Path.Combine(workspace.FullName, $".{FileName}.new"));
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            CsvTable.Write(file, Columns, Rows.Values);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    /// <summary>What speaks against the inputs being those on record; nothing where there is no register.</summary>
    public IEnumerable<Issue> Findings(ImmutableArray<SourceInput> sources, ImmutableArray<InputFile> inputs)
    {
        if (Rows.IsEmpty) yield break;
        var hashes = inputs.ToDictionary(input => input.Path, input => input.Sha256, StringComparer.Ordinal);
        var exports = sources.SelectMany(source => source.Files.Select(file => file.Display)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in exports.Where(file => !Rows.ContainsKey(file) && hashes.ContainsKey(file)).Order(StringComparer.Ordinal))
            yield return new(new(file, 0, 0), IssueCodes.Intake, $"found no row of {FileName} for this file, expected how it was obtained: llmenergy ingest --accept FILE adds it", Severity.Warning);
        foreach (var row in Rows.Values)
        {
            if (!exports.Contains(row.File)) yield return new(new(row.File, 0, 0), IssueCodes.Intake, $"found no such file in any source, expected it: {FileName} says that it was obtained", Severity.Error);
            else if (row.Sha256.Length > 0 && hashes.TryGetValue(row.File, out var hash) && hash != row.Sha256) yield return new(new(row.File, 0, 0), IssueCodes.Intake, $"found other bytes than {FileName} has on record, expected those that were obtained: obtain the file again, or accept it anew");
        }
    }
}
