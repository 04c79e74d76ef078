using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Fetching.Providers;
using LlmEnergy.Periods;
using LlmEnergy.Registers;

namespace LlmEnergy.Fetching;

/// <summary>Fetches what a source has of a period, and puts it on record: what came, from where, when.</summary>
public sealed class Fetcher(TimeProvider time, FetchLimits limits)
{
    private const int MostOfHash = 12;

    /// <param name="again">Whether also lists are fetched that no longer change.</param>
    /// <returns>What was fetched; what could not be had is an issue of it, and the rest is fetched all the same.</returns>
    /// <exception cref="ConfigurationException">There is no such source, no key, or no place for the files.</exception>
    public async Task<FetchResult> Fetch(
        Workspace workspace,
        FetchSource source,
        ReportingPeriod period,
        bool again,
        Writer writer,
        CancellationToken cancellation
    )
    {
        var folder = FetchFolder.Of(workspace, source);
        using var only = PeriodLock.Take(workspace.Folder, $"fetch-{source.Source}", writer);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var run = new FetchRun(workspace, source, folder, writer, today, again);
        using var requests = new Requests(limits);
        if (source.Provider is { } provider)
        {
            var key = Secret.Read(source.Key!, workspace.Folder);
            var lists = new ListFetch(requests, source, key, limits, time);
            var work = provider
                .Endpoints.Where(endpoint => source.Endpoints.IsEmpty || source.Endpoints.Contains(endpoint.Id))
                .SelectMany(endpoint => run.Open(endpoint, provider, period).Select(span => (endpoint, span)));
            var together = new ParallelOptions { MaxDegreeOfParallelism = limits.AtOnce, CancellationToken = cancellation };
            await Parallel
                .ForEachAsync(work.ToList(), together, async (list, token) => await One(lists, run, list, token).ConfigureAwait(false))
                .ConfigureAwait(false);
        }
        else
        {
            await new FileFetch(requests, run, limits).Fetch(period, cancellation).ConfigureAwait(false);
        }

        return run.Result();
    }

    private async ValueTask One(ListFetch lists, FetchRun run, (Endpoint Endpoint, FetchSpan Span) list, CancellationToken cancellation)
    {
        var (endpoint, span) = list;
        try
        {
            if (await lists.Fetch(run.Folder, endpoint, span, cancellation).ConfigureAwait(false) is not { } chain)
            {
                run.Nothing(endpoint, span);
                return;
            }

            var (files, gone) = chain.Publish();
            run.Record([.. files.Select((file, at) => (file, chain.Pages[at].Sha256, Origin(chain, at)))], gone, (span.First, span.Last));
            chain.Close();
        }
        catch (FetchException e)
        {
            run.Failed(e);
        }
    }

    /// <summary>How a page was obtained: its address, which holds no key, the time, its place in the list, and the page before.</summary>
    private string Origin(PageChain chain, int at)
    {
        var after = at == 0 ? "" : $" after {chain.Pages[at - 1].Sha256[..MostOfHash]}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"GET {chain.Pages[at].Address} at {time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}, page {at + 1} of {chain.Pages.Count}{after}"
        );
    }
}

/// <summary>What a fetch did.</summary>
/// <param name="Files">That are new or were replaced, by their names in the workspace.</param>
/// <param name="Settled">Lists that were not asked for again, since they no longer change.</param>
/// <param name="Closed">Lists that were not asked for, since a closed period rests on their days.</param>
public sealed record FetchResult(ImmutableArray<IntakeRow> Files, int Settled, int Closed, ImmutableArray<Issue> Issues);
