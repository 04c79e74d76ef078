using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Fetching;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Periods;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LlmEnergy.Service;

/// <summary>
/// The service of a workspace: takes what lies in the inbox, fetches what is due, and drafts the open periods after each change. A failure
/// of a round is logged and the next round tries again; it never closes a period. What it still has to do stands on the disk, so that it
/// may be killed at any time.
/// </summary>
internal sealed partial class Watcher(
    DirectoryInfo workspace,
    WatchSettings settings,
    Pipeline pipeline,
    TimeProvider time,
    FetchLimits limits,
    Tally tally,
    ILogger<Watcher> log
) : BackgroundService
{
    /// <summary>In the workspace while a change has no draft yet.</summary>
    private const string PendingMark = ".watch.pending";

    /// <summary>The periods whose n-th day was told.</summary>
    private const string ToldFile = ".watch.told";
    private const int MostOfTold = 1 << 20;

    private readonly Inbox _inbox = new(workspace, settings, time);
    private readonly Dictionary<string, long> _fetched = new(StringComparer.Ordinal);
    private (DateTimeOffset Wall, long Steady)? _clock;

    private string Pending => Path.Combine(workspace.FullName, PendingMark);

    private string Told => Path.Combine(workspace.FullName, ToldFile);

    private Writer Writer => new(Environment.UserName, time.GetUtcNow());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Every, time);
        do
        {
            await Round(stoppingToken).ConfigureAwait(false);
        } while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    /// <summary>One look at everything.</summary>
    internal async Task Round(CancellationToken cancellation)
    {
        try
        {
            tally.IsHealthy = true;
            LookAtClock();
            await FetchDue(cancellation).ConfigureAwait(false);
            TakeInbox(cancellation);
            await DraftChanged(cancellation).ConfigureAwait(false);
        }
        catch (ConfigurationException e)
        {
            Fail(string.Join("; ", e.Issues.Take(3)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RecordedFileException)
        {
            Fail(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // a fault of the program: its message may quote an input
            Fail($"{e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name}");
        }
    }

    /// <summary>Intervals are of the steady clock; days are of the other one, whose jumps are said.</summary>
    private void LookAtClock()
    {
        var (wall, steady) = (time.GetUtcNow(), time.GetTimestamp());
        if (_clock is { } before && (wall - before.Wall - time.GetElapsedTime(before.Steady, steady)).Duration() > TimeSpan.FromHours(1))
            ClockJumped(before.Wall, wall);
        _clock = (wall, steady);
    }

    private void TakeInbox(CancellationToken cancellation)
    {
        foreach (var file in _inbox.Look())
        {
            cancellation.ThrowIfCancellationRequested();
            Mark();
            var (fate, why) = _inbox.Take(file, Writer, cancellation);
            tally.Count(fate);
            if (why is null)
                Taken(fate, file.Name);
            else
                NotTaken(why.ToString());
        }

        tally.Waiting = _inbox.Waiting;
    }

    private async Task FetchDue(CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(workspace.FullName, FetchSettings.FileName)))
            return;
        foreach (var source in FetchSettings.Read(workspace).Sources)
        {
            if (_fetched.TryGetValue(source.Source, out var last) && time.GetElapsedTime(last) < settings.FetchEvery)
                continue;
            _fetched[source.Source] = time.GetTimestamp();
            var opened = Workspace.Open(workspace, null);
            foreach (var period in OpenPeriods.Of(opened, settings with { Day = 1 }, Today))
            {
                Mark();
                var result = await new Fetcher(time, limits)
                    .Fetch(opened, source, period, again: false, Writer, cancellation)
                    .ConfigureAwait(false);
                tally.Fetched(result.Files.Length);
                Fetched(source.Source, period.Name, result.Files.Length);
                foreach (var issue in result.Issues)
                    NotTaken(issue.ToString());
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
            tally.Drafted();
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
        // a report takes what a service should not hold for the rest of the month
        if (isChanged)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>Marked before it is told, so that nobody is told twice: a kill in between loses the message.</summary>
    private async Task TellOnce(DraftNotice notice, CancellationToken cancellation)
    {
        await File.AppendAllTextAsync(Told, notice.Period + "\n", cancellation).ConfigureAwait(false);
        foreach (var way in await new Notifications(workspace, settings.Notify).Tell(notice, cancellation).ConfigureAwait(false))
            NotTaken(new Issue(new("notify", 0, 0), "LE2096", $"found no delivery by {way}, expected it: see its settings").ToString());
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private void Mark()
    {
        if (!File.Exists(Pending))
            RegularFile.Create(Pending).Dispose();
    }

    private void Fail(string what)
    {
        tally.Failed();
        RoundFailed(what);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Fate}: {File}")]
    private partial void Taken(InboxFate fate, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Finding}")]
    private partial void NotTaken(string finding);

    [LoggerMessage(Level = LogLevel.Information, Message = "Fetched {Files} files of {Source} for {Period}")]
    private partial void Fetched(string source, string period, int files);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Notice}")]
    private partial void Drafted(string notice);

    [LoggerMessage(Level = LogLevel.Error, Message = "The round failed, the next one tries again: {What}")]
    private partial void RoundFailed(string what);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The clock jumped from {Before} to {After}: intervals go on, days are those of the clock"
    )]
    private partial void ClockJumped(DateTimeOffset before, DateTimeOffset after);
}
