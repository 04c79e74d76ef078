using LlmEnergy.Periods;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// What a writer does to others, and a disk to a writer: an exit code of 1, a sentence that helps, and the old folder as it was.
/// </summary>
public class WriterTests
{
    private static readonly string[] InOwnMounts = ["unshare", "-rm"];

    private ReportedWorkspace _workspace = null!;

    [OneTimeSetUp]
    public void Create() => _workspace = new();

    [SetUp]
    public void Restore() => _workspace.Restore();

    [OneTimeTearDown]
    public void Delete() => _workspace.Dispose();

    [Test]
    public void A_second_report_is_told_who_writes_and_since_when()
    {
        WhileLocked(() =>
        {
            var second = _workspace.Report();
            Assert.That((second.ExitCode, second.Output), Is.EqualTo((1, "")));
            Assert.That(
                LastLine(second),
                Is.EqualTo(
                    $"error: Another run is writing 2025-Q3 (anna, process {Environment.ProcessId}, since 2026-10-02 08:30:00 UTC): wait "
                        + $"until it has ended, or stop it. Nothing was half-written."
                )
            );
        });
        Assert.That((_workspace.Found, _workspace.HasParts), Is.EqualTo((_workspace.Old, false)));
    }

    [Test, Category("Long")]
    public void A_process_that_is_held_up_while_it_writes_keeps_others_out_and_ends_well()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("needs SIGSTOP");
        using var first = Cli.Start("report", _workspace.Folder, "--period", ReportedWorkspace.Period);
        while (!_workspace.HasParts && !first.WaitForExit(1))
        {
            // it reads
        }

        Cli.Script([], $"kill -STOP {first.Id}");
        var second = _workspace.Report();
        Cli.Script([], $"kill -CONT {first.Id}");
        var result = Cli.Finish(first);
        Assert.That(second.ExitCode, Is.EqualTo(1));
        Assert.That(
            LastLine(second),
            Does.StartWith("error: Another run is writing 2025-Q3 (").And.Contains($", process {first.Id}, since ")
        );
        Assert.That((result.ExitCode, _workspace.Entries), Is.EqualTo((_workspace.Report().ExitCode, new[] { ReportedWorkspace.Period })));
    }

    [TestCase("verify", "{workspace}/periods/2025-Q3")]
    [TestCase("ingest", "{workspace}", "--period", "2025-Q3")]
    [TestCase("estimate", "{workspace}/exports/gateway/gateway-2025-Q3.csv", "--profile", "{workspace}/profiles/acme-gateway.profile.json")]
    [TestCase("models", "resolve", "gpt-4o", "--workspace", "{workspace}")]
    [TestCase("factors", "list", "dk")]
    [TestCase("formats", "{workspace}/exports/gateway/gateway-2025-Q3.csv")]
    public void A_command_that_reads_writes_nothing_and_waits_for_no_writer(params string[] arguments)
    {
        var (before, command) = (
            _workspace.Tree,
            arguments.Select(argument => argument.Replace("{workspace}", _workspace.Folder, StringComparison.Ordinal)).ToArray()
        );
        var alone = Cli.Run(command);
        Assert.That(_workspace.Tree, Is.EqualTo(before));
        WhileLocked(() =>
        {
            before = _workspace.Tree;
            var beside = Cli.Run(command);
            Assert.That(_workspace.Tree, Is.EqualTo(before));
            Assert.That((beside.ExitCode, beside.Output), Is.EqualTo((alone.ExitCode, alone.Output)), beside.Error);
        });
        Assert.That(alone.ExitCode, Is.Not.EqualTo(1), alone.Error);
    }

    [TestCase(0, Category = "Long")]
    [TestCase(8)]
    [TestCase(60, Category = "Long")]
    [TestCase(150, Category = "Long")]
    public void A_full_disk_leaves_the_old_folder_and_says_so(int freeKilobytes)
    {
        SkipWithoutMounts();
        // a disk with the old folder on it and some room; what is there afterwards is copied out
        var result = InMounts(
            $"mount -t tmpfs -o size=64m tmpfs \"$P\" && cp -r \"$K/.\" \"$P\" && mount -o remount,size=$(( $(du -sk \"$P\" | cut -f1) + "
                + $"{freeKilobytes} ))k \"$P\" || exit 99"
        );
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(
            LastLine(result),
            Does.StartWith("error: No space left on device")
                .And.EndsWith("The disk is full, and nothing was half-written: free space on it and run again.")
        );
        Assert.That((_workspace.Found, _workspace.Entries), Is.EqualTo((_workspace.Old, new[] { ReportedWorkspace.Period })));
    }

    [Test]
    public void A_read_only_disk_is_named()
    {
        SkipWithoutMounts();
        var result = InMounts("mount -t tmpfs tmpfs \"$P\" && cp -r \"$K/.\" \"$P\" && mount -o remount,ro \"$P\" || exit 99");
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(
            LastLine(result),
            Does.StartWith("error: Read-only file system")
                .And.EndsWith("The disk is read-only, and nothing was written: make it writable, or run on a copy of the workspace.")
        );
        Assert.That((_workspace.Found, _workspace.Entries), Is.EqualTo((_workspace.Old, new[] { ReportedWorkspace.Period })));
    }

    [Test]
    public void A_folder_without_the_right_to_write_is_named()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Ignore("rights do not bind this account");
            return;
        }

        var (all, read) = (File.GetUnixFileMode(_workspace.Periods), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_workspace.Periods, read);
        var result = _workspace.Report();
        File.SetUnixFileMode(_workspace.Periods, all);
        Assert.That((result.ExitCode, _workspace.Found), Is.EqualTo((1, _workspace.Old)));
        Assert.That(
            LastLine(result),
            Does.EndWith(
                "This account may not read or write there, and nothing was written: give it the right, or run on a copy of the workspace."
            )
        );
    }

    [TestCase("periods")]
    [TestCase("periods/2025-Q3")]
    public void A_file_in_the_place_of_a_folder_is_named(string place)
    {
        var path = Path.Combine(_workspace.Folder, place);
        Directory.Delete(path, recursive: true);
        File.WriteAllText(path, "mine");
        var result = _workspace.Report();
        var left = File.ReadAllText(path);
        File.Delete(path);
        Directory.CreateDirectory(path);
        Assert.That((result.ExitCode, left), Is.EqualTo((1, "mine")));
        Assert.That(
            LastLine(result),
            Is.EqualTo($"error: Found a file at {path}, expected a folder: move the file away. Nothing was half-written.")
        );
    }

    private static string LastLine(Result result) => result.Error.TrimEnd().Split('\n')[^1];

    /// <summary>Runs while a writer, anna, is in the middle of a report that then fails.</summary>
    private void WhileLocked(Action run)
    {
        var writer = new Writer("anna", new(2026, 10, 2, 8, 30, 0, TimeSpan.Zero));
        var folder = new PeriodFolder(new(_workspace.Periods), ReportedWorkspace.Period);
        Assert.That(
            () =>
                folder.Replace(
                    writer,
                    _ =>
                    {
                        run();
                        throw new InvalidOperationException("enough");
                    },
                    _ => throw new InvalidOperationException()
                ),
            Throws.InvalidOperationException.With.Message.EqualTo("enough")
        );
    }

    /// <summary>
    /// A report in mounts of its own, which end with it. $P is the folder periods, $K a copy of it; what the report leaves comes back into
    /// periods.
    /// </summary>
    private Result InMounts(string mount) =>
        Cli.Script(
            InOwnMounts,
            $"P='{_workspace.Periods}'; K=\"$P.copy\"; cp -r \"$P\" \"$K\"; {mount}; \"$@\"; code=$?; rm -rf \"$K\"/* \"$K\"/.[!.]*; cp "
                + $"-r \"$P/.\" \"$K\"; umount \"$P\"; rm -rf \"$P\"; mv \"$K\" \"$P\"; exit $code",
            "report",
            _workspace.Folder,
            "--period",
            ReportedWorkspace.Period
        );

    private static void SkipWithoutMounts()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("needs mounts of Linux");
        if (Cli.Script([Tool.Require("unshare"), "-rm"], "mount -t tmpfs tmpfs /mnt").ExitCode != 0)
            Assert.Ignore("this account may make no mounts of its own");
    }
}
