using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Reporting.Walks;

/// <summary>
/// explain.html of a period's folder: every figure with its definition, the sums that it ends in, and their largest lines down to factors,
/// each once, so that the report and the steps lead to each other by links. Rows are not read once more for it: a line says the command
/// that shows them.
/// </summary>
public static class FiguresWalk
{
    public const string FileName = "explain.html";

    private const int LinesOfSum = 5;

    public static string IdOf(FigureId figure) => $"figure-{figure.Value}";

    public static ImmutableArray<WalkNode> Of(Disclosure disclosure)
    {
        var named = new SortedDictionary<int, InventoryLine>();
        var figures = disclosure.Figures.Select(figure => Of(figure, disclosure, named)).ToList();
        var factors = disclosure.Inventory.Factors.ToDictionary(use => use.Factor.Id, StringComparer.Ordinal);
        return
        [
            new("Figures", [], [.. figures]) { IsOpen = true },
            new("Lines of the ledger", [], [.. named.Values.Select(line => Of(line, disclosure, factors))]) { IsOpen = true },
        ];
    }

    /// <param name="named">Takes the lines that the figure's sums name.</param>
    private static WalkNode Of(Figure figure, Disclosure disclosure, SortedDictionary<int, InventoryLine> named)
    {
        WalkNode Link(InventoryLine line)
        {
            named[line.Activity.Number] = line;
            return new($"line {line.Activity.Id}: {WalkSteps.Describe(line)}") { Target = line.Activity.Id };
        }

        return new(
            $"{figure.Id} = {(figure.Value is { } value ? PlainNumber.Of(value) : "unknown")} {figure.Unit.Symbol}".TrimEnd(),
            [
                ("figure", figure.Label),
                (
                    "formula",
                    figure.Definition switch
                    {
                        Expr.Given => "as given",
                        Expr.Data => "of draws: see intervals.csv",
                        var expr => expr.Excel(id => id.Value),
                    }
                ),
                ("name in the workbook", figure.ExcelName),
                .. figure.WhyMissing is { } why ? [("why it is missing", why.English)] : Array.Empty<(string, string)>(),
            ],
            [
                .. figure.Definition.Needs.Distinct().Select(needed => new WalkNode($"from {needed}") { Target = IdOf(needed) }),
                .. SumStep
                    .SumsOf(figure.Definition)
                    .Select(sum => WalkSteps.Of(SumStep.Of(sum, disclosure.Inventory, null, LinesOfSum), Link)),
            ]
        )
        {
            Id = IdOf(figure.Id),
            IsOpen = true,
        };
    }

    private static WalkNode Of(InventoryLine line, Disclosure disclosure, Dictionary<string, FactorUse> factors)
    {
        var rows = new WalkNode(
            string.Create(CultureInfo.InvariantCulture, $"rows: {line.Activity.Rows:N0}"),
            ("shown by", $"llmenergy explain periods/{disclosure.Period.Name} --line {line.Activity.Id}")
        )
        {
            IsOpen = true,
        };
        return WalkSteps.Of(
            line,
            disclosure.Evidence.GetValueOrDefault(line.Model.MapRow) is { } evidence ? Words(evidence, line) : "",
            LineEquations.Of(line),
            LineEquations.Factors(line, factors),
            rows
        ) with
        {
            Id = line.Activity.Id,
            IsOpen = true,
        };
    }

    private static string Words(ModelEvidence evidence, InventoryLine line)
    {
        var size =
            evidence.Active.Length + evidence.Total.Length == 0
                ? ""
                : $"; parameters in billions, {evidence.Status}: {Or(evidence.Active)} active of {Or(evidence.Total)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"class {line.Model.ModelClass} by row {evidence.Row} of the model map: {evidence.Basis}{size} [source {evidence.Source}]"
        );

        static string Or(string text) => text.Length > 0 ? text : "unknown";
    }
}
