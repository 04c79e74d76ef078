using System.Diagnostics;
using System.Globalization;
using System.Text;
using LlmEnergy.Hashing;

namespace LlmEnergy.EndToEnd;

/// <summary>The service as it runs: killed, on a full disk, with secrets.</summary>
[Category("Long")]
public class WatchTests
{
    private const int Kills = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [SetUp]
    public void SkipElsewhere()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("needs the processes and mounts of Linux");
    }

    [Test]
    public void A_service_that_is_killed_at_any_moment_loses_nothing_and_counts_nothing_twice()
    {
        using var watched = new Watched();
        var (random, log) = (new Random(20261130), new StringBuilder());
        for (var kill = 1; kill <= Kills; kill++)
        {
            watched.Put($"day-{kill}.json", kill);
            if (random.Next(3) == 0)
                watched.Put($"again-{kill}.json", kill);
            using var service = watched.Start(log);
            // from before its first look until after its draft
            Assert.That(service.WaitForExit(random.Next(300, 4_000)), Is.False, log.ToString());
            service.Kill();
            service.WaitForExit();
        }

        using (var last = watched.Start(log))
        {
            watched.WaitUntilDone(() => log.ToString());
            last.Kill();
            last.WaitForExit();
        }

        Assert.That(
            watched.Names("exports/openai").Select(name => name!.Split('-', '.')[1]),
            Is.EquivalentTo(Enumerable.Range(1, Kills).Select(day => day.ToString(CultureInfo.InvariantCulture))),
            "each day once, by one of its names"
        );
        Assert.That(
            File.ReadLines(watched.Named("intake.csv")).Skip(1).Select(line => line.Split(',')[0]).ToList(),
            Is.Unique.And.Count.EqualTo(Kills),
            "each on record once"
        );
        watched.AssertAsReported();
        Assert.That(
            () => Processes().Count(command => command.Contains(watched.Folder, StringComparison.Ordinal)),
            Is.Zero.After(30_000, 500),
            "a round ends with its service"
        );
    }

    [Test]
    public void A_full_disk_is_said_and_what_waited_is_done_when_there_is_room()
    {
        string[] ownMounts = [Tool.Require("unshare"), "-rm"];
        if (Cli.Script(ownMounts, "mount -t tmpfs tmpfs /mnt").ExitCode != 0)
            Assert.Ignore("this account may make no mounts of its own");
        using var watched = new Watched();
        watched.Put("day-1.json", 1);
        var result = Cli.Script(
            ownMounts,
            $"W='{watched.Folder}'; K=\"$W.copy\"; cp -r \"$W\" \"$K\"; mount -t tmpfs -o size=64m tmpfs \"$W\" && cp -r \"$K/.\" \"$W\" && "
                + "mount -o remount,size=$(( $(du -sk \"$W\" | cut -f1) + 24 ))k \"$W\" || exit 99; "
                + "\"$@\" 2> \"$K.log\" & pid=$!; wait_for() { for i in $(seq 600); do if \"$@\"; then return; fi; sleep 0.2; done; }; "
                + "failed() { grep -q 'The round failed' \"$K.log\"; }; wait_for failed; mount -o remount,size=64m \"$W\"; "
                + $"drafted() {{ [ -e \"$W/periods/{Watched.Period}/manifest.json\" ] && [ ! -e \"$W/.watch.pending\" ] && "
                + "[ ! -e \"$W/inbox/day-1.json\" ]; }; wait_for drafted; kill $pid; wait $pid; cat \"$K.log\" >&2; "
                + "rm -rf \"$K\" \"$K.log\"; cp -r \"$W\" \"$K\"; umount \"$W\"; rm -rf \"$W\"; mv \"$K\" \"$W\"",
            "watch",
            watched.Folder
        );
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Error, Does.Contain("The round failed, the next one tries again: No space left on device"));
        Assert.That(watched.Names("inbox"), Is.Empty);
        watched.AssertAsReported();
    }

    [Test]
    public void No_secret_stands_in_the_log_the_folder_or_the_list_of_processes()
    {
        using var mail = new MailServer("password-of-mail-4711");
        using var web = new WebServer();
        using var watched = new Watched();
        var outside = Directory.CreateTempSubdirectory("llmenergy-secrets-").FullName;
        File.WriteAllText(Path.Combine(outside, "hook"), $"{web.Address}hook/secret-of-hook-4711");
        File.WriteAllText(Path.Combine(outside, "trusted.pem"), mail.Certificate);
        File.WriteAllText(
            watched.Named("automation.json"),
            $$"""{ "schema": 1, "fetch": [ { "source": "openai", "provider": "openai", "key": "env:FETCH_KEY", "address": "{{web.Address}}" } ] }"""
        );
        File.WriteAllText(
            watched.Named("watch.json"),
            $$"""
            { "schema": 1, "everySeconds": 1, "settleSeconds": 1, "day": 1,
              "notify": { "webhook": "{{outside}}/hook", "smtp": { "host": "localhost", "port": {{mail.Port}}, "from": "energy@example.org",
                "to": "board@example.org", "user": "energy", "password": "env:MAIL_PASSWORD" } } }
            """
        );
        var (log, commands) = (new StringBuilder(), new HashSet<string>());
        var environment = new Dictionary<string, string>
        {
            ["FETCH_KEY"] = "sk-admin-key-4711",
            ["MAIL_PASSWORD"] = "password-of-mail-4711",
            ["SSL_CERT_FILE"] = Path.Combine(outside, "trusted.pem"),
        };
        using (var service = watched.Start(log, environment))
        {
            for (var clock = Stopwatch.StartNew(); mail.Mails.IsEmpty && clock.Elapsed < Patience; service.WaitForExit(50))
                commands.UnionWith(Processes());
            service.Kill();
            service.WaitForExit();
        }

        Assert.That(mail.Mails, Is.Not.Empty, log.ToString());
        Assert.That(mail.Mails.First(), Does.Contain($"Draft of {Watched.Period} for Acme"));
        Assert.That(web.Requests, Has.Some.Contains("sk-admin-key-4711").And.Some.Contains("/hook/secret-of-hook-4711"), "they were used");
        var written = Directory
            .EnumerateFiles(watched.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        var said = string.Join('\n', [log.ToString(), .. commands, .. written, .. mail.Mails]);
        Assert.That(said, Does.Contain("found no delivery by webhook"), "it answers with a failure");
        Assert.That(said, Does.Not.Contain("4711"));
        Directory.Delete(outside, recursive: true);
    }

    /// <summary>Command lines of all processes.</summary>
    private static IEnumerable<string> Processes() =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(folder =>
            {
                try
                {
                    return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
                }
                catch (IOException)
                {
                    return ""; // it has ended
                }
            });

    /// <summary>A workspace that a service watches, whose last quarter has ended and is open.</summary>
    private sealed class Watched : IDisposable
    {
        private static readonly DateOnly Last = LastQuarter();

        public Watched()
        {
            File.WriteAllText(
                Named("llmenergy.json"),
                """
                { "schema": 1, "undertaking": "Acme", "sources": [ { "id": "openai", "path": "exports/openai/**", "format": "openai.usage.json" } ] }
                """
            );
            File.WriteAllText(Named("watch.json"), """{ "schema": 1, "everySeconds": 1, "settleSeconds": 1, "day": 28 }""");
            Directory.CreateDirectory(Named("inbox"));
        }

        public static string Period { get; } = FormattableString.Invariant($"{Last.Year}-Q{(Last.Month + 2) / 3}");

        public string Folder { get; } = Directory.CreateTempSubdirectory("llmenergy-watch-").FullName;

        public string Named(string name) => Path.Combine(Folder, name);

        public IEnumerable<string?> Names(string folder) => Directory.EnumerateFiles(Named(folder)).Select(Path.GetFileName);

        /// <summary>Usage of a day of the last quarter, renamed into the inbox.</summary>
        public void Put(string name, int day)
        {
            var start = new DateTimeOffset(Last.AddDays(day), default, TimeSpan.Zero).ToUnixTimeSeconds();
            File.WriteAllText(
                Named("moved-in"),
                FormattableString.Invariant(
                    $$"""
                    { "object": "page", "data": [ { "object": "bucket", "start_time": {{start}}, "end_time": {{start
                        + 86_400}}, "results": [
                      { "object": "organization.usage.completions.result", "input_tokens": {{day * 1000}}, "output_tokens": 100,
                        "input_cached_tokens": 0, "num_model_requests": 1, "model": "gpt-5-2025-08-07", "project_id": "proj_a" } ] } ],
                      "has_more": false, "next_page": null }
                    """
                )
            );
            File.Move(Named("moved-in"), Path.Combine(Named("inbox"), name));
        }

        /// <param name="log">Gets what it says on stderr.</param>
        public Process Start(StringBuilder log, IReadOnlyDictionary<string, string>? environment = null)
        {
            var process = Cli.StartIn(environment ?? new Dictionary<string, string>(), "watch", Folder);
            process.ErrorDataReceived += (_, line) =>
            {
                lock (log)
                    log.AppendLine(line.Data);
            };
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            return process;
        }

        public void WaitUntilDone(Func<string> log) =>
            Assert.That(
                () =>
                    !Directory.EnumerateFiles(Named("inbox")).Any()
                    && !File.Exists(Named(".watch.pending"))
                    && File.Exists(Path.Combine(Named("periods"), Period, "manifest.json")),
                Is.True.After((int)Patience.TotalMilliseconds, 200),
                log
            );

        /// <summary>The folder is that of <c>report</c>, but for what says when.</summary>
        public void AssertAsReported()
        {
            var drafted = Outputs();
            var report = Cli.Run("report", Folder, "--period", Period);
            Assert.That(report.ExitCode, Is.EqualTo(3), "days are missing");
            Assert.That(Outputs(), Is.EqualTo(drafted));
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);

        private Dictionary<string, string> Outputs() =>
            Directory
                .EnumerateFiles(Path.Combine(Named("periods"), Period))
                .Where(file => Path.GetFileName(file) != "events.jsonl")
                .ToDictionary(file => Path.GetFileName(file), Sha256.Of);

        private static DateOnly LastQuarter()
        {
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            return new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).AddMonths(-3);
        }
    }
}
