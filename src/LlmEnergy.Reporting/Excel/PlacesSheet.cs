using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// The places where electricity was used: grid, upstream, losses, market and water factors, each looked up on the factors. Place n stands
/// in row n + 1;
/// the ledger takes its values from here.
/// </summary>
internal sealed class PlacesSheet : ISheet
{
    private const string SheetName = "Places";

    // the name of a value, by which the ledger's formulas ask for it, stands two or more to the right of the id of its factor
    private static readonly ImmutableArray<string> Heads =
    [
        "place_id",
        "zone",
        "grid_factor_id",
        "grid",
        "official_factor_id",
        "official",
        "upstream_factor_id",
        "upstream",
        "td_losses_factor_id",
        "td_losses",
        "market_factor_id",
        "market",
        "water_onsite_factor_id",
        "water_onsite_low",
        "water_onsite",
        "water_onsite_high",
        "water_offsite_factor_id",
        "water_offsite_low",
        "water_offsite",
        "water_offsite_high",
        "units",
    ];

    private const string Units =
        "grid, official, upstream, market: gCO2e/kWh; td_losses: fraction; water_onsite: L/kWh of IT energy; water_offsite: L/kWh";

    public string Name => SheetName;

    /// <summary>A whole column: <c>Places!$D:$D</c>.</summary>
    public static string Column(string name) =>
        Heads.IndexOf(name) is >= 0 and var index
            ? $"{SheetName}!${A1.Column(index + 1)}:${A1.Column(index + 1)}"
            : throw new InvalidOperationException($"the places have no column '{name}'");

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var places = disclosure.Inventory.Places;
        canvas.Widths([
            11,
            17,
            .. Heads[2..^1].Select(head => Math.Max(head.EndsWith("_id", StringComparison.Ordinal) ? 30 : 13, (head.Length * 1.2) + 3)),
            90,
        ]);
        canvas.Table("tblPlaces", Heads, places.Length);
        foreach (var place in places)
        {
            var row = LedgerPositions.PlaceRow(place);
            canvas.Text(row, 1, place.Id);
            canvas.Text(row, 2, place.Grid.Zone);
            Factor(canvas, row, "grid", place.Grid.Factor);
            Factor(canvas, row, "official", place.Grid.Official);
            Factor(canvas, row, "upstream", place.Upstream);
            Factor(canvas, row, "td_losses", place.TransmissionLosses);
            Factor(canvas, row, "market", place.Market);
            Factor(canvas, row, "water_onsite", place.OnSiteWater, Level.Low, Level.Central, Level.High);
            Factor(canvas, row, "water_offsite", place.OffSiteWater, Level.Low, Level.Central, Level.High);
            canvas.Text(row, Heads.Length, Units);
        }

        canvas.PagesWide(3);
    }

    private static void Factor(SheetCanvas canvas, int row, string name, FactorUse? use, params IReadOnlyList<Level> levels)
    {
        var id = Heads.IndexOf(name + "_factor_id") + 1;
        canvas.Text(row, id, use?.Factor.Id);
        if (use is null)
            return;
        for (var i = 0; i < Math.Max(1, levels.Count); i++)
        {
            var (column, value) = (levels.Count == 0 ? Level.Central : levels[i]) switch
            {
                Level.Low when use.Factor.Low is { } low => ("low", low),
                Level.High when use.Factor.High is { } high => ("high", high),
                _ => ("value", use.Factor.Value),
            };
            canvas.Formula(
                row,
                id + 1 + i,
                $"INDEX({FactorsSheet.Column(column)},MATCH({A1.Cell(row, id)},{FactorsSheet.Column("factor_id")},0))",
                CachedValue.Of(value),
                NumberFormats.Coefficient
            );
        }
    }
}
