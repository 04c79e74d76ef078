using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Periods;

namespace LlmEnergy.Filling;

/// <summary>What a period's folder holds for workbooks: its figures and tables by name, as the manifest records them.</summary>
internal sealed class PeriodContent
{
    private const string Ledger = "ledger";
    private const string LedgerFile = "inventory.csv";
    private readonly string _folder;
    private readonly Dictionary<string, (CellValue Value, string Why)> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _excelNames = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="folder">Of a period, or of a version of it.</param>
    /// <exception cref="RecordedFileException">A file of it is not as it was written.</exception>
    public PeriodContent(PeriodFolder folder)
    {
        (_folder, Name) = (folder.Path, folder.Name);
        Manifest = RecordedManifest.Read(_folder);
        using var figures = JsonDocument.Parse(Whole(RecordedFigures.FileName));
        using var checks = JsonDocument.Parse(Whole(RecordedChecks.FileName));
        try
        {
            var root = figures.RootElement;
            Add("report.undertaking", CellValue.Of(root.GetProperty("undertaking").GetString()));
            Add("report.period", CellValue.Of(Manifest.Period));
            Add("report.first", CellValue.Of(Manifest.First));
            Add("report.last", CellValue.Of(Manifest.Last));
            Add("report.status", CellValue.Of(Manifest.Status));
            Add("report.calculation_hash", CellValue.Of(Manifest.CalculationHash));
            Add("report.all_checks_pass", CellValue.Of(checks.RootElement.GetProperty("allChecksPass").GetBoolean() ? "TRUE" : "FALSE"));
            foreach (var figure in root.GetProperty("figures").EnumerateArray())
                AddFigure(figure);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new RecordedFileException(RecordedFigures.FileName, "is not one that this program writes", e.Message, e);
        }
    }

    /// <summary>What the undertaking gives, by the defined names of their cells: ids, and units as far as they are known.</summary>
    public Dictionary<string, (string Id, string Unit)> Inputs { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of the folder: the period, perhaps with its version.</summary>
    public string Name { get; }

    public RecordedManifest Manifest { get; }

    /// <summary>
    /// The tables: <c>ledger</c>, and each CSV file of the period by its name without the ending.
    /// </summary>
    public IEnumerable<string> Tables =>
        Manifest
            .Outputs.Keys.Where(file => file.EndsWith(".csv", StringComparison.Ordinal))
            .Select(file => file == LedgerFile ? Ledger : file[..^4]);

    /// <summary>Whether a workbook that has this defined name means the figure: it is too long for a chance.</summary>
    public bool IsOwnName(string name) => _excelNames.Contains(name);

    /// <summary>
    /// A figure by its id, its defined name, or its id with its unit, each with <c>_N</c>, <c>_N1</c> (the period before) or <c>_Base</c>;
    /// or a word about the report, such as <c>report.period</c>.
    /// </summary>
    /// <param name="value">Why it is missing, where it is.</param>
    public bool TryValue(string name, out (CellValue Value, string Why) value) => _values.TryGetValue(name, out value);

    /// <summary>The name of a table as the period has it, whatever its case, hyphens and underscores; null where there is none.</summary>
    public string? TableNamed(string name)
    {
        static string Plain(string text) => text.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Tables.FirstOrDefault(table => string.Equals(Plain(table), Plain(name), StringComparison.OrdinalIgnoreCase))
            ?? (string.Equals(name, "inventory", StringComparison.OrdinalIgnoreCase) ? Ledger : null);
    }

    public PeriodTable Table(string name) => new(name, this, name == Ledger ? LedgerFile : name + ".csv", name == Ledger);

    /// <summary>One of its files, to be read once.</summary>
    public RecordedStream Open(string file) => new(_folder, Name, file, Manifest.Outputs.GetValueOrDefault(file));

    /// <exception cref="RecordedFileException">It is not as the manifest records it.</exception>
    private byte[] Whole(string file)
    {
        var bytes = RecordedFile.Read(_folder, file);
        return Manifest.Outputs.GetValueOrDefault(file) == Sha256.Of(bytes) ? bytes : throw RecordedStream.Other(file, Name);
    }

    private void Add(string name, CellValue value)
    {
        _values[name] = (value, "");
        _excelNames.Add(name);
    }

    private void AddFigure(JsonElement figure)
    {
        string Text(string name) => figure.GetProperty(name).GetString() ?? "";
        CellValue Value(string name) =>
            CellValue.Of(figure.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null);
        var (id, excel, unit) = (Text("id"), Text("excelName"), Text("unit"));
        string[] names = unit.Length > 0 && unit.All(char.IsAsciiLetterOrDigit) ? [id, excel, $"{id}_{unit}"] : [id, excel];
        foreach (
            var (ending, value, why) in new[]
            {
                ("_N", Value("value"), Text("whyMissing")),
                ("_N1", Value("previous"), "nothing to compare with"),
                ("_Base", Value("base"), "no base year"),
            }
        )
        {
            foreach (var name in names)
                _values.TryAdd(name + ending, (value, why));
            _excelNames.Add(excel + ending);
        }

        _values.TryAdd(id, _values[id + "_N"]);
        if (figure.GetProperty("isInput").GetBoolean())
            Inputs[excel + "_N"] = (id, unit);
    }
}
