using System.Text.RegularExpressions;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Containers;

/// <summary>JSON whose rows are lists of values, or places in lists, and names that hold points.</summary>
public class JsonLayoutTests
{
    private const string Table = """
        { "id": "test.table", "title": "columns and rows", "container": ["json", "jsonl"],
          "json": { "table": { "names": "properties.columns[].name", "rows": "properties.rows[]" }, "more": "properties.nextLink" },
          "fields": { "time": "UsageDate", "model": "Meter", "input": "UsageQuantity", "cost": "Cost", "currency": "Currency", "region": "Absent" },
          "semantics": { "grain": "bucket", "time": "yyyyMMdd", "zone": "UTC" } }
        """;

    private const string Zip = """
        { "id": "test.zip", "title": "parallel lists", "container": ["json", "jsonl"], "json": { "rows": "Results[]", "zip": ["Times", "Values"] },
          "fields": { "time": "Times", "model": "Label", "input": "Values" },
          "semantics": { "grain": "bucket", "time": "iso", "zone": "UTC" } }
        """;

    private const string Columns =
        """{"columns":[{"name":"UsageQuantity","type":"Number"},{"name":"UsageDate"},{"name":"Meter"},{"name":"Cost"},{"name":"Currency"}],"rows":[""";

    [TestCase("\n")]
    [TestCase("")]
    public void Rows_of_values_are_read_by_the_names_of_their_columns(string end)
    {
        var activity = Of(
            Table,
            $$$"""{"id":"x","properties":{{{Columns}}}[120,20260105,"gpt-5",1.5,"USD"],[30.0,20260106,"o\u0033",0.5,"USD"]]}}{{{end}}}"""
        );
        Assert.That(
            activity.Lines.Select(line => (line.Key.Month, line.Key.Model, line.Usage.Input, line.Cost!.Value.Amount)),
            Is.EqualTo(new[] { (new DateOnly(2026, 1, 1), "gpt-5", 120L, 1.5m), (new DateOnly(2026, 1, 1), "o3", 30L, 0.5m) })
        );
    }

    [Test]
    public void A_row_that_is_no_list_is_rejected() =>
        Assert.That(
            Of(Table, $$$"""{"properties":{{{Columns}}}[120,20260105,"gpt-5",1.5,"USD"],{"UsageQuantity":5}]}}""")
                .Issues.Single(issue => issue.Code == "LE1021")
                .Message,
            Is.EqualTo("found a JSON value that is no list, expected a list of values")
        );

    [Test]
    public void Names_may_stand_behind_the_rows()
    {
        var columns = Columns[1..Columns.LastIndexOf(',')];
        var activity = Of(Table, $$$"""{"properties":{"rows":[[120,20260105,"gpt-5",1.5,"USD"]],{{{columns}}}}}""");
        Assert.That(activity.Lines.Single().Usage.Input, Is.EqualTo(120), string.Join('\n', activity.Issues));
    }

    [Test]
    public void Rows_without_names_are_refused()
    {
        var activity = Of(Table, """{"properties":{"rows":[[120,20260105,"gpt-5",1.5,"USD"]],"columns":[]}}""");
        Assert.That(
            (activity.Files.Single().IsRead, activity.Issues.Single().Message),
            Is.EqualTo((false, "found no properties.columns[].name at the top, expected the names of the columns of test.table there"))
        );
    }

    /// <summary>A value of the list before is never that of the next, and one behind its list is of its rows as well as one before.</summary>
    [TestCase("""{"m":[{"name":"a","points":[{"n":1}]},{"points":[{"n":2}],"name":"b"},{"points":[{"n":3}]}]}""", "a1 b2 3")]
    [TestCase("""{"m":[{"points":[{"n":1}],"name":"a"},{"name":"b","points":[{"n":2},{"n":3}]}]}""", "a1 b5")]
    [TestCase("""[{"m":[{"points":[{"n":1}]}]},{"m":[{"points":[{"n":2}],"name":"b"}]}]""", "1 b2")]
    public void What_stands_around_a_list_is_of_its_rows_whether_before_or_behind_it(string json, string expected)
    {
        var activity = Of(
            """
            { "id": "test.around", "title": "t", "container": ["json"], "json": { "rows": "m[].points[].x[]" },
              "fields": { "time": "../../../day", "model": "../../name", "input": "n" }, "constants": { "provider": "p" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC", "holdsNone": ["output"] } }
            """,
            Regex
                .Replace(json, """\{"n":(\d)\}""", """{"x":[{"n":$1}]}""")
                .Replace("\"m\":", "\"day\":\"2026-01-05\",\"m\":", StringComparison.Ordinal)
        );
        Assert.That(
            string.Join(' ', activity.Lines.OrderBy(line => line.Usage.Input).Select(line => $"{line.Key.Model}{line.Usage.Input}")),
            Is.EqualTo(expected),
            string.Join('\n', activity.Issues)
        );
    }

    /// <summary>A file may have as many such values as it has objects: what is kept of them is bounded.</summary>
    [Test]
    public void More_behind_lists_than_is_kept_refuses_the_file()
    {
        var name = new string('n', 60_000);
        var roots = Enumerable.Repeat($$"""{"day":"2026-01-05","m":[{"n":1}],"name":"{{name}}"}""", 1_200);
        var activity = Of(
            """
            { "id": "test.late", "title": "t", "container": ["json"], "json": { "rows": "m[]" },
              "fields": { "time": "../day", "model": "../name", "input": "n" }, "constants": { "provider": "p" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC", "holdsNone": ["output"] } }
            """,
            $"[{string.Join(',', roots)}]"
        );
        Assert.That((activity.Files.Single().IsRead, activity.Rows.Accepted), Is.EqualTo((false, 0L)));
        Assert.That(activity.Issues.Single().Message, Does.StartWith("found more than 64 MiB of values behind the lists"));
    }

    [TestCase("{\"Label\":\"m InputTokenCount\",\"Times\":[\"2026-01-05T00:00:00Z\",\"2026-01-06T00:00:00Z\"],\"Values\":[10.0,20.0]}")]
    [TestCase(
        "{\"Values\": [10, 20],\n\"Label\": \"m \\u0049nputTokenCount\", \"Times\": [\"2026-01-05T00:00:00Z\", "
            + "\"2026\\u002d01-06T00:00:00Z\"]}"
    )]
    public void Lists_that_belong_together_make_a_row_of_each_place(string result)
    {
        var activity = Of(
            Zip,
            $$"""{"Results":[{{result}},{"Label":"n","Times":["2026-01-05T00:00:00Z"],"Values":[7]},{"Label":"none","Times":[],"Values":[]}]}"""
        );
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 3, 0, 0, 0)), string.Join('\n', activity.Issues));
        Assert.That(
            activity.Lines.GroupBy(line => line.Key.Model).Select(line => (line.Key, line.Sum(part => part.Usage.Input))),
            Is.EqualTo(new[] { ("m InputTokenCount", 30L), ("n", 7L) })
        );
    }

    [Test]
    public void Lists_of_different_lengths_are_rejected()
    {
        var activity = Of(Zip, """{"Results":[{"Label":"m","Times":["2026-01-05T00:00:00Z","2026-01-06T00:00:00Z"],"Values":[10]}]}""");
        Assert.That(
            (activity.Rows.Rejected, activity.Issues[0].Message),
            Is.EqualTo((2L, "found a place in lists of different lengths, expected one value of each list for a row"))
        );
    }

    [TestCase("usage['prompt.cached']", 4)]
    [TestCase("usage['prompt.cached'].tokens", 5)]
    [TestCase("['usage']['prompt.cached']['tokens']", 5)]
    [TestCase("['a.b'].c", 6)]
    [TestCase("a.b", 7)]
    [TestCase("usage['0']", 8)]
    [TestCase("text['x.y']", 9)]
    public void A_name_in_quotes_may_hold_points(string path, long expected)
    {
        var profile = $$"""
            { "id": "test.quoted", "title": "quoted", "container": "jsonl", "fields": { "time": "day", "input": "{{path}}" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" } }
            """;
        var usage = expected == 5 ? """{"prompt.cached":{"tokens":5},"0":8}""" : """{"prompt.cached":4,"0":8}""";
        var activity = Of(profile, $$$"""{"day":"2026-01-05","usage":{{{usage}}},"a.b":{"c":6},"a":{"b":7},"text":"{\"x.y\":9}"}""" + "\n");
        Assert.That(activity.Total.Input, Is.EqualTo(expected), string.Join('\n', activity.Issues));
    }

    [Test]
    public void A_quoted_name_is_found_in_the_text_of_a_column()
    {
        const string Profile = """
            { "id": "test.cells", "title": "JSON in cells", "container": "csv", "detect": { "all": ["day"] },
              "fields": { "time": "day", "input": "usage.input", "cached": "usage['prompt_details.cache_read']" },
              "semantics": { "grain": "request", "inputIncludesCached": true, "time": "yyyy-MM-dd", "zone": "UTC" } }
            """;
        var activity = ExportFolder.Of(Profile, "day,usage\n2026-01-05,\"{\"\"input\"\":9,\"\"prompt_details.cache_read\"\":4}\"\n");
        Assert.That((activity.Total.Input, activity.Total.Cached), Is.EqualTo((9L, 4L)));
    }

    private static Activity Of(string profile, string json)
    {
        using var folder = new ExportFolder().As(profile).With("usage.json", json);
        var activity = folder.Ingest();
        var file = activity.Files.Single();
        Assert.That(file.HandedOn, Is.EqualTo(file.Records), "rows are the records that are counted apart from them");
        return activity;
    }
}
