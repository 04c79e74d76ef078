using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// How the numbers come about: methods, the formulas of the ledger in the words of its columns, what other methods give, and the
/// undertaking's own factors.
/// </summary>
internal sealed class MethodsSheet : ISheet
{
    public string Name => "Methods";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        canvas.Widths(30, 26, 24, 16, 16, 16, 16, 16, 16, 16, 16, 16);
        canvas.Title(
            "Methods",
            "A method gives rates: energy and emissions per unit of usage. Ledger = context-weighted usage x rate, then x the factors of "
                + "the place."
        );
        var row = Used(canvas, 4, disclosure);
        row = Formulas(canvas, row + 1);
        if (disclosure.ClosedModels is { } closed)
            row = Closed(canvas, row + 1, closed);
        if (!disclosure.Methods.IsEmpty)
            row = SideBySide(canvas, row + 1, disclosure.Methods);
        if (!disclosure.Overrides.IsEmpty)
            Overrides(canvas, row + 1, disclosure.Overrides);
        canvas.Protect();
    }

    private static int Used(SheetCanvas canvas, int row, Disclosure disclosure)
    {
        canvas.Section(row, "Methods, in the order tried: the first that has a factor for a line counts");
        canvas.Header(++row, ["Method", "Heading in METHODOLOGY", "Model classes", "Tiers", "Rates", "Ledger lines"], numbersFrom: 5);
        foreach (var method in disclosure.Inventory.Methods)
        {
            var rates = disclosure.Inventory.Rates.Where(rate => rate.Method == method).ToList();
            canvas.Text(++row, 1, method);
            canvas.Label(row, 2, rates.Count > 0 ? Phrase.Data(rates[0].Methodology) : "not used", wrap: true);
            canvas.Text(
                row,
                3,
                string.Join(", ", rates.Select(rate => rate.ModelClass).Where(name => name.Length > 0).Distinct()),
                wrap: true
            );
            canvas.Text(row, 4, string.Join(", ", rates.Select(rate => rate.Tier).Distinct().Order()));
            canvas.Number(row, 5, rates.Count, NumberFormats.Count);
            canvas.Number(row, 6, disclosure.Inventory.Lines.Count(line => line.Rate?.Method == method), NumberFormats.Count);
        }

        return row + 1;
    }

    /// <summary>Columns of the ledger that the program forms while it reads: what they mean, for who calculates again.</summary>
    private static readonly (string Name, string What)[] Assigned =
    [
        (
            Ledger.Band.Name,
            "input tokens of a request: 1 up to 10,000 or not known, 2 more than 10,000 and up to 100,000, 3 more than 100,000"
        ),
        (
            Ledger.Basis.Name,
            "what the band rests on: request (a row is one), bucket mean (a row is many, and their mean is taken), none (requests are not "
                + "counted)"
        ),
        (Ledger.MomentUncached.Name, "in band 2: sum over the rows of input tokens per request x input tokens that were not cached"),
        (Ledger.MomentCached.Name, "in band 2: sum over the rows of input tokens per request x cached input tokens"),
        (Ledger.MomentOutput.Name, "in band 2: sum over the rows of input tokens per request x output tokens"),
    ];

    /// <summary>As text: the cells of the ledger hold the same in addresses.</summary>
    private static int Formulas(SheetCanvas canvas, int row)
    {
        canvas.Section(
            row,
            "Formulas of the ledger: [@name] is another column of the same line, Rates[name] and Places[name] columns of those sheets"
        );
        canvas.Header(++row, ["Column", "Unit", "Formula"]);
        foreach (var column in Ledger.Columns.Where(column => column.Formula is not null))
        {
            canvas.Text(++row, 1, column.Name);
            canvas.Text(row, 2, column.Unit.Symbol);
            canvas.Wide(row, 3, 12, Phrase.Data("=" + column.Formula));
        }

        foreach (var (name, what) in Assigned)
        {
            canvas.Text(++row, 1, name);
            canvas.Wide(row, 3, 12, what);
        }

        return row + 1;
    }

    private static int Closed(SheetCanvas canvas, int row, ClosedModels closed)
    {
        canvas.Section(
            row,
            closed.AreAdopted
                ? "Closed models by class and by operating point: the operating point counts, by judged sizes"
                : "Closed models by class and by operating point: the class counts"
        );
        canvas.Header(
            ++row,
            [
                "Model",
                "Provider",
                "Class [kWh]",
                "low",
                "high",
                "Operating point [kWh]",
                "5 % of draws",
                "95 % of draws",
                "Class [kgCO2e]",
                "Operating point [kgCO2e]",
                "5 % of draws",
                "95 % of draws",
            ],
            numbersFrom: 3,
            height: 48
        );
        var format = NumberFormats.For(closed.Models.Select(model => model.ClassEnergy.Central?.KilowattHours));
        foreach (var model in closed.Models.Append(closed.Total with { Model = canvas.Say("All"), Provider = "" }))
        {
            canvas.Text(++row, 1, model.Model, wrap: true);
            canvas.Text(row, 2, model.Provider);
            canvas.Number(row, 3, model.ClassEnergy.Central?.KilowattHours, format);
            canvas.Number(row, 4, model.ClassEnergy.Low.KilowattHours, format);
            canvas.Number(row, 5, model.ClassEnergy.High.KilowattHours, format);
            canvas.Number(row, 6, model.PointEnergy.Central?.KilowattHours, format);
            canvas.Number(row, 7, model.Interval.Energy?.P5, format);
            canvas.Number(row, 8, model.Interval.Energy?.P95, format);
            canvas.Number(row, 9, model.ClassTotal.Central?.KilogramsCo2e, format);
            canvas.Number(row, 10, model.PointTotal.Central?.KilogramsCo2e, format);
            canvas.Number(row, 11, model.Interval.Emissions?.P5, format);
            canvas.Number(row, 12, model.Interval.Emissions?.P95, format);
        }

        return row + 1;
    }

    private static int SideBySide(SheetCanvas canvas, int row, ImmutableArray<MethodTotals> methods)
    {
        canvas.Section(row, "Methods side by side: the same usage by each method alone; none of it is in a total");
        canvas.Header(
            ++row,
            [
                "Method",
                "Lines with a factor",
                "Energy [kWh]",
                "Total low [kgCO2e]",
                "Total [kgCO2e]",
                "Total high [kgCO2e]",
                "Gap to the disclosed [kgCO2e]",
                "by lines covered",
                "by energy factors",
                "by grid factors",
                "by hardware",
                "by boundary",
            ],
            numbersFrom: 2,
            height: 48
        );
        var format = NumberFormats.For(
            methods.SelectMany(method =>
                (decimal?[])[method.Total?.Low.KilogramsCo2e, method.Total?.Central?.KilogramsCo2e, method.Total?.High.KilogramsCo2e]
            )
        );
        foreach (var method in methods)
        {
            canvas.Text(++row, 1, method.Method);
            canvas.Label(row, 2, Phrase.Of($"{method.Lines:N0} of {method.AllLines:N0}"));
            canvas.AlignRight(row, 2);
            canvas.Number(row, 3, method.Energy?.Central?.KilowattHours, format);
            canvas.Number(row, 4, method.Total?.Low.KilogramsCo2e, format);
            canvas.Number(row, 5, method.Total?.Central?.KilogramsCo2e, format);
            canvas.Number(row, 6, method.Total?.High.KilogramsCo2e, format);
            if (method.Gap is not { } gap)
                continue;
            canvas.Formula(row, 7, $"SUM({A1.Range(row, 8, row, 12)})", CachedValue.Of(gap.Sum), format);
            decimal[] causes = [gap.Coverage, gap.EnergyFactors, gap.GridFactors, gap.Hardware, gap.Boundary];
            for (var i = 0; i < causes.Length; i++)
                canvas.Number(row, 8 + i, causes[i], format);
        }

        return row + 1;
    }

    private static void Overrides(SheetCanvas canvas, int row, ImmutableArray<OverrideEffect> overrides)
    {
        canvas.Section(row, "Factors of the undertaking's own in the place of the pack's");
        canvas.Header(
            ++row,
            ["Factor", "Unit", "Reason", "Old value", "New value", "Effect on the total [kgCO2e]", "By", "On"],
            numbersFrom: 4,
            numbersTo: 6
        );
        foreach (var change in overrides)
        {
            canvas.Text(++row, 1, change.Factor.Id, wrap: true);
            canvas.Text(row, 2, change.Factor.Unit);
            canvas.Text(row, 3, change.Reason, wrap: true);
            canvas.Number(row, 4, change.Replaced.Value, NumberFormats.Coefficient);
            canvas.Number(row, 5, change.Factor.Value, NumberFormats.Coefficient);
            if (change.IsUsed)
                canvas.Number(row, 6, change.KilogramsCo2e, NumberFormats.For(change.KilogramsCo2e));
            else
                canvas.Label(row, 6, "not used");
            canvas.Text(row, 7, change.Author, wrap: true);
            canvas.Date(row, 8, change.Date);
        }
    }
}
