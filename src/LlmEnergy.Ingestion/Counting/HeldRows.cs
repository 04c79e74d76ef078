using System.Globalization;
using System.Runtime.InteropServices;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Rows that wait until all rows of their source are known.</summary>
internal sealed class HeldRows
{
    private readonly Dictionary<ulong, int> _byIdentity = [];
    private readonly SpanTree _tree = new();
    private readonly List<UsageRow> _rows = [];
    private readonly List<FileTotals> _files = [];

    /// <summary>Duplicates: of another row with their identity, which may be one itself.</summary>
    private readonly List<(FileTotals File, UsageRow Row)> _lost = [];

    public int Count => _byIdentity.Count;

    public void Link(ulong identity, ulong parent) => _tree.Link(identity, parent);

    public void Add(FileTotals file, in UsageRow row)
    {
        if (row.Parent != 0)
            Link(row.Identity, row.Parent);
        if (_byIdentity.TryAdd(row.Identity, _rows.Count))
        {
            _rows.Add(row);
            _files.Add(file);
            return;
        }

        var index = _byIdentity[row.Identity];
        if (file.Mapping.Semantics.Duplicates == Duplicates.Largest && IsLarger(row, _rows[index]))
        {
            _lost.Add((_files[index], _rows[index]));
            (_files[index], _rows[index]) = (file, row);
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
            var index = _byIdentity[row.Identity];
            var isPartial = file.Mapping.Semantics.Duplicates == Duplicates.Largest && row.Usage != _rows[index].Usage;
            file.Settle(row, RowOutcome.Duplicate, isPartial ? "partial" : "same-identity", _files[index], _rows[index].At.Line);
        }

        var spans = _tree.Settle(_rows);
        for (var index = 0; index < spans.Length; index++)
        {
            var (file, row, teller) = (_files[index], _rows[index], spans[index].ToldBy);
            if (spans[index].IsToldBelow)
                file.Settle(row, RowOutcome.Ignored, "repeats-children", null, 0);
            else if (teller >= 0)
                file.Settle(row, RowOutcome.Ignored, "in-parent", _files[teller], _rows[teller].At.Line);
            else
                file.Settle(row, RowOutcome.Accepted, "", null, 0);
        }

        SayDifferences(spans);
    }

    /// <summary>More output; then more input; then the one that there is no warning for; of equals the one that came first stays.</summary>
    private static bool IsLarger(in UsageRow row, in UsageRow other) =>
        row.Usage.Output != other.Usage.Output ? row.Usage.Output > other.Usage.Output
        : row.Usage.Input != other.Usage.Input ? row.Usage.Input > other.Usage.Input
        : row.Warned == 0 && other.Warned != 0;

    /// <summary>
    /// Of each file, how much its rows state above others that state something else. One of them at least is of the period.
    /// </summary>
    private void SayDifferences(SpanTree.Span[] spans)
    {
        var inside = InPeriod(spans);
        var differences = new Dictionary<(FileTotals File, bool IsMore), (long Rows, Int128 Own, Int128 Below)>();
        foreach (var (index, span) in spans.Index().Where(span => span.Item.Differs && span.Item.ToldBy < 0 && inside[span.Index]))
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(differences, (_files[index], !span.IsToldBelow), out _);
            sum = (sum.Rows + 1, sum.Own + span.Own, sum.Below + span.Settled);
        }

        foreach (var ((file, isMore), (rows, own, below)) in differences)
        {
            var counted = isMore
                ? "calls below them have no tokens of their own, so that these rows count and those below do not"
                : "the rows below them count and these do not";
            file.Warn(
                IssueCodes.OtherThanBelow,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Counted.Of(rows, "row that states", "rows that state")} {Counted.Of((decimal)own, "token")}, and {below:N0} "
                        + $"in the rows below, expected the same: {counted}"
                )
            );
        }
    }

    private bool[] InPeriod(SpanTree.Span[] spans)
    {
        var inside = _rows.Select(row => row.Left == 0).ToArray();
        for (var index = 0; index < spans.Length; index++)
        {
            if (_rows[index].Left != 0)
                continue;
            for (var above = spans[index].Above; above >= 0 && !inside[above]; above = spans[above].Above)
                inside[above] = true;
        }

        return inside;
    }
}
