using CsCheck;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>The same usage stands at several depths of a trace: it counts once.</summary>
public class SpanTreeTests
{
    private const string Profile = """
        { "id": "test.spans", "title": "spans", "container": ["csv"], "identity": "id", "parent": "parent",
          "fields": { "time": "day", "input": "in", "output": "out" },
          "ignore": [ { "rule": "no-usage", "when": { "in": "", "out": "" } } ],
          "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private const string Header = "id,parent,day,in,out\n";
    private static readonly ReportingPeriod FirstQuarter = ReportingPeriod.Spanning(new(2026, 1, 1), new(2026, 3, 31));
    private static readonly ReportingPeriod SecondQuarter = ReportingPeriod.Spanning(new(2026, 4, 1), new(2026, 6, 30));

    /// <summary>
    /// Of each span but the first: the one above it, whether it states the sum of what is below, tokens where it is a leaf, day and file.
    /// </summary>
    private static readonly Gen<(int Above, bool IsRollup, int Tokens, int Day, int File)[]> Trees = Gen.Select(
        Gen.Int[0, 1_000],
        Gen.Bool,
        Gen.Int[0, 500],
        Gen.Int[0, 364],
        Gen.Int[0, 2]
    ).Array[1, 25];

    [Test]
    public void A_span_that_states_what_those_below_it_state_is_ignored_at_every_depth()
    {
        var activity = Read(
            "a,,2026-03-01,300,30\nb,a,2026-03-01,,\nc,a,2026-03-01,100,10\nd,b,2026-03-01,200,20\ne,d,2026-03-01,200,20\n"
        );
        Assert.Multiple(() =>
        {
            Assert.That((activity.Total.Requests, activity.Total.Input, activity.Total.Output), Is.EqualTo((2L, 300L, 30L)));
            Assert.That(
                activity.NotAccepted.Select(run => (run.FirstLine, run.Rule)),
                Is.EqualTo(new[] { (2L, "repeats-children"), (3L, "no-usage"), (5L, "repeats-children") })
            );
            Assert.That(activity.Issues, Is.Empty);
        });
    }

    [Test]
    public void A_span_that_states_more_than_those_below_it_counts_instead_of_them()
    {
        var activity = Read("a,,2026-03-01,300,30\nb,a,2026-03-01,100,10\nc,b,2026-03-01,100,10\nd,a,2026-03-01,,\n");
        Assert.Multiple(() =>
        {
            Assert.That((activity.Total.Requests, activity.Total.Input, activity.Total.Output), Is.EqualTo((1L, 300L, 30L)));
            Assert.That(
                activity.NotAccepted.Where(run => run.FirstLine == 4).Select(run => (run.Rule, run.KeptPath, run.KeptLine)),
                Is.EqualTo(new[] { ("in-parent", "usage.csv", 2L) })
            );
            Assert.That(
                activity.Issues.Single().ToString(),
                Is.EqualTo(
                    "usage.csv: warning LE1036: found 1 row that states 330 tokens, and 110 in the rows below, expected the same: "
                        + "calls below them have no tokens of their own, so that these rows count and those below do not"
                )
            );
        });
    }

    [Test]
    public void A_span_that_states_less_than_those_below_it_does_not_count()
    {
        var activity = Read("a,,2026-03-01,90,30\nb,a,2026-03-01,100,10\nc,a,2026-03-01,100,20\n");
        Assert.That((activity.Total.Requests, activity.Total.Input, activity.Total.Output), Is.EqualTo((2L, 200L, 30L)));
        Assert.That(
            activity.Issues.Single().Message,
            Is.EqualTo(
                "found 1 row that states 120 tokens, and 230 in the rows below, expected the same: the rows below them count and "
                    + "these do not"
            )
        );
    }

    [Test]
    public void Rows_that_are_above_each_other_count_each() =>
        Assert.That(
            Read(
                "a,b,2026-03-01,10,1\nb,a,2026-03-01,10,1\nc,c,2026-03-01,5,1\nd,e,2026-03-01,7,1\ne,e2,2026-03-01,,\ne2,e,2026-03-01,,\n"
            ).Total.Input,
            Is.EqualTo(32)
        );

    [Test]
    public void Spans_find_those_below_them_in_other_files_and_other_quarters()
    {
        foreach (var (period, total) in new[] { (FirstQuarter, 0L), (SecondQuarter, 300L) })
        {
            using var folder = new ExportFolder { Period = period }
                .As(Profile)
                .With("a.csv", Header + "c,b,2026-04-01,100,10\nd,b,2026-04-01,200,20\n")
                .With("b.csv", Header + "a,,2026-03-31,300,30\nb,a,2026-03-31,,\n");
            Assert.That(folder.Ingest().Total.Input, Is.EqualTo(total));
        }
    }

    [Test]
    public void A_span_that_cannot_be_read_still_leads_to_those_below_it() =>
        Assert.That(Read("a,,2026-03-01,300,30\nb,a,no day,300,30\nc,b,2026-03-01,300,30\n").Total.Input, Is.EqualTo(300));

    [Test]
    public void Honest_sums_at_any_depth_leave_the_leaves_whatever_the_order_and_the_quarter() =>
        Gen.Select(Trees, Gen.Int[0, 999])
            .Sample(
                (tree, seed) =>
                {
                    var inner = Enumerable.Range(1, tree.Length - 1).Select(index => tree[index].Above % index).ToHashSet();
                    var leaves = Enumerable.Range(0, tree.Length).Where(index => !inner.Contains(index)).ToHashSet();
                    var sums = new int[tree.Length];
                    for (var index = tree.Length - 1; index >= 0; index--)
                    {
                        if (leaves.Contains(index))
                            sums[index] = tree[index].Tokens;
                        if (index > 0)
                            sums[tree[index].Above % index] += sums[index];
                    }

                    var rows = tree.Select(
                            (span, index) =>
                            {
                                var tokens = leaves.Contains(index) || span.IsRollup ? $"{sums[index]},{sums[index] * 2}" : ",";
                                var (parent, day) = (
                                    index == 0 ? "" : $"s{span.Above % index}",
                                    new DateOnly(2026, 1, 1).AddDays(span.Day)
                                );
                                return (span.File, Text: $"s{index},{parent},{day:yyyy-MM-dd},{tokens}\n");
                            }
                        )
                        .ToArray();
                    new Random(seed).Shuffle(rows);
                    using var folder = new ExportFolder(inMemory: true).As(Profile);
                    foreach (var file in rows.GroupBy(row => row.File))
                        folder.With($"{file.Key}.csv", Header + string.Concat(file.Select(row => row.Text)));
                    var year = folder.Ingest().Total.Input;
                    var quarters = new[] { 1, 4, 7, 10 }.Sum(month =>
                    {
                        folder.Period = ReportingPeriod.Spanning(
                            new(2026, month, 1),
                            new DateOnly(2026, month, 1).AddMonths(3).AddDays(-1)
                        );
                        return folder.Ingest().Total.Input;
                    });
                    var stated = leaves.Sum(leaf => (long)tree[leaf].Tokens);
                    Assert.That((year, quarters), Is.EqualTo((stated, stated)));
                },
                iter: 300
            );

    private static Activity Read(string rows) => ExportFolder.Of(Profile, Header + rows);
}
