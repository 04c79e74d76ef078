using System.Globalization;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>
/// A process that dies before every step of every way to write a period, and in the middle of every step that has one. Each time, with
/// files of
/// other sizes: (a) the old or the new whole state can be found as things lie, (b) a repair gives exactly that, (c) so does the next
/// report, which tells.
/// </summary>
public class CrashTests
{
    private const int Seeds = 3;

    [TestCase("nothing there", 8)]
    [TestCase("an old folder", 10)]
    [TestCase("a folder with sign-offs", 10)]
    [TestCase("a half-written folder left", 11)]
    [TestCase("a half-deleted folder left", 11)]
    [TestCase("an old folder moved away", 11)]
    [TestCase("an old folder moved away beside a new one", 12)]
    [TestCase("an old folder left beside its successor", 12)]
    [TestCase("a half-written log left", 11)]
    [TestCase("everything left", 14)]
    public void A_report_that_dies_at_any_step_leaves_the_old_or_the_new_folder(string before, int leastPoints) =>
        Assert.That(Walk(before, (state, seed, files) => state.Report(seed + 1, files)), Is.GreaterThanOrEqualTo(leastPoints));

    [TestCase("an old folder", 2)]
    [TestCase("a folder with sign-offs", 2)]
    [TestCase("a half-written folder left", 3)]
    [TestCase("an old folder moved away", 3)]
    [TestCase("an old folder left beside its successor", 4)]
    [TestCase("a half-written log left", 3)]
    [TestCase("everything left", 6)]
    public void A_sign_off_that_dies_at_any_step_leaves_the_log_with_or_without_it(string before, int leastPoints) =>
        Assert.That(Walk(before, (state, _, files) => state.Sign(EventKind.Reviewed, files)), Is.GreaterThanOrEqualTo(leastPoints));

    [TestCase("a half-written folder left", 1)]
    [TestCase("a half-deleted folder left", 1)]
    [TestCase("an old folder moved away", 1)]
    [TestCase("an old folder moved away beside a new one", 2)]
    [TestCase("an old folder left beside its successor", 2)]
    [TestCase("a half-written log left", 1)]
    [TestCase("everything left", 4)]
    public void A_repair_that_dies_at_any_step_is_repaired(string before, int leastPoints) =>
        Assert.That(Walk(before, (state, _, files) => state.Repair(files)), Is.GreaterThanOrEqualTo(leastPoints));

    [TestCase("nothing there")]
    [TestCase("an old folder")]
    [TestCase("a folder with sign-offs")]
    [TestCase("an old folder moved away beside a new one")]
    [TestCase("everything left")]
    public void A_report_whose_disk_fails_at_any_step_leaves_the_old_folder_or_the_new_one_and_no_parts(string before) =>
        WalkFailures(before, (state, seed, files) => state.Report(seed + 1, files));

    [TestCase("an old folder")]
    [TestCase("everything left")]
    public void A_sign_off_whose_disk_fails_at_any_step_changes_nothing(string before) =>
        WalkFailures(before, (state, _, files) => state.Sign(EventKind.Reviewed, files));

    [Test]
    public void A_closing_that_dies_before_the_log_is_moved_leaves_the_period_open()
    {
        using var state = Prepare("a folder with sign-offs", seed: 1);
        var files = new CrashingFiles(stopAt: 2);
        Assert.That(() => state.Sign(EventKind.Closed, files), Throws.InstanceOf<CrashException>());
        Assert.That(files.Steps, Is.EqualTo(new[] { "write .2026-Q3.events", "move .2026-Q3.events" }));
        Assert.That(EventLog.Read(state.PathOf(PeriodState.Name)).Closing, Is.Null);
        state.Sign(EventKind.Closed);
        Assert.That(state.Told, Is.EqualTo(new[] { "repaired 2026-Q3: removed what a run that was stopped had half written" }));
        var events = EventLog.Read(state.PathOf(PeriodState.Name)).Events.Select(made => made.Kind);
        Assert.That(events.Count(kind => kind == EventKind.Closed), Is.EqualTo(1), "closed once, by the second attempt");
    }

    [Test]
    public void A_repair_is_told_also_where_the_sign_off_is_refused()
    {
        using var state = Prepare("an old folder moved away", seed: 1);
        Assert.That(
            () => state.Folder().Append(state.Writer, _ => throw new InvalidOperationException("refused")),
            Throws.InvalidOperationException
        );
        Assert.That(
            state.Told,
            Is.EqualTo(new[] { "repaired 2026-Q3: put back the folder that a run had moved away when it was stopped" })
        );
    }

    [Test]
    public void A_folder_that_was_half_deleted_is_never_put_back()
    {
        using var state = Prepare("a half-deleted folder left", seed: 1);
        Directory.Delete(state.PathOf(PeriodState.Name), recursive: true);
        state.Repair();
        Assert.That(state.Entries, Is.Empty);
    }

    /// <summary>How things lie before the run under test.</summary>
    private static PeriodState Prepare(string before, int seed)
    {
        var state = new PeriodState();
        if (before == "nothing there")
            return state;
        state.Report(seed);
        if (before is "a folder with sign-offs" or "everything left")
        {
            state.Report(seed + 100);
            state.Sign(EventKind.Prepared);
        }

        if (before.StartsWith("an old folder moved away", StringComparison.Ordinal))
            state.MoveAway();
        if (before is "a half-written folder left" or "an old folder moved away beside a new one" or "everything left")
            state.LeaveHalf(".new", seed);
        if (before is "an old folder left beside its successor" or "everything left")
            state.LeaveHalf(".old", seed);
        if (before is "a half-deleted folder left" or "everything left")
            state.LeaveHalf(".gone", seed);
        if (before is "a half-written log left" or "everything left")
            state.LeaveEvents();
        state.LeaveLock();
        return state;
    }

    /// <summary>Returns how many steps there are to die at, with the first seed.</summary>
    private static int Walk(string before, Action<PeriodState, int, IFileLayer> run)
    {
        var points = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            using var prepared = Prepare(before, seed);
            var (oldState, newState, steps) = Uninterrupted(prepared, seed, run);
            if (seed == 1)
                points = steps.Count;
            for (var step = 1; step <= steps.Count; step++)
            {
                foreach (var moment in Moments(steps[step - 1], seed))
                {
                    using var state = prepared.Copy();
                    var files = new CrashingFiles(step, moment);
                    var at = Place(seed, step, steps, moment);
                    Assert.That(() => run(state, seed, files), Throws.InstanceOf<CrashException>(), at);
                    Assert.That(files.Stopped, Is.True, at);
                    state.LeaveLock();
                    Check(state, [oldState, newState], at);
                }
            }
        }

        return points;
    }

    private static void WalkFailures(string before, Action<PeriodState, int, IFileLayer> run)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            using var prepared = Prepare(before, seed);
            var (oldState, newState, steps) = Uninterrupted(prepared, seed, run);
            for (var step = 1; step <= steps.Count; step++)
            {
                foreach (var moment in Moments(steps[step - 1], seed))
                {
                    using var state = prepared.Copy();
                    var failure = new IOException("No space left on device");
                    var at = Place(seed, step, steps, moment);
                    var thrown = Catch(() => run(state, seed, new CrashingFiles(step, moment, failure)));
                    // what cannot be cleaned up after the swap fails nothing
                    Assert.That(thrown, Is.Null.Or.SameAs(failure), at);
                    Assert.That(state.Found, Is.EqualTo(thrown is null ? newState : oldState), at);
                    Assert.That(
                        thrown is not null && before is "nothing there" or "an old folder" or "a folder with sign-offs" && state.HasParts,
                        Is.False,
                        at
                    );
                    Check(state, [oldState, newState], at);
                }
            }
        }
    }

    private static (string Old, string New, List<string> Steps) Uninterrupted(
        PeriodState prepared,
        int seed,
        Action<PeriodState, int, IFileLayer> run
    )
    {
        using var state = prepared.Copy();
        var (oldState, counting) = (state.Found, CrashingFiles.Counting());
        run(state, seed, counting);
        return (oldState, state.Found, counting.Steps);
    }

    private static void Check(PeriodState crashed, string[] wholes, string at)
    {
        // (a) as things lie
        var found = crashed.Found;
        Assert.That(found, Is.AnyOf(wholes), at);

        // (b) after a repair
        using var repaired = crashed.Copy();
        repaired.Repair();
        Assert.That((repaired.Found, repaired.HasParts, repaired.Told.Count), Is.EqualTo((found, false, crashed.HasParts ? 1 : 0)), at);
        Assert.That(Directory.Exists(repaired.PathOf(PeriodState.Name)), Is.EqualTo(found.Length > 0), at);
        var events = found.Length > 0 ? repaired.Events : 0;

        // (c) the next report, without a repair before it
        var (parts, told) = (crashed.HasParts, crashed.Told.Count);
        crashed.Report(seed: 1_000);
        Assert.That((crashed.Told.Count - told, crashed.Events), Is.EqualTo((parts ? 1 : 0, events + 1)), at);
        Assert.That(crashed.Entries, Is.EqualTo(new[] { PeriodState.Name }), at);
        Assert.That(crashed.Told, Is.All.StartsWith("repaired 2026-Q3: "), at);
    }

    /// <summary>
    /// Before a step, and in the middle of one that has a middle: at none, some or all of the bytes or files, before the process knows that
    /// it is done.
    /// </summary>
    private static IEnumerable<double?> Moments(string step, int seed) =>
        step[0] is 'w' or 'd' ? [null, (seed - 1) / (double)(Seeds - 1)] : [null];

    private static string Place(int seed, int step, List<string> steps, double? moment) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}, step {step} of {steps.Count}: {steps[step - 1]}, {(moment is null ? "before" : $"at {moment} of")} it"
        );

    private static IOException? Catch(Action run)
    {
        try
        {
            run();
            return null;
        }
        catch (IOException e)
        {
            return e;
        }
    }
}
