using System.CommandLine;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

/// <summary>Usage against invoices and ledger, as a report of the period has it; nothing is written.</summary>
internal sealed class ReconcileCommand : Command
{
    private static readonly string[] Ids = [.. AccountsStep.CheckIds];

    public ReconcileCommand(Pipeline pipeline, Terminal terminal)
        : base(
            "reconcile",
            "Holds usage against invoices and ledger; writes nothing.\n\nExample: llmenergy reconcile samples/ledger --period 2026-Q3"
        )
    {
        var workspace = new Argument<string>("workspace")
        {
            Description = "Folder with llmenergy.json; the current one by default",
            DefaultValueFactory = _ => ".",
        };
        var period = new Option<string>("--period") { Description = "2026-Q3, 2026-H1, 2026; fiscal: FY2026-Q3", Required = true };
        var format = OutputFormat.Create();
        Add(workspace);
        Add(period);
        Add(format);
        SetAction(
            (result, cancellation) =>
            {
                var disclosure = AccountsOf(
                    pipeline,
                    result.GetRequiredValue(workspace),
                    result.GetRequiredValue(period),
                    terminal,
                    cancellation
                );
                var cells = disclosure.Accounts?.Reconciliation?.Cells ?? [];
                terminal.PrintRows(
                    result.IsJson(format),
                    [.. AccountFiles.CellColumns.Select(column => column.Name)],
                    cells.Select(cell => (IReadOnlyList<string?>)[.. AccountFiles.CellColumns.Select(column => Text(column.Value(cell)))])
                );
                var checks = disclosure.Checks.Where(check => Ids.Contains(check.Id)).ToList();
                foreach (var check in checks)
                    terminal.Say($"{(check.Passed ? "pass" : "FAIL")}  {check.Title}: {check.Detail}");
                if (checks.Count == 0)
                    terminal.Say("nothing to compare: the workspace has no invoices and no ledger entries of the period");
                return Task.FromResult(
                    checks.Count > 0 && checks.TrueForAll(check => check.Passed) ? ExitCode.Done : ExitCode.DoneWithFindings
                );
            }
        );
    }

    internal static Disclosure AccountsOf(
        Pipeline pipeline,
        string folder,
        string period,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var workspace = InputFiles.Workspace(folder);
        var request = ReportRequest.Of(workspace, workspace.Period(period), ReportStatus.Draft, comparesMethods: false);
        return pipeline.Disclose(workspace, request, terminal.Progress(), cancellation);
    }

    private static string? Text(CellValue cell) =>
        cell.Kind switch
        {
            CellKind.Empty => null,
            CellKind.Number => PlainNumber.Of(cell.Number),
            _ => cell.Text,
        };
}
