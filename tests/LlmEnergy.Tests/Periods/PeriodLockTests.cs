using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

public class PeriodLockTests
{
    private static readonly Writer Anna = new("anna", new(2026, 10, 2, 8, 30, 0, TimeSpan.Zero));

    [Test]
    public void A_second_writer_is_told_who_writes_and_since_when()
    {
        using var temporary = new TemporaryFolder();
        using var held = PeriodLock.Take(temporary.Folder, "2026-Q3", Anna);
        Assert.That(
            () => PeriodLock.Take(temporary.Folder, "2026-Q3", new("ben", DateTimeOffset.UnixEpoch)),
            Throws
                .InstanceOf<IOException>()
                .With.Message.EqualTo(
                    $"Another run is writing 2026-Q3 (anna, process {Environment.ProcessId}, since 2026-10-02 08:30:00 UTC): wait until "
                        + $"it has ended, or stop it."
                )
        );
    }

    [Test]
    public void A_sign_off_and_a_repair_wait_for_nobody_either()
    {
        using var state = new PeriodState();
        state.Report(seed: 1);
        state.LeaveHalf(".new", seed: 1);
        using var held = PeriodLock.Take(new(state.PathOf("")), PeriodState.Name, Anna);
        Assert.That(() => state.Sign(EventKind.Prepared), Throws.InstanceOf<IOException>().With.Message.Contains("(anna, process "));
        Assert.That(() => state.Repair(), Throws.InstanceOf<IOException>().With.Message.Contains("(anna, process "));
        Assert.That(state.HasParts, Is.True);
    }

    [Test]
    public void Another_period_is_not_locked()
    {
        using var temporary = new TemporaryFolder();
        using var held = PeriodLock.Take(temporary.Folder, "2026-Q3", Anna);
        Assert.That(() => PeriodLock.Take(temporary.Folder, "2026-Q4", Anna).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Files_that_a_killed_run_left_lock_nothing_and_go()
    {
        using var temporary = new TemporaryFolder().With(".2026-Q3.lock", "").With(".2026-Q3.holder", "ghost");
        PeriodLock.Take(temporary.Folder, "2026-Q3", Anna).Dispose();
        Assert.That(temporary.Folder.EnumerateFileSystemInfos(), Is.Empty);
    }

    [Test]
    public void A_lock_that_cannot_be_made_is_no_other_run_whatever_a_holder_file_says()
    {
        using var temporary = new TemporaryFolder().With(".2026-Q3.lock/file", "").With(".2026-Q3.holder", "ghost");
        Assert.That(
            () => PeriodLock.Take(temporary.Folder, "2026-Q3", Anna),
            Throws.InstanceOf<UnauthorizedAccessException>().With.Message.Not.Contains("Another run")
        );
    }

    [Test]
    public void Of_many_who_try_at_once_one_writes_at_a_time()
    {
        using var temporary = new TemporaryFolder();
        var (inside, most, taken) = (0, 0, 0);
        Parallel.For(
            0,
            400,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            _ =>
            {
                try
                {
                    using var held = PeriodLock.Take(temporary.Folder, "2026-Q3", Anna);
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref taken);
                    Thread.SpinWait(1_000);
                    Interlocked.Decrement(ref inside);
                }
                catch (IOException)
                {
                    // another one has it
                }
            }
        );
        Assert.That((most, taken > 0), Is.EqualTo((1, true)));
        Assert.That(temporary.Folder.EnumerateFileSystemInfos(), Is.Empty);
    }
}
