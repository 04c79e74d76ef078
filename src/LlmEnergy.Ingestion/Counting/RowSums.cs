using System.Runtime.InteropServices;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Rows of a table summed by all that their fate, their line, their day and the findings about them depend on.</summary>
internal sealed class RowSums(RowReader reader) : IRowFates
{
    private readonly Dictionary<RowSumKey, RowSum> _sums = [];

    public RowReader Reader => reader;

    public IEnumerable<KeyValuePair<RowSumKey, RowSum>> All => _sums;

    /// <exception cref="OverflowException">The sum cannot be held.</exception>
    public void Add(RowOutcome outcome, string rule, in UsageRow row, byte twin = 0)
    {
        var moments = outcome == RowOutcome.Accepted && row.Band == ContextBand.UpTo100K ? ContextMoments.Of(row.Usage) : default;
        Add(KeyOf(outcome, rule, row, twin), new(1, row.Usage, moments, row.Cost, row.Total, row.Dropped));
    }

    /// <summary>Rows that are alike, with their sum.</summary>
    public void Add(RowOutcome outcome, string rule, in UsageRow row, in RowSum sum) => Add(KeyOf(outcome, rule, row, 0), sum);

    /// <summary>A row that stands for several that state the same.</summary>
    public void Add(RowOutcome outcome, string rule, in UsageRow row, long rows)
    {
        var moments = outcome == RowOutcome.Accepted && row.Band == ContextBand.UpTo100K ? ContextMoments.Of(row.Usage) : default;
        var power = new RowSum(1, row.Usage, moments, row.Cost, row.Total, row.Dropped);
        for (var (left, key) = (rows, KeyOf(outcome, rule, row, 0)); left > 0; left >>= 1)
        {
            if ((left & 1) != 0)
                Add(key, power);
            if (left > 1)
                power += power;
        }
    }

    public void Add(in RowSumKey key, in RowSum sum)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out var exists);
        known = exists ? known + sum : sum;
    }

    /// <summary>Of rows that do not count, the currency and the days on which a format says that there was nothing are enough.</summary>
    private RowSumKey KeyOf(RowOutcome outcome, string rule, in UsageRow row, byte twin)
    {
        if (outcome == RowOutcome.Accepted)
            return new(outcome, rule, row.Day, reader.Keys[row.Key], row.Usage.Known, row.Marks, row.Warned, twin);
        var currency = row.Usage.Knows(Known.Cost) ? reader.Keys[row.Key].Currency : 0;
        var day = outcome == RowOutcome.Ignored && reader.IsByFormat(row.Left) ? row.Day : 0;
        return new(outcome, rule, day, new RowKey { Currency = currency }, row.Usage.Known, RowMarks.None, 0, 0);
    }
}

/// <param name="Rule">That rows were left by; empty where they count.</param>
/// <param name="Day">Number of the day (UTC); 0 where none is told apart.</param>
/// <param name="Twin">Number of the rule by which they repeat other rows, from 1; 0 where they do not.</param>
internal readonly record struct RowSumKey(
    RowOutcome Outcome,
    string Rule,
    int Day,
    RowKey Key,
    Known Known,
    RowMarks Marks,
    byte Warned,
    byte Twin
);

/// <param name="Moments">Of rows in the band that they are used for, else zero.</param>
/// <param name="Total">All tokens as the rows state them.</param>
/// <param name="Dropped">Tokens of parts that were left out.</param>
internal readonly record struct RowSum(long Rows, Usage Usage, ContextMoments Moments, decimal Cost, long Total, long Dropped)
{
    public static RowSum operator +(in RowSum left, in RowSum right) =>
        new(
            left.Rows + right.Rows,
            left.Usage + right.Usage,
            left.Moments + right.Moments,
            left.Cost + right.Cost,
            left.Total + right.Total,
            left.Dropped + right.Dropped
        );
}
