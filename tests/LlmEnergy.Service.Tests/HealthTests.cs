using System.Net;
using System.Net.Sockets;

namespace LlmEnergy.Service.Tests;

/// <summary>What the service answers on loopback.</summary>
public class HealthTests
{
    private static readonly HttpClient Client = new();

    [Test]
    public async Task It_is_well_until_a_round_fails()
    {
        await using var server = await Server.Start();
        Assert.That(await server.Get("/health"), Is.EqualTo((HttpStatusCode.OK, "ok\n")));
        server.Tally.Add(RoundResult.Nothing with { Failure = "no space" });
        Assert.That(await server.Get("/health"), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "the last round failed: see the log\n")));
        server.Tally.Add(RoundResult.Nothing);
        Assert.That(await server.Get("/health"), Is.EqualTo((HttpStatusCode.OK, "ok\n")));
    }

    [Test]
    public async Task Metrics_are_sums_of_its_rounds_in_the_text_of_prometheus()
    {
        await using var server = await Server.Start();
        server.Tally.Look(waiting: 5);
        server.Tally.Add(new(2, 1, [default], 3, 1, null));
        server.Tally.Add(new(1, 0, [], 0, 1, "no space"));
        Assert.That(
            await server.Get("/metrics"),
            Is.EqualTo(
                (
                    HttpStatusCode.OK,
                    """
                    # TYPE llmenergy_inbox_files gauge
                    llmenergy_inbox_files 1
                    # TYPE llmenergy_accepted_total counter
                    llmenergy_accepted_total 3
                    # TYPE llmenergy_duplicates_total counter
                    llmenergy_duplicates_total 1
                    # TYPE llmenergy_refused_total counter
                    llmenergy_refused_total 1
                    # TYPE llmenergy_fetched_total counter
                    llmenergy_fetched_total 3
                    # TYPE llmenergy_drafts_total counter
                    llmenergy_drafts_total 2
                    # TYPE llmenergy_failures_total counter
                    llmenergy_failures_total 1

                    """.ReplaceLineEndings("\n")
                )
            )
        );
    }

    [Test]
    public async Task Nothing_else_is_answered()
    {
        await using var server = await Server.Start();
        Assert.That((await server.Get("/intake.csv")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private sealed class Server : IAsyncDisposable
    {
        private readonly HealthServer _server;
        private readonly int _port;

        private Server()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                _port = ((IPEndPoint)free.LocalEndpoint).Port;
            }

            using var workspace = new WatchedWorkspace(FormattableString.Invariant($$"""{ "schema": 1, "port": {{_port}} }"""));
            _server = new(WatchSettings.Read(workspace.Folder), Tally);
        }

        public Tally Tally { get; } = new();

        public static async Task<Server> Start()
        {
            var server = new Server();
            await server._server.StartAsync(default);
            return server;
        }

        public async Task<(HttpStatusCode Status, string Text)> Get(string path)
        {
            using var answer = await Client.GetAsync(new Uri(FormattableString.Invariant($"http://127.0.0.1:{_port}{path}")));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        public async ValueTask DisposeAsync()
        {
            await _server.StopAsync(default);
            _server.Dispose();
        }
    }
}
