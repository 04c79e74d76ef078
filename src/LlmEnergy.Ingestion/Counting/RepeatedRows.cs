using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Rows of sums that come again in one file in the same order: the same stretches of time, dimensions and numbers. One such row may be two
/// of what the format does not tell apart; a run of them is a page that was saved twice.
/// </summary>
internal sealed class RepeatedRows
{
    /// <summary>Different rows with usage or a cost that a run has at least.</summary>
    private const int FewestRows = 3;

    /// <summary>In a run of pages, which states each stretch of time once, rows of several stretches are a page.</summary>
    private const int FewestOfPages = 2;

    private readonly List<Row> _rows = [];

    public void Add(in UsageRow row) =>
        _rows.Add(new(HashOf(row.Key, row.Usage, row.Cost), row.Key, row.Usage.Input + row.Usage.Output, row.Likeness));

    /// <summary>To be called when all rows that count are known.</summary>
    public void Say(FileTotals file)
    {
        var again = new HashSet<int>(Runs(file).SelectMany(run => Enumerable.Range(run.Again, run.Length)));
        SaySingle(file, again);
        if (again.Count == 0)
            return;
        file.Fault(
            IssueCodes.RepeatedRows,
            $"found {Sized(file, [.. again.Order().Select(at => _rows[at])])} that come again "
                + "in the order in which they stand before, expected each once: they are counted twice; "
                + "take them out if a page was saved twice"
        );
    }

    /// <summary>A row that is another one of the file in all columns: sums of the same stand once.</summary>
    private void SaySingle(FileTotals file, HashSet<int> ofRuns)
    {
        var met = new HashSet<ulong>();
        var same = _rows
            .Where((row, at) => row is { Likeness: not 0, Hash: not 0 } && !ofRuns.Contains(at) && !met.Add(row.Likeness))
            .ToList();
        if (same.Count > 0)
            file.Warn(
                IssueCodes.RepeatedRow,
                $"found {Sized(file, same)} with the same in all columns as another row of the file, expected sums of the same once: "
                    + "they are counted twice; take them out if the export states them once"
            );
    }

    private static string Sized(FileTotals file, List<Row> rows)
    {
        var day = TimeFormat.DayOf(file.BucketOf(file.Reader.Keys[rows[0].Key]).Start);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(rows.Count, "row")} of {Counted.Of(rows.Sum(row => (decimal)row.Tokens), "token")}, from {day:yyyy-MM-dd},"
        );
    }

    /// <summary>Where rows come again, and how many: each as long as it is the same.</summary>
    private IEnumerable<(int Again, int Length)> Runs(FileTotals file)
    {
        var least = file.Mapping.More.Length > 0 ? FewestOfPages : FewestRows;
        var last = new Dictionary<ulong, int>();
        for (var at = 0; at < _rows.Count; )
        {
            var length = last.TryGetValue(_rows[at].Hash, out var before) ? LengthOf(before, at) : 0;
            var run = _rows.GetRange(at, length).Where(row => row.Hash != 0).DistinctBy(row => row.Hash).ToList();
            var isOfSeveral = run.Count >= least && run.Select(row => file.Reader.Keys[row.Key].Bucket).Distinct().Count() > 1;
            var isRun = run.Count >= FewestRows || isOfSeveral;
            if (isRun)
                yield return (at, length);
            for (var end = at + (isRun ? length : 1); at < end; at++)
                last[_rows[at].Hash] = at;
        }
    }

    /// <summary>A run does not reach into what repeats it.</summary>
    private int LengthOf(int before, int again)
    {
        var length = 1;
        var most = Math.Min(again - before, _rows.Count - again);
        while (length < most && _rows[before + length].Hash == _rows[again + length].Hash)
            length++;
        return length;
    }

    /// <summary>0 where there is neither usage nor a cost.</summary>
    private static ulong HashOf(int key, in Usage usage, decimal cost)
    {
        Span<long> numbers =
        [
            usage.Requests,
            usage.Input,
            usage.Cached,
            usage.CacheWrite,
            usage.Output,
            usage.Reasoning,
            usage.Images,
            usage.AudioMilliseconds,
            usage.Characters,
            usage.GenerationMilliseconds,
            usage.EnergyMicrojoules,
            cost.GetHashCode(),
            key,
        ];
        return numbers[..^1].ContainsAnyExcept(0) ? XxHash3.HashToUInt64(MemoryMarshal.AsBytes(numbers)) : 0;
    }

    private readonly record struct Row(ulong Hash, int Key, long Tokens, ulong Likeness);
}
