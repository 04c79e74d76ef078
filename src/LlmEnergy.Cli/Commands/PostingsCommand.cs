using System.CommandLine;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

/// <summary>The postings of a period as CSV on stdout; nothing is written.</summary>
internal sealed class PostingsCommand : Command
{
    public PostingsCommand(Pipeline pipeline, Terminal terminal)
        : base(
            "postings",
            "Prints usage, cost and emissions by entity, account and cost centre as CSV.\n\nExample: llmenergy postings samples/ledger "
                + "--period 2026-Q3 --excel"
        )
    {
        var workspace = new Argument<string>("workspace")
        {
            Description = "Folder with llmenergy.json; the current one by default",
            DefaultValueFactory = _ => ".",
        };
        var period = new Option<string>("--period") { Description = "2026-Q3, 2026-H1, 2026; fiscal: FY2026-Q3", Required = true };
        var excel = new Option<bool>("--excel")
        {
            Description = "As a European Excel opens it: semicolons between, decimal commas, a byte order mark",
        };
        Add(workspace);
        Add(period);
        Add(excel);
        SetAction(
            (result, cancellation) =>
            {
                var disclosure = ReconcileCommand.AccountsOf(
                    pipeline,
                    result.GetRequiredValue(workspace),
                    result.GetRequiredValue(period),
                    terminal,
                    cancellation
                );
                if (disclosure.Accounts?.Allocation is not { } allocation)
                {
                    terminal.Say("nothing to post: the workspace has no rows of allocation.csv for the period");
                    return Task.FromResult(ExitCode.DoneWithFindings);
                }

                var columns = AccountFiles.PostingColumns(disclosure.Period.Name);
                terminal.Print(output => CsvFile.Write<Posting>(output, columns, allocation.Postings, result.GetValue(excel)));
                return Task.FromResult(DisclosureText.ExitCodeOf(disclosure));
            }
        );
    }
}
