using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Fetching;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Periods;
using Microsoft.Extensions.Logging;

namespace LlmEnergy.Service;

/// <summary>What a round is to do beside the drafts that are due.</summary>
/// <param name="Files">Of the inbox, to be taken.</param>
/// <param name="Sources">Of automation.json, to be fetched.</param>
internal sealed record RoundOrder(ImmutableArray<InboxFile> Files, ImmutableArray<string> Sources)
{
    public bool IsEmpty => Files.IsEmpty && Sources.IsEmpty;
}

/// <summary>What a round did, also where it failed on the way.</summary>
/// <param name="Refused">Files that stay in the inbox.</param>
/// <param name="Fetched">Files that came from providers.</param>
/// <param name="Failure">Why it ended early; null where it did not.</param>
internal sealed record RoundResult(
    int Accepted,
    int Duplicates,
    ImmutableArray<InboxFile> Refused,
    int Fetched,
    int Drafts,
    string? Failure
)
{
    public static RoundResult Nothing { get; } = new(0, 0, [], 0, 0, null);
}

/// <summary>Orders and results as lines of JSON.</summary>
[JsonSerializable(typeof(RoundOrder))]
[JsonSerializable(typeof(RoundResult))]
internal sealed partial class RoundJson : JsonSerializerContext;

/// <summary>
/// One round of work: takes files of the inbox, fetches, and drafts the open periods where something has changed. What it still has to do
/// stands on the disk, so that it may be killed at any time. It never closes a period.
/// </summary>
internal sealed partial class Round(
    DirectoryInfo workspace,
    WatchSettings settings,
    Pipeline pipeline,
    TimeProvider time,
    FetchLimits limits,
    ILogger log
)
{
    /// <summary>In the workspace while a change has no draft yet.</summary>
    private const string PendingMark = ".watch.pending";

    /// <summary>The periods whose n-th day was told.</summary>
    private const string ToldFile = ".watch.told";
    private const int MostOfTold = 1 << 20;

    private readonly InboxAcceptance _inbox = new(workspace, settings);
    private RoundResult _done = RoundResult.Nothing;

    private string Pending => Path.Combine(workspace.FullName, PendingMark);

    private string Told => Path.Combine(workspace.FullName, ToldFile);

    private Writer Writer => new(Environment.UserName, time.GetUtcNow());

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Whether an earlier round left a change without a draft.</summary>
    public static bool IsLeftOpen(DirectoryInfo workspace) => File.Exists(Path.Combine(workspace.FullName, PendingMark));

    /// <returns>What it did; a failure is part of it, and no exception but a cancellation leaves it.</returns>
    public async Task<RoundResult> Run(RoundOrder order, CancellationToken cancellation)
    {
        try
        {
            await Fetch(order.Sources, cancellation).ConfigureAwait(false);
            Take(order.Files, cancellation);
            await DraftChanged(cancellation).ConfigureAwait(false);
            return _done;
        }
        catch (ConfigurationException e)
        {
            return _done with { Failure = e.Sentences };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RecordedFileException)
        {
            return _done with { Failure = e.Message };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // a fault of the program: its message may quote an input
            return _done with { Failure = $"{e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name}" };
        }
    }

    private void Take(ImmutableArray<InboxFile> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            Mark();
            var (fate, why) = _inbox.Take(file, Writer, cancellation);
            _done = fate switch
            {
                InboxFate.Accepted => _done with { Accepted = _done.Accepted + 1 },
                InboxFate.Duplicate => _done with { Duplicates = _done.Duplicates + 1 },
                _ => _done with { Refused = _done.Refused.Add(file) },
            };
            if (why is null)
                Taken(fate, file.Name);
            else
                NotDone(why.Sentence());
        }
    }

    private async Task Fetch(ImmutableArray<string> sources, CancellationToken cancellation)
    {
        if (sources.IsEmpty)
            return;
        foreach (var source in FetchSettings.Read(workspace).Sources.Where(one => sources.Contains(one.Source)))
        {
            foreach (var period in OpenPeriods.Of(Workspace.Open(workspace, null), settings with { Day = 1 }, Today))
            {
                Mark();
                // opened anew, since the fetch before has put files on record
                var result = await new Fetcher(time, limits)
                    .Fetch(Workspace.Open(workspace, null), source, period, again: false, Writer, cancellation)
                    .ConfigureAwait(false);
                _done = _done with { Fetched = _done.Fetched + result.Files.Length };
                Fetched(source.Source, period.Name, result.Files.Length);
                foreach (var issue in result.Issues)
                    NotDone(issue.Sentence());
            }
        }
    }

    /// <summary>A draft of each open period, where something has changed or its n-th day has come.</summary>
    private async Task DraftChanged(CancellationToken cancellation)
    {
        var opened = Workspace.Open(workspace, null);
        var told = File.Exists(Told)
            ? System.Text.Encoding.UTF8.GetString(RegularFile.ReadAll(Told, MostOfTold)).Split('\n').ToHashSet(StringComparer.Ordinal)
            : [];
        var isChanged = File.Exists(Pending);
        foreach (var period in OpenPeriods.Of(opened, settings, Today))
        {
            var isDue = Today >= period.Last.AddDays(settings.Day) && !told.Contains(period.Name);
            if (!isChanged && !isDue)
                continue;
            var report = pipeline.Report(
                opened,
                ReportRequest.Of(opened, period, ReportStatus.Draft, comparesMethods: false),
                Writer,
                null,
                cancellation
            );
            _done = _done with { Drafts = _done.Drafts + 1 };
            var notice = new DraftNotice(
                report.Disclosure.Undertaking,
                period.Name,
                report.Disclosure.Checks.Count(check => !check.Passed),
                report.Issues.Length
            );
            Drafted(notice.Text);
            if (isDue)
                await TellOnce(notice, cancellation).ConfigureAwait(false);
        }

        File.Delete(Pending);
    }

    /// <summary>Marked before it is told, so that nobody is told twice: a kill in between loses the message.</summary>
    private async Task TellOnce(DraftNotice notice, CancellationToken cancellation)
    {
        await File.AppendAllTextAsync(Told, notice.Period + "\n", cancellation).ConfigureAwait(false);
        foreach (var way in await new Notifications(workspace, settings.Notify).Tell(notice, cancellation).ConfigureAwait(false))
            NotDone(new Issue(new("notify", 0, 0), "LE2096", $"found no delivery by {way}, expected it: see its settings").ToString());
    }

    private void Mark()
    {
        if (!File.Exists(Pending))
            RegularFile.Create(Pending).Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Fate}: {File}")]
    private partial void Taken(InboxFate fate, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Finding}")]
    private partial void NotDone(string finding);

    [LoggerMessage(Level = LogLevel.Information, Message = "Fetched {Files} files of {Source} for {Period}")]
    private partial void Fetched(string source, string period, int files);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Notice}")]
    private partial void Drafted(string notice);
}
