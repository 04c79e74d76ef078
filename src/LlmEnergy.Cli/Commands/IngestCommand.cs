using System.Collections.Immutable;
using System.CommandLine;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

internal sealed class IngestCommand : Command
{
    private readonly Argument<string[]> _paths = new("path") { Description = "A workspace, or files; the current folder by default", DefaultValueFactory = _ => ["."] };
    private readonly Option<string> _period = new("--period") { Description = "Only rows of a period; all rows by default" };
    private readonly Option<FileInfo[]> _profiles = InputFiles.ProfileOption();
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Terminal _terminal;

    public IngestCommand(Terminal terminal)
        : base("ingest", "Reads exports and accounts for every row: nothing is calculated, hashed or written.\n\nExample: llmenergy ingest samples/acme --period 2026-Q3")
    {
        _terminal = terminal;
        Add(_paths);
        Add(_period);
        Add(_profiles);
        Add(_format);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var activity = Read(result.GetRequiredValue(_paths), result.GetValue(_period), result.GetValue(_profiles), cancellation);
        _terminal.Say(activity.Issues);
        if (result.IsJson(_format)) Terminal.Print(output => ActivityJson.Write(activity, output));
        else Print(activity, ReportCulture.Of("en"));
        return activity.Rows.Rejected > 0 || activity.Files.Any(file => !file.IsRead) ? ExitCode.DoneWithFindings : ExitCode.Done;
    }

    private Activity Read(string[] paths, string? period, FileInfo[]? profiles, CancellationToken cancellation)
    {
        if (paths is [var only] && Directory.Exists(only) && !(profiles?.Length > 0))
        {
            var workspace = Workspace.Open(InputFiles.Folder(only));
            return Pipeline.Ingest(workspace, period is null ? ReportingPeriod.Always : workspace.Period(period), _terminal.Progress(), cancellation);
        }

        if (period is not null && !ReportingPeriod.TryParse(period, FiscalYear.Calendar, out _)) throw new ConfigurationException(new Issue(new("--period", 0, 0), "LE2001", $"found '{period}', expected a calendar period such as 2026-Q3"));
        var days = period is not null && ReportingPeriod.TryParse(period, FiscalYear.Calendar, out var named) ? named : ReportingPeriod.Always;
        var source = new SourceInput("files", "auto", "", null, null, InputFiles.Of(paths), ImmutableDictionary<string, string>.Empty);
        return new Ingestor(InputFiles.Formats(profiles)).Ingest([source], days, _terminal.Progress(), cancellation);
    }

    private void Print(Activity activity, ReportCulture culture)
    {
        string N(long count) => culture.Number(count, 0);
        string Tokens(RowAccount file, Known quantity, long count) => file.Rows.Accepted == 0 ? "-" : culture.Stated(file.Accepted.Knows(quantity) ? count : null);
        _terminal.Print(
            ["File", "Format", "Read>", "Accepted>", "Duplicate>", "Ignored>", "Rejected>", "Requests>", "Input tokens>", "Output tokens>"],
            activity.Files.Select(file => (string[])
            [
                file.Path, file.Format ?? "not read", N(file.Rows.Read), N(file.Rows.Accepted), N(file.Rows.Duplicate), N(file.Rows.Ignored), N(file.Rows.Rejected),
                Tokens(file, Known.Requests, file.Accepted.Requests), Tokens(file, Known.Input, file.Accepted.Input), Tokens(file, Known.Output, file.Accepted.Output),
            ]));
        var rows = activity.Rows;
        _terminal.Print($"Rows   {N(rows.Read)} read = {N(rows.Accepted)} accepted + {N(rows.Duplicate)} duplicate + {N(rows.Ignored)} ignored + {N(rows.Rejected)} rejected");
    }
}
