using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Fetching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LlmEnergy.Service;

/// <summary>Does a round of work, in a process of its own where the service runs.</summary>
/// <exception cref="OperationCanceledException">The service ends.</exception>
internal delegate Task<RoundResult> RunRound(RoundOrder order, CancellationToken cancellation);

/// <summary>
/// The service of a workspace: looks what there is to do, and has it done in rounds, of which none runs where there is nothing. What
/// fails is logged and tried again at the next look.
/// </summary>
internal sealed partial class Watcher(
    DirectoryInfo workspace,
    WatchSettings settings,
    TimeProvider time,
    Tally tally,
    RunRound run,
    ILogger<Watcher> log
) : BackgroundService
{
    private readonly Inbox _inbox = new(workspace, settings, time);
    private readonly Dictionary<string, long> _fetched = new(StringComparer.Ordinal);
    private (DateTimeOffset Wall, long Steady)? _clock;

    /// <summary>The day of which the drafts that are due were made.</summary>
    private DateOnly? _drafted;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Every, time);
        do
        {
            await Look(stoppingToken).ConfigureAwait(false);
        } while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    /// <summary>One look at everything, and a round where there is something to do.</summary>
    internal async Task Look(CancellationToken cancellation)
    {
        try
        {
            LookAtClock();
            var order = new RoundOrder(_inbox.Look(), FetchesDue());
            tally.Look(_inbox.Waiting);
            if (order.IsEmpty && tally.IsHealthy && _drafted == Today && !Round.IsLeftOpen(workspace))
                return;
            var today = Today;
            var result = await run(order, cancellation).ConfigureAwait(false);
            _inbox.Refuse(result.Refused);
            tally.Add(result);
            if (result.Failure is null)
                _drafted = today;
            else
                RoundFailed(result.Failure);
        }
        catch (Exception e) when (e is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            var why = e is ConfigurationException wrong ? wrong.Sentences : e.Message;
            tally.Add(RoundResult.Nothing with { Failure = why });
            RoundFailed(why);
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

    /// <summary>The sources whose interval has passed; they count as fetched from now on, also where that fails.</summary>
    private ImmutableArray<string> FetchesDue()
    {
        if (!File.Exists(Path.Combine(workspace.FullName, FetchSettings.FileName)))
            return [];
        var due = FetchSettings
            .Read(workspace)
            .Sources.Select(source => source.Source)
            .Where(source => !_fetched.TryGetValue(source, out var last) || time.GetElapsedTime(last) >= settings.FetchEvery)
            .ToImmutableArray();
        foreach (var source in due)
            _fetched[source] = time.GetTimestamp();
        return due;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The round failed, the next one tries again: {What}")]
    private partial void RoundFailed(string what);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The clock jumped from {Before} to {After}: intervals go on, days are those of the clock"
    )]
    private partial void ClockJumped(DateTimeOffset before, DateTimeOffset after);
}
