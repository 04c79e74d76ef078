using System.CommandLine;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Filling;
using LlmEnergy.Reporting.Filling;

namespace LlmEnergy.Cli.Commands;

internal sealed class FillCommand : Command
{
    private readonly Argument<string> _template = new("template") { Description = "A workbook, .xlsx or .xlsm; it stays as it is" };
    private readonly Option<string> _workspace = new("--workspace")
    {
        Description = "Folder with llmenergy.json; the current one by default",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<string> _period = new("--period")
    {
        Description = "Period that was reported, or a version of it, such as 2026-Q3 or 2026-Q3~r1",
        Required = true,
    };
    private readonly Option<string?> _out = new("--out")
    {
        Description = "The filled workbook; by default beside the template, with the period behind its name",
    };
    private readonly Option<string?> _mapping = new("--mapping")
    {
        Description =
            $"What names, cells and tables take, where they are not called as ours; by default {FillMapping.FileName} of the "
            + "workspace",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "List cell, old and new value, and write nothing" };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Terminal _terminal;

    public FillCommand(Terminal terminal)
        : base(
            "fill",
            "Fills a workbook of your own with a period: its defined names, cells with {{markers}} and tables. All else in it stays as "
                + "it is.\n\nExample: llmenergy fill group.xlsx --workspace samples/acme --period 2026-Q3"
        )
    {
        _terminal = terminal;
        Add(_template);
        foreach (var option in new Option[] { _workspace, _period, _out, _mapping, _dryRun, _format })
            Add(option);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var filled = WorkbookFill.Fill(
            InputFiles.File(result.GetRequiredValue(_template)),
            InputFiles.Folder(result.GetRequiredValue(_workspace)),
            result.GetRequiredValue(_period),
            result.GetValue(_out) is { } output ? InputFiles.File(output) : null,
            result.GetValue(_mapping) is { } mapping ? InputFiles.File(mapping) : null,
            result.GetValue(_dryRun),
            _terminal.Writer,
            cancellation
        );
        _terminal.PrintRows(result.IsJson(_format), ["place", "of", "old", "new"], Rows(filled.Fills));
        foreach (var (place, what, why) in filled.Missing)
            _terminal.Say($"{place} becomes empty: {what} of {filled.Period} is missing ({why})");
        if (filled.Status == "draft")
            _terminal.Say($"{filled.Period} is a draft: its figures may change");
        _terminal.Say(
            filled.Workbook is { } workbook
                ? $"filled {workbook.FullName}; changed in it: {string.Join(", ", filled.Changed)}"
                : "nothing was written"
        );
        return ExitCode.Done;
    }

    private static IEnumerable<IReadOnlyList<string?>> Rows(Fills fills) =>
        fills
            .Cells.Select(cell => new[] { $"{cell.Sheet.Name}!{cell.Range}", cell.What, Empty(cell.OldValue), Empty(cell.Written) })
            .Concat(
                fills.Blocks.Select(block =>
                    new[]
                    {
                        $"{block.Sheet.Name}!{block.Old}",
                        block.What,
                        Count(block.Old.LastRow - block.Old.FirstRow + 1),
                        $"{Count(block.Count)} to {block.Range}",
                    }
                )
            );

    private static string? Empty(string text) => text.Length == 0 ? null : text;

    private static string Count(int rows) => Counted.Of(rows, "row");
}
