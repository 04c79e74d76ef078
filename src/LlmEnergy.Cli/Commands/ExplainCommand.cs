using System.CommandLine;
using System.Globalization;
using LlmEnergy.Auditing;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;
using LlmEnergy.Reporting.Html;

namespace LlmEnergy.Cli.Commands;

internal sealed class ExplainCommand : Command
{
    private readonly Argument<string> _folder = new("folder") { Description = "Folder of a period, such as samples/acme/periods/2026-Q3" };
    private readonly Argument<string> _figure = new("figure")
    {
        Description = "Id of a figure, as in figures.json",
        DefaultValueFactory = _ => FigureIds.Total.Value,
    };
    private readonly Option<string?> _model = new("--model") { Description = "Lines of this model, as written or as resolved" };
    private readonly Option<string?> _month = new("--month") { Description = "Lines of this month, such as 2026-08" };
    private readonly Option<string?> _costCentre = new("--cost-centre") { Description = "Lines of this cost centre" };
    private readonly Option<string?> _entity = new("--entity")
    {
        Description = "What falls on this entity of entities.csv, by allocation.csv",
    };
    private readonly Option<string?> _account = new("--account") { Description = "Lines of this account" };
    private readonly Option<string?> _line = new("--line") { Description = "This line of inventory.csv, such as L000012" };
    private readonly Option<string?> _row = new("--row")
    {
        Description = "The way back: what the row on a line of an export counts in, as FILE:LINE",
    };
    private readonly Option<int> _top = new("--top")
    {
        Description = "How many lines of a sum, and rows of a line, are shown",
        DefaultValueFactory = _ => 5,
    };
    private readonly Option<string?> _workspace = new("--workspace")
    {
        Description = "Where its exports are; by default the folder two levels up",
    };
    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write it as one page to this file, each number opening its next step",
    };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Lazy<FactorPack> _factors;
    private readonly Terminal _terminal;

    public ExplainCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base(
            "explain",
            "From a figure of a period's folder to lines, formulas, factors with their sources, and rows of the exports; and back.\n\n"
                + "Example: llmenergy explain samples/acme/periods/2026-Q3 total --model gpt-5-2025-08-07"
        )
    {
        (_factors, _terminal) = (factors, terminal);
        Add(_folder);
        Add(_figure);
        foreach (
            var option in new Option[] { _model, _month, _costCentre, _entity, _account, _line, _row, _top, _workspace, _html, _format }
        )
            Add(option);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var period = AuditedPeriod.Read(InputFiles.Folder(result.GetRequiredValue(_folder)));
        var named = result.GetValue(_workspace) is { } folder ? InputFiles.Folder(folder) : null;
        var workspace = Workspace.Open(period.WorkspaceOr(named), OwnProgram.Trial);
        var factors = workspace.Factors(_factors.Value).With(workspace.Models);
        var explainer = new Explainer(period, workspace, factors) { Most = Math.Clamp(result.GetValue(_top), 1, 1_000) };
        if (result.GetValue(_row) is { } row)
        {
            var (file, line) = Place(row);
            var rows = explainer.Back(file, line, cancellation);
            Show(
                result,
                period,
                output => ExplanationJson.Write(rows, output),
                () => [.. ExplanationWalk.Of(rows)],
                $"Row {row} in {period.Manifest.Period}"
            );
            return ExitCode.Done;
        }

        var filter = new LineFilter(
            result.GetValue(_model),
            result.GetValue(_month),
            result.GetValue(_costCentre),
            result.GetValue(_account),
            result.GetValue(_line),
            result.GetValue(_entity)
        );
        var figure = result.GetRequiredValue(_figure);
        var explanation = explainer.Explain(figure, filter, cancellation);
        Show(
            result,
            period,
            output => ExplanationJson.Write(explanation, output),
            () => [.. ExplanationWalk.Of(explanation)],
            $"{explanation.Steps[0].Figure.Label}, {period.Manifest.Period}"
        );
        return explanation.IsAsRecorded ? ExitCode.Done : ExitCode.Different;
    }

    private void Show(
        ParseResult result,
        AuditedPeriod period,
        Action<Stream> json,
        Func<IReadOnlyList<Reporting.Walks.WalkNode>> walk,
        string title
    )
    {
        if (result.GetValue(_html) is { } html)
            OutputFile.Write(html, file => WalkPage.Write(title, period.Manifest.Tool, period.Manifest.Last, walk(), file));
        if (result.IsJson(_format))
        {
            _terminal.Print(json);
            return;
        }

        if (result.GetValue(_html) is { } written)
        {
            _terminal.Print(written);
            return;
        }

        foreach (var line in walk().SelectMany(node => node.Lines()))
            _terminal.Print(line);
    }

    private static (string File, long Line) Place(string row)
    {
        var colon = row.LastIndexOf(':');
        return colon > 0 && long.TryParse(row.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (row[..colon], line)
            : throw new ConfigurationException(
                new Issue(new("--row", 0, 0), "LE2001", $"found '{row}', expected FILE:LINE such as exports/gateway.csv:12")
            );
    }
}
