using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// Usage, energy and emissions of groups of lines: live sums over the ledger by the number in column A. As text, SUMIFS would read llama*
/// as a
/// pattern. Below the last group stands the total, outside of the table.
/// </summary>
/// <param name="by">Column of the ledger that holds the number.</param>
internal sealed class TotalsTable(SheetCanvas canvas, LedgerColumn by, int firstRow, int firstMeasure)
{
    public const string TotalHead = "Total [kgCO2e]";
    public const string ShareHead = "Share of total";

    /// <summary>
    /// Groups that get a row of their own; the rest share one. A sum over 100,000 lines takes milliseconds, and there are thirteen in a
    /// row.
    /// </summary>
    public const int MostRows = 1_000;

    private const string NotStated = "not stated";
    private const string NotCalculated = "not calculated";

    private static readonly ImmutableArray<Measure> Measures =
    [
        new("Requests", Ledger.Requests, NotStated, totals => totals.Usage.Knows(Known.Requests) ? totals.Usage.Requests : null),
        new("Input [tokens]", Ledger.InputTokens, NotStated, totals => totals.Usage.Knows(Known.Input) ? totals.Usage.Input : null),
        new(
            "of which cached [tokens]",
            Ledger.CachedTokens,
            NotStated,
            totals => totals.Usage.Knows(Known.Cached) ? totals.Usage.Cached : null
        ),
        new("Output [tokens]", Ledger.OutputTokens, NotStated, totals => totals.Usage.Knows(Known.Output) ? totals.Usage.Output : null),
        new("Energy low [kWh]", Ledger.EnergyLow, NotCalculated, totals => totals.Energy?.Low.KilowattHours),
        new("Energy [kWh]", Ledger.EnergyCentral, NotCalculated, totals => totals.Energy?.Central?.KilowattHours),
        new("Energy high [kWh]", Ledger.EnergyHigh, NotCalculated, totals => totals.Energy?.High.KilowattHours),
        new(
            "Electricity, location-based [kgCO2e]",
            Ledger.LocationCentral,
            NotCalculated,
            totals => totals.LocationBased?.Central?.KilogramsCo2e
        ),
        new("Embodied [kgCO2e]", Ledger.EmbodiedCentral, NotCalculated, totals => totals.Embodied?.Central?.KilogramsCo2e),
        new("Other cradle-to-gate [kgCO2e]", Ledger.OtherCentral, "none", totals => totals.Other?.Central?.KilogramsCo2e),
        new("Total low [kgCO2e]", Ledger.TotalLow, NotCalculated, totals => totals.Total?.Low.KilogramsCo2e),
        new(TotalHead, Ledger.TotalCentral, NotCalculated, totals => totals.Total?.Central?.KilogramsCo2e),
        new("Total high [kgCO2e]", Ledger.TotalHigh, NotCalculated, totals => totals.Total?.High.KilogramsCo2e),
    ];

    private static readonly int TotalMeasure = Measures.IndexOf(Measures.Single(measure => measure.Head == TotalHead));

    /// <summary>Heads of the columns from the first measure on.</summary>
    public static ImmutableArray<string> Heads { get; } = [.. Measures.Select(measure => measure.Head), ShareHead, "Cost", "Currency"];

    public static ImmutableArray<double> Widths { get; } = [.. Measures.Select(_ => 14d), 9, 14, 10];

    private int _rest;

    private int Share => firstMeasure + Measures.Length;

    /// <summary>Column of a measure on the sheet, by its head.</summary>
    public int ColumnOf(string head) => firstMeasure + Heads.IndexOf(head);

    /// <summary>Rows that the groups take in the table.</summary>
    public static int RowsOf(int groups) => Math.Min(groups, MostRows + 1);

    /// <param name="all">By their keys, which count from 1.</param>
    public void Draw(IReadOnlyList<Totals> all, int labelColumn, Disclosure disclosure)
    {
        var groups = all;
        if (all.Count > MostRows)
        {
            groups = [.. all.Take(MostRows), Rest(disclosure)];
            _rest = firstRow + MostRows;
            canvas.Number(_rest, 1, MostRows + 1, NumberFormats.Integer);
            canvas.Label(_rest, labelColumn, Phrase.Of($"all others, from key {MostRows + 1} on: inventory.csv lists them"), wrap: true);
        }

        for (var m = 0; m < Measures.Length; m++)
            Sums(m, groups);
        Shares(groups);
        Costs(groups);
        canvas.Label(firstRow + groups.Count, labelColumn, "Total");
        canvas.Total(firstRow + groups.Count, Share + 2);
    }

    /// <summary>
    /// A sum where the ledger states the quantity on every line of the group, else the reason: a sum of what is known would pass for the
    /// whole.
    /// </summary>
    private void Sums(int index, IReadOnlyList<Totals> groups)
    {
        var measure = Measures[index];
        var column = firstMeasure + index;
        var values = groups.Select(measure.Value).ToList();
        var format = measure.Missing == NotStated ? NumberFormats.Count : NumberFormats.For(values);
        for (var i = 0; i < groups.Count; i++)
        {
            if (values[i] is { } value)
                canvas.Formula(firstRow + i, column, SumOf(measure.Column, firstRow + i), CachedValue.Of(value), format);
            else
                Missing(firstRow + i, column, measure.Missing);
        }

        var total = firstRow + groups.Count;
        if (values.Any(value => value is not null))
            canvas.Formula(total, column, $"SUM({A1.Range(firstRow, column, total - 1, column)})", CachedValue.Of(values.Sum()), format);
        else
            Missing(total, column, measure.Missing);
    }

    private void Shares(IReadOnlyList<Totals> groups)
    {
        var totals = groups.Select(Measures[TotalMeasure].Value).ToList();
        if (totals.Sum() is not (> 0m and var whole))
            return;
        var letter = A1.Column(firstMeasure + TotalMeasure);
        var last = firstRow + groups.Count;
        for (var i = 0; i < groups.Count; i++)
            if (totals[i] is { } value)
                canvas.Formula(
                    firstRow + i,
                    Share,
                    $"{letter}{firstRow + i}/{letter}${last}",
                    CachedValue.Of(value / whole),
                    NumberFormats.Percent
                );
        canvas.Formula(last, Share, $"SUM({A1.Range(firstRow, Share, last - 1, Share)})", CachedValue.Of(1m), NumberFormats.Percent);
    }

    /// <summary>Amounts of one currency only: several make no sum.</summary>
    private void Costs(IReadOnlyList<Totals> groups)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var cost = groups[i].Cost;
            if (cost.Count == 1)
                canvas.Formula(
                    firstRow + i,
                    Share + 1,
                    SumOf(Ledger.Cost, firstRow + i),
                    CachedValue.Of(cost.Values.Single()),
                    NumberFormats.Money
                );
            else
                Missing(firstRow + i, Share + 1, cost.Count == 0 ? NotStated : "several");
            canvas.Text(firstRow + i, Share + 2, string.Join(", ", cost.Keys));
        }

        var currencies = groups.SelectMany(group => group.Cost.Keys).Distinct(StringComparer.Ordinal).ToList();
        var total = firstRow + groups.Count;
        if (currencies.Count == 1)
            canvas.Formula(
                total,
                Share + 1,
                $"SUM({A1.Range(firstRow, Share + 1, total - 1, Share + 1)})",
                CachedValue.Of(groups.Sum(group => group.Cost.Values.Sum())),
                NumberFormats.Money
            );
        canvas.Text(total, Share + 2, string.Join(", ", currencies));
    }

    private Totals Rest(Disclosure disclosure)
    {
        var positions = disclosure.Positions();
        return Totals.Sum([.. disclosure.Inventory.Lines.Where(line => by.Value(line, positions).Number > MostRows)]);
    }

    private string SumOf(LedgerColumn column, int row) =>
        $"SUMIFS({LedgerSheet.Table}[{column.Name}],{LedgerSheet.Table}[{by.Name}],{(row == _rest ? $"\">=\"&$A{row}" : $"$A{row}")})";

    private void Missing(int row, int column, string why)
    {
        canvas.Label(row, column, why);
        canvas.AlignRight(row, column);
    }

    private sealed record Measure(string Head, LedgerColumn Column, string Missing, Func<Totals, decimal?> Value);
}
