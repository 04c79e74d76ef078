namespace LlmEnergy.Ingestion.Tests.Containers;

/// <summary>Rows that are the members of an object, and numbers that are added over a list.</summary>
[TestFixture]
internal sealed class JsonMembersTests
{
    private const string Models = """
        { "id": "test.models", "title": "models", "container": ["json", "jsonl"], "json": { "rows": "days[].models.*" },
          "fields": { "time": "../day", "model": "(name)", "input": "in", "output": "out" },
          "semantics": { "grain": "bucket", "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private const string Projects = """
        { "id": "test.projects", "title": "projects", "container": "json", "json": { "rows": "projects.*[]" },
          "fields": { "time": "day", "costKey": "(name)", "model": "model", "input": "in", "output": "out" },
          "semantics": { "grain": "bucket", "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private const string Steps = """
        { "id": "test.steps", "title": "steps", "container": "jsonl",
          "fields": { "time": "t", "model": "m", "input": "steps.+.in", "output": ["steps.+.out", "out"] },
          "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    [TestCase("""{"days":[{"day":"2026-05-01","models":{"a.1":{"in":5,"out":1},"b":{"in":7,"out":2}}}]}""", 2, 12, 3)]
    [TestCase("""{"days":[{"models":{"a":{"in":5,"out":1}},"day":"2026-05-01"}]}""", 1, 5, 1, Description = "the day stands behind")]
    [TestCase("""{"days":[{"day":"2026-05-01","models":{"a":null,"b":7,"c":"x","d":{"in":7,"out":2}}}]}""", 1, 7, 2)]
    [TestCase("""{"days":[{"day":"2026-05-01","models":{"a":[{"in":1,"out":1},{"in":2,"out":2}]}}]}""", 2, 3, 3)]
    [TestCase(
        """{"days":[{"day":"2026-05-01","models":[{"in":1,"out":1}]},{"day":"2026-05-02","models":{"\u0061":{"in":4,"out":1}}}]}""",
        1,
        4,
        1
    )]
    public void Members_of_an_object_are_rows_and_both_counts_agree(string json, long rows, long input, long output)
    {
        using var folder = new ExportFolder().As(Models).With("usage.json", json);
        var activity = folder.Ingest();
        Assert.That((activity.Rows.Read, activity.Rows.Accepted), Is.EqualTo((rows, rows)));
        Assert.That((activity.Total.Input, activity.Total.Output), Is.EqualTo((input, output)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void The_name_of_a_member_is_a_column()
    {
        using var folder = new ExportFolder()
            .As(Models)
            .With("usage.json", """{"days":[{"day":"2026-05-01","models":{"a.1":{"in":5,"out":1},"\u0062":{"in":7,"out":2}}}]}""");
        Assert.That(folder.Ingest().Lines.Select(line => line.Key.Model), Is.EqualTo(new[] { "a.1", "b" }));
    }

    [Test]
    public void The_name_of_a_list_around_the_rows_is_a_column()
    {
        using var folder = new ExportFolder()
            .As(Projects)
            .With(
                "usage.json",
                """{"projects":{"web":[{"day":"2026-05-01","model":"m","in":5,"out":1},{"day":"2026-05-02","model":"m","in":6,"out":1}],"none":[],"shop":[{"day":"2026-05-01","model":"m","in":7,"out":2}]}}"""
            );
        var activity = folder.Ingest();
        Assert.That(
            activity.Lines.GroupBy(line => line.Key.CostKey).Select(key => (key.Key, key.Sum(line => line.Usage.Input))),
            Is.EqualTo(new[] { ("shop", 7L), ("web", 11L) })
        );
        Assert.That((activity.Rows.Read, activity.Issues.Length), Is.EqualTo((3L, 0)));
    }

    [TestCase("""{"t":"2026-05-01","m":"x","steps":[{"in":5,"out":1},{"in":7,"out":2}],"out":2}""", 12, 3)]
    [TestCase("""{"t":"2026-05-01","m":"x","steps":[{"in":5}],"out":2}""", 5, 2, Description = "no step states it: the other column")]
    [TestCase(
        """{"t":"2026-05-01","m":"\u0078","steps":[{"in":5,"out":1},{"in":7,"out":2}]}""",
        12,
        3,
        Description = "read twice, added once"
    )]
    public void Numbers_of_a_list_are_added(string json, long input, long output)
    {
        using var folder = new ExportFolder().As(Steps).With("usage.jsonl", json + "\n" + json);
        var total = folder.Ingest().Total;
        Assert.That((total.Input, total.Output), Is.EqualTo((2 * input, 2 * output)));
    }

    [TestCase("""{"t":"2026-05-01","m":"x","steps":[{"in":5,"out":1},{"in":1.5,"out":2},{"in":3,"out":1}]}""")]
    [TestCase("""{"t":"2026-05-01","m":"x","steps":[{"in":-5,"out":1},{"in":8,"out":2}]}""")]
    [TestCase("""{"t":"2026-05-01","m":"x","steps":[{"in":9223372036854775807,"out":1},{"in":9223372036854775807,"out":2}]}""")]
    public void A_number_that_is_none_of_tokens_rejects_the_row(string json)
    {
        using var folder = new ExportFolder().As(Steps).With("usage.jsonl", json);
        Assert.That(folder.Ingest().Rows.Rejected, Is.EqualTo(1));
    }
}
