using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// Each model's emissions once more, from sums of the ledger's usage by rate, place and context, live; with the evidence of its class, an
/// empty column for a value of the reader's own, and the difference.
/// </summary>
internal sealed class ReperformSheet : ISheet
{
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;
    private const int FirstUsage = 11;

    private static readonly ImmutableArray<LedgerColumn> Usage =
    [
        Ledger.WeightedRequests,
        Ledger.WeightedUncached,
        Ledger.WeightedCached,
        Ledger.WeightedOutput,
        Ledger.WeightedImages,
        Ledger.WeightedAudio,
        Ledger.WeightedGeneration,
        Ledger.WeightedCost,
    ];

    private static ImmutableArray<LedgerColumn> UsageOf(Disclosure disclosure) =>
        StatedEnergyColumns.StandIn(disclosure.Inventory) ? [.. Usage, StatedEnergyColumns.Weighted] : Usage;

    private static ImmutableArray<string> HeadsOf(ImmutableArray<LedgerColumn> usage) =>
        [
            "model_key",
            "provider",
            "model",
            "class",
            "row_of_model_map",
            "basis_of_class",
            "parameters_in_billions",
            "rate_id",
            "place_id",
            "context_band",
            .. usage.Select(column => column.Name),
            "energy_kwh",
            "kgco2e_of_kwh",
            "hardware_and_whole_kgco2e",
            "total_kgco2e",
            "ledger_kgco2e",
            "own_value",
            "difference",
        ];

    public string Name => "Reperform";

    public bool Stands(Disclosure disclosure) => Rows(disclosure).Any();

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var rows = Rows(disclosure).ToList();
        var usage = UsageOf(disclosure);
        var heads = HeadsOf(usage);
        canvas.Widths([11, 13, 28, 8, 12, 40, 26, 10, 10, 10, .. Enumerable.Repeat(17.0, heads.Length - 10)]);
        canvas.Title(
            "Re-perform each model",
            "Usage is summed from tblLedger, context-weighted, tokens in thousands; rates and places are those of their "
                + "sheets. Write your own value beside."
        );
        canvas.Table("tblReperform", HeadRow, heads, rows.Count, FirstUsage, heads.Length, height: 32);
        var models = disclosure.ByModel.ToDictionary(model => model.Key);
        for (var i = 0; i < rows.Count; i++)
            Row(canvas, First + i, rows[i], usage, models[rows[i].Key], disclosure.Evidence.GetValueOrDefault(rows[i].MapRow));
        canvas.Freeze(HeadRow, 3);
        canvas.PagesWide(3);
        canvas.Protect();
    }

    private static IEnumerable<ModelBasis> Rows(Disclosure disclosure) => disclosure.ModelBases.Where(row => row.Kilograms is not null);

    private static void Row(
        SheetCanvas canvas,
        int row,
        ModelBasis basis,
        ImmutableArray<LedgerColumn> columns,
        ModelTotals model,
        ModelEvidence? evidence
    )
    {
        canvas.Number(row, 1, basis.Key, NumberFormats.Integer);
        canvas.Text(row, 2, model.Provider);
        canvas.Text(row, 3, model.Model);
        canvas.Text(row, 4, model.ModelClass);
        canvas.Number(row, 5, evidence?.Row, NumberFormats.Integer);
        canvas.Text(row, 6, evidence?.Basis, wrap: true);
        canvas.Label(row, 7, evidence is null ? "" : Phrase.Of($"{evidence.Active} of {evidence.Total}, {evidence.Status}"));
        canvas.Text(row, 8, basis.Rate.Id);
        canvas.Text(row, 9, basis.Place?.Id);
        canvas.Number(row, 10, (int)basis.Band, NumberFormats.Integer);
        var (key, rate, place, band) = (A1.Cell(row, 1), A1.Cell(row, 8), A1.Cell(row, 9), A1.Cell(row, 10));
        var lines =
            $"tblLedger[{Ledger.ModelKey.Name}],{key},tblLedger[{Ledger.RateId.Name}],{rate},tblLedger[{Ledger.Band.Name}],{band}"
            + (basis.Place is null ? "" : $",tblLedger[{Ledger.PlaceId.Name}],{place}");
        for (var of = 0; of < columns.Length; of++)
            canvas.Formula(
                row,
                FirstUsage + of,
                $"SUMIFS(tblLedger[{columns[of].Name}],{lines})",
                CachedValue.Of(basis.Weighted[of]),
                NumberFormats.Coefficient
            );
        var usage = A1.Range(row, FirstUsage, row, FirstUsage + Usage.Length - 1);
        var rateRow = $"MATCH({rate},{RatesSheet.Columns("rate_id")},0)";
        string Rate(string block)
        {
            var product = $"SUMPRODUCT({usage},INDEX({RatesSheet.Columns(block)},{rateRow},0))";
            if (columns.Length == Usage.Length)
                return $"{product}/1000";
            var stated = RatesSheet.Columns(StatedEnergyColumns.BlockOf(block));
            return $"({product}+{A1.Cell(row, FirstUsage + Usage.Length)}*N(INDEX({stated},{rateRow})))/1000";
        }

        string Of(string name) => $"N(INDEX({PlacesSheet.Column(name)},MATCH({place},{PlacesSheet.Column("place_id")},0)))";
        decimal Sum(UnitRates? rates) =>
            rates is null ? 0m : Enum.GetValues<Quantity>().Sum(of => basis.Weighted[(int)of] * (rates[of, Level.Central] ?? 0m)) / 1_000m;
        var at = FirstUsage + columns.Length;
        var (energy, rest) = (Sum(basis.Rate.Energy), Sum(basis.Rate.Embodied) + Sum(basis.Rate.CradleToGate));
        canvas.Formula(row, at, Rate("energy_kwh"), CachedValue.Of(energy), NumberFormats.Coefficient);
        if (basis.Place is null)
            canvas.Number(row, at + 1, 0m, NumberFormats.Coefficient);
        else
            canvas.Formula(
                row,
                at + 1,
                $"({Of("grid")}*(1+{Of("td_losses")})+{Of("upstream")})/1000",
                CachedValue.Of(basis.Electricity),
                NumberFormats.Coefficient
            );
        canvas.Formula(row, at + 2, $"{Rate("embodied")}+{Rate("other")}", CachedValue.Of(rest), NumberFormats.Coefficient);
        canvas.Formula(
            row,
            at + 3,
            $"{A1.Cell(row, at)}*{A1.Cell(row, at + 1)}+{A1.Cell(row, at + 2)}",
            CachedValue.Of((energy * basis.Electricity) + rest),
            NumberFormats.Coefficient
        );
        canvas.Formula(
            row,
            at + 4,
            $"SUMIFS(tblLedger[{Ledger.TotalCentral.Name}],{lines})",
            CachedValue.Of(basis.Kilograms),
            NumberFormats.Coefficient
        );
        canvas.ForUsers(row, at + 5);
        canvas.Formula(
            row,
            at + 6,
            $"IF({A1.Cell(row, at + 5)}=\"\",\"\",{A1.Cell(row, at + 5)}-{A1.Cell(row, at + 3)})",
            CachedValue.Of(""),
            NumberFormats.Coefficient
        );
    }
}
