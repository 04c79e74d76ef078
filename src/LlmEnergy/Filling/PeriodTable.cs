using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Periods;
using OwnLedger = LlmEnergy.Domain.Figures.Ledger;

namespace LlmEnergy.Filling;

/// <summary>A table of a period, read by columns: those that are asked for, of the rows that are.</summary>
internal sealed partial class PeriodTable
{
    /// <summary>What a table or a figure does not have.</summary>
    public const string Code = "LE2071";

    private const string Currency = "currency";

    /// <summary>Columns of numbers that are names: nobody adds them up, and 0042 is not 42.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "account",
        "gl_account",
        "cost_centre",
        "cost_key",
        "entity",
        "project",
        "team",
        "invoice",
        "model",
    };

    /// <summary>Amounts of money, which are added up within one currency.</summary>
    private static readonly HashSet<string> Amounts = new(StringComparer.Ordinal) { "cost", "amount", "net", "vat", "credits", "w_cost" };

    /// <summary>Shown where a marker asks for sums and does not say of what.</summary>
    private static readonly string[] LedgerSums = ["requests", "input_tokens", "output_tokens", "energy_kwh", "total_kgco2e"];

    /// <summary>Endings of columns in larger units, which are calculated from those in smaller ones.</summary>
    private static readonly (string Larger, string Smaller)[] Thousands = [("_tco2e", "_kgco2e"), ("_mwh", "_kwh"), ("_m3", "_l")];

    private readonly PeriodContent _period;
    private readonly string _file;
    private readonly ImmutableArray<string> _header;
    private readonly Dictionary<string, LedgerColumn> _ledger;

    /// <param name="file">That holds it: it is read as often as it is asked for, since it may have a million rows.</param>
    public PeriodTable(string name, PeriodContent period, string file, bool isLedger)
    {
        (Name, _period, _file) = (name, period, file);
        using var csv = period.Open(file);
        using var reader = Reader(csv);
        reader.ReadHeader();
        _header = [.. reader.Headers ?? []];
        _ledger = isLedger ? OwnLedger.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal) : [];
    }

    public string Name { get; }

    /// <summary>Whether the table has such a column, perhaps in another unit; names of columns are looked for in small letters.</summary>
    public bool Has(string column) => Source(column) is not null;

    /// <summary>The rows that a place asks for.</summary>
    /// <param name="wanted">Columns that the place has; empty: those that the request names, or what is usual.</param>
    /// <param name="wrong">Takes what the table does not have.</param>
    /// <returns>Null where something is wrong.</returns>
    public FilledRows? Rows(TableRequest request, IReadOnlyList<string> wanted, Action<string> wrong)
    {
        var columns = Columns(request, wanted);
        var missing = columns
            .Concat(request.Where.Select(filter => filter.Column))
            .Concat(request.By)
            .Where(column => !Has(column))
            .Distinct()
            .ToList();
        foreach (var column in missing)
            wrong($"found the column {column} of {Name}, expected one of {string.Join(", ", _header)}");
        if (missing.Count > 0)
            return null;
        var read = Read(request, [.. columns.Concat(request.By).Distinct()], columns.Any(Amounts.Contains));
        if (!request.IsSum)
            return new(
                [.. columns],
                read.Count,
                columns.ToDictionary(column => column, IReadOnlyList<CellValue> (column) => read.Column(column))
            );
        return Sums(request, columns, read, wrong);
    }

    private List<string> Columns(TableRequest request, IReadOnlyList<string> wanted) =>
        wanted.Count > 0 ? [.. wanted]
        : request.IsSum ? [.. request.By, .. request.Sum.IsEmpty ? UsualSums() : request.Sum]
        : request.Columns.IsEmpty ? [.. _header]
        : [.. request.Columns];

    private IEnumerable<string> UsualSums() => _ledger.Count > 0 ? LedgerSums : _header.Where(column => AddsUp(column) && !IsBound(column));

    /// <summary>The column that holds it, and what its values are divided by.</summary>
    private (string Column, decimal By)? Source(string column)
    {
        var name = column.Trim().ToLowerInvariant();
        if (_header.Contains(name))
            return (name, 1m);
        foreach (var (larger, smaller) in Thousands)
            if (name.EndsWith(larger, StringComparison.Ordinal) && _header.Contains(name[..^larger.Length] + smaller))
                return (name[..^larger.Length] + smaller, 1000m);
        return null;
    }

    private static bool IsBound(string column) =>
        column.EndsWith("_low", StringComparison.Ordinal) || column.EndsWith("_high", StringComparison.Ordinal);

    private bool AddsUp(string column) =>
        _ledger.TryGetValue(column, out var own)
            ? own.Kind is ColumnKind.Number or ColumnKind.Count && (own.Unit != Unit.None || Amounts.Contains(column))
            : !Names.Contains(column) && !column.EndsWith("_id", StringComparison.Ordinal);

    private FilledRows? Sums(TableRequest request, List<string> columns, ReadRows read, Action<string> wrong)
    {
        var groups = new SortedDictionary<GroupKey, List<int>>();
        for (var row = 0; row < read.Count; row++)
        {
            var key = new GroupKey([.. request.By.Select(column => read.Column(column)[row])]);
            if (!groups.TryGetValue(key, out var rows))
                groups.Add(key, rows = []);
            rows.Add(row);
        }

        if (groups.Count == 0 && request.By.IsEmpty)
            groups.Add(new([]), []);
        var filled = new Dictionary<string, IReadOnlyList<CellValue>>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var at = request.By.IndexOf(column);
            if (at >= 0)
            {
                filled[column] = [.. groups.Keys.Select(key => key.Values[at])];
                continue;
            }

            var (source, _) = Source(column)!.Value;
            var values = read.Column(column);
            if (!AddsUp(source) || values.Any(value => value.Kind is CellKind.Text or CellKind.Date))
                wrong($"found a sum of the column {column} of {Name}, expected one of amounts that add up");
            else if (IsBound(source) && groups.Values.Any(rows => rows.Count > 1))
                wrong(
                    $"found a sum of the bounds {column} of {Name}, expected a figure: bounds of rows do not add up to those of their sum"
                );
            else if (Amounts.Contains(source) && groups.Values.Any(rows => rows.Select(row => read.Currency[row]).Distinct().Count() > 1))
                wrong($"found a sum of {column} of {Name} in several currencies, expected by={Currency} or {Currency}=EUR");
            else
                filled[column] = [.. groups.Values.Select(rows => Sum(rows, values, IsUsage(source)))];
        }

        return filled.Count == columns.Distinct().Count() ? new([.. columns], groups.Count, filled) : null;
    }

    private bool IsUsage(string column) => _ledger.GetValueOrDefault(column)?.IsUsage == true;

    /// <summary>Missing is not zero: of usage one unknown amount makes the sum unknown, elsewhere nothing to add up is no sum.</summary>
    private static CellValue Sum(List<int> rows, List<CellValue> values, bool isUsage)
    {
        var known = rows.Where(row => values[row].Kind == CellKind.Number).ToList();
        return known.Count == 0 || (isUsage && known.Count < rows.Count)
            ? CellValue.Empty
            : CellValue.Of(known.Sum(row => values[row].Number));
    }

    private ReadRows Read(TableRequest request, ImmutableArray<string> columns, bool hasAmounts)
    {
        var sources = columns.Select(column => Source(column)!.Value).ToArray();
        int IndexOf(string column) => _header.IndexOf(column);
        var places = sources.Select(source => IndexOf(source.Column)).ToArray();
        // numbers become values while they are read: of 100,000 lines, their texts would take more than all else
        var areNumbers = sources.Select(source => KindOf(source.Column) is ColumnKind.Number or ColumnKind.Count).ToArray();
        var numbers = areNumbers.Select(_ => new List<CellValue>()).ToArray();
        var filters = request.Where.Select(filter => (IndexOf(Source(filter.Column)!.Value.Column), filter.Values)).ToArray();
        var texts = columns.Select(_ => new List<string>()).ToArray();
        var currency = new List<string>();
        var currencyAt = hasAmounts ? IndexOf(Currency) : -1;
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = 0;
        using var csv = _period.Open(_file);
        using var reader = Reader(csv);
        reader.ReadHeader();
        while (reader.Read())
        {
            if (Array.Exists(filters, filter => !filter.Values.Contains(Plain(reader.GetString(filter.Item1)))))
                continue;
            for (var i = 0; i < sources.Length; i++)
                if (areNumbers[i])
                    numbers[i].Add(Number(reader.GetSpan(places[i]), sources[i].By));
                else
                    texts[i].Add(Shared(reader.GetString(places[i])));
            rows++;
            if (hasAmounts)
                currency.Add(currencyAt < 0 ? "" : Shared(reader.GetString(currencyAt)));
        }

        csv.RefuseOther();
        return new(
            columns,
            [.. columns.Select((_, i) => areNumbers[i] ? numbers[i] : Values(sources[i].Column, sources[i].By, texts[i]))],
            currency,
            rows
        );

        string Shared(string text)
        {
            if (text.Length > 40 || known.Count > 100_000)
                return text;
            if (known.TryGetValue(text, out var same))
                return same;
            known.Add(text, text);
            return text;
        }
    }

    /// <summary>Null where all of its values tell it.</summary>
    private ColumnKind? KindOf(string column) =>
        _ledger.TryGetValue(column, out var own) ? own.Kind
        : Names.Contains(column) || column.EndsWith("_id", StringComparison.Ordinal) ? ColumnKind.Text
        : null;

    private static CellValue Number(ReadOnlySpan<byte> text, decimal by) =>
        text.IsEmpty ? CellValue.Empty : CellValue.Of(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) / by);

    private List<CellValue> Values(string column, decimal by, List<string> texts)
    {
        var kind =
            KindOf(column)
            ?? (
                texts.TrueForAll(text => text.Length == 0 || Number().IsMatch(text)) ? ColumnKind.Number
                : texts.TrueForAll(text => text.Length == 0 || Day(text) is not null) ? ColumnKind.Date
                : ColumnKind.Text
            );
        return texts.ConvertAll(text =>
            text.Length == 0 ? CellValue.Empty
            : kind is ColumnKind.Number or ColumnKind.Count
                ? CellValue.Of(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) / by)
            : kind == ColumnKind.Date ? CellValue.Of(Day(text))
            : CellValue.Of(Plain(text))
        );
    }

    /// <summary>Without the apostrophe that keeps spreadsheets from taking text for a formula.</summary>
    private static string Plain(string text) => text is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? text[1..] : text;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private CsvReader Reader(RecordedStream csv) =>
        CsvReader.Create(
            csv.Stream,
            CsvReaderOptions.Default with
            {
                OnMalformedRecord = _ => throw RecordedFileException.Whole(Name, "has broken quotes"),
            },
            leaveOpen: true
        );

    [GeneratedRegex("""\A-?(0|[1-9][0-9]{0,27})(\.[0-9]{1,28})?\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>The rows that were asked for, column by column.</summary>
    private sealed record ReadRows(ImmutableArray<string> Names, List<CellValue>[] Columns, List<string> Currency, int Count)
    {
        public List<CellValue> Column(string name) => Columns[Names.IndexOf(name)];
    }

    /// <summary>In the order of their texts, numbers and days.</summary>
    private sealed record GroupKey(ImmutableArray<CellValue> Values) : IComparable<GroupKey>
    {
        public int CompareTo(GroupKey? other)
        {
            for (var i = 0; i < Values.Length; i++)
            {
                var (one, two) = (Values[i], other!.Values[i]);
                var order =
                    one.Kind != two.Kind ? one.Kind.CompareTo(two.Kind)
                    : one.Kind == CellKind.Text ? string.CompareOrdinal(one.Text, two.Text)
                    : one.Number.CompareTo(two.Number);
                if (order != 0)
                    return order;
            }

            return 0;
        }
    }
}

/// <summary>Rows for a place in a workbook.</summary>
/// <param name="Columns">In their order.</param>
internal sealed record FilledRows(ImmutableArray<string> Columns, int Count, IReadOnlyDictionary<string, IReadOnlyList<CellValue>> Values);
