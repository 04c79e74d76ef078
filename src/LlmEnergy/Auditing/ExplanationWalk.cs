using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Inventories;
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
        var sums = explanation.Sums.Select(sum => Of(sum, lines)).ToImmutableArray();
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

    private static WalkNode Of(SumStep sum, Dictionary<int, WalkNode> lines) =>
        new(
            $"sum of {sum.Column.Name} = {Number(sum.Total)} {sum.Column.Unit.Symbol}".TrimEnd(),
            [
                .. sum.Lines.Select(part => (part.Line.Activity.Id, Part(part.Amount, sum.Total, part.Line))),
                .. sum.Rest.Lines == 0
                    ? Array.Empty<(string, string)>()
                    :
                    [
                        (
                            string.Create(CultureInfo.InvariantCulture, $"{sum.Rest.Lines:N0} other lines"),
                            Part(sum.Rest.Amount, sum.Total, null)
                        ),
                    ],
            ],
            [.. sum.Lines.Select(part => lines[part.Line.Activity.Number])]
        )
        {
            IsOpen = true,
        };

    private static WalkNode Of(LineStep step)
    {
        var key = step.Line.Activity.Key;
        return new(
            $"line {step.Line.Activity.Id}: {Describe(step.Line)}",
            [
                ("source", key.Source),
                ("account", key.Account),
                ("model", $"{key.Model}{(step.Line.Model.Resolved is { } name ? $", resolved as {name}" : ", not known")}"),
                ("why this class", step.ModelEvidence),
                (
                    "rate",
                    step.Line.Rate is { } rate
                        ? string.Create(CultureInfo.InvariantCulture, $"{rate.Id} by {rate.Method}, tier {rate.Tier}")
                        : $"none: {step.Line.WhyNotCalculated}"
                ),
                ("place", step.Line.Place is { } place ? $"{place.Id}, {place.Grid.Zone}: {place.Grid.Factor.Path}" : "none"),
            ],
            [
                .. step.Equations.Select(equation => new WalkNode(
                    $"{equation.Name} = {PlainNumber.Of(equation.Value)} {equation.Unit}",
                    ("formula", equation.Formula),
                    ("numbers", equation.Numbers)
                )),
                .. step.Factors.Select(Of),
                Rows(step),
            ]
        );
    }

    private static WalkNode Of(FactorUse use) =>
        new(
            $"factor {use.Factor.Id} = {PlainNumber.Of(use.Factor.Value)} {use.Factor.Unit}",
            ("range", $"{Number(use.Factor.Low)} to {Number(use.Factor.High)}"),
            ("valid", $"{PlainJson.Of(use.Factor.ValidFrom)} to {PlainJson.Of(use.Factor.ValidTo)}, {use.Factor.Geography}"),
            ("source", $"{use.Source.Title}, {use.Source.Publisher}, {Plain(use.Source.Year)}"),
            ("locator", use.Factor.Locator),
            ("address", use.Source.Url),
            ("licence", use.Source.Licence),
            ("chosen by", use.Path)
        );

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

    private static string Describe(InventoryLine line)
    {
        var key = line.Activity.Key;
        return string.Join(
            ", ",
            new[] { key.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), key.Provider, key.Model, key.CostKey, key.Region }.Where(
                part => part.Length > 0
            )
        );
    }

    private static string Part(decimal amount, decimal? total, InventoryLine? line)
    {
        var share = total is { } whole and not 0m
            ? string.Create(CultureInfo.InvariantCulture, $" ({decimal.Round(amount / whole * 100m, 1, MidpointRounding.AwayFromZero)} %)")
            : "";
        return $"{PlainNumber.Of(amount)}{share}{(line is null ? "" : $", {Describe(line)}")}";
    }

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(decimal? value) => value is { } number ? PlainNumber.Of(number) : "unknown";
}
