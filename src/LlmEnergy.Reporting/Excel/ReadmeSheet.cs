using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>The first sheet: what the workbook is, what stands where, and how to check it and build on it.</summary>
internal sealed class ReadmeSheet(RuleSet rules) : ISheet
{
    /// <summary>Of names, sheets, tables and columns: those of a version stay, new ones are added.</summary>
    private const int SchemaVersion = 4;

    /// <summary>Those that not every disclosure has.</summary>
    private static readonly ImmutableArray<ISheet> Optional =
    [
        new UncertaintySheet(),
        new DriversSheet(),
        new BridgeSheet(),
        new ReperformSheet(),
    ];

    private ImmutableArray<(string Sheet, string What)> Sheets =>
        [
            ("Overview", "the headline on one page: range, change, completeness, months, providers"),
            (
                "Disclosure",
                "every disclosed figure: exact, as printed, a year before, in the base year; its defined names, its XBRL concept, its "
                    + "definition"
            ),
            (rules.Table.Sheet, "the whole table of gross emissions that the rules prescribe, with the rows that this report can fill"),
            ("ByModel", "usage, energy and emissions by model (tblByModel), with the ranges of the largest ones"),
            ("ByProvider", "the same by provider (tblByProvider)"),
            ("ByCostCentre", "the same by cost centre, as the workspace maps it (tblByCostCentre)"),
            ("Months", "the same by month (tblMonths), and the months by model"),
            ("Methods", "methods used, the formula of every ledger column, methods side by side, factors of the undertaking's own"),
            (
                "Ledger",
                "the calculation: one line for each combination of month, source, model and so on, from tokens to emissions (tblLedger)"
            ),
            ("Rates", "energy and emissions per unit of usage that the ledger multiplies with (tblRates)"),
            ("Places", "grid, upstream, losses and water factors by place (tblPlaces)"),
            ("Factors", "every factor used, with value, unit, years, geography, boundary, source and locator (tblFactors)"),
            ("DataQuality", "how far the emissions rest on primary data, measurements and estimates"),
            ("Uncertainty", "intervals of seeded draws, and the first-order formula of their width in cells (tblUncertainty)"),
            ("Drivers", "what drives the total, each assumption at its ends, and what better data would change (tblDrivers, tblGaps)"),
            ("Bridge", "from the total of the year before to this one, by cause (tblBridge)"),
            ("Reperform", "each model once more from usage, rates and places, with the evidence of its class (tblReperform)"),
            ("Coverage", "days with and without data, by source and month (tblCoverage)"),
            ("Issues", "all findings, the largest effect first (tblIssues)"),
            ("Checks", "controls: expected, actual, difference, tolerance, passed, and who accepts one that failed"),
            ("SignOff", "who prepared, reviewed, approved and closed the versions that this report rests on, and how this one is signed"),
            ("Manifest", "what was read, with hashes and the account of the rows (tblInputs), and what made the report"),
        ];

    public string Name => "README";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        canvas.Widths(22, 110);
        canvas.Title("GHG emissions of purchased LLM API services: how to read this workbook");
        canvas.Text(2, 1, $"{disclosure.Undertaking}, {disclosure.Period.Name}");
        canvas.Label(3, 1, "Schema version");
        canvas.Number(3, 2, SchemaVersion, NumberFormats.Integer);
        canvas.AlignLeft(3, 2);
        canvas.Name("SchemaVersion", 3, 2);
        var row = 5;
        canvas.Section(row++, "Sheets");
        var accounts = AccountSheets
            .All.Where(sheet => sheet.Stands(disclosure))
            .Select(sheet => (Sheet: sheet.Name, What: AccountSheets.What(sheet)));
        foreach (
            var (sheet, what) in Sheets
                .Where(known => Optional.FirstOrDefault(sheet => sheet.Name == known.Sheet)?.Stands(disclosure) ?? true)
                .Concat(accounts)
        )
        {
            canvas.Link(row, 1, sheet);
            canvas.Label(row++, 2, what, wrap: true);
        }

        canvas.Section(++row, "How to use it");
        foreach (var (key, text) in Uses(disclosure))
        {
            canvas.Label(++row, 1, key);
            canvas.Label(row, 2, text, wrap: true);
        }

        canvas.ForUsers(++row, 1);
        canvas.Label(
            row,
            2,
            "cells of this colour are for input: net revenue, total Scope 3, the rest of category 1, other cloud services; "
                + "llmenergy inputs import disclosure.xlsx reads them into inputs.csv, which the next report takes them from",
            wrap: true
        );
        canvas.Shade(++row, 1);
        canvas.Label(row, 2, "columns of this colour in Ledger are computed; the others are what the exports state", wrap: true);
        canvas.Protect();
    }

    private static IEnumerable<(Phrase Key, Phrase Text)> Uses(Disclosure disclosure)
    {
        yield return (
            "Follow a figure",
            "Every figure on Disclosure is a formula: over Ledger, whose columns are formulas over Rates and Places, whose values are "
                + "looked up on Factors. Trace precedents leads from any figure to its factors and lines."
        );
        yield return (
            "Recalculate",
            "Change a token count, a factor or an input and recalculate: everything above it follows. The values beside the formulas are "
                + "those of the report; Checks turns red where they no longer tie to the import."
        );
        yield return (
            "Build on it",
            "Refer to defined names (Figure_N, _N1, _Base) and to tables and their columns: they keep their names. A row that is added to "
                + "tblLedger computes itself. Sheets are protected without a password; Ledger, Rates, Places and Factors are open."
        );
        yield return (
            "Numbers",
            "Cells hold full values, formats round what is seen; the printed value is rounded once, half away from zero. Empty means not "
                + "stated or not calculated, never zero. Units stand in the heads or beside."
        );
        yield return (
            "Emissions",
            "kgCO2e and tCO2e, cradle to gate, location-based; energy in kWh is the suppliers' and not the undertaking's own. Low and "
                + "high are expert bounds, not a measured distribution."
        );
        if (LedgerLines.AreSummed(disclosure))
            yield return (
                "Ledger is summed",
                new Phrase(
                    "The inventory has more lines than a sheet has rows: Ledger adds up those that differ only in what no result depends "
                        + "on. Sums are exact; inventory.csv holds all {0:N0} lines.",
                    [disclosure.Inventory.Activity.Lines.Length],
                    IsData: false
                )
            );
    }
}
