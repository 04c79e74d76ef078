using LlmEnergy.Composition;
using LlmEnergy.Fetching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmEnergy.Service.Tests;

/// <summary>A workspace with an inbox, and a service that looks at it when a test says so.</summary>
internal sealed class WatchedWorkspace : IDisposable
{
    public static readonly Pipeline Pipeline = new ServiceCollection().AddLlmEnergy().BuildServiceProvider().GetRequiredService<Pipeline>();

    public WatchedWorkspace(string? watch = null)
    {
        Folder = Directory.CreateTempSubdirectory("llmenergy-watch-");
        File.WriteAllText(
            Path.Combine(Folder.FullName, "llmenergy.json"),
            """
            { "schema": 1, "undertaking": "Acme", "sources": [
              { "id": "openai", "path": "exports/openai/**", "format": "openai.usage.json" },
              { "id": "langfuse", "path": "exports/langfuse/*.json", "format": "langfuse.api" } ] }
            """
        );
        // the running quarter is drafted from its 28th day on, so that these tests draft one period
        File.WriteAllText(Path.Combine(Folder.FullName, "watch.json"), watch ?? """{ "schema": 1, "day": 28 }""");
        Inbox = Folder.CreateSubdirectory("inbox").FullName;
        Start();
    }

    /// <summary>samples/acme before the exports of its last quarter came.</summary>
    /// <param name="quarter">Those exports.</param>
    public static WatchedWorkspace OfAcme(out IReadOnlyList<FileInfo> quarter)
    {
        var (workspace, acme) = (new WatchedWorkspace(), Path.Combine(RepositoryRoot.Samples, "acme"));
        var late = new List<FileInfo>();
        foreach (var file in new DirectoryInfo(acme).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(acme, file.FullName);
            if (name.StartsWith("periods", StringComparison.Ordinal))
                continue;
            if (
                file.Name is "gateway-2026-Q3.csv"
                || file.Name.StartsWith("completions_usage_2026-0", StringComparison.Ordinal) && file.Name[24] > '6'
            )
                late.Add(file);
            else
                file.CopyTo(
                    Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(workspace.Folder.FullName, name))!) + "/" + file.Name,
                    true
                );
        }

        var intake = Path.Combine(workspace.Folder.FullName, "intake.csv");
        File.WriteAllLines(
            intake,
            File.ReadAllLines(intake).Where(row => !late.Exists(file => row.Contains(file.Name, StringComparison.Ordinal)))
        );
        quarter = [.. late.OrderBy(file => file.Name, StringComparer.Ordinal)];
        workspace.Start();
        return workspace;
    }

    public DirectoryInfo Folder { get; }

    public string Inbox { get; }

    public SteppedTime Time { get; } = new();

    public ListLogger Log { get; } = new();

    public Tally Tally { get; private set; } = null!;

    public Watcher Watcher { get; private set; } = null!;

    /// <summary>Rounds that were run, each a process of its own where the service runs.</summary>
    public int RoundCount { get; private set; }

    public string Period => Path.Combine(Folder.FullName, "periods", "2026-Q3");

    /// <summary>A new service over the same folder, as after a kill.</summary>
    public void Start()
    {
        var settings = WatchSettings.Read(Folder);
        Tally = new();
        Watcher = new(Folder, settings, Time, Tally, Run, Log);

        Task<RoundResult> Run(RoundOrder order, CancellationToken cancellation)
        {
            RoundCount++;
            return new Round(Folder, settings, Pipeline, Time, FetchLimits.Default, Log).Run(order, cancellation);
        }
    }

    public void Put(string name, string text) => File.WriteAllText(Path.Combine(Inbox, name), text);

    /// <summary>A look, and one when what was found has stayed as it is for long enough.</summary>
    public async Task Rounds(int count = 2)
    {
        for (var round = 0; round < count; round++)
        {
            await Watcher.Look(default);
            Time.Pass(TimeSpan.FromSeconds(11));
        }
    }

    /// <summary>Text and hashes of the period's folder but for what says when.</summary>
    public IReadOnlyDictionary<string, string> Outputs() =>
        Directory
            .EnumerateFiles(Period)
            .Where(file => Path.GetFileName(file) != "events.jsonl")
            .ToDictionary(file => Path.GetFileName(file), file => Hashing.Sha256.Of(file));

    public void Dispose() => Folder.Delete(recursive: true);
}

/// <summary>5 October 2026, 07:00 UTC, until a test says otherwise.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private DateTimeOffset _wall = new(2026, 10, 5, 7, 0, 0, TimeSpan.Zero);
    private long _steady;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _wall;

    public override long GetTimestamp() => _steady;

    public void Pass(TimeSpan time) => (_wall, _steady) = (_wall + time, _steady + time.Ticks);

    /// <summary>Somebody sets the clock.</summary>
    public void Jump(TimeSpan time) => _wall += time;
}

/// <summary>The lines of the log.</summary>
internal sealed class ListLogger : ILogger<Watcher>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Add(formatter(state, exception));
}

/// <summary>Small exports.</summary>
internal static class Exports
{
    /// <summary>A day of September 2026 at OpenAI.</summary>
    public static string OpenAi(int day)
    {
        var start = new DateTimeOffset(2026, 9, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        return FormattableString.Invariant(
            $$"""
            { "object": "page", "data": [ { "object": "bucket", "start_time": {{start}}, "end_time": {{start + 86_400}}, "results": [
              { "object": "organization.usage.completions.result", "input_tokens": {{day * 1000}}, "output_tokens": 100,
                "input_cached_tokens": 0, "num_model_requests": 1, "model": "gpt-5-2025-08-07", "project_id": "proj_a" } ] } ],
              "has_more": false, "next_page": null }

            """
        );
    }

    public static string Langfuse { get; } = File.ReadAllText(Path.Combine(RepositoryRoot.Samples, "formats", "langfuse.api.json"));
}
