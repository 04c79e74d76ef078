using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// The whole table of gross emissions that the rules prescribe. Rows that no LLM usage can fill are in grey with the reason; what the
/// undertaking gives stands on Disclosure.
/// </summary>
internal sealed class GrossTableSheet(RuleSet rules) : ISheet
{
    private const int HeadRow = 7;
    private const string NotOurs = "not from LLM usage: from the undertaking's own inventory";

    public string Name => rules.Table.Sheet;

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var (texts, columns) = (canvas.Texts.Culture.Under(rules), new Columns(rules.Table, disclosure));
        canvas.Widths([60, .. columns.Heads.Select(head => head.Width), 58]);
        canvas.Title(
            Phrase.Of($"Gross GHG emissions{rules.Reference("table", texts).Plain}"),
            Phrase.Of($"{texts.Text("rules.name")}. Values are exact; the cell's format rounds.")
        );
        static Phrase PeriodOf(Comparative? comparative) => comparative is null ? "none" : Phrase.Data(comparative.Period);
        canvas.Label(
            3,
            1,
            Phrase.Of($"N: {disclosure.Period.Name}. N-1: {PeriodOf(disclosure.Previous)}. Base year: {PeriodOf(disclosure.BaseYear)}.")
        );
        canvas.Wide(4, 1, 5, Decision(disclosure.Decision, texts));
        if (columns.Targets.Length > 0)
        {
            canvas.Label(HeadRow - 1, 2, "Retrospective");
            canvas.Label(HeadRow - 1, columns.Of(columns.Targets[0]), "Milestones and target years");
            canvas.Strong(HeadRow - 1, 2);
            canvas.Strong(HeadRow - 1, columns.Of(columns.Targets[0]));
        }

        canvas.Header(
            HeadRow,
            ["", .. columns.Heads.Select(head => head.Text), "Note"],
            numbersFrom: 2,
            numbersTo: columns.Note - 1,
            height: 48
        );
        canvas.Freeze(HeadRow, 1);
        for (var i = 0; i < rules.Table.Rows.Length; i++)
            Draw(canvas, HeadRow + 1 + i, rules.Table.Rows[i], disclosure, columns, texts);
        canvas.Protect();
    }

    private static void Draw(SheetCanvas canvas, int row, TableFrame.Row line, Disclosure disclosure, Columns columns, ReportCulture texts)
    {
        var label = texts.Text($"gross.{line.Key}");
        canvas.Text(row, 1, line.IsSection || label.EndsWith(']') ? label : $"{label} [tCO2e]", wrap: true);
        if (line.IsSection)
        {
            canvas.Strong(row, 1);
            return;
        }

        if (line.Figure is not { } id || disclosure.Figures.FirstOrDefault(candidate => candidate.Id == id) is not { } figure)
        {
            canvas.Label(row, columns.Note, NotOurs, wrap: true);
            canvas.Grey(row, 1, columns.Note);
            return;
        }

        var targets = disclosure.Targets.Where(target => target.Figure == id).ToDictionary(target => target.Year, target => target.Value);
        var (before, then) = (disclosure.Previous?[id], disclosure.BaseYear?[id]);
        var format = NumberFormats.For([figure.Value, before, then, .. targets.Values.Select(value => (decimal?)value)]);
        Named(canvas, row, columns.Of(TableFrame.BaseYear), FigureNames.OfBaseYear(figure), then, format);
        Named(canvas, row, columns.Of(TableFrame.Previous), FigureNames.OfPrevious(figure), before, format);
        Named(canvas, row, columns.Of(TableFrame.Now), FigureNames.Of(figure), figure.Value, format);
        canvas.Formula(
            row,
            columns.Of(TableFrame.Change),
            Relation(columns.Of(TableFrame.Now), columns.Of(TableFrame.Previous), row, "{0}/{1}-1"),
            CachedValue.Of(before is null or 0m ? null : (figure.Value / before) - 1m),
            NumberFormats.Percent
        );
        foreach (var year in columns.Targets)
            canvas.Number(
                row,
                columns.Of(year),
                targets.TryGetValue(int.Parse(year, CultureInfo.InvariantCulture), out var value) ? value : null,
                format
            );
        if (columns.Targets.Length > 0)
            Annual(canvas, row, columns, then, targets, disclosure.BaseYear);
        if (figure.Value is not null)
            return;
        canvas.Label(row, columns.Note, Phrase.Of($"not disclosed: {canvas.Texts.ReasonOf(figure)}"), wrap: true);
        canvas.Grey(row, 1, columns.Note);
    }

    /// <summary>What is missing stays empty, also in what refers to it. A column that the rules do not have is not there.</summary>
    private static void Named(SheetCanvas canvas, int row, int column, string name, decimal? value, string format)
    {
        if (column > 0)
            canvas.Formula(row, column, $"IF({name}=\"\",\"\",{name})", CachedValue.Of(value), format);
    }

    /// <summary>Of the latest target year: change from the base year in percent of it, spread over the years between.</summary>
    private static void Annual(
        SheetCanvas canvas,
        int row,
        Columns columns,
        decimal? then,
        Dictionary<int, decimal> targets,
        Comparative? baseYear
    )
    {
        if (targets.Count == 0 || Year(baseYear) is not { } from || targets.Keys.Max() <= from)
            return;
        var last = targets.Keys.Max();
        var relation = Relation(
            columns.Of(last.ToString(CultureInfo.InvariantCulture)),
            columns.Of(TableFrame.BaseYear),
            row,
            string.Create(CultureInfo.InvariantCulture, $"({{0}}/{{1}}-1)/{last - from}")
        );
        canvas.Formula(
            row,
            columns.Of(TableFrame.Annual),
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

    private static Phrase Decision(Decision? decision, ReportCulture texts)
    {
        if (decision is null)
            return Phrase.Data(texts.Text("gross.undecided"));
        var (what, on, basis) = (texts.Text($"decision.{decision.Is}"), decision.Date, decision.Basis);
        return Phrase.Of($"LLM API services: decided {what} on {on:yyyy-MM-dd}, on the basis of {basis}");
    }

    /// <summary>The columns of the rules, a column for each target year, with their places.</summary>
    private sealed class Columns
    {
        private readonly List<string> _keys = [];

        public Columns(TableFrame frame, Disclosure disclosure)
        {
            Targets = frame.Has(TableFrame.Targets)
                ?
                [
                    .. frame
                        .Milestones.Concat(disclosure.Targets.Select(target => target.Year))
                        .Distinct()
                        .Order()
                        .Select(year => year.ToString(CultureInfo.InvariantCulture)),
                ]
                : [];
            foreach (var column in frame.Columns)
                _keys.AddRange(column == TableFrame.Targets ? Targets : [column]);
        }

        public ImmutableArray<string> Targets { get; }

        public IEnumerable<(Phrase Text, double Width)> Heads =>
            _keys.Select(key =>
                key switch
                {
                    TableFrame.BaseYear => ((Phrase)"Base year", 13d),
                    TableFrame.Previous => ("Comparative (N-1)", 15d),
                    TableFrame.Now => (Phrase.Data("N"), 13d),
                    TableFrame.Change => (Phrase.Data("% N / N-1"), 10d),
                    TableFrame.Annual => ("Annual % target / base year", 14d),
                    _ => (Phrase.Data(key), 10d),
                }
            );

        public int Note => _keys.Count + 2;

        /// <summary>0 for a column that the rules do not have.</summary>
        public int Of(string key) => _keys.IndexOf(key) is var at and >= 0 ? at + 2 : 0;
    }
}
