using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// The table of ESRS E1 AR 48 (Delegated Regulation (EU) 2023/2772). Rows that no LLM usage can fill are in grey with the reason; what the
/// undertaking
/// gives stands on Disclosure.
/// </summary>
internal sealed class Ar48Sheet : ISheet
{
    private const int HeadRow = 7;
    private const int BaseYear = 2;
    private const int Previous = 3;
    private const int Now = 4;
    private const int Change = 5;
    private const int FirstMilestone = 6;

    private const string NotOurs = "not from LLM usage: from the undertaking's own inventory";

    private static readonly ImmutableArray<int> Milestones = [2025, 2030, 2050];

    private static readonly ImmutableArray<Row> Rows =
    [
        new("Scope 1 GHG emissions", null, IsSection: true),
        new("Gross Scope 1 GHG emissions [tCO2e]"),
        new("Percentage of Scope 1 GHG emissions from regulated emission trading schemes [%]"),
        new("Scope 2 GHG emissions", null, IsSection: true),
        new("Gross location-based Scope 2 GHG emissions [tCO2e]"),
        new("Gross market-based Scope 2 GHG emissions [tCO2e]"),
        new("Significant Scope 3 GHG emissions", null, IsSection: true),
        new("Total gross indirect (Scope 3) GHG emissions [tCO2e]", FigureIds.Scope3),
        new("1 Purchased goods and services [tCO2e]", FigureIds.Category1),
        new("1.1 of which: cloud computing and data centre services (AR 51) [tCO2e]", FigureIds.CloudServices),
        new("of which: LLM API services, this report [tCO2e]", FigureIds.Total),
        .. new[]
        {
            "2 Capital goods",
            "3 Fuel and energy-related activities (not in Scope 1 or 2)",
            "4 Upstream transportation and distribution",
            "5 Waste generated in operations",
            "6 Business travelling",
            "7 Employee commuting",
            "8 Upstream leased assets",
            "9 Downstream transportation",
            "10 Processing of sold products",
            "11 Use of sold products",
            "12 End-of-life treatment of sold products",
            "13 Downstream leased assets",
            "14 Franchises",
            "15 Investments",
        }.Select(category => new Row($"{category} [tCO2e]")),
        new("Total GHG emissions", null, IsSection: true),
        new("Total GHG emissions (location-based) [tCO2e]"),
        new("Total GHG emissions (market-based) [tCO2e]"),
    ];

    public string Name => "AR48";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var years = Milestones.Concat(disclosure.Targets.Select(target => target.Year)).Distinct().Order().ToList();
        var (annual, note) = (FirstMilestone + years.Count, FirstMilestone + years.Count + 1);
        canvas.Widths([60, 13, 15, 13, 10, .. years.Select(_ => 10d), 14, 58]);
        canvas.Title(
            "Gross Scopes 1, 2, 3 and total GHG emissions: table of ESRS E1 AR 48",
            "Retrospective columns and milestones as in Delegated Regulation (EU) 2023/2772. Values are exact; the cell's format rounds."
        );
        canvas.Text(
            3,
            1,
            $"N: {disclosure.Period.Name}. N-1: {disclosure.Previous?.Period ?? "none"}. Base year: "
                + $"{disclosure.BaseYear?.Period ?? "none"}."
        );
        canvas.Wide(4, 1, Change, Decision(disclosure.Materiality));
        canvas.Text(HeadRow - 1, BaseYear, "Retrospective");
        canvas.Text(HeadRow - 1, FirstMilestone, "Milestones and target years");
        canvas.Strong(HeadRow - 1, BaseYear);
        canvas.Strong(HeadRow - 1, FirstMilestone);
        canvas.Header(
            HeadRow,
            [
                "",
                "Base year",
                "Comparative (N-1)",
                "N",
                "% N / N-1",
                .. years.Select(year => year.ToString(CultureInfo.InvariantCulture)),
                "Annual % target / base year",
                "Note",
            ],
            numbersFrom: BaseYear,
            numbersTo: annual,
            height: 48
        );
        canvas.Freeze(HeadRow, 1);
        for (var i = 0; i < Rows.Length; i++)
            Draw(canvas, HeadRow + 1 + i, Rows[i], disclosure, years, annual, note);
        canvas.Protect();
    }

    private static void Draw(SheetCanvas canvas, int row, Row line, Disclosure disclosure, List<int> years, int annual, int note)
    {
        canvas.Text(row, 1, line.Label, wrap: true);
        if (line.IsSection)
        {
            canvas.Strong(row, 1);
            return;
        }

        if (line.Figure is not { } id || disclosure.Figures.FirstOrDefault(candidate => candidate.Id == id) is not { } figure)
        {
            canvas.Text(row, note, NotOurs, wrap: true);
            canvas.Grey(row, 1, note);
            return;
        }

        var targets = disclosure.Targets.Where(target => target.Figure == id).ToDictionary(target => target.Year, target => target.Value);
        var (before, then) = (disclosure.Previous?[id], disclosure.BaseYear?[id]);
        var format = NumberFormats.For([figure.Value, before, then, .. targets.Values.Select(value => (decimal?)value)]);
        Named(canvas, row, BaseYear, FigureNames.OfBaseYear(figure), then, format);
        Named(canvas, row, Previous, FigureNames.OfPrevious(figure), before, format);
        Named(canvas, row, Now, FigureNames.Of(figure), figure.Value, format);
        canvas.Formula(
            row,
            Change,
            Relation(Now, Previous, row, "{0}/{1}-1"),
            CachedValue.Of(before is null or 0m ? null : (figure.Value / before) - 1m),
            NumberFormats.Percent
        );
        for (var i = 0; i < years.Count; i++)
            canvas.Number(row, FirstMilestone + i, targets.TryGetValue(years[i], out var value) ? value : null, format);
        Annual(canvas, row, annual, then, targets, years, disclosure.BaseYear);
        if (figure.Value is not null)
            return;
        canvas.Text(row, note, $"not disclosed: {figure.WhyMissing}", wrap: true);
        canvas.Grey(row, 1, note);
    }

    /// <summary>What is missing stays empty, also in what refers to it.</summary>
    private static void Named(SheetCanvas canvas, int row, int column, string name, decimal? value, string format) =>
        canvas.Formula(row, column, $"IF({name}=\"\",\"\",{name})", CachedValue.Of(value), format);

    /// <summary>Of the latest target year: change from the base year in percent of it, spread over the years between.</summary>
    private static void Annual(
        SheetCanvas canvas,
        int row,
        int column,
        decimal? then,
        Dictionary<int, decimal> targets,
        List<int> years,
        Comparative? baseYear
    )
    {
        if (targets.Count == 0 || Year(baseYear) is not { } from || targets.Keys.Max() <= from)
            return;
        var last = targets.Keys.Max();
        var relation = Relation(
            FirstMilestone + years.IndexOf(last),
            BaseYear,
            row,
            string.Create(CultureInfo.InvariantCulture, $"({{0}}/{{1}}-1)/{last - from}")
        );
        canvas.Formula(
            row,
            column,
            relation,
            CachedValue.Of(then is null or 0m ? null : ((targets[last] / then) - 1m) / (last - from)),
            NumberFormats.Percent
        );
    }

    private static string Relation(int of, int to, int row, string form)
    {
        var (left, right) = (A1.Cell(row, of), A1.Cell(row, to));
        return $"IF(COUNT({left},{right})<2,\"\",IF({right}=0,\"\",{string.Format(CultureInfo.InvariantCulture, form, left, right)}))";
    }

    private static int? Year(Comparative? baseYear) =>
        baseYear is { Period.Length: >= 4 }
        && int.TryParse(
            baseYear.Period.AsSpan(baseYear.Period.StartsWith("FY", StringComparison.Ordinal) ? 2 : 0, 4),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var year
        )
            ? year
            : null;

    private static string Decision(Materiality? decision) =>
        decision is null
            ? "AR 51 asks for row 1.1 where it is material for Scope 3: no decision on record."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"AR 51 asks for row 1.1 where it is material for Scope 3: decided {(decision.IsMaterial ? "material" : "not material")} "
                    + $"on {decision.DecidedOn:yyyy-MM-dd}, on the basis of {decision.Basis}"
            );

    private sealed record Row(string Label, FigureId? Figure = null, bool IsSection = false);
}
