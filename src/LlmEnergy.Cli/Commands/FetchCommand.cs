using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Fetching;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

internal sealed class FetchCommand : Command
{
    private readonly Argument<string> _source = new("source")
    {
        Description = "A source that automation.json says how to fetch, or \"all\" for all of them",
    };
    private readonly Argument<string> _workspace = new("workspace")
    {
        Description = "Folder with llmenergy.json; the current one by default",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<string> _period = new("--period") { Description = "Days that are fetched: 2026-Q3, 2026", Required = true };
    private readonly Option<bool> _again = new("--again") { Description = "Fetch also what no longer changes and is on record" };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;

    public FetchCommand(Terminal terminal, TimeProvider time)
        : base(
            "fetch",
            "Fetches what providers measured and billed into exports/SOURCE, page by page as it comes, and puts it on record in "
                + "intake.csv. Keys come from the environment or from a file outside of the workspace.\n\nExample: llmenergy fetch openai "
                + "ours --period 2026-Q3"
        )
    {
        (_terminal, _time) = (terminal, time);
        Add(_source);
        Add(_workspace);
        Add(_period);
        Add(_again);
        Add(_format);
        SetAction(Run);
    }

    private async Task<int> Run(ParseResult result, CancellationToken cancellation)
    {
        var workspace = InputFiles.Workspace(result.GetRequiredValue(_workspace));
        var period = workspace.Period(result.GetRequiredValue(_period));
        var fetcher = new Fetcher(_time, FetchLimits.Default);
        var results = new List<FetchResult>();
        foreach (var source in Named(FetchSettings.Read(workspace.Folder), result.GetRequiredValue(_source)))
        {
            var fetched = await fetcher
                .Fetch(workspace, source, period, result.GetValue(_again), _terminal.Writer, cancellation)
                .ConfigureAwait(false);
            _terminal.Say(fetched.Issues);
            results.Add(fetched);
        }

        _terminal.PrintRows(
            result.IsJson(_format),
            ["file", "sha256", "from", "to", "source"],
            results
                .SelectMany(fetched => fetched.Files)
                .Select(row => (IReadOnlyList<string?>)[row.File, row.Sha256, Day(row.Intake.From), Day(row.Intake.To), row.Source])
        );
        var (settled, closed) = (results.Sum(one => one.Settled), results.Sum(one => one.Closed));
        _terminal.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Counted.Of(results.Sum(one => one.Files.Length), "file")} fetched; {Counted.Of(settled, "list that no longer changes", "lists that no longer change")}, {closed} of closed "
            ) + "periods: left as they are"
        );
        return results.Exists(fetched => fetched.Issues.Any(issue => issue.Severity == Severity.Error))
            ? ExitCode.DoneWithFindings
            : ExitCode.Done;
    }

    private static ImmutableArray<FetchSource> Named(FetchSettings settings, string name) =>
        name == "all" ? settings.Sources
        : settings.Sources.FirstOrDefault(source => source.Source == name) is { } source ? [source]
        : throw new ConfigurationException(
            new Issue(
                new("source", 0, 0),
                "LE2001",
                $"found no source of that name in {FetchSettings.FileName}, expected one of "
                    + $"{string.Join(", ", settings.Sources.Select(one => one.Source).Append("all"))}"
            )
        );

    private static string? Day(DateOnly? day) => day is { } date ? PlainJson.Of(date) : null;
}
