using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Reporting.Walks;

/// <summary>Sums, lines and factors as steps of a walk.</summary>
public static class WalkSteps
{
    /// <param name="node">The step of a line.</param>
    public static WalkNode Of(SumStep sum, Func<InventoryLine, WalkNode> node) =>
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
            [.. sum.Lines.Select(part => node(part.Line))]
        )
        {
            IsOpen = true,
        };

    /// <summary>A line with its equations, its factors, and what leads to its rows.</summary>
    public static WalkNode Of(
        InventoryLine line,
        string evidence,
        ImmutableArray<Equation> equations,
        ImmutableArray<FactorUse> factors,
        WalkNode rows
    )
    {
        var key = line.Activity.Key;
        return new(
            $"line {line.Activity.Id}: {Describe(line)}",
            [
                ("source", key.Source),
                ("account", key.Account),
                ("model", $"{key.Model}{(line.Model.Resolved is { } name ? $", resolved as {name}" : ", not known")}"),
                ("why this class", evidence),
                (
                    "rate",
                    line.Rate is { } rate
                        ? string.Create(CultureInfo.InvariantCulture, $"{rate.Id} by {rate.Method}, tier {rate.Tier}")
                        : $"none: {line.WhyNotCalculated}"
                ),
                ("place", line.Place is { } place ? $"{place.Id}, {place.Grid.Zone}: {place.Grid.Factor.Path}" : "none"),
            ],
            [
                .. equations.Select(equation => new WalkNode(
                    $"{equation.Name} = {PlainNumber.Of(equation.Value)} {equation.Unit}",
                    ("formula", equation.Formula),
                    ("numbers", equation.Numbers)
                )),
                .. factors.Select(Of),
                rows,
            ]
        );
    }

    private static WalkNode Of(FactorUse use) =>
        new(
            $"factor {use.Factor.Id} = {PlainNumber.Of(use.Factor.Value)} {use.Factor.Unit}",
            ("range", use.Factor is { Low: null, High: null } ? "none stated" : $"{Number(use.Factor.Low)} to {Number(use.Factor.High)}"),
            ("valid", $"{PlainJson.Of(use.Factor.ValidFrom)} to {PlainJson.Of(use.Factor.ValidTo)}, {use.Factor.Geography}"),
            ("source", $"{use.Source.Title}, {use.Source.Publisher}, {Plain(use.Source.Year)}"),
            ("locator", use.Factor.Locator),
            ("address", use.Source.Url),
            ("licence", use.Source.Licence),
            ("chosen by", use.Path)
        );

    public static string Describe(InventoryLine line)
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
