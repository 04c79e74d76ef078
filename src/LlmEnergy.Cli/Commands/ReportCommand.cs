using System.CommandLine;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

internal sealed class ReportCommand : Command
{
    private readonly Argument<string> _workspace = new("workspace") { Description = "Folder with llmenergy.json; the current one by default", DefaultValueFactory = _ => "." };
    private readonly Option<string> _period = new("--period") { Description = "2026-Q3, 2026-H1, 2026, 2026-YTD3; fiscal: FY2026-Q3", Required = true };
    private readonly Option<bool> _final = new("--final") { Description = "Render the status \"final\"; without it the report is a draft" };
    private readonly Option<bool> _compare = new("--compare-methods") { Description = "Show every method on the same usage, and what explains the gap to the disclosed total" };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Lazy<FactorPack> _factors;
    private readonly Terminal _terminal;

    public ReportCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base("report", "Reads a workspace's exports and writes the disclosure of a period: workbook, PDF, data files.\n\nExample: llmenergy report samples/acme --period 2026-Q3")
    {
        (_factors, _terminal) = (factors, terminal);
        Add(_workspace);
        Add(_period);
        Add(_final);
        Add(_compare);
        Add(_format);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var folder = result.GetRequiredValue(_workspace);
        var workspace = Workspace.Open(InputFiles.Folder(folder));
        var period = workspace.Period(result.GetRequiredValue(_period));
        var culture = ReportCulture.Of("en");
        var disclosure = new Pipeline(_factors).Report(workspace, period, result.GetValue(_final) ? ReportStatus.Final : ReportStatus.Draft, culture, result.GetValue(_compare), _terminal.Progress(), cancellation);
        var written = Path.Combine(folder, "periods", period.Name);
        _terminal.Say(disclosure.Issues);
        if (result.IsJson(_format))
        {
            Terminal.Print(output => SummaryJson.Write(disclosure, written, output));
        }
        else
        {
            _terminal.Print($"{disclosure.Undertaking}, {period.Name} ({culture.Date(period.First)} to {culture.Date(period.Last)}), {(disclosure.Status == ReportStatus.Final ? "final" : "draft")}");
            DisclosureText.Print(_terminal, disclosure, culture);
            DisclosureText.PrintMethods(_terminal, disclosure, culture);
            _terminal.Print($"Files  {written}");
        }

        return DisclosureText.ExitCodeOf(disclosure);
    }
}
