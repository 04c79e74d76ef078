using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Rows that wait until all rows of their source are known.</summary>
internal sealed class HeldRows
{
    /// <summary>Spans are nested a few deep; a ring of parents ends here.</summary>
    private const int MostAncestors = 64;
    private readonly Dictionary<ulong, int> _byIdentity = [];
    private readonly Dictionary<ulong, ulong> _parents = [];
    private readonly List<(FileTotals File, UsageRow Row)> _rows = [];

    /// <summary>Duplicates: of another row with their identity, which may be one itself.</summary>
    private readonly List<(FileTotals File, UsageRow Row)> _lost = [];

    public void Link(ulong identity, ulong parent) => _parents[identity] = parent;

    public void Add(FileTotals file, in UsageRow row)
    {
        if (row.Parent != 0) Link(row.Identity, row.Parent);
        if (!_byIdentity.TryGetValue(row.Identity, out var index))
        {
            _byIdentity[row.Identity] = _rows.Count;
            _rows.Add((file, row));
        }
        else if (file.Mapping.Semantics.Duplicates == Duplicates.Largest && IsLarger(row, _rows[index].Row))
        {
            _lost.Add(_rows[index]);
            _rows[index] = (file, row);
        }
        else
        {
            _lost.Add((file, row));
        }
    }

    public IEnumerable<ulong> Identities => _byIdentity.Keys;

    public void Settle()
    {
        foreach (var (file, row) in _lost)
        {
            var (kept, original) = _rows[_byIdentity[row.Identity]];
            var rule = file.Mapping.Semantics.Duplicates == Duplicates.Largest && row.Usage != original.Usage ? "partial" : "same-identity";
            file.Settle(row, RowOutcome.Duplicate, rule, kept, original.At.Line);
        }

        var children = SumsOfChildren();
        foreach (var (file, row) in _rows)
        {
            if (children.TryGetValue(row.Identity, out var sum) && sum.Input + sum.Output > 0 && row.Usage.Input == sum.Input && row.Usage.Output == sum.Output)
                file.Settle(row, RowOutcome.Ignored, "repeats-children", null, 0);
            else
                file.Settle(row, RowOutcome.Accepted, "", null, 0);
        }

        _rows.Clear();
        _lost.Clear();
        _byIdentity.Clear();
        _parents.Clear();
    }

    /// <summary>More output; then more input; of equals the one that came first stays.</summary>
    private static bool IsLarger(in UsageRow row, in UsageRow other) =>
        row.Usage.Output != other.Usage.Output ? row.Usage.Output > other.Usage.Output : row.Usage.Input > other.Usage.Input;

    /// <summary>Of each row that has others below it, what the nearest of those state.</summary>
    private Dictionary<ulong, Usage> SumsOfChildren()
    {
        var sums = new Dictionary<ulong, Usage>();
        if (_parents.Count == 0) return sums;
        foreach (var (_, row) in _rows)
        {
            var above = row.Parent;
            for (var steps = 0; above != 0 && steps < MostAncestors && !_byIdentity.ContainsKey(above); steps++) above = _parents.GetValueOrDefault(above);
            if (above == 0 || above == row.Identity || !_byIdentity.ContainsKey(above)) continue;
            sums[above] = sums.TryGetValue(above, out var sum) ? sum + row.Usage : row.Usage;
        }

        return sums;
    }
}
