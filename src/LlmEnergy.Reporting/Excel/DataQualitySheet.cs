using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// How far the emissions rest on primary data and how far on estimates: by tier, by age of the factors, by basis of the context.
/// </summary>
internal sealed class DataQualitySheet : ISheet
{
    private const int HeadRow = 5;
    private const int First = HeadRow + 1;

    private static readonly ImmutableArray<string> Tiers =
    [
        "disclosed by the supplier for the undertaking's own usage (primary data)",
        "measured on an open model on comparable hardware",
        "calculated from published parameters of the model",
        "estimated by the size class of the model",
        "fallback: unknown model, no token counts, or spend",
    ];

    // the words are those of the ledger's column
    private static readonly ImmutableArray<(ContextBasis Basis, string Word, string Meaning)> Bases =
    [
        (ContextBasis.Request, "request", "every row of the export is one request"),
        (ContextBasis.BucketMean, "bucket mean", "the export gives sums of requests; their mean is used"),
        (ContextBasis.None, "none", "the export does not count requests; no multiplier is applied, which may understate long inputs"),
    ];

    private static readonly ImmutableArray<string> Colors = ["0B3D4F", "2E7D92", "7FB3C3", "E3B873", "C98B2B"];

    public string Name => "DataQuality";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        canvas.Widths(8, 62, 14, 20, 12, 20, 12);
        canvas.Title(
            "Data quality",
            "The tier is that of the method and factors behind a number, from 1, the best, to 5 (GHG Protocol Scope 3 Standard, chapter "
                + "7: describe the quality of the data)."
        );
        var row = Ages(canvas, Tier(canvas, disclosure), disclosure.Inventory);
        Contexts(canvas, row + 1, disclosure.Inventory);
        canvas.Protect();
    }

    /// <returns>The next free row.</returns>
    private static int Tier(SheetCanvas canvas, Disclosure disclosure)
    {
        var scope = new FigureScope(disclosure.Inventory, LedgerPositions.None, _ => null);
        canvas.Header(
            HeadRow,
            ["Tier", "Emission factor and energy factor", "Ledger lines", "Energy [kWh]", "Share", "Emissions [kgCO2e]", "Share"],
            numbersFrom: 3
        );
        canvas.Freeze(HeadRow, 0, repeat: false);
        Expr.Sum Of(LedgerColumn column, int tier) => new(column, Condition.Exactly(Ledger.Tier, tier)) { IsZeroWithout = true };
        var tiers = Enumerable.Range(1, Rate.Tiers).ToList();
        var energy = tiers.Select(tier => Of(Ledger.EnergyCentral, tier).Value(scope)).ToList();
        var emissions = tiers.Select(tier => Of(Ledger.TotalCentral, tier).Value(scope)).ToList();
        var last = First + Rate.Tiers;
        foreach (var tier in tiers)
        {
            var row = HeadRow + tier;
            canvas.Number(row, 1, tier, NumberFormats.Integer);
            canvas.Label(row, 2, Tiers[tier - 1], wrap: true);
            canvas.Formula(
                row,
                3,
                $"COUNTIFS({LedgerSheet.Table}[{Ledger.Tier.Name}],$A{row})",
                CachedValue.Of(disclosure.Inventory.Lines.Count(line => line.Rate?.Tier == tier)),
                NumberFormats.Count
            );
        }

        canvas.Label(last, 2, "Total");
        canvas.Formula(
            last,
            3,
            $"SUM({A1.Range(First, 3, last - 1, 3)})",
            CachedValue.Of(disclosure.Inventory.Lines.Count(line => line.IsCalculated)),
            NumberFormats.Count
        );
        Amounts(canvas, 4, energy, tier => Of(Ledger.EnergyCentral, tier));
        Amounts(canvas, 6, emissions, tier => Of(Ledger.TotalCentral, tier));
        canvas.Total(last, 7);
        return emissions.Sum() > 0m ? Shares(canvas, energy, emissions, last + 2) : last + 2;
    }

    private static void Amounts(SheetCanvas canvas, int column, List<decimal?> values, Func<int, Expr.Sum> of)
    {
        var last = First + values.Count;
        var whole = values.All(value => value is null) ? null : values.Sum();
        var format = NumberFormats.For(values);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                canvas.Label(First + i, column, "no central value");
                canvas.AlignRight(First + i, column);
                continue;
            }

            canvas.Formula(First + i, column, of(i + 1).Excel(id => id.Value), CachedValue.Of(value), format);
            if (whole > 0m)
                canvas.Formula(
                    First + i,
                    column + 1,
                    $"{A1.Cell(First + i, column)}/{A1.Column(column)}${last}",
                    CachedValue.Of(value / whole),
                    NumberFormats.Percent
                );
        }

        if (whole is null)
            return;
        canvas.Formula(last, column, $"SUM({A1.Range(First, column, last - 1, column)})", CachedValue.Of(whole), format);
        if (whole > 0m)
            canvas.Formula(
                last,
                column + 1,
                $"SUM({A1.Range(First, column + 1, last - 1, column + 1)})",
                CachedValue.Of(1m),
                NumberFormats.Percent
            );
    }

    /// <summary>Two bars, each a whole: what the tiers make of energy and of emissions.</summary>
    private static int Shares(SheetCanvas canvas, List<decimal?> energy, List<decimal?> emissions, int row)
    {
        canvas.Section(row, "What the chart shows: shares in percent");
        canvas.Header(
            row + 1,
            ["", "Share of", .. Enumerable.Range(1, Rate.Tiers).Select(tier => Phrase.Of($"Tier {tier}"))],
            numbersFrom: 3,
            height: 18
        );
        var bars = new[]
        {
            (Title: canvas.Say("Emissions"), Column: 7, Values: emissions),
            (Title: canvas.Say("Energy"), Column: 5, Values: energy),
        }
            .Where(bar => bar.Values.Sum() > 0m)
            .ToList();
        decimal? Percent(List<decimal?> values, int tier) => values[tier] / values.Sum() * 100m ?? 0m;
        for (var i = 0; i < bars.Count; i++)
        {
            canvas.Text(row + 2 + i, 2, bars[i].Title);
            for (var tier = 0; tier < Rate.Tiers; tier++)
                canvas.Formula(
                    row + 2 + i,
                    3 + tier,
                    $"N({A1.Cell(First + tier, bars[i].Column)})*100",
                    CachedValue.Of(Percent(bars[i].Values, tier)),
                    "0.0"
                );
        }

        var (first, last) = (row + 2, row + 1 + bars.Count);
        canvas.Chart(
            new(
                canvas.Say("Shares by tier of data quality"),
                "%",
                IsHorizontal: true,
                new("DataQuality", first, 2, last, 2, [.. bars.Select(bar => bar.Title)]),
                [
                    .. Enumerable
                        .Range(0, Rate.Tiers)
                        .Select(tier => new ChartSeries(
                            canvas.Say(Phrase.Of($"Tier {tier + 1}")),
                            new(
                                "DataQuality",
                                first,
                                3 + tier,
                                last,
                                3 + tier,
                                [.. bars.Select(bar => (object?)Percent(bar.Values, tier))]
                            ),
                            Colors[tier]
                        )),
                ]
            )
            {
                Maximum = 100,
            },
            row + 5,
            2,
            row + 17,
            7
        );
        return row + 19;
    }

    private static int Ages(SheetCanvas canvas, int row, Inventory inventory)
    {
        canvas.Section(row, "Factors used, by age: years between the activity and the year of the factor");
        canvas.Header(++row, ["Lag", "", "Factors", "of them provisional", "derived", "transcribed", "fallback"], numbersFrom: 3);
        foreach (var lag in inventory.Factors.GroupBy(use => use.LagYears).OrderBy(group => group.Key))
        {
            row++;
            canvas.Number(row, 1, lag.Key, NumberFormats.Integer);
            int[] counts =
            [
                lag.Count(),
                Status(lag, FactorStatus.Provisional),
                Status(lag, FactorStatus.Derived),
                Status(lag, FactorStatus.Transcribed),
                lag.Count(use => use.IsFallback),
            ];
            for (var i = 0; i < counts.Length; i++)
                canvas.Number(row, 3 + i, counts[i], NumberFormats.Count);
        }

        return row + 1;
    }

    private static int Status(IEnumerable<FactorUse> uses, FactorStatus status) => uses.Count(use => use.Factor.Status == status);

    private static void Contexts(SheetCanvas canvas, int row, Inventory inventory)
    {
        canvas.Section(row, "Input tokens per request, on which the context multiplier rests");
        canvas.Header(++row, ["", "Basis", "Ledger lines"], numbersFrom: 3, height: 18);
        foreach (var (basis, word, meaning) in Bases)
        {
            canvas.Label(++row, 2, Phrase.Of($"{word}: {(Phrase)meaning}"), wrap: true);
            canvas.Formula(
                row,
                3,
                $"COUNTIFS({LedgerSheet.Table}[{Ledger.Basis.Name}],\"{word}\")",
                CachedValue.Of(inventory.Lines.Count(line => line.Activity.Key.Basis == basis)),
                NumberFormats.Count
            );
        }
    }
}
