using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Usage and emissions by model, summed over the ledger by the model's number: as text, SUMIFS would read llama* as a pattern.</summary>
internal sealed class ByModelSheet : ISheet
{
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;
    private const int FirstMeasure = 7;
    private const string NotStated = "not stated";
    private const string NotCalculated = "not calculated";

    private static readonly ImmutableArray<Measure> Measures =
    [
        new("Requests", Ledger.Requests, NotStated, totals => totals.Usage.Knows(Known.Requests) ? totals.Usage.Requests : null),
        new("Input [tokens]", Ledger.InputTokens, NotStated, totals => totals.Usage.Knows(Known.Input) ? totals.Usage.Input : null),
        new("of which cached [tokens]", Ledger.CachedTokens, NotStated, totals => totals.Usage.Knows(Known.Cached) ? totals.Usage.Cached : null),
        new("Output [tokens]", Ledger.OutputTokens, NotStated, totals => totals.Usage.Knows(Known.Output) ? totals.Usage.Output : null),
        new("Energy low [kWh]", Ledger.EnergyLow, NotCalculated, totals => totals.Energy?.Low.KilowattHours),
        new("Energy [kWh]", Ledger.EnergyCentral, NotCalculated, totals => totals.Energy?.Central?.KilowattHours),
        new("Energy high [kWh]", Ledger.EnergyHigh, NotCalculated, totals => totals.Energy?.High.KilowattHours),
        new("Electricity, location-based [kgCO2e]", Ledger.LocationCentral, NotCalculated, totals => totals.LocationBased?.Central?.KilogramsCo2e),
        new("Embodied [kgCO2e]", Ledger.EmbodiedCentral, NotCalculated, totals => totals.Embodied?.Central?.KilogramsCo2e),
        new("Other cradle-to-gate [kgCO2e]", Ledger.OtherCentral, "none", totals => totals.Other?.Central?.KilogramsCo2e),
        new("Total low [kgCO2e]", Ledger.TotalLow, NotCalculated, totals => totals.Total?.Low.KilogramsCo2e),
        new("Total [kgCO2e]", Ledger.TotalCentral, NotCalculated, totals => totals.Total?.Central?.KilogramsCo2e),
        new("Total high [kgCO2e]", Ledger.TotalHigh, NotCalculated, totals => totals.Total?.High.KilogramsCo2e),
    ];

    private static readonly int Share = FirstMeasure + Measures.Length;
    private static readonly int TotalMeasure = Measures.IndexOf(Measures.Single(measure => measure.Column == Ledger.TotalCentral));

    public string Name => "ByModel";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var models = disclosure.ByModel;
        canvas.Widths([6, 13, 28, 24, 8, 6, .. Measures.Select(_ => 15d), 9]);
        canvas.Title("Usage, energy and emissions by model", "Live sums over tblLedger by model_key. Totals leave out what is not stated or not calculated.");
        canvas.Header(HeadRow, ["Key", "Provider", "Model", "Resolved model", "Class", "Tier", .. Measures.Select(measure => measure.Head), "Share of total"], FirstMeasure, height: 48);
        canvas.Freeze(HeadRow, 3);
        for (var i = 0; i < models.Length; i++) Describe(canvas, First + i, models[i]);
        if (models.IsEmpty) canvas.Text(First, 2, "No usage in the period.");
        else
        {
            for (var m = 0; m < Measures.Length; m++) Column(canvas, m, models);
            Shares(canvas, models);
            canvas.Text(First + models.Length, 2, "Total");
            canvas.Total(First + models.Length, Share);
        }

        canvas.Protect();
    }

    private static void Describe(SheetCanvas canvas, int row, ModelTotals model)
    {
        canvas.Number(row, 1, model.Key, NumberFormats.Integer);
        canvas.Text(row, 2, model.Provider, wrap: true);
        canvas.Text(row, 3, model.Model, wrap: true);
        canvas.Text(row, 4, model.ResolvedModel, wrap: true);
        canvas.Text(row, 5, model.ModelClass);
        canvas.Number(row, 6, model.Tier, NumberFormats.Integer);
    }

    /// <summary>A sum where the ledger states the quantity on every line of the model, else the reason: a sum of what is known would pass for the whole.</summary>
    private static void Column(SheetCanvas canvas, int index, ImmutableArray<ModelTotals> models)
    {
        var measure = Measures[index];
        var column = FirstMeasure + index;
        var values = models.Select(model => measure.Value(model.Totals)).ToList();
        var format = measure.Missing == NotStated ? NumberFormats.Count : NumberFormats.For(values);
        for (var i = 0; i < models.Length; i++)
        {
            if (values[i] is { } value)
                canvas.Formula(First + i, column, $"SUMIFS(tblLedger[{measure.Column.Name}],tblLedger[model_key],$A{First + i})", CachedValue.Of(value), format);
            else Missing(canvas, First + i, column, measure.Missing);
        }

        var total = First + models.Length;
        if (values.Any(value => value is not null))
            canvas.Formula(total, column, $"SUM({A1.Range(First, column, total - 1, column)})", CachedValue.Of(values.Sum()), format);
        else Missing(canvas, total, column, measure.Missing);
    }

    private static void Shares(SheetCanvas canvas, ImmutableArray<ModelTotals> models)
    {
        var totals = models.Select(model => Measures[TotalMeasure].Value(model.Totals)).ToList();
        if (totals.Sum() is not (> 0m and var whole)) return;
        var letter = A1.Column(FirstMeasure + TotalMeasure);
        var last = First + models.Length;
        for (var i = 0; i < models.Length; i++)
            if (totals[i] is { } value) canvas.Formula(First + i, Share, $"{letter}{First + i}/{letter}${last}", CachedValue.Of(value / whole), NumberFormats.Percent);
        canvas.Formula(last, Share, $"SUM({A1.Range(First, Share, last - 1, Share)})", CachedValue.Of(1m), NumberFormats.Percent);
    }

    private static void Missing(SheetCanvas canvas, int row, int column, string why)
    {
        canvas.Text(row, column, why);
        canvas.AlignRight(row, column);
    }

    private sealed record Measure(string Head, LedgerColumn Column, string Missing, Func<Totals, decimal?> Value);
}
