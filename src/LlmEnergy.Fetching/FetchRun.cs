using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Fetching.Providers;
using LlmEnergy.Hashing;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;
using LlmEnergy.Registers;

namespace LlmEnergy.Fetching;

/// <summary>One fetch of a source: which lists are open, and what became of each.</summary>
internal sealed class FetchRun(Workspace workspace, FetchSource source, string folder, Writer writer, DateOnly today, bool again)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, IntakeRow> _files = new(StringComparer.Ordinal);
    private readonly List<Issue> _issues = [];
    private readonly ClosedDays _closed = ClosedDays.Of(workspace);
    private readonly SourceInput _declared = workspace.Sources.First(one => one.Id == source.Source);
    private int _settledLists;
    private int _closedLists;

    public string Folder => folder;

    public FetchSource Source => source;

    public DateOnly Today => today;

    /// <summary>The spans of a list that are to be asked for.</summary>
    public IEnumerable<FetchSpan> Open(Endpoint endpoint, Provider provider, ReportingPeriod period)
    {
        var spans = FetchSpan.Of(period, today, endpoint.IsByDay).ToList();
        var tooOld = spans.FindAll(span =>
            provider.Oldest is { } oldest && span.First < today.AddDays(-oldest) && !IsOnRecord(endpoint, span)
        );
        if (tooOld.Count > 0)
            Say(
                new(
                    new($"{source.Source}/{endpoint.Id}", 0, 0),
                    FetchCodes.Days,
                    FormattableString.Invariant(
                        $"found {Counted.Of(tooOld.Count, "day")} from {tooOld[0].Name} to {tooOld[^1].Name} that the provider gives no more, "
                    ) + FormattableString.Invariant($"expected at most {provider.Oldest} days back: export them otherwise")
                )
            );
        foreach (var span in spans.Except(tooOld))
        {
            if (_closed.Touches(span.First, span.End))
                _closedLists++;
            else if (!again && IsSettled(endpoint, provider, span))
                _settledLists++;
            else
                yield return span;
        }
    }

    /// <summary>Puts files on record, in one write of intake.csv.</summary>
    public void Record(
        IReadOnlyList<(string Name, string Sha256, string Origin)> files,
        IReadOnlyList<string> gone,
        (DateOnly First, DateOnly Last)? days
    )
    {
        var rows = files
            .Select(file => new IntakeRow(
                NameOf(file.Name),
                file.Sha256,
                _declared.Provider ?? source.Provider?.Id ?? "",
                _declared.Account,
                $"{writer.User} (llmenergy fetch)",
                file.Origin,
                new(today, days?.First, days?.Last, "")
            ))
            .ToList();
        lock (_lock)
        {
            IntakeAcceptance.Record(workspace.Folder, rows, [.. gone.Select(NameOf)], writer);
            foreach (var row in rows)
                _files[row.File] = row;
        }
    }

    /// <summary>The row of a file of the source, where it is on record.</summary>
    public IntakeRow? RowOf(string name) => workspace.Intake.Rows.GetValueOrDefault(NameOf(name));

    public void Nothing(Endpoint endpoint, FetchSpan span) =>
        Say(
            new(
                new($"{source.Source}/{endpoint.Id}_{span.Name}", 0, 0),
                FetchCodes.Days,
                "found that the provider has nothing of these days, expected a list: see whether they are too recent, or too old"
            )
        );

    public void Failed(FetchException failure) => Say(failure.Issue);

    /// <summary>Whether a closed period rests on these days, so that no file of them changes.</summary>
    public bool IsClosed(DateOnly first, DateOnly last)
    {
        if (!_closed.Touches(first, last))
            return false;
        lock (_lock)
            _closedLists++;
        return true;
    }

    public void Settled()
    {
        lock (_lock)
            _settledLists++;
    }

    public FetchResult Result() =>
        new([.. _files.Values], _settledLists, _closedLists, [.. _issues.OrderBy(issue => issue.At.File, StringComparer.Ordinal)]);

    private string NameOf(string file) => $"{source.Folder}/{file}";

    private bool IsOnRecord(Endpoint endpoint, FetchSpan span) => RowOfFirstPage(endpoint, span) is not null;

    /// <summary>Obtained when its days no longer changed, and still as it was.</summary>
    private bool IsSettled(Endpoint endpoint, Provider provider, FetchSpan span) =>
        RowOfFirstPage(endpoint, span) is { Intake: { ObtainedOn: { } on, From: { } from, To: { } to } } row
        && (from, to) == (span.First, span.End)
        && on > span.End.AddDays(provider.Settles)
        && Path.Combine(workspace.Folder.FullName, row.File) is var path
        && File.Exists(path)
        && Sha256.Of(path) == row.Sha256;

    private IntakeRow? RowOfFirstPage(Endpoint endpoint, FetchSpan span)
    {
        var extension = endpoint.Pages.By == PagedBy.Downloads ? "jsonl" : "json";
        return RowOf(PageChain.Name($"{endpoint.Id}_{span.Name}", 1, extension));
    }

    private void Say(Issue issue)
    {
        lock (_lock)
            _issues.Add(issue);
    }
}
