using System.Collections.Immutable;
using System.CommandLine;
using LlmEnergy.Calculation;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

internal sealed class IngestCommand : Command
{
    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "A workspace, or files; the current folder by default",
        DefaultValueFactory = _ => ["."],
    };
    private readonly Option<string> _period = new("--period") { Description = "Only rows of a period; all rows by default" };
    private readonly Option<FileInfo[]> _profiles = InputFiles.ProfileOption();
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly IntakeOptions _intake;
    private readonly Terminal _terminal;

    public IngestCommand(Terminal terminal, TimeProvider time)
        : base(
            "ingest",
            "Reads exports and accounts for every row: nothing is calculated, hashed or written, but the row of intake.csv for a file "
                + "that is accepted.\n\nExample: llmenergy ingest samples/acme --period 2026-Q3\nExample: llmenergy ingest samples/acme "
                + "--accept exports/openai/completions_usage_2026-09-01_2026-10-01.csv --by \"A. Berg\" --on 2026-10-02"
        )
    {
        (_terminal, _intake) = (terminal, new(time));
        Add(_paths);
        Add(_period);
        Add(_profiles);
        Add(_format);
        foreach (var option in _intake.All)
            Add(option);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        if (_intake.File(result) is { } file)
            return Accept(result, file, cancellation);
        var activity = Read(result.GetRequiredValue(_paths), result.GetValue(_period), result.GetValue(_profiles), cancellation);
        _terminal.Say([.. activity.Issues, .. Overlaps.Find(activity)]);
        if (result.IsJson(_format))
            _terminal.Print(output => ActivityJson.Write(activity, output));
        else
            ActivityText.Print(_terminal, activity, ReportCulture.Of("en"));
        return ActivityText.ExitCodeOf(activity);
    }

    private int Accept(ParseResult result, string file, CancellationToken cancellation)
    {
        var workspace = InputFiles.Workspace(result.GetRequiredValue(_paths)[0]);
        var (row, activity) = IntakeAcceptance.Accept(
            workspace,
            file,
            _intake.By(result),
            _intake.From(result),
            _intake.Statement(result),
            _terminal.Writer,
            cancellation
        );
        _terminal.Say(activity.Issues);
        if (row is null)
            return ExitCode.DoneWithFindings;
        _terminal.PrintRows(
            result.IsJson(_format),
            ["file", "sha256", "obtained_by", "obtained_on", "from", "to"],
            [
                [
                    row.File,
                    row.Sha256,
                    PlainJson.NullIfEmpty(row.ObtainedBy),
                    Day(row.Intake.ObtainedOn),
                    Day(row.Intake.From),
                    Day(row.Intake.To),
                ],
            ]
        );
        return ActivityText.ExitCodeOf(activity);
    }

    private static string? Day(DateOnly? day) => day is { } date ? PlainJson.Of(date) : null;

    private Activity Read(string[] paths, string? period, FileInfo[]? profiles, CancellationToken cancellation)
    {
        if (paths is [var only] && Directory.Exists(only) && !(profiles?.Length > 0))
        {
            var workspace = InputFiles.Workspace(only);
            return Pipeline.Ingest(
                workspace,
                period is null ? ReportingPeriod.Always : workspace.Period(period),
                _terminal.Progress(),
                cancellation
            );
        }

        if (period is not null && !ReportingPeriod.TryParse(period, FiscalYear.Calendar, out _))
            throw new ConfigurationException(
                new Issue(new("--period", 0, 0), "LE2001", $"found '{period}', expected a calendar period such as 2026-Q3")
            );
        var days =
            period is not null && ReportingPeriod.TryParse(period, FiscalYear.Calendar, out var named) ? named : ReportingPeriod.Always;
        var source = new SourceInput("files", "auto", "", null, null, InputFiles.Of(paths), ImmutableDictionary<string, string>.Empty);
        return new Ingestor(InputFiles.Formats(profiles, _terminal)).Ingest([source], days, _terminal.Progress(), cancellation);
    }
}
