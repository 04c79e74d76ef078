using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Counting;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>A request counts once, whatever the number of times it stands in the exports of a source.</summary>
public class IdentityTests
{
    private const string Profile = """
        { "id": "test.identified", "title": "requests with an id", "container": ["csv"], "identity": "id",
          "fields": { "time": "date", "model": "model", "input": "in", "output": "out" },
          "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private const string Header = "id,date,model,in,out\n";

    [Test]
    public void The_first_row_counts_and_the_others_name_it()
    {
        var activity = ExportFolder.Of(
            Profile,
            Header + "a,2026-01-05,m,10,1\nb,2026-01-05,m,20,2\na,2026-01-05,m,10,1\na,2026-01-06,m,10,1\n"
        );
        Assert.Multiple(() =>
        {
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(4, 2, 2, 0, 0)));
            Assert.That(activity.Total.Input, Is.EqualTo(30));
            Assert.That(activity.Files[0].NotAccepted.Input, Is.EqualTo(20));
            Assert.That(
                activity.NotAccepted,
                Is.EqualTo(
                    new[]
                    {
                        new RowDecision("usage.csv", 4, 4, 1, RowOutcome.Duplicate, "same-identity", "usage.csv", 2),
                        new RowDecision("usage.csv", 5, 5, 1, RowOutcome.Duplicate, "same-identity", "usage.csv", 2),
                    }
                )
            );
        });
    }

    [Test]
    public void The_original_is_in_the_first_file_by_path_whatever_the_order_they_are_named_in()
    {
        using var folder = new ExportFolder()
            .As(Profile)
            .With("b.csv", Header + "x,2026-01-05,m,10,1\n")
            .With("a.csv", Header + "y,2026-01-05,m,5,1\n\"x\",2026-01-05,m,10,1\n");
        Assert.That(
            folder.Ingest().NotAccepted,
            Is.EqualTo(new[] { new RowDecision("b.csv", 2, 2, 1, RowOutcome.Duplicate, "same-identity", "a.csv", 3) })
        );
    }

    [Test]
    public void The_line_of_the_original_is_known_after_quoted_line_breaks()
    {
        var activity = ExportFolder.Of(
            Profile,
            "note,"
                + Header
                + "\"1\n2\",a,2026-01-05,m,1,1\n\"1\n2\n3\",b,2026-01-05,m,1,1\n-,c,2026-01-05,m,1,1\n-,d,2026-01-05,m,1,1\n-,a,2026-01-05,m,1,1\n-,b,2026-01-05,m,1,1\n-,c,2026-01-05,m,1,1\n-,d,2026-01-05,m,1,1\n"
        );
        Assert.That(activity.NotAccepted.Select(run => run.KeptLine), Is.EqualTo(new[] { 2, 4, 7, 8 }));
    }

    [Test]
    public void Another_source_has_identities_of_its_own()
    {
        using var one = new ExportFolder().As(Profile).With("usage.csv", Header + "a,2026-01-05,m,10,1\n");
        var source = one.Source with { Files = [new("usage.csv", one.PathOf("usage.csv"))] };
        var activity = new Ingestor(one.Formats).Ingest(
            [source, source with { Id = "other" }],
            Domain.ReportingPeriod.Always,
            null,
            default
        );
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(2, 2, 0, 0, 0)));
    }

    [Test]
    public void Rows_without_an_identity_are_counted_and_said()
    {
        var activity = ExportFolder.Of(Profile, Header + ",2026-01-05,m,10,1\n,2026-01-05,m,10,1\n");
        Assert.That(activity.Rows.Accepted, Is.EqualTo(2));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "usage.csv: warning LE1030: found 2 rows with an empty id, expected what names a request: they are counted, a repetition "
                    + "of them would be too"
            )
        );
    }

    [Test]
    public void Parts_of_an_identity_are_not_run_together()
    {
        var profile = Profile.Replace("\"identity\": \"id\"", "\"identity\": [\"id\", \"model\"]", StringComparison.Ordinal);
        Assert.That(
            ExportFolder.Of(profile, Header + "a,2026-01-05,bc,10,1\nab,2026-01-05,c,10,1\na,2026-01-05,bc,10,1\n").Rows,
            Is.EqualTo(new RowCounts(3, 2, 1, 0, 0))
        );
    }

    [Test]
    public void Where_the_largest_counts_a_partial_names_the_row_that_counts()
    {
        var profile = Profile.Replace("\"grain\"", "\"duplicates\": \"largest\", \"grain\"", StringComparison.Ordinal);
        using var folder = new ExportFolder()
            .As(profile)
            .With("a.csv", Header + "x,2026-01-05,m,10,9\nx,2026-01-05,m,10,9\ny,2026-01-05,m,1,1\n")
            .With("b.csv", Header + "x,2026-02-05,m,10,159\nx,2026-01-05,m,10,60\n");
        var activity = folder.Ingest();
        Assert.Multiple(() =>
        {
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(5, 2, 3, 0, 0)));
            Assert.That(activity.Total.Output, Is.EqualTo(160));
            Assert.That(activity.Lines.Select(line => (line.Key.Month.Month, line.Usage.Output)), Is.EqualTo(new[] { (1, 1L), (2, 159L) }));
            Assert.That(
                activity.NotAccepted,
                Is.EqualTo(
                    new[]
                    {
                        new RowDecision("a.csv", 2, 2, 1, RowOutcome.Duplicate, "partial", "b.csv", 2),
                        new RowDecision("a.csv", 3, 3, 1, RowOutcome.Duplicate, "partial", "b.csv", 2),
                        new RowDecision("b.csv", 3, 3, 1, RowOutcome.Duplicate, "partial", "b.csv", 2),
                    }
                )
            );
        });
    }

    [Test]
    public void Where_the_largest_counts_a_repetition_of_it_is_no_partial()
    {
        var profile = Profile.Replace("\"grain\"", "\"duplicates\": \"largest\", \"grain\"", StringComparison.Ordinal);
        Assert.That(
            ExportFolder.Of(profile, Header + "x,2026-01-05,m,10,9\nx,2026-01-05,m,10,9\nx,2026-01-05,m,10,8\n").NotAccepted,
            Is.EqualTo(
                new[]
                {
                    new RowDecision("usage.csv", 3, 3, 1, RowOutcome.Duplicate, "same-identity", "usage.csv", 2),
                    new RowDecision("usage.csv", 4, 4, 1, RowOutcome.Duplicate, "partial", "usage.csv", 2),
                }
            )
        );
    }

    [Test]
    public void A_row_that_waits_ends_a_run_of_rejected_ones()
    {
        var profile = Profile.Replace("\"grain\"", "\"duplicates\": \"largest\", \"grain\"", StringComparison.Ordinal);
        Assert.That(
            ExportFolder.Of(profile, Header + "x,no date,m,10,9\ny,2026-01-05,m,10,9\nz,no date,m,10,8\n").NotAccepted,
            Is.EqualTo(
                new[]
                {
                    new RowDecision("usage.csv", 2, 2, 1, RowOutcome.Rejected, "LE1002"),
                    new RowDecision("usage.csv", 4, 4, 1, RowOutcome.Rejected, "LE1002"),
                }
            )
        );
    }

    [Test]
    public void More_identities_than_fit_the_memory_allowed_refuse_the_file()
    {
        using var folder = new ExportFolder { MostIdentityBytes = 100_000 }
            .As(Profile)
            .With("usage.csv", Header + string.Concat(Enumerable.Range(0, 20_000).Select(row => $"id{row},2026-01-05,m,1,1\n")));
        var activity = folder.Ingest();
        Assert.That(activity.Lines, Is.Empty);
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "usage.csv: error LE1032: found more request identities than fit the memory allowed, expected fewer: set identityMemory, "
                    + "or split the period"
            )
        );
    }

    [TestCase("a.csv")]
    [TestCase("c.csv")]
    public void A_file_that_is_refused_half_way_is_the_original_of_nothing(string refused)
    {
        var many = Header + string.Concat(Enumerable.Range(0, 70_000).Select(row => $"r{row},2026-01-05,m{row},1,1\n"));
        using var folder = new ExportFolder().As(Profile).With(refused, many).With("b.csv", Header + "r0,2026-01-05,m,10,1\n");
        var activity = folder.Ingest();
        Assert.That(
            activity.Files.Select(file => (file.Path, file.IsRead, file.Rows.Accepted)),
            Is.EquivalentTo(new[] { (refused, false, 0L), ("b.csv", true, 1L) })
        );
    }

    [Test]
    public void The_probability_of_a_false_duplicate_is_that_of_two_hashes_of_64_bits()
    {
        var activity = ExportFolder.Of(Profile, Header + "a,2026-01-05,m,1,1\n") with { Identities = [10_000_000] };
        Assert.That((double)activity.FalseDuplicateProbability, Is.EqualTo(2.7e-6).Within(0.02e-6));
    }

    [Test]
    public void A_set_of_identities_knows_each_and_the_row_that_brought_it()
    {
        using var set = new IdentitySet(long.MaxValue);
        var random = new Random(1);
        var known = new Dictionary<ulong, uint>();
        for (var row = 0u; row < 200_000; row++)
        {
            var identity = unchecked((ulong)random.NextInt64(1, 150_000) * 0x9E3779B97F4A7C15UL);
            var isNew = set.Add(identity, row, out var first);
            Assert.That(isNew, Is.EqualTo(known.TryAdd(identity, row)));
            Assert.That(first, Is.EqualTo(known[identity]));
        }

        Assert.That(set.Count, Is.EqualTo(known.Count));
    }

    [Test]
    public void One_thread_and_two_find_the_same()
    {
        var rows = Enumerable
            .Range(0, 60_000)
            .Select(row => $"id{row * 7919 % 50_000},2026-01-{1 + (row % 28):00},m{row % 20},{row % 9_000},{row % 700}\n");
        using var folder = new ExportFolder().As(Profile).With("usage.csv", Header + string.Concat(rows));
        folder.Threads = 1;
        var one = folder.Ingest();
        folder.Threads = 2;
        var two = folder.Ingest();
        Assert.That(two.Lines, Is.EqualTo(one.Lines));
        Assert.That(two.NotAccepted, Is.EqualTo(one.NotAccepted));
        Assert.That(one.Rows, Is.EqualTo(new RowCounts(60_000, 50_000, 10_000, 0, 0)));
    }

    [Test]
    public void The_same_bytes_under_two_names_count_once_packed_or_not()
    {
        const string Csv = "date,model,input_tokens,output_tokens\n2026-01-05,m,100,20\n2026-01-06,m,1,2\n";
        using var folder = new ExportFolder()
            .As(Profiles.Requests)
            .With("a.csv", Csv)
            .With("b.csv.gz", Packed.Gzip(Csv))
            .With("c.csv", Csv + "2026-01-07,m,1,2\n");
        var activity = folder.Ingest();
        Assert.Multiple(() =>
        {
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(7, 5, 2, 0, 0)));
            Assert.That(
                activity.NotAccepted,
                Is.EqualTo(new[] { new RowDecision("b.csv.gz", 2, 3, 2, RowOutcome.Duplicate, "same-file", "a.csv", 2) })
            );
            Assert.That(activity.Coverage.Select(day => day.Rows), Is.EqualTo(new[] { 2, 2, 1 }), "as a.csv and c.csv have them");
            Assert.That(
                activity.Issues.Single().ToString(),
                Is.EqualTo("b.csv.gz: warning LE1028: found the bytes of a.csv, expected another export: its rows are duplicates")
            );
        });
    }

    /// <summary>Cases of the peers' issue trackers; wrong answers are what others print.</summary>
    [TestCase(
        "ccusage 901: the same message streamed three times",
        """
            {"t":"2026-01-05T00:00:00Z","message":{"id":"msg_ABC","usage":{"output_tokens":9}},"requestId":"req_123"}
            {"t":"2026-01-05T00:00:00Z","message":{"id":"msg_ABC","usage":{"output_tokens":9}},"requestId":"req_123"}
            {"t":"2026-01-05T00:00:00Z","message":{"id":"msg_ABC","usage":{"output_tokens":159}},"requestId":"req_123"}
            """,
        159L,
        new long[] { 9, 177 }
    )]
    public void The_largest_record_of_a_message_counts(string _, string lines, long output, long[] wrong)
    {
        using var folder = new ExportFolder()
            .As(
                """
                { "id": "test.messages", "title": "messages", "container": "jsonl", "identity": ["message.id", "requestId"],
                  "fields": { "time": "t", "output": "message.usage.output_tokens" },
                  "semantics": { "grain": "request", "time": "iso", "zone": "UTC", "duplicates": "largest" } }
                """
            )
            .With("usage.jsonl", lines);
        var total = folder.Ingest().Total;
        Assert.That((total.Output, total.Requests), Is.EqualTo((output, 1L)));
        Assert.That(wrong, Has.None.EqualTo(total.Output));
    }

    [Test]
    public void A_counter_that_is_emitted_again_counts_once()
    {
        // ccusage 1288: two turns, the counter ends at 3,300, the first turn is emitted twice more with new times; summing every event
        // gives 5,700
        string[] events = ["09:00 1200 1200", "09:01 1200 1200", "09:02 2100 3300", "09:03 1200 1200"];
        var lines = string.Concat(
            events
                .Select(text => text.Split(' '))
                .Select(part =>
                    $$"""{"t":"2026-01-05T{{part[0]}}:00Z","session":"s1","last":{"output":{{part[1]}}},"total":{{part[2]}}}""" + "\n"
                )
        );
        using var folder = new ExportFolder()
            .As(
                """
                { "id": "test.counters", "title": "counters", "container": "jsonl", "identity": ["session", "total"],
                  "fields": { "time": "t", "output": "last.output" }, "semantics": { "grain": "request", "time": "iso", "zone": "UTC" } }
                """
            )
            .With("usage.jsonl", lines);
        var activity = folder.Ingest();
        Assert.That(activity.Total.Output, Is.EqualTo(3_300));
        Assert.That(
            activity.Rows.ToString(),
            Does.Contain("Duplicate = 2"),
            string.Create(CultureInfo.InvariantCulture, $"{activity.Rows}")
        );
    }
}
