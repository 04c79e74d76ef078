using LlmEnergy.Fetching.Providers;

namespace LlmEnergy.Fetching;

/// <summary>Fetches one list of a provider for one span, page after page.</summary>
internal sealed class ListFetch(Requests requests, FetchSource source, Secret key, FetchLimits limits, TimeProvider time)
{
    private readonly Provider _provider = source.Provider!;

    /// <summary>The whole list, not yet published; null: the provider has nothing of these days.</summary>
    /// <exception cref="FetchException">It cannot be had whole; the pages it had are kept for the next run.</exception>
    public async Task<PageChain?> Fetch(string folder, Endpoint endpoint, FetchSpan span, CancellationToken cancellation)
    {
        var what = $"{source.Source}/{endpoint.Id}_{span.Name}";
        var first = PageReader.First(source.Address!, endpoint, span, source.Scope ?? "");
        var isFiles = endpoint.Pages.By == PagedBy.Downloads;
        var chain = PageChain.Open(
            folder,
            $"{endpoint.Id}_{span.Name}",
            isFiles ? "jsonl" : "json",
            first.AbsoluteUri,
            time.GetUtcNow(),
            limits.OldestPages
        );
        if (chain.IsComplete)
            return chain;
        return await (
            isFiles ? Files(chain, first, endpoint, what, cancellation) : Pages(chain, first, endpoint, what, cancellation)
        ).ConfigureAwait(false)
            ? chain
            : null;
    }

    private async Task<bool> Pages(PageChain chain, Uri first, Endpoint endpoint, string what, CancellationToken cancellation)
    {
        var isTakenUp = chain.Pages.Count > 0;
        while (!chain.IsComplete)
        {
            if (chain.Pages.Count == limits.MostPages)
                throw new FetchException(
                    FetchCodes.Chain,
                    what,
                    FormattableString.Invariant($"found more than {limits.MostPages} pages, expected an end")
                );
            var address = chain.Pages is [.., var last] ? new Uri(last.Next!) : first;
            var path = chain.NextPath;
            var answer = await requests.Get(address, _provider, key, path, what, limits.MostOfPage, cancellation).ConfigureAwait(false);
            if (isTakenUp && (int)answer.Status is >= 400 and < 500 and not 401 and not 403 and not 429)
            {
                // a cursor may hold for a while only
                (isTakenUp, _) = (false, Restarted(chain));
                continue;
            }

            RefuseFailure(answer, what);
            if (answer.IsEmpty && chain.Pages.Count == 0)
                return false;
            var next = PageReader.Next(first, endpoint.Pages, path, answer.Link, chain.Pages.Count + 1, limits.MostOfPage, what);
            if (next is not null && (next == address || chain.Pages.Any(page => page.Next == next.AbsoluteUri)))
                throw new FetchException(FetchCodes.Chain, what, "found a page that leads back to one before, expected the next one");
            chain.Add(answer.Sha256, address.AbsoluteUri, next?.AbsoluteUri);
            isTakenUp = false;
        }

        return true;
    }

    private PageChain Restarted(PageChain chain)
    {
        chain.Restart(time.GetUtcNow());
        return chain;
    }

    /// <summary>Their addresses are signed, and hold for minutes: they are asked for anew, and stand nowhere whole.</summary>
    private async Task<bool> Files(PageChain chain, Uri first, Endpoint endpoint, string what, CancellationToken cancellation)
    {
        var index = chain.NextPath + ".index";
        var answer = await requests.Get(first, _provider, key, index, what, limits.MostOfPage, cancellation).ConfigureAwait(false);
        RefuseFailure(answer, what);
        if (answer.IsEmpty)
            return false;
        IReadOnlyList<Uri> files;
        try
        {
            files = PageReader.Downloads(endpoint.Pages, index, limits.MostOfPage, what);
        }
        finally
        {
            File.Delete(index);
        }

        if (chain.Pages.Count > files.Count || chain.Pages.Where((page, at) => page.Address != Unsigned(files[at])).Any())
            chain.Restart(time.GetUtcNow());
        for (var at = chain.Pages.Count; at < files.Count; at++)
        {
            var file = await requests
                .Get(files[at], null, null, chain.NextPath, what, limits.MostOfFile, cancellation)
                .ConfigureAwait(false);
            RefuseFailure(file, what);
            chain.Add(file.Sha256, Unsigned(files[at]), at + 1 < files.Count ? Unsigned(files[at + 1]) : null);
        }

        return files.Count > 0;
    }

    private static string Unsigned(Uri address) => address.GetLeftPart(UriPartial.Path);

    private static void RefuseFailure(Answer answer, string what)
    {
        if (answer.IsSuccess)
            return;
        var expected = (int)answer.Status switch
        {
            401 or 403 => "a key that may read this: see whether it is one of an administrator",
            404 => "the list: see the address and the scope",
            >= 300 and < 400 => "an answer: no redirection is followed, since the key would go along",
            429 => "an answer: the provider limits requests; fetch again later",
            >= 500 => "an answer: fetch again later",
            _ => "an answer",
        };
        throw new FetchException(
            FetchCodes.Refused,
            what,
            FormattableString.Invariant($"found HTTP status {(int)answer.Status}, expected {expected}")
        );
    }
}
