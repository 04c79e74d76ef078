using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Ingestion.Tracing;
using LlmEnergy.Reporting.Data;
using LlmEnergy.Reporting.Walks;

namespace LlmEnergy.Auditing;

/// <summary>An explanation in steps that a terminal prints and a page unfolds.</summary>
public static class ExplanationWalk
{
    public static ImmutableArray<WalkNode> Of(Explanation explanation)
    {
        var lines = explanation.Lines.ToDictionary(line => line.Line.Activity.Number, Of);
        var sums = explanation.Sums.Select(sum => WalkSteps.Of(sum, line => lines[line.Activity.Number])).ToImmutableArray();
        return
        [
            .. explanation.Steps.Select(
                (step, index) =>
                    new WalkNode(
                        $"{step.Figure.Id} = {Number(step.Figure.Value)} {step.Figure.Unit.Symbol}".TrimEnd(),
                        ("figure", step.Figure.Label),
                        ("formula", step.Formula),
                        ("name in the workbook", step.Figure.ExcelName),
                        ("in figures.json", step.IsAsRecorded ? "the same" : "ANOTHER VALUE: llmenergy verify tells what was changed")
                    )
                    {
                        Steps = index == explanation.Steps.Length - 1 ? sums : [],
                        IsOpen = true,
                    }
            ),
        ];
    }

    public static ImmutableArray<WalkNode> Of(ImmutableArray<RowTrace> rows) =>
        [
            .. rows.Select(trace => new WalkNode(
                $"row on line {Plain(trace.Row.At)} of {trace.Row.File}",
                [
                    .. Facts(trace.Row),
                    trace.Row.Rule.Length > 0
                        ? ("does not count", trace.Row.Rule)
                        : ("counts in line", trace.Line?.Activity.Id ?? "none of inventory.csv: it was changed since"),
                ],
                [
                    .. trace.Figures.Select(figure => new WalkNode(
                        $"{figure.Id} = {Number(figure.Value)} {figure.Unit.Symbol}".TrimEnd(),
                        ("figure", figure.Label)
                    )),
                ]
            )
            {
                IsOpen = true,
            }),
        ];

    private static WalkNode Of(LineStep step) => WalkSteps.Of(step.Line, step.ModelEvidence, step.Equations, step.Factors, Rows(step));

    private static WalkNode Rows(LineStep step)
    {
        var rows = step.Rows ?? RowsOfLine.None;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"rows: {step.Line.Activity.Rows:N0}, of which the largest are shown"),
            step.WhyNoRows.Length > 0 ? [("not all found", step.WhyNoRows)] : [],
            [.. rows.Largest.Select(row => new WalkNode($"{row.File}, line {Plain(row.At)}", [.. Facts(row)], []))]
        );
    }

    private static IEnumerable<(string, string)> Facts(FoundRow row)
    {
        if (row.Day is { } day)
            yield return ("day (UTC)", PlainJson.Of(day));
        foreach (var cell in row.Cells.Where(cell => cell.Value is { Length: > 0 }))
            yield return (cell.Name, cell.Value!);
        var masked = row.Cells.Where(cell => cell.Value is null).Select(cell => cell.Name).ToList();
        if (masked.Count > 0)
            yield return ("masked", string.Join(", ", masked));
    }

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(decimal? value) => value is { } number ? PlainNumber.Of(number) : "unknown";
}
