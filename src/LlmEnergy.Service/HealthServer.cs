using System.Net;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace LlmEnergy.Service;

/// <summary><c>/health</c> and <c>/metrics</c> on loopback, for the machine itself: nothing is taken from outside.</summary>
internal sealed class HealthServer(WatchSettings settings, Tally tally) : BackgroundService
{
    private readonly HttpListener _listener = new();

    /// <summary>It listens when this returns.</summary>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Port != 0)
        {
            _listener.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{settings.Port}/"));
            _listener.Start();
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        ((IDisposable)_listener).Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Port == 0)
            return;
        await using var stop = stoppingToken.Register(_listener.Stop);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Answer(await _listener.GetContextAsync().ConfigureAwait(false), stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // the client has gone, or the service ends
            }
        }
    }

    private async Task Answer(HttpListenerContext context, CancellationToken cancellation)
    {
        var (status, text) = context.Request.Url?.AbsolutePath switch
        {
            "/health" => tally.IsHealthy ? (200, "ok\n") : (503, "the last round failed: see the log\n"),
            "/metrics" => (200, tally.Metrics()),
            _ => (404, ""),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
        context.Response.Close();
    }
}
