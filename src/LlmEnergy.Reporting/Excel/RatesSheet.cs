using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// The rates: the coefficients of all quantities side by side, in the order of <see cref="Quantity"/>, for each of low, central and high,
/// of energy,
/// embodied emissions and emissions as a whole; those of watt-hours that suppliers state behind all others, where a rate has them.
/// Coefficients that are products of factors are formulas on the factors. Rate n stands in row
/// n + 1.
/// </summary>
internal sealed class RatesSheet : ISheet
{
    private const string SheetName = "Rates";

    private static readonly ImmutableArray<string> Front =
    [
        "rate_id",
        "method",
        "class",
        "tier",
        "methodology",
        "context_offset",
        "context_slope",
        "context_span",
        "context_cap",
        "pue_low",
        "pue",
        "pue_high",
    ];

    private static readonly ImmutableArray<string> Per =
    [
        "request",
        "uncached_ktok",
        "cached_ktok",
        "output_ktok",
        "image",
        "audio_min",
        "generation_s",
        "cost",
    ];

    // the name by which the ledger's formulas ask for a block, and the heading of its columns: Wh of energy, g of embodied CO2e, g of CO2e
    // as a whole
    private static readonly ImmutableArray<(string Name, string Head, Level Level, Func<Rate, UnitRates?> Of)> Blocks =
    [
        ("energy_kwh_low", "wh_low", Level.Low, rate => rate.Energy),
        ("energy_kwh", "wh", Level.Central, rate => rate.Energy),
        ("energy_kwh_high", "wh_high", Level.High, rate => rate.Energy),
        ("embodied_low", "g_low", Level.Low, rate => rate.Embodied),
        ("embodied", "g", Level.Central, rate => rate.Embodied),
        ("embodied_high", "g_high", Level.High, rate => rate.Embodied),
        ("other_low", "whole_g_low", Level.Low, rate => rate.CradleToGate),
        ("other", "whole_g", Level.Central, rate => rate.CradleToGate),
        ("other_high", "whole_g_high", Level.High, rate => rate.CradleToGate),
    ];

    private static readonly ImmutableArray<string> Heads =
    [
        .. Front,
        .. Blocks.SelectMany(block => Per.Select(per => $"{block.Head}_{per}")),
        "derivation",
    ];

    private static readonly ImmutableArray<string> StatedHeads = [.. Blocks.Select(block => $"{block.Head}_stated_wh")];

    public string Name => SheetName;

    /// <summary>A whole column, or those of a block: <c>Rates!$M:$T</c>.</summary>
    public static string Columns(string name)
    {
        var column = Front.IndexOf(name) + 1;
        if (column > 0)
            return Range(column, column);
        var block = Blocks.Select(candidate => candidate.Name).ToList().IndexOf(name);
        if (block >= 0)
            return Range(First(block), First(block) + Per.Length - 1);
        var stated = Blocks.Select(candidate => StatedEnergyColumns.BlockOf(candidate.Name)).ToList().IndexOf(name);
        return stated >= 0
            ? Range(FirstStated + stated, FirstStated + stated)
            : throw new InvalidOperationException($"the rates have no column '{name}'");
    }

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var rates = disclosure.Inventory.Rates;
        ImmutableArray<string> stated = StatedEnergyColumns.StandIn(disclosure.Inventory) ? StatedHeads : [];
        var factors = disclosure.Inventory.Factors.Select(use => use.Factor.Id).ToHashSet(StringComparer.Ordinal);
        canvas.Widths([
            10,
            26,
            9,
            8,
            34,
            17,
            16,
            16,
            16,
            11,
            11,
            11,
            .. Heads[Front.Length..^1].Select(head => Math.Max(13, (head.Length * 1.2) + 3)),
            90,
            .. stated.Select(head => Math.Max(13, (head.Length * 1.2) + 3)),
        ]);
        canvas.Table("tblRates", [.. Heads, .. stated], rates.Length);
        foreach (var rate in rates)
            Draw(canvas, LedgerPositions.RateRow(rate), rate, factors, stated.Length > 0);
        canvas.PagesWide(8);
    }

    private static void Draw(SheetCanvas canvas, int row, Rate rate, HashSet<string> factors, bool stated)
    {
        canvas.Text(row, 1, rate.Id);
        canvas.Text(row, 2, rate.Method);
        canvas.Text(row, 3, rate.ModelClass);
        canvas.Number(row, 4, rate.Tier, NumberFormats.Integer);
        canvas.Text(row, 5, rate.Methodology, wrap: true);
        canvas.Number(row, 6, rate.Context.Offset, NumberFormats.Coefficient);
        canvas.Number(row, 7, rate.Context.Slope, NumberFormats.Coefficient);
        canvas.Number(row, 8, rate.Context.Span, NumberFormats.Coefficient);
        canvas.Number(row, 9, rate.Context.Cap, NumberFormats.Coefficient);
        canvas.Number(row, 10, rate.Pue?.Low.Ratio, NumberFormats.Coefficient);
        canvas.Number(row, 11, rate.Pue?.Central?.Ratio, NumberFormats.Coefficient);
        canvas.Number(row, 12, rate.Pue?.High.Ratio, NumberFormats.Coefficient);
        for (var block = 0; block < Blocks.Length; block++)
        {
            if (Blocks[block].Of(rate) is not { } coefficients)
                continue;
            for (var of = 0; of < Per.Length; of++)
                Coefficient(canvas, row, First(block) + of, coefficients, (Quantity)of, Blocks[block].Level, factors);
            if (stated && coefficients.Terms.Any(term => term.Of == Quantity.StatedWattHour))
                Coefficient(canvas, row, FirstStated + block, coefficients, Quantity.StatedWattHour, Blocks[block].Level, factors);
        }

        canvas.Text(row, Heads.Length, Derivation(rate), wrap: true);
    }

    private static void Coefficient(
        SheetCanvas canvas,
        int row,
        int column,
        UnitRates coefficients,
        Quantity of,
        Level level,
        HashSet<string> factors
    )
    {
        if (coefficients[of, level] is not { } value)
            return;
        var term = coefficients.Terms.LastOrDefault(candidate => candidate.Of == of);
        if (term is { Factors.Count: > 0 })
            canvas.Formula(row, column, Product(term, level, factors), CachedValue.Of(value), NumberFormats.Coefficient);
        else
            canvas.Number(row, column, value, NumberFormats.Coefficient);
    }

    /// <summary>Factors at a level, times the conversion; the value where a factor has no range.</summary>
    private static string Product(RateTerm term, Level level, HashSet<string> factors)
    {
        var product = string.Join(
            '*',
            term.Factors.Select(factor =>
                factors.Contains(factor.Id)
                    ? $"INDEX({FactorsSheet.Column(At(factor, level))},MATCH(\"{factor.Id}\",{FactorsSheet.Column("factor_id")},0))"
                    : throw new InvalidOperationException($"factor '{factor.Id}' is used by a rate and not listed in the inventory")
            )
        );
        return term.Conversion == 1m
            ? product
            : product + "*" + term.Conversion.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static string At(Factor factor, Level level) =>
        level switch
        {
            Level.Low when factor.Low is not null => "low",
            Level.High when factor.High is not null => "high",
            _ => "value",
        };

    private static string Derivation(Rate rate) =>
        string.Join(
            '\n',
            Terms("energy, Wh", rate.Energy).Concat(Terms("embodied, g", rate.Embodied)).Concat(Terms("as a whole, g", rate.CradleToGate))
        );

    private static IEnumerable<string> Terms(string what, UnitRates? rates) =>
        (rates?.Terms ?? []).Select(term => $"{what} per {NameOf(term.Of)}: {term.Derivation}{Conversion(term)}");

    private static string Conversion(RateTerm term) =>
        term.Conversion == 1m ? "" : string.Create(CultureInfo.InvariantCulture, $" x {term.Conversion:0.############################}");

    private static int First(int block) => Front.Length + 1 + (block * Per.Length);

    /// <summary>Of stated watt-hours: behind the derivations.</summary>
    private static int FirstStated => Heads.Length + 1;

    private static string NameOf(Quantity of) => of == Quantity.StatedWattHour ? "stated_wh" : Per[(int)of];

    private static string Range(int first, int last) => $"{SheetName}!${A1.Column(first)}:${A1.Column(last)}";
}
