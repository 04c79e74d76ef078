using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using LlmEnergy.Fetching.Providers;
using LlmEnergy.Ingestion.Files;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace LlmEnergy.Fetching;

/// <summary>What came of a request: its body is a file, whose hash this is.</summary>
/// <param name="Link">Address of the next page, as the header <c>Link</c> states it.</param>
internal readonly record struct Answer(HttpStatusCode Status, string Sha256, Uri? Link)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsEmpty => Status == HttpStatusCode.NoContent;
}

/// <summary>
/// Requests whose bodies become files. What may pass is tried again with jitter, as <c>Retry-After</c> says where it does; a body that
/// breaks off or does not come is such a failure. No redirection is followed, since a key would go where nobody looked.
/// </summary>
internal sealed class Requests : IDisposable
{
    private readonly FetchLimits _limits;
    private readonly HttpClient _client;

    public Requests(FetchLimits limits)
    {
        _limits = limits;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 64,
        };
        _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new("llmenergy", Pipeline.ToolVersion));
    }

    /// <param name="provider">Its headers are sent; null: an address that is signed, which gets neither them nor the key.</param>
    /// <param name="path">Of the file that takes the body of an answer that is a success.</param>
    /// <param name="most">Bytes that the body may have.</param>
    /// <exception cref="FetchException">There was no answer, after all attempts, or it was too large.</exception>
    public async Task<Answer> Get(
        Uri address,
        Provider? provider,
        Secret? key,
        string path,
        string what,
        long most,
        CancellationToken cancellation
    )
    {
        var answer = default(Answer);
        try
        {
            using var last = await Attempts(provider is null ? _limits.FileTime : _limits.PageTime)
                .ExecuteAsync(
                    async token =>
                    {
                        using var request = Request(address, provider, key);
                        var response = await _client
                            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token)
                            .ConfigureAwait(false);
                        var hash = response.IsSuccessStatusCode ? await Save(response, path, what, most, token).ConfigureAwait(false) : "";
                        answer = new(response.StatusCode, hash, LinkOf(response, address));
                        return response;
                    },
                    cancellation
                )
                .ConfigureAwait(false);
            return last.Headers.RetryAfter is { } wait && Wait(wait) > _limits.LongestWait
                ? throw new FetchException(
                    FetchCodes.Refused,
                    what,
                    FormattableString.Invariant(
                        $"found that the provider asks to wait {Wait(wait).TotalMinutes:0} minutes, expected an answer: fetch again then"
                    )
                )
                : answer;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException)
        {
            var found = e is TimeoutRejectedException ? "an answer that does not end in time" : $"no answer ({Reason(e)})";
            throw new FetchException(
                FetchCodes.Refused,
                what,
                FormattableString.Invariant($"found {found} in {_limits.Attempts + 1} attempts, expected one: fetch again later")
            );
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The message of the exception may quote the address: its kind says enough.</summary>
    private static string Reason(Exception e) => e is HttpRequestException http ? http.HttpRequestError.ToString() : e.GetType().Name;

    private ResiliencePipeline<HttpResponseMessage> Attempts(TimeSpan longest) =>
        new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(
                new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = _limits.Attempts,
                    Delay = _limits.Delay,
                    MaxDelay = _limits.LongestWait,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = args =>
                        ValueTask.FromResult(
                            HttpClientResiliencePredicates.IsTransient(args.Outcome)
                                && !(args.Outcome.Result?.Headers.RetryAfter is { } wait && Wait(wait) > _limits.LongestWait)
                        ),
                }
            )
            .AddTimeout(longest)
            .Build();

    private static TimeSpan Wait(RetryConditionHeaderValue header) =>
        header.Delta ?? (header.Date is { } date ? date - TimeProvider.System.GetUtcNow() : TimeSpan.Zero);

    private static HttpRequestMessage Request(Uri address, Provider? provider, Secret? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in provider?.Headers ?? [])
            request.Headers.TryAddWithoutValidation(name, value);
        if (provider is null || key is null)
            return request;
        var (header, sent) = provider.Authorization switch
        {
            "bearer" => ("Authorization", $"Bearer {key.Reveal()}"),
            "basic" => ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(key.Reveal()))}"),
            var name => (name, key.Reveal()),
        };
        request.Headers.TryAddWithoutValidation(header, sent);
        return request;
    }

    private static async Task<string> Save(HttpResponseMessage response, string path, string what, long most, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = RegularFile.Create(path);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            var buffer = new byte[1 << 16];
            for (long written = 0; ; )
            {
                var read = await Read(body, buffer, token).ConfigureAwait(false);
                if (read == 0)
                    break;
                written += read;
                if (written > most)
                    throw new FetchException(
                        FetchCodes.Refused,
                        what,
                        FormattableString.Invariant($"found more than {most >> 20} MiB, expected at most that")
                    );
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), token).ConfigureAwait(false);
            }

            file.Flush(flushToDisk: true);
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A connection that breaks off is a failure of the provider, unlike one of the disk.</summary>
    private static async Task<int> Read(Stream body, byte[] buffer, CancellationToken token)
    {
        try
        {
            return await body.ReadAsync(buffer, token).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the body broke off", e);
        }
        catch (InvalidDataException e)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "the body is not packed as it says", e);
        }
    }

    /// <summary>The address with <c>rel="next"</c> of the header <c>Link</c> (RFC 8288).</summary>
    private static Uri? LinkOf(HttpResponseMessage response, Uri address)
    {
        if (!response.Headers.TryGetValues("Link", out var values))
            return null;
        foreach (var link in values.SelectMany(value => value.Split(',')))
        {
            var parts = link.Split(';', StringSplitOptions.TrimEntries);
            if (
                parts.Skip(1).Contains("rel=\"next\"")
                && parts[0] is ['<', .., '>']
                && Uri.TryCreate(address, parts[0][1..^1], out var next)
            )
                return next;
        }

        return null;
    }
}
