using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Fetching.Providers;
using LlmEnergy.Periods;

namespace LlmEnergy.Fetching.Tests;

/// <summary>A workspace in a temporary folder, with a key beside it.</summary>
internal sealed class FetchWorkspace : IDisposable
{
    public const string Key = "sk-admin-4711-never-to-be-seen";

    /// <summary>Quick, and as strict as the real ones.</summary>
    public static readonly FetchLimits Limits = FetchLimits.Default with
    {
        Delay = TimeSpan.FromMilliseconds(5),
        Attempts = 3,
        PageTime = TimeSpan.FromSeconds(5),
        MostOfPage = 1 << 16,
    };

    private readonly DirectoryInfo _top = Directory.CreateTempSubdirectory("llmenergy-fetch-");

    public FetchWorkspace(string sources = """{ "id": "given", "path": "exports/given/**" }""")
    {
        Folder = _top.CreateSubdirectory("workspace");
        KeyFile = Path.Combine(_top.FullName, "key");
        File.WriteAllText(KeyFile, Key + "\n");
        File.WriteAllText(
            Path.Combine(Folder.FullName, "llmenergy.json"),
            $$"""{ "schema": 1, "undertaking": "Acme", "sources": [ {{sources}} ] }"""
        );
    }

    public DirectoryInfo Folder { get; }

    public string KeyFile { get; }

    public DirectoryInfo Beside => _top;

    /// <summary>5 October 2026, 07:00 UTC: September has settled, October runs.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 10, 5, 7, 0, 0, TimeSpan.Zero);

    public IReadOnlyDictionary<string, string> Exports =>
        Files("exports").Where(file => !Path.GetFileName(file.Key).StartsWith('.')).ToDictionary(file => file.Key, file => file.Value);

    /// <summary>Hidden files beside the exports: what an interrupted fetch left.</summary>
    public IReadOnlyDictionary<string, string> Hidden =>
        Files("exports").Where(file => Path.GetFileName(file.Key).StartsWith('.')).ToDictionary(file => file.Key, file => file.Value);

    public string Intake => File.ReadAllText(Path.Combine(Folder.FullName, "intake.csv"));

    public FetchSource Source(FakeProvider provider, string id = "openai", string? endpoint = null) =>
        new(
            "given",
            ProviderReader.BuiltIn.First(one => one.Id == id),
            KeyFile,
            provider.Address,
            "orgs/acme",
            endpoint is null ? [] : [endpoint],
            null,
            null,
            null
        );

    public async Task<FetchResult> Fetch(
        FetchSource source,
        string period = "2026-Q3",
        FetchLimits? limits = null,
        bool again = false,
        CancellationToken cancellation = default
    )
    {
        var workspace = Workspace.Open(Folder, null);
        return await new Fetcher(new At(Now), limits ?? Limits).Fetch(
            workspace,
            source,
            workspace.Period(period),
            again,
            new Writer("tester", Now),
            cancellation
        );
    }

    /// <summary>What reading finds wrong with all exports.</summary>
    public IReadOnlyList<Issue> Read()
    {
        var workspace = Workspace.Open(Folder, null);
        return [.. Pipeline.Ingest(workspace, ReportingPeriod.Always, null, default).Issues];
    }

    public void Dispose() => _top.Delete(recursive: true);

    private IEnumerable<KeyValuePair<string, string>> Files(string below) =>
        Directory.Exists(Path.Combine(Folder.FullName, below))
            ? Directory
                .EnumerateFiles(Path.Combine(Folder.FullName, below), "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => KeyValuePair.Create(Path.GetRelativePath(Folder.FullName, file), File.ReadAllText(file)))
            : [];

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

/// <summary>Pages of usage as OpenAI gives them: a bucket of a day on each.</summary>
internal static class OpenAiPages
{
    /// <summary>Page <paramref name="number"/> of <paramref name="count"/>, of a day after 1 July 2026.</summary>
    public static string Page(int number, int count)
    {
        var start = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number - 1).ToUnixTimeSeconds();
        var more = number < count ? "true" : "false";
        var next = number < count ? $"\"page_{number + 1}\"" : "null";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            { "object": "page", "data": [ { "object": "bucket", "start_time": {{start}}, "end_time": {{start + 86_400}}, "results": [
              { "object": "organization.usage.completions.result", "input_tokens": {{number * 100}}, "output_tokens": 10,
                "input_cached_tokens": 0, "num_model_requests": 1, "model": "gpt-5-2025-08-07", "project_id": "proj_a", "api_key_id": null } ] } ],
              "has_more": {{more}}, "next_page": {{next}} }

            """
        );
    }

    /// <summary>The page that a request asks for.</summary>
    public static int Number(string? cursor) => cursor is { Length: > 5 } ? int.Parse(cursor.AsSpan(5), CultureInfo.InvariantCulture) : 1;
}
