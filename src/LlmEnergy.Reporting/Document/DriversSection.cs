using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>What drives the total, and what better data would change.</summary>
internal static class DriversSection
{
    private const int MostRows = 10;

    /// <summary>Share of the total that an assumption moves at least to stand in the report.</summary>
    private const decimal Least = 0.01m;

    private const decimal KilogramsOfTonne = 1_000m;

    /// <summary>Assumptions, the widest first; nothing where none moves the total.</summary>
    public static IEnumerable<Block> Drivers(Disclosure disclosure, ReportCulture culture)
    {
        if (disclosure.Sensitivities is not { IsEmpty: false } rows)
            yield break;
        var least = (disclosure[FigureIds.TotalKilograms].Value ?? 0m) * Least;
        var shown = rows.Take(MostRows).Where((row, i) => i == 0 || row.Width >= least).ToList();
        var decimals = ReportCulture.DecimalsFor(shown.Max(row => row.AtHigh) / KilogramsOfTonne);
        string Tonnes(decimal kilograms) => culture.Number(kilograms / KilogramsOfTonne, decimals);
        yield return new Block.Table(
            culture.Text("drivers.caption"),
            [
                new(culture.Text("drivers.assumption"), "", Alignment.Left),
                InTonnes("drivers.low", culture),
                InTonnes("drivers.high", culture),
                InTonnes("drivers.moved", culture),
            ],
            [
                .. shown.Select(row =>
                    ImmutableArray.Create(
                        Cell.Of(Words(row, disclosure, culture)),
                        Cell.Of(Tonnes(row.AtLow)),
                        Cell.Of(Tonnes(row.AtHigh)),
                        Cell.Of(Tonnes(row.Width))
                    )
                ),
            ],
            []
        );
        if (rows.Length > shown.Count)
            yield return new Block.Paragraph(
                culture.Runs("drivers.more", ("count", new Run.Text(culture.Number(rows.Length - shown.Count, 0))))
            );
    }

    /// <summary>What the run lacked, with the emissions that rest on it and the width of the total that it costs.</summary>
    public static Block.Table Lacking(Disclosure disclosure, ReportCulture culture)
    {
        var gaps = disclosure.Lacking;
        var decimals = ReportCulture.DecimalsFor(
            gaps.SelectMany(gap => new[] { gap.Kilograms, gap.Width }).Max() is { } most ? most / KilogramsOfTonne : null
        );
        Cell Tonnes(decimal? kilograms) => Cell.Of(culture.Calculated(kilograms / KilogramsOfTonne, decimals));
        return new(
            "",
            [new(culture.Text("gaps.what"), "", Alignment.Left), InTonnes("gaps.rests", culture), InTonnes("gaps.width", culture)],
            [
                .. gaps.Select(gap =>
                    ImmutableArray.Create(
                        Cell.Of(culture.Text(Action(gap.Lacking))),
                        gap.Kilograms is null
                            ? Cell.Of(culture.Text("gaps.lines", ("count", culture.Number(gap.Lines, 0))))
                            : Tonnes(gap.Kilograms),
                        Tonnes(gap.Width)
                    )
                ),
            ],
            []
        );
    }

    private static string Words(Sensitivity row, Disclosure disclosure, ReportCulture culture)
    {
        var key = $"driver.{JsonNamingPolicy.CamelCase.ConvertName(row.Assumption.ToString())}";
        if (culture.Placeholders(key) is not { IsEmpty: false })
            return culture.Text(key);
        // exports may name no provider
        if (row.Of.Length == 0)
            return culture.Text(key, ("of", culture.Text("value.notNamed")));
        var factor = disclosure.Inventory.Factors.FirstOrDefault(use => use.Factor.Id == row.Of)?.Factor;
        return culture.Text(key, ("of", factor is null ? row.Of : culture.NameOf(factor)));
    }

    private static string Action(LackingData lacking) =>
        lacking switch
        {
            LackingData.Supplier => "action.supplier",
            LackingData.Region => "action.region",
            LackingData.Models => "action.models",
            LackingData.CachedInput => "action.cached",
            LackingData.Requests => "action.requests",
            LackingData.Days => "action.days",
            LackingData.Prompts => "action.prompts",
            LackingData.GridYear => "action.trueUp",
            LackingData.Usage => "action.usage",
            _ => "action.open",
        };

    private static Column InTonnes(string key, ReportCulture culture) => new(culture.Text(key), Unit.TonnesCo2e.Symbol, Alignment.Right);
}
