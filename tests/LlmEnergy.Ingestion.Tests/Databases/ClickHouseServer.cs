using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LlmEnergy.Shared;

/// <summary>
/// A ClickHouse of its own for tests: in a temporary folder, on free ports of this machine. Two of them are two shards, each of which knows
/// the other: a cluster <c>two</c>.
/// </summary>
internal sealed class ClickHouseServer : IDisposable
{
    private static readonly string? Program = new[] { "/usr/sbin/clickhouse-server", "/usr/bin/clickhouse-server" }.FirstOrDefault(
        File.Exists
    );
    public const string Password = "planted-secret-4mx7";
    private readonly string _folder = Directory.CreateTempSubdirectory("llmenergy-clickhouse-").FullName;
    private readonly Process _process;
    private readonly int _http;

    private ClickHouseServer((int Http, int Tcp) ports, IReadOnlyList<(int Http, int Tcp)> shards)
    {
        _http = ports.Http;
        Connection = string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={_http};Protocol=http;Username=reader;Password={Password}"
        );
        var others = string.Concat(
            shards.Select(shard =>
                $"<shard><replica><host>127.0.0.1</host><port>{shard.Tcp}</port><user>reader</user>"
                + $"<password>{Password}</password></replica></shard>"
            )
        );
        var config = Path.Combine(_folder, "config.xml");
        File.WriteAllText(
            config,
            $"""
            <yandex>
              <logger><level>warning</level><log>{_folder}/log</log><errorlog>{_folder}/err</errorlog></logger>
              <http_port>{ports.Http}</http_port><tcp_port>{ports.Tcp}</tcp_port><listen_host>127.0.0.1</listen_host>
              <path>{_folder}/data/</path><tmp_path>{_folder}/tmp/</tmp_path><users_config>{_folder}/users.xml</users_config>
              <default_profile>default</default_profile><default_database>default</default_database>
              <mark_cache_size>1000000</mark_cache_size><timezone>Europe/Copenhagen</timezone>
              <remote_servers><two>{others}</two></remote_servers>
            </yandex>
            """
        );
        File.WriteAllText(
            Path.Combine(_folder, "users.xml"),
            $"""
            <yandex>
              <profiles><default/><readonly><readonly>1</readonly></readonly></profiles><quotas><default/></quotas>
              <users>
                <reader><password>{Password}</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></reader>
                <guest><password>{Password}</password><networks><ip>127.0.0.1</ip></networks><profile>readonly</profile><quota>default</quota></guest>
              </users>
            </yandex>
            """
        );
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        Directory.CreateDirectory(Path.Combine(_folder, "tmp"));
        _process = Process.Start(
            new ProcessStartInfo(Program!, [$"--config-file={config}"]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Assert.That(Answers, Is.True.After(30).Seconds.PollEvery(50).MilliSeconds, "ClickHouse listens");
    }

    public string Connection { get; }

    /// <summary>Empty where there is no program, which is a failure where everything has to run.</summary>
    public static IReadOnlyList<ClickHouseServer> Start(int shards)
    {
        if (Program is null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("found no ClickHouse, expected it where everything has to run: apt-get install clickhouse-server");
            Assert.Ignore("no ClickHouse here: apt-get install clickhouse-server");
        }

        var ports = Enumerable.Range(0, shards).Select(_ => (PostgresServer.FreePort(), PostgresServer.FreePort())).ToList();
        return [.. ports.Select(own => new ClickHouseServer(own, ports))];
    }

    /// <summary>Runs statements one after the other, and gives what the last one says.</summary>
    public string Execute(params IEnumerable<string> statements)
    {
        using var client = new HttpClient();
        var answer = "";
        foreach (var sql in statements)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{_http}/"))
            {
                Content = new StringContent(sql, Encoding.UTF8),
            };
            request.Headers.Add("X-ClickHouse-User", "reader");
            request.Headers.Add("X-ClickHouse-Key", Password);
            using var response = client.Send(request);
            answer = response.Content.ReadAsStringAsync().Result;
            Assert.That(response.IsSuccessStatusCode, Is.True, answer);
        }

        return answer;
    }

    public void Stop()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Stop();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private bool Answers()
    {
        try
        {
            return Execute("SELECT 1") == "1\n";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
