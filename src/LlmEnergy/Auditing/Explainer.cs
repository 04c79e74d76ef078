using System.Collections.Immutable;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Reporting.Walks;

namespace LlmEnergy.Auditing;

/// <summary>Walks from a figure of a period's folder to rows of exports, and from a row back to figures. Writes nothing.</summary>
/// <param name="workspace">Whose exports the rows are in; null: rows are not looked for.</param>
/// <param name="factors">What tells why a model has its class.</param>
public sealed class Explainer(AuditedPeriod period, Workspace? workspace, FactorPack factors)
{
    /// <summary>Lines that are named of each sum, and explained; and rows of each of them.</summary>
    public int Most { get; init; } = 5;

    private readonly Dictionary<string, FactorUse> _factors = period.Inventory.Factors.ToDictionary(
        use => use.Factor.Id,
        StringComparer.Ordinal
    );

    /// <exception cref="ConfigurationException">There is no such figure, or no such line in it.</exception>
    public Explanation Explain(string figure, LineFilter filter, CancellationToken cancellation)
    {
        var steps = new List<FigureStep>();
        Follow(period.Figure(figure), steps);
        var entity = filter.Entity is { } id ? ShareOf(id) : _ => 1m;
        var sums = steps
            .SelectMany(step => SumStep.SumsOf(step.Figure.Definition))
            .DistinctBy(sum => (sum.Column.Name, sum.Where.Count == 0 ? "" : string.Join(',', sum.Where.Select(where => where.Excel))))
            .Select(sum =>
                SumStep.Of(
                    sum,
                    period.Inventory,
                    filter == LineFilter.All ? null : line => filter.Holds(line) ? entity(line) : 0m,
                    filter.Line is null ? Most : 1
                )
            )
            .ToImmutableArray();
        if (filter != LineFilter.All && sums.All(sum => sum.Lines.IsEmpty))
            throw new ConfigurationException(
                new Issue(
                    new(figure, 0, 0),
                    "LE2001",
                    "found no line of the figure that meets the options, expected one: see inventory.csv"
                )
            );
        var lines = sums.SelectMany(sum => sum.Lines).Select(part => part.Line).DistinctBy(line => line.Activity.Number).ToList();
        return new(period, [.. steps], sums, Lines(lines, cancellation));
    }

    /// <summary>These lines, with all that they rest on.</summary>
    public ImmutableArray<LineStep> Lines(IReadOnlyCollection<InventoryLine> lines, CancellationToken cancellation)
    {
        var rows = workspace is null ? null : new RowsOfLines(period, workspace, Most).Of(lines, cancellation);
        return
        [
            .. lines.Select(line => new LineStep(
                line,
                LineEquations.Of(line),
                LineEquations.Factors(line, _factors),
                Evidence(line),
                rows?[line.Activity.Id].Rows,
                rows?[line.Activity.Id].Why ?? "the workspace was not opened"
            )),
        ];
    }

    /// <summary>What became of the rows on a line of an export.</summary>
    public ImmutableArray<RowTrace> Back(string file, long line, CancellationToken cancellation)
    {
        var lines = period.Inventory.Lines.ToDictionary(one => one.Activity.Key);
        return
        [
            .. new RowsOfLines(period, workspace!, 1)
                .At(file, line, cancellation)
                .Select(row =>
                {
                    var of = row.Line is { } key ? lines.GetValueOrDefault(key) : null;
                    return new RowTrace(row, of, of is null ? [] : [.. period.Figures.Where(figure => Holds(figure, of))]);
                }),
        ];
    }

    private bool Holds(Figure figure, InventoryLine line)
    {
        var steps = new List<FigureStep>();
        Follow(figure, steps);
        return figure.Value is not null
            && steps.Any(step =>
                SumStep
                    .SumsOf(step.Figure.Definition)
                    .Any(sum =>
                        sum.Where.All(condition => condition.Holds(line))
                        && sum.Column.Value(line, LedgerPositions.None) is { Kind: CellKind.Number }
                    )
            );
    }

    /// <summary>What part of a line falls on an entity, by allocation.csv as it is now.</summary>
    private Func<InventoryLine, decimal> ShareOf(string entity)
    {
        var covered = workspace!.Period(period.Manifest.Period);
        var parts = new LineParts(workspace.AccountsOf(covered), covered);
        return line => parts.Of(line).Where(part => part.Entity?.Id == entity).Sum(part => part.Weight);
    }

    private void Follow(Figure figure, List<FigureStep> steps)
    {
        if (steps.Any(step => step.Figure.Id == figure.Id))
            return;
        var recorded = period.Recorded.GetValueOrDefault(figure.Id.Value);
        steps.Add(
            new(
                figure,
                figure.Definition is Expr.Given ? "as given" : figure.Definition.Excel(id => id.Value),
                recorded?.Value == figure.Value
            )
        );
        foreach (var needed in figure.Definition.Needs)
            Follow(period.Figure(needed.Value), steps);
    }

    /// <summary>Why the model has its class: the row of the model map, with what it rests on.</summary>
    private string Evidence(InventoryLine line)
    {
        var key = line.Activity.Key;
        var now = factors.Resolve(key.Provider, key.Account, key.Model, key.Month);
        if (now.ModelClass != line.Model.ModelClass)
            return $"the program's model map gives it class {now.ModelClass} now: the folder was made with another one";
        var row = factors.RowOf(now);
        var size =
            row.ActiveParameters.Length > 0 || row.TotalParameters.Length > 0
                ? $"; parameters in billions, {row.ParametersStatus}: {Or(row.ActiveParameters)} active of {Or(row.TotalParameters)}"
                : "";
        return $"class {now.ModelClass} by row {row.Number} of the model map ({string.Join("; ", now.Steps)}): {row.Basis}{size} "
            + $"[source {row.SourceId}]";

        static string Or(string text) => text.Length > 0 ? text : "unknown";
    }
}
