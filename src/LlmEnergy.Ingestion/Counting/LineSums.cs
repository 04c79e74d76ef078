using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What the rows of one file add up to, by line key.</summary>
internal sealed class LineSums(string path, RowReader reader)
{
    private const int MostKeys = 1_000_000;
    private readonly DistinctCount[] _distinct = [.. FieldNames.Text.Select(field => new DistinctCount(field))];
    private readonly Dictionary<(int Provider, int Model, int Account), int> _groups = [];
    private readonly List<(int Provider, int Model, int Account)> _groupNames = [];
    private LineTotals[] _lines = new LineTotals[64];

    /// <summary>Of the period.</summary>
    public IEnumerable<(int Number, RowKey Key, LineTotals Totals)> Inside => All.Where(line => !line.Key.IsOutside);

    /// <summary>Also of days before and after the period, where they may repeat what is in it.</summary>
    public IEnumerable<(int Number, RowKey Key, LineTotals Totals)> All =>
        _lines.Index().Where(line => line.Item.Rows > 0).Select(line => (line.Index, reader.Keys[line.Index], line.Item));

    /// <summary>
    /// Of lines that state usage: one that has a cost alone, as what a bill sells without tokens, makes no token of the others unknown.
    /// </summary>
    /// <exception cref="OverflowException">The sum cannot be held.</exception>
    public Usage Usage
    {
        get
        {
            var lines = Inside.Select(line => line.Totals.Usage).ToList();
            var stated = lines.Where(usage => !usage.Knows(Known.Cost) || StatesUsage(usage)).ToList();
            return (stated.Count > 0 ? stated : lines).Aggregate(Usage.None, (sum, usage) => sum + usage);
        }
    }

    private static bool StatesUsage(in Usage usage) =>
        (usage.Known & (Known.Input | Known.Output | Known.Images | Known.Audio | Known.Characters | Known.Energy)) != 0;

    /// <exception cref="OverflowException">The sum cannot be held.</exception>
    public RowDoubts Doubts => RowDoubts.Of(Inside.Select(line => line.Totals.Doubts));

    /// <returns>Number of the provider, model and account of the row.</returns>
    /// <exception cref="OverflowException">The sum cannot be held.</exception>
    /// <exception cref="RefusedFileException">The file has more keys than can be told apart.</exception>
    public int Add(in UsageRow row) => Add(row, 1, row.Band == ContextBand.UpTo100K ? ContextMoments.Of(row.Usage) : default);

    /// <summary>The sums of rows that are alike, as one row.</summary>
    public int Add(in UsageRow row, long rows, in ContextMoments moments)
    {
        if (row.Key >= _lines.Length)
            Array.Resize(ref _lines, Math.Max(row.Key + 1, _lines.Length * 2));
        ref var line = ref _lines[row.Key];
        if (line.Rows == 0)
            Begin(ref line, reader.Keys[row.Key]);
        line.Rows += rows;
        line.Add(row.Usage);
        if (row.Band == ContextBand.UpTo100K)
            line.Moments += moments;
        if (row.Usage.Knows(Known.Cost))
        {
            line.Cost += row.Cost;
            line.HasCost = true;
        }

        if ((row.Marks & RowMarks.Fraction) != 0)
            (line.Fractions ??= new()).Add(row);
        if ((row.Marks & RowMarks.Said) != 0 || row.Warned != 0)
            (line.Doubts ??= new()).Add(row, rows);
        return line.Group;
    }

    /// <summary>Takes a key's rows out of the sums.</summary>
    public LineTotals Remove(int key)
    {
        var line = _lines[key];
        _lines[key] = default;
        return line;
    }

    /// <summary>Provider, model and account, as the rows name them.</summary>
    public (string Provider, string Model, string Account) GroupName(int group)
    {
        var (provider, model, account) = _groupNames[group];
        return (
            reader.Dimensions[Field.Provider][provider],
            reader.Dimensions[Field.Model][model],
            reader.Dimensions[Field.Account][account]
        );
    }

    private void Begin(ref LineTotals line, in RowKey key)
    {
        line.Group = GroupOf(key);
        if (reader.Keys.Count > MostKeys)
            throw TooMany(MostKeys, _distinct.MaxBy(count => count.Count)!);
        foreach (var count in _distinct)
        {
            if (count.Add(key) > Dimensions.Most)
                throw TooMany(Dimensions.Most, count);
        }
    }

    private int GroupOf(in RowKey key)
    {
        var name = (key.Provider, key.Model, key.Account);
        if (_groups.TryGetValue(name, out var known))
            return known;
        _groupNames.Add(name);
        return _groups[name] = _groupNames.Count - 1;
    }

    private RefusedFileException TooMany(int most, DistinctCount count) =>
        new(
            path,
            IssueCodes.TooManyValues,
            string.Create(
                CultureInfo.InvariantCulture,
                $"found more than {most:N0} {(most == MostKeys ? "lines, most of them by" : "distinct values of")} "
                    + $"{FieldNames.Of(count.Field)}{Largest(count)}, expected fewer: map the field to another column, or split the file"
            )
        );

    /// <summary>The values that most rows have. Only models are named: other fields may hold keys and people.</summary>
    private string Largest(DistinctCount count)
    {
        var largest = All.GroupBy(line => count.NumberOf(line.Key))
            .Select(group => (Value: reader.Dimensions[count.Field][group.Key], Rows: group.Sum(line => line.Totals.Rows)))
            .OrderByDescending(value => value.Rows)
            .ThenBy(value => value.Value, StringComparer.Ordinal)
            .Take(3);
        var texts = largest.Select(value =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(count.Field == Field.Model ? Quoted.Of(value.Value) + " " : "")}{Counted.Of(value.Rows, "row")}"
            )
        );
        return $" (largest: {string.Join(", ", texts)})";
    }
}
