using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Reporting.Excel;

/// <summary>The first sheet, which fits one page: the headline, how complete it is, months, providers, ways on.</summary>
internal sealed class OverviewSheet : ISheet
{
    private const int HeadlineRow = 5;
    private const int MostProviders = 8;
    private const int MostEntities = 8;
    private const int ChartRows = 14;

    public string Name => "Overview";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        canvas.Widths(34, 18, 22, 18, 30);
        canvas.Title("GHG emissions of purchased LLM API services");
        canvas.Text(2, 1, disclosure.Undertaking);
        canvas.Strong(2, 1, size: 12);
        var (period, status) = (DisclosureSheet.PeriodOf(disclosure.Period), DisclosureSheet.StatusWithin(disclosure.Status));
        canvas.Label(
            3,
            1,
            disclosure.Period.IsInterim ? Phrase.Of($"{period}; {status}; interim, unassured") : Phrase.Of($"{period}; {status}")
        );
        var row = Headline(canvas, disclosure);
        row = Providers(canvas, disclosure, row + 1);
        row = Entities(canvas, disclosure, row);
        row = Chart(canvas, disclosure, row + 1);
        Ways(canvas, row + 1);
        canvas.PagesWide(1, tall: 1);
        canvas.Protect();
    }

    private static int Headline(SheetCanvas canvas, Disclosure disclosure)
    {
        var cells = new FigureCells(disclosure);
        var row = HeadlineRow;
        if (Find(disclosure, FigureIds.Total) is { } total)
        {
            canvas.Label(row, 1, "Emissions");
            cells.Printed(canvas, row, 2, total);
            canvas.Text(row, 3, total.Unit.Symbol);
            for (var column = 1; column <= 3; column++)
                canvas.Strong(row, column, size: 14);
            row++;
            Range(canvas, cells, disclosure, FigureIds.Total, row++);
            Change(canvas, disclosure, total, row++);
        }

        if (Find(disclosure, FigureIds.Energy) is { } energy)
        {
            canvas.Label(row, 1, "Electricity at suppliers");
            cells.Printed(canvas, row, 2, energy);
            canvas.Text(row++, 3, energy.Unit.Symbol);
        }

        canvas.Label(row, 1, "Completeness");
        canvas.Label(
            row++,
            2,
            DisclosureSheet.Days(canvas, disclosure) is { Length: > 0 } days
                ? Phrase.Data(days)
                : "every day of every source has data, or is attested to be zero"
        );
        if (Find(disclosure, FigureIds.PrimaryDataShare) is { Value: not null } primary)
        {
            canvas.Label(row, 1, "Primary data, share of emissions");
            canvas.Formula(row++, 2, FigureNames.Of(primary), CachedValue.Of(primary.Value), NumberFormats.Percent);
        }

        if (Find(disclosure, FigureIds.EstimatedShare) is { Value: not null } estimated)
        {
            canvas.Label(row, 1, "Estimated, share of emissions");
            canvas.Formula(row++, 2, FigureNames.Of(estimated), CachedValue.Of(estimated.Value), NumberFormats.Percent);
        }

        canvas.Label(row, 1, "All checks pass");
        canvas.Truth(row, 2, ChecksSheet.AllPass, disclosure.AllChecksPass);
        canvas.RedWhereFalse(row, 2, row++);
        canvas.Label(row, 1, "Calculation hash");
        canvas.Label(row++, 2, DisclosureSheet.Hash(disclosure));
        return row;
    }

    private static Figure? Find(Disclosure disclosure, FigureId id) => disclosure.Figures.FirstOrDefault(figure => figure.Id == id);

    private static void Range(SheetCanvas canvas, FigureCells cells, Disclosure disclosure, FigureId id, int row)
    {
        canvas.Label(row, 1, "Range, low to high");
        if (
            Find(disclosure, FigureIds.Low(id)) is { Value: not null } low
            && Find(disclosure, FigureIds.High(id)) is { Value: not null } high
        )
        {
            cells.Printed(canvas, row, 2, low);
            cells.Printed(canvas, row, 3, high);
        }
    }

    private static void Change(SheetCanvas canvas, Disclosure disclosure, Figure total, int row)
    {
        canvas.Label(row, 1, "Change");
        if (disclosure.Previous is not { } previous || previous[total.Id] is not (not null and not 0m and var before))
        {
            canvas.Label(row, 2, "nothing to compare with");
            return;
        }

        var (now, then) = (FigureNames.Of(total), FigureNames.OfPrevious(total));
        canvas.Formula(
            row,
            2,
            $"IF(COUNT({now},{then})<2,\"\",{now}/{then}-1)",
            CachedValue.Of((total.Value / before) - 1m),
            NumberFormats.Percent
        );
        canvas.Label(row, 3, Phrase.Of($"against {previous.Period}, from {previous.Origin}"));
    }

    /// <summary>The largest providers by what their rows of ByProvider hold, and all others in one.</summary>
    private static int Providers(SheetCanvas canvas, Disclosure disclosure, int row)
    {
        if (disclosure.ByProvider is { IsEmpty: true } or { Length: > TotalsTable.MostRows })
            return row;
        static decimal? Emissions(KeyTotals group) => group.Totals.Total?.Central?.KilogramsCo2e;
        static decimal? Energy(KeyTotals group) => group.Totals.Energy?.Central?.KilowattHours;
        var largest = disclosure.ByProvider.OrderByDescending(Emissions).ThenBy(group => group.Key).Take(MostProviders).ToList();
        var all = disclosure.ByProvider.Sum(Emissions) ?? 0m;
        canvas.Section(row++, "By provider");
        canvas.Header(row, ["Provider", "Electricity [kWh]", "Emissions [kgCO2e]", "Share"], numbersFrom: 2, height: 18);
        var (kilowattHours, kilograms) = (NumberFormats.For(largest.Select(Energy)), NumberFormats.For(largest.Select(Emissions)));
        foreach (var group in largest)
        {
            canvas.Text(++row, 1, group.Name.Length > 0 ? CellText.Label(group.Name) : canvas.Say("(not named)"));
            Linked(canvas, row, 2, ByKeySheet.Cell(group.Key, "Energy [kWh]"), Energy(group), kilowattHours);
            Linked(canvas, row, 3, ByKeySheet.Cell(group.Key, TotalsTable.TotalHead), Emissions(group), kilograms);
            if (Emissions(group) is { } emissions && all > 0m)
                Linked(canvas, row, 4, ByKeySheet.Cell(group.Key, TotalsTable.ShareHead), emissions / all, NumberFormats.Percent);
        }

        if (disclosure.ByProvider.Length > largest.Count)
            canvas.Label(++row, 1, Phrase.Of($"and {disclosure.ByProvider.Length - largest.Count} more on ByProvider"));
        return row + 1;
    }

    /// <summary>The largest entities by what their rows of Entities hold; what is allocated to none stands by itself.</summary>
    private static int Entities(SheetCanvas canvas, Disclosure disclosure, int row)
    {
        if (disclosure.Accounts?.Allocation is not { } allocation)
            return row;
        var largest = allocation
            .Entities.Select((entity, at) => (Entity: entity, At: at))
            .OrderByDescending(row => row.Entity.Kilograms)
            .ThenBy(row => row.At)
            .Take(MostEntities)
            .ToList();
        canvas.Section(++row, "By entity");
        canvas.Header(
            ++row,
            ["Entity", "Electricity [kWh]", "Emissions [kgCO2e]", "Share", "Consolidated [kgCO2e]"],
            numbersFrom: 2,
            height: 18
        );
        var (kilowattHours, kilograms) = (
            NumberFormats.For(largest.Select(row => row.Entity.KilowattHours)),
            NumberFormats.For(largest.Select(row => row.Entity.Kilograms))
        );
        foreach (var (entity, at) in largest)
        {
            canvas.Label(++row, 1, entity.Entity.Length > 0 ? Phrase.Data(CellText.Label(entity.Entity)) : "(not allocated)");
            Linked(canvas, row, 2, OfEntity(at, "kwh"), entity.KilowattHours, kilowattHours);
            Linked(canvas, row, 3, OfEntity(at, "kgco2e"), entity.Kilograms, kilograms);
            Linked(canvas, row, 4, OfEntity(at, "share"), entity.Share, NumberFormats.Percent);
            Linked(canvas, row, 5, OfEntity(at, "kgco2e_consolidated"), entity.ConsolidatedKilograms, kilograms);
        }

        if (allocation.Entities.Length > largest.Count)
            canvas.Label(++row, 1, Phrase.Of($"and {allocation.Entities.Length - largest.Count} more on Entities"));
        return row + 2;

        static string OfEntity(int at, string column) =>
            AccountSheets.Entities.Cell(at, AccountFiles.EntityColumns.Select(known => known.Name).ToList().IndexOf(column) + 1);
    }

    /// <summary>Empty where the sheet says why there is no value.</summary>
    private static void Linked(SheetCanvas canvas, int row, int column, string cell, decimal? value, string format)
    {
        if (value is not null)
            canvas.Formula(row, column, cell, CachedValue.Of(value), format);
    }

    private static int Chart(SheetCanvas canvas, Disclosure disclosure, int row)
    {
        if (disclosure.ByModel.All(model => model.Totals.Total?.Central is null))
            return row;
        var (months, emissions) = MonthsSheet.TotalsOf(disclosure);
        canvas.Chart(
            new(
                canvas.Say("Emissions by month"),
                "kgCO2e",
                IsHorizontal: false,
                months,
                [new(canvas.Say("Emissions"), emissions, MonthsSheet.FirstColor)]
            ),
            row,
            1,
            row + ChartRows,
            5
        );
        return row + ChartRows + 1;
    }

    private static void Ways(SheetCanvas canvas, int row)
    {
        canvas.Section(row, "Where to go");
        foreach (
            var (sheet, what) in new[]
            {
                ("Disclosure", "every figure with its definition, and cells for what you give"),
                ("Checks", "what was controlled, and what failed"),
                ("Ledger", "the calculation, line by line"),
                ("README", "what stands where, and how to build on it"),
            }
        )
        {
            canvas.Link(++row, 1, sheet);
            canvas.Label(row, 2, what);
        }
    }
}
