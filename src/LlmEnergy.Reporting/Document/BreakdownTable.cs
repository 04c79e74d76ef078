using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>A row of a breakdown before it is printed.</summary>
internal sealed record Share(string Name, string Detail, Totals Totals);

/// <summary>
/// A total by its parts: one number of decimals, three significant digits in the smallest column; the largest rows, the others in one.
/// Rows are rounded each for itself, so that they need not add up to the printed total.
/// </summary>
internal sealed class BreakdownTable(ReportCulture culture, FigurePrint print)
{
    private const int MostRows = 20;

    private readonly ImmutableArray<Measure> _amounts =
    [
        new("models.energy", Unit.KilowattHours, FigureIds.Energy, totals => totals.Energy?.Central?.KilowattHours),
        new("models.location", Unit.KilogramsCo2e, FigureIds.LocationBased, totals => totals.LocationBased?.Central?.KilogramsCo2e),
        new("models.embodied", Unit.KilogramsCo2e, FigureIds.Embodied, totals => totals.Embodied?.Central?.KilogramsCo2e),
        new("models.total", Unit.KilogramsCo2e, FigureIds.TotalKilograms, totals => totals.Total?.Central?.KilogramsCo2e),
    ];

    private readonly ImmutableArray<(string Header, string Unit, Known Quantity, FigureId Figure, Func<Usage, long> Count)> _counts =
    [
        ("models.requests", "", Known.Requests, FigureIds.Requests, usage => usage.Requests),
        ("models.input", culture.Text("unit.tokens"), Known.Input, FigureIds.InputTokens, usage => usage.Input),
        ("models.output", culture.Text("unit.tokens"), Known.Output, FigureIds.OutputTokens, usage => usage.Output),
    ];

    /// <summary>With usage and the parts of the total, as models are shown.</summary>
    public Block.Table Wide(string name, IReadOnlyList<Share> shares) => Of("", name, shares, counts: 3, [.. _amounts], hasRange: false);

    /// <summary>With requests, electricity, and the total with its range.</summary>
    public Block.Table Narrow(string caption, string name, IReadOnlyList<Share> shares) =>
        Of(caption, name, shares, counts: 1, [_amounts[0], _amounts[^1]], hasRange: true);

    private Block.Table Of(
        string caption,
        string name,
        IReadOnlyList<Share> shares,
        int counts,
        ImmutableArray<Measure> amounts,
        bool hasRange
    )
    {
        var rows = Cut(shares);
        var total = print.Value(FigureIds.TotalKilograms);
        // a column without a total is as wide as its largest row
        var decimals = ReportCulture.DecimalsFor(
            amounts.Select(amount => print.Value(amount.Figure) ?? rows.Select(row => amount.Value(row.Totals)).Max())
        );
        Column Number(string key, string unit) => new(culture.Text(key), unit, Alignment.Right);
        ImmutableArray<Cell> Row(Cell first, Func<int, string> count, Func<Measure, Cell> amount, Cell range, string share) =>
            [
                first,
                .. Enumerable.Range(0, counts).Select(i => Cell.Of(count(i))),
                .. amounts.Select(amount),
                .. hasRange ? [range] : ImmutableArray<Cell>.Empty,
                Cell.Of(share),
            ];

        var printed = rows.Select(row =>
                Row(
                    Cell.Of(row.Name, row.Detail),
                    i => culture.Stated(row.Totals.Usage.Knows(_counts[i].Quantity) ? _counts[i].Count(row.Totals.Usage) : null),
                    amount => Cell.Of(culture.Calculated(amount.Value(row.Totals), decimals)),
                    Cell.Of(Range(row.Totals)),
                    culture.Share(amounts[^1].Value(row.Totals), total)
                )
            )
            .ToList();
        var footing = Row(
                Cell.Of(culture.Text("table.total")),
                _ => "",
                amount => new([print.Of(amount.Figure, decimals)]),
                new([.. print.Range(FigureIds.TotalKilograms)]),
                culture.Share(total, total)
            )
            .ToBuilder();
        for (var i = 0; i < counts; i++)
            footing[1 + i] = new([print.Of(_counts[i].Figure)]);
        return new(
            caption,
            [
                new(culture.Text(name), "", Alignment.Left),
                .. _counts.Take(counts).Select(count => Number(count.Header, count.Unit)),
                .. amounts.Select(amount => Number(amount.Header, amount.Unit.Symbol)),
                .. hasRange ? [Number(print.Keyed("table.range"), Unit.KilogramsCo2e.Symbol)] : ImmutableArray<Column>.Empty,
                Number("models.share", culture.Text("unit.percent")),
            ],
            [.. printed],
            footing.ToImmutable()
        );
    }

    private List<Share> Cut(IReadOnlyList<Share> shares) =>
        shares.Count <= MostRows + 1
            ? [.. shares]
            :
            [
                .. shares.Take(MostRows),
                new(
                    culture.Text("table.others", ("count", culture.Number(shares.Count - MostRows, 0))),
                    "",
                    shares.Skip(MostRows).Select(share => share.Totals).Aggregate((sum, next) => sum + next)
                ),
            ];

    /// <summary>Of rows that stand for several there is no interval: those do not add up.</summary>
    private string Range(Totals totals) =>
        print.Ends(totals) is var (low, high) ? culture.Range(low, high)
        : totals.Total is null || !print.HasIntervals ? culture.Text("value.notCalculated")
        : "";

    private sealed record Measure(string Header, Unit Unit, FigureId Figure, Func<Totals, decimal?> Value);
}
