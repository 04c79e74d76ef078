using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Rows that stand below others, as spans of a trace do. What a row states and what the rows below it state is the same usage, told
/// twice: it is settled from the lowest rows up, and the larger of the two counts. Rows without tokens only lead from one row to the next.
/// </summary>
internal sealed class SpanTree
{
    private readonly Dictionary<ulong, ulong> _parents = [];

    public void Link(ulong identity, ulong parent) => _parents[identity] = parent;

    /// <summary>Decides on every row; the order in which they come does not matter.</summary>
    public Span[] Settle(IReadOnlyList<UsageRow> rows)
    {
        var spans = new Span[rows.Count];
        var byIdentity = new Dictionary<ulong, int>();
        for (var index = 0; index < rows.Count; index++)
        {
            spans[index] = new(rows[index].Usage);
            if (StatesTokens(rows[index].Usage))
                byIdentity[rows[index].Identity] = index;
        }

        if (_parents.Count == 0)
            return spans;
        FindAbove(spans, byIdentity);
        var upwards = LowestFirst(spans);
        foreach (var index in upwards)
            spans[index].Decide(spans);
        upwards.Reverse();
        foreach (var index in upwards)
            spans[index].FindWhatCountsInstead(spans);
        return spans;
    }

    private static bool StatesTokens(in Usage usage) => (usage.Known & (Known.Input | Known.Output)) != 0;

    /// <summary>
    /// The nearest row above with tokens. What was found holds for all rows that were passed; a ring of parents leads nowhere.
    /// </summary>
    private void FindAbove(Span[] spans, Dictionary<ulong, int> byIdentity)
    {
        var found = new Dictionary<ulong, int>();
        var passed = new List<ulong>();
        foreach (var (identity, index) in byIdentity)
        {
            var above = -1;
            for (var next = _parents.GetValueOrDefault(identity); next != 0 && next != identity; next = _parents.GetValueOrDefault(next))
            {
                if (byIdentity.TryGetValue(next, out above) || found.TryGetValue(next, out above))
                    break;
                above = found[next] = -1;
                passed.Add(next);
            }

            foreach (var silent in passed)
                found[silent] = above;
            passed.Clear();
            spans[index].Above = above == index ? -1 : above;
        }
    }

    /// <summary>
    /// Every row after those below it. A ring of parents does not say who is above whom: its rows are taken for the highest.
    /// </summary>
    private static List<int> LowestFirst(Span[] spans)
    {
        foreach (ref readonly var span in spans.AsSpan())
        {
            if (span.Above >= 0)
                spans[span.Above].Below++;
        }

        var waiting = spans.Select(span => span.Below).ToArray();
        var order = new List<int>(spans.Length);
        order.AddRange(Enumerable.Range(0, spans.Length).Where(index => waiting[index] == 0));
        for (var at = 0; at < order.Count; at++)
        {
            if (spans[order[at]].Above is >= 0 and var above && --waiting[above] == 0)
                order.Add(above);
        }

        for (var index = 0; index < spans.Length; index++)
        {
            if (waiting[index] == 0)
                continue;
            spans[spans[index].Above].Below--;
            spans[index].Above = -1;
            order.Add(index);
        }

        return order;
    }

    /// <summary>A row among those above and below it.</summary>
    internal struct Span(in Usage usage)
    {
        private readonly Tokens _own = new(usage.Input, usage.Output);

        /// <summary>What the nearest rows below state.</summary>
        private Tokens _stated;

        /// <summary>What counts of all rows below.</summary>
        private Tokens _settled;

        /// <summary>Index of the nearest row above that states tokens; -1 where there is none.</summary>
        public int Above { get; set; } = -1;

        /// <summary>How many rows have this one as their nearest.</summary>
        public int Below { get; set; }

        /// <summary>The rows below count, and not this one.</summary>
        public bool IsToldBelow { get; private set; }

        /// <summary>Index of the row above that counts instead of this one; -1 where there is none.</summary>
        public int ToldBy { get; private set; } = -1;

        public readonly Int128 Own => _own.Sum;

        public readonly Int128 Settled => _settled.Sum;

        /// <summary>States tokens, and others than the rows below it: one of the two is not all of the usage.</summary>
        public readonly bool Differs => Below > 0 && _own.Sum > 0 && _own != _stated && _own != _settled;

        /// <summary>To be called after that of all rows below.</summary>
        public void Decide(Span[] spans)
        {
            IsToldBelow = Below > 0 && (_own == _stated || _own == _settled || _own.Sum <= _settled.Sum);
            if (Above < 0)
                return;
            spans[Above]._stated += _own;
            spans[Above]._settled += IsToldBelow ? _settled : _own;
        }

        /// <summary>To be called after that of the row above.</summary>
        public void FindWhatCountsInstead(Span[] spans)
        {
            if (Above < 0)
                return;
            ToldBy = spans[Above].ToldBy >= 0 || spans[Above].IsToldBelow ? spans[Above].ToldBy : Above;
        }
    }

    private readonly record struct Tokens(Int128 Input, Int128 Output)
    {
        public Int128 Sum => Input + Output;

        public static Tokens operator +(Tokens one, Tokens other) => new(one.Input + other.Input, one.Output + other.Output);
    }
}
