using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LlmEnergy.Fetching.Tests;

/// <summary>A provider on loopback that answers as a test says, and remembers what it was asked.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeProvider(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Path and query, with the key that came along.</summary>
    public ConcurrentQueue<(string Request, string Key)> Asked { get; } = new();

    public static async Task<FakeProvider> Start(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new FakeProvider(app);
        app.Run(async context =>
        {
            var request = context.Request;
            provider.Asked.Enqueue((request.Path + request.QueryString, $"{request.Headers.Authorization}{request.Headers["x-api-key"]}"));
            await answer(context);
        });
        await app.StartAsync();
        provider.Address = new(app.Urls.First());
        return provider;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
