using System.Diagnostics;
using System.Security.Cryptography;
using LlmEnergy.Periods;
using EventLog = LlmEnergy.Periods.EventLog;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// The program, killed as by kill -9 while it closes with a snapshot, restates or verifies: nothing that was there is lost.
/// </summary>
[Category("Long")]
public class CloseKillTests
{
    private const int Kills = 100;
    private const string Period = "2025-Q3";
    private string _workspace = "";
    private string _saved = "";

    private string Periods => Path.Combine(_workspace, "periods");

    [TearDown]
    public void Delete()
    {
        foreach (var folder in new[] { _workspace, _saved }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    /// <remarks>
    /// After each: the outputs have their bytes; the log is the old one without a snapshot, or that and the closing with the snapshot that
    /// it names. Then the same command ends
    /// as it has to, and leaves the closed version alone; of the last, verification finds no difference.
    /// </remarks>
    [Test]
    public void A_closing_with_a_snapshot_that_is_killed_leaves_the_version_open_or_closed()
    {
        Signed(EventKind.Prepared, EventKind.Reviewed, EventKind.Approved);
        var (before, log) = (Contents(Period), Log(Period));
        string[] command = ["close", _workspace, "--period", Period, "--snapshot", "--name", "A. Berg"];
        var (whole, closed) = Measure(command);
        Assert.That(closed.ExitCode, Is.Zero, closed.Error);
        var (open, done) = (0, 0);
        foreach (var moment in Moments(whole))
        {
            Restore();
            Kill(command, moment);
            var found = Directory.Exists(Path.Combine(Periods, Period)) ? Period : $".{Period}.old";
            var now = EventLog.Read(Path.Combine(Periods, found));
            var isClosed = now.Closing is not null;
            var (added, kept) = (Contents(found).ToLookup(file => ClosingFiles.Names.Contains(file.Key)), ClosingFiles.HashesIn(now));
            Assert.That(added[false], Is.EqualTo(before), $"{moment}");
            Assert.That(added[true], Is.EquivalentTo(kept), $"{moment}");
            Assert.That(Log(found), isClosed ? Does.StartWith(log) : Is.EqualTo(log), $"{moment}");
            var next = Cli.Run(command);
            Assert.That(next.ExitCode, Is.EqualTo(isClosed ? 2 : 0), $"{moment}: {next.Error}");
            // a kill right after the closing leaves it without its mark
            Assert.That(
                Directory.EnumerateFileSystemEntries(Periods).Select(Path.GetFileName).Except([$".{Period}.closed"]),
                Is.EqualTo(new[] { Period }),
                $"{moment}"
            );
            if (isClosed)
                done++;
            else
                open++;
        }

        Assert.That(Cli.Run("verify", Path.Combine(Periods, Period)).ExitCode, Is.Zero);
        TestContext.Out.WriteLine($"{Kills} kills: {open} left the version open, {done} closed");
    }

    /// <remarks>After each: the closed version is as it was, and there is no restatement or a whole one.</remarks>
    [Test]
    public void A_restatement_that_is_killed_leaves_the_closed_version_alone()
    {
        Signed(EventKind.Prepared, EventKind.Reviewed, EventKind.Approved, EventKind.Closed);
        var (before, log) = (Contents(Period), Log(Period));
        string[] command = ["restate", _workspace, "--period", Period, "--reason", "error", "--explanation", "a row was wrong"];
        var (whole, restated) = Measure(command);
        Assert.That(restated.ExitCode, Is.Zero, restated.Error);
        var made = Contents($"{Period}~r1");
        var (none, done) = (0, 0);
        foreach (var moment in Moments(whole))
        {
            Restore();
            Kill(command, moment);
            Assert.That((Contents(Period), Log(Period)), Is.EqualTo((before, log)), $"{moment}");
            var isThere = Directory.Exists(Path.Combine(Periods, $"{Period}~r1"));
            if (isThere)
                Assert.That(Contents($"{Period}~r1"), Is.EqualTo(made), $"{moment}");
            var next = Cli.Run(command);
            Assert.That(next.ExitCode, Is.EqualTo(isThere ? 2 : 0), $"{moment}: {next.Error}");
            Assert.That(Contents($"{Period}~r1"), Is.EqualTo(made), $"{moment}");
            if (isThere)
                done++;
            else
                none++;
        }

        TestContext.Out.WriteLine($"{Kills} kills: {none} left no restatement, {done} a whole one");
    }

    [Test]
    public void A_verification_that_is_killed_changes_nothing()
    {
        Signed(EventKind.Prepared, EventKind.Reviewed, EventKind.Approved, EventKind.Closed);
        string[] command = ["verify", Path.Combine(Periods, Period)];
        var (whole, verified) = Measure(command);
        Assert.That(verified.ExitCode, Is.Zero, verified.Output);
        var before = Tree();
        foreach (var moment in Moments(whole))
        {
            Kill(command, moment);
            Assert.That(Tree(), Is.EqualTo(before), $"{moment}");
        }

        Assert.That(Cli.Run(command).ExitCode, Is.Zero);
    }

    /// <summary>A final report of the sample with these steps, kept to begin again with.</summary>
    private void Signed(params EventKind[] steps)
    {
        (_workspace, _saved) = (Cli.CopyOf("acme"), Directory.CreateTempSubdirectory("llmenergy-test-").FullName);
        Assert.That(Cli.Run("report", _workspace, "--period", Period, "--final").ExitCode, Is.Zero);
        foreach (var step in steps)
            Assert.That(
                Cli.Run(
                    "close",
                    _workspace,
                    "--period",
                    Period,
                    "--step",
                    step.ToString().ToLowerInvariant(),
                    "--name",
                    $"signs {step}"
                ).ExitCode,
                Is.Zero
            );
        Copy(Periods, _saved);
    }

    private void Restore()
    {
        Directory.Delete(Periods, recursive: true);
        Copy(_saved, Periods);
    }

    /// <summary>From the start to the end, more of them where the files are written: after half of the time.</summary>
    private static IEnumerable<TimeSpan> Moments(TimeSpan whole)
    {
        var random = new Random(20261129);
        return Enumerable
            .Range(0, Kills)
            .Select(kill => whole * (kill % 3 == 0 ? random.NextDouble() : 0.5 + (0.55 * random.NextDouble())));
    }

    /// <summary>A run that nobody disturbs, as a process like those that are killed.</summary>
    private static (TimeSpan Whole, Result Result) Measure(string[] command)
    {
        var clock = Stopwatch.StartNew();
        var result = Cli.RunProcess(command);
        return (clock.Elapsed, result);
    }

    private static void Kill(string[] command, TimeSpan moment)
    {
        using var process = Cli.Start(command);
        process.WaitForExit(moment);
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Names and hashes of all files of a version but the log.</summary>
    private SortedDictionary<string, string> Contents(string version) =>
        new(
            Directory
                .EnumerateFiles(Path.Combine(Periods, version))
                .Where(file => Path.GetFileName(file) != EventLog.FileName)
                .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))),
            StringComparer.Ordinal
        );

    private string Log(string version) => File.ReadAllText(Path.Combine(Periods, version, EventLog.FileName));

    private List<string> Tree() =>
        [
            .. Directory
                .EnumerateFiles(_workspace, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
        ];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
