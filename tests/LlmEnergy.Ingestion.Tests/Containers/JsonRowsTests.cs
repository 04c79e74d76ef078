using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers.Json;

namespace LlmEnergy.Ingestion.Tests.Containers;

public class JsonRowsTests
{
    private const string Lines = """
        { "id": "test.lines", "title": "lines", "container": ["jsonl", "json"],
          "fields": { "time": "t", "model": "m", "input": "usage.in", "cached": "usage.details.hit", "output": ["usage.out", "out"], "costKey": "meta.team" },
          "semantics": { "grain": "request", "inputIncludesCached": true, "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private const string Pages = """
        { "id": "test.pages", "title": "pages", "container": ["json", "jsonl"], "json": { "rows": "data[].results[]", "more": "has_more" },
          "fields": { "time": "../day", "model": "model", "account": "../../org", "input": "in", "output": "out" },
          "semantics": { "grain": "bucket", "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private const string Row = """{"t":"2026-01-05","m":"x","usage":{"in":100,"out":20}}""";

    [TestCase("\n", TestName = "LF")]
    [TestCase("\r\n", TestName = "CR LF")]
    [TestCase("\n\n  \n", TestName = "Empty lines between")]
    public void Each_line_is_a_row(string between)
    {
        var activity = Read(Lines, Row + between + Row);
        Assert.That((activity.Rows.Accepted, activity.Total.Input, activity.Total.Output), Is.EqualTo((2L, 200L, 40L)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void What_nobody_asks_for_is_not_held_whatever_its_size()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = new JsonText(new Repeated("{\"debug\":[\"", "xxxxxxxx\",\"", 6_000_000, "\"],\"data\":1}"));
        text.Expect('{');
        Assert.That(text.ReadName(), Is.EqualTo("debug"));
        text.Expect(':');
        text.SkipValue(int.MaxValue);
        text.Expect(',');
        Assert.That(text.ReadName(), Is.EqualTo("data"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void A_byte_order_mark_and_utf16_are_read()
    {
        Assert.That(Read(Lines, "\uFEFF" + Row + "\n" + Row).Rows.Accepted, Is.EqualTo(2));
        Assert.That(Read(Lines, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Row + "\n" + Row)]).Rows.Accepted, Is.EqualTo(2));
    }

    [TestCase(
        """{"t":"2026-01-05","m":"x","out":3,"usage":{"out":null,"details":{"hit":"7"},"in":"9"}}""",
        9,
        7,
        3,
        TestName = "Numbers as text, null, and the second of two places"
    )]
    [TestCase("""{"usage":{"in":9,"out":3,"details":{"hit":7}},"t":"2026-01-05","m":"x"}""", 9, 7, 3, TestName = "Another order")]
    [TestCase(
        """{"t":"2026-01-05","m":"x","usage":"{\"in\":9,\"out\":3,\"details\":{\"hit\":7}}"}""",
        9,
        7,
        3,
        TestName = "JSON in a text"
    )]
    [TestCase(
        """{"t":"2026-01-05","m":"x","usage":"{\"in\":9,\"out\":3,\"details\":\"{\\\"hit\\\":7}\"}"}""",
        9,
        7,
        3,
        TestName = "JSON in a text in a text"
    )]
    [TestCase(
        """{"t":"2026-01-05","m":"x","usage.in":9,"usage":{"out":3,"details":{"hit":7}}}""",
        9,
        7,
        3,
        TestName = "A key with a point in it"
    )]
    [TestCase(
        """{"\u0074":"2026\u002d01-05","m":"x","usage":{"in":9,"out":3,"details":{"hit":7},"text":"\" } ] \\"},"prompt":[{"a":[1,{}]}]}""",
        9,
        7,
        3,
        TestName = "Escapes, and brackets in a text"
    )]
    public void A_value_is_found_by_its_path(string line, long input, long cached, long output)
    {
        var usage = Read(Lines, line).Total;
        Assert.That((usage.Input, usage.Cached, usage.Output), Is.EqualTo((input, cached, output)));
    }

    [TestCase("""{"day":"2026-01-05","results":[{"model":"a","in":1,"out":2},{"model":"b","in":10,"out":20}]}""", TestName = "Times first")]
    [TestCase("""{"results":[{"model":"a","in":1,"out":2},{"in":10,"out":20,"model":"b"}],"day":"2026-01-05"}""", TestName = "Times last")]
    public void Rows_are_found_in_lists_of_lists_and_know_what_is_around_them(string bucket)
    {
        foreach (
            var file in new[]
            {
                $$"""{"org":"o","data":[{{bucket}}],"has_more":false}""",
                $$"""[ {"org":"o","data":[{{bucket}}]} ]""",
                $$"""{"org":"o","data":[{{bucket}}]}""" + "\n" + """{"org":"o","data":[]}""",
            }
        )
        {
            var activity = Read(Pages, file);
            Assert.That(
                activity.Lines.Select(line => (line.Key.Month.Month, line.Key.Account, line.Key.Model, line.Usage.Input)),
                Is.EqualTo(new[] { (1, "o", "a", 1L), (1, "o", "b", 10L) }),
                file
            );
            Assert.That(activity.Issues, Is.Empty, file);
        }
    }

    [Test]
    public void A_row_of_a_document_is_located_by_the_line_it_begins_on()
    {
        var activity = Read(
            Pages,
            "{\n \"org\": \"o\",\n \"data\": [\n  {\n   \"day\": \"2026-01-05\",\n   \"results\": [\n    { \"model\": \"a\", \"in\": 1, "
                + "\"out\": 2 },\n    { \"model\": \"b\", \"in\": -1, \"out\": 2 }\n   ]\n  }\n ]\n}\n"
        );
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo("usage.json:8: error LE1003: found in '-1', expected a whole number from 0 to 100,000,000,000,000")
        );
    }

    [TestCase("""{"data":[],"has_more":true}""", true)]
    [TestCase("""{"data":[],"has_more":false}""", false)]
    [TestCase("""{"data":[],"has_more":true}{"data":[],"has_more":false}""", false)]
    [TestCase("{\"data\":[],\"has_more\":false}\n{\"data\":[],\"has_more\":true}\n", true)]
    [TestCase("""[{"data":[],"has_more":false},{"has_more":true,"data":[]}]""", true)]
    public void The_last_page_says_whether_more_follow(string file, bool more) =>
        Assert.That(
            Read(Pages, file).Issues.Select(issue => issue.ToString()),
            Is.EqualTo(
                more
                    ?
                    [
                        "usage.json: error LE1023: found has_more on the last page, which says that more follow, expected none: pages are missing, "
                            + "export them too, and put all pages of an export into one file",
                    ]
                    : Array.Empty<string>()
            )
        );

    [Test]
    public void A_document_without_the_list_of_its_rows_is_refused() =>
        Assert.That(
            Read(Pages, """{"error":{"message":"no such key"}}""").Issues.Single().ToString(),
            Is.EqualTo("usage.json: error LE1010: found no list data[].results[], expected the rows of test.pages there")
        );

    [Test]
    public void A_page_without_rows_is_read_as_such()
    {
        using var folder = new ExportFolder().With("usage.json", """{"object":"page","data":[],"has_more":false,"next_page":null}""");
        Assert.That(folder.Ingest().Files.Single() is { IsRead: true, Rows.Read: 0 }, Is.True);
    }

    [Test]
    public void A_page_of_days_without_usage_is_read_as_such()
    {
        using var folder = new ExportFolder().With(
            "usage.json",
            """{"object":"page","data":[{"object":"bucket","start_time":1782864000,"end_time":1782950400,"results":[]}],"has_more":false}"""
        );
        Assert.That(folder.Ingest().Files.Single() is { IsRead: true, Rows.Read: 0 }, Is.True);
    }

    [Test]
    public void A_broken_line_costs_itself_alone()
    {
        var activity = Read(Lines, Row + "\n{\"t\":\"2026-01-05\",\"m\":\n" + Row + "\n[1]\nnull\n\"text\n" + Row);
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(7, 3, 0, 0, 4)));
        Assert.That(
            activity.Issues.Select(issue => (issue.At.Line, issue.Code)),
            Is.EqualTo(new[] { (2L, "LE1021"), (4L, "LE1021"), (5L, "LE1021"), (6L, "LE1021") })
        );
    }

    [TestCase("\"in\":01")]
    [TestCase("\"in\":1.")]
    [TestCase("\"in\":+1")]
    [TestCase("\"in\":.5")]
    [TestCase("\"in\":1e")]
    [TestCase("\"in\":-")]
    [TestCase("\"in\":tru")]
    [TestCase("\"in\":nulls")]
    [TestCase("\"in\":1 2")]
    [TestCase("\"in\" 1")]
    [TestCase("in:1")]
    [TestCase("\"in\":1,")]
    [TestCase("\"in\":\"1\t\"")]
    [TestCase("\"x\":[1,],\"in\":1")]
    [TestCase("\"x\":{\"y\"},\"in\":1")]
    [TestCase("\"x\":[01],\"in\":1")]
    [TestCase("\"x\":[}],\"in\":1")]
    public void What_is_almost_JSON_is_none(string members)
    {
        var flat = Lines.Replace("usage.in", "in", StringComparison.Ordinal);
        Assert.That(
            Read(
                flat,
                """{"t":"2026-01-05","m":"x","out":2,"in":1}""" + "\n" + $$"""{"t":"2026-01-05","m":"x","out":2,{{members}}}"""
            ).Rows,
            Is.EqualTo(new RowCounts(2, 1, 0, 0, 1))
        );
    }

    [TestCase("""{"t":"2026-01-05","m":"x","out":2,"in":1e1}""", 0)]
    [TestCase("""{ "t" : "2026-01-05" ,"m": "x", "out" :2 , "in":10.0 } """, 10)]
    [TestCase("""{"x":{"y":[1,-2.5e3,true,null,{"z":"a"},[]]},"t":"2026-01-05","m":"x","out":2,"in":10}""", 10)]
    [TestCase("""{"x":{},"y":[],"t":"2026-01-05","m":"x","out":2,"in":"10"}""", 10)]
    [TestCase("""{"t":"2026-01-05","m":"x","out":2,"in":3,"in":10}""", 10)]
    public void JSON_is_JSON_however_it_is_spaced(string line, long input)
    {
        var activity = Read(Lines.Replace("usage.in", "in", StringComparison.Ordinal), line + "\n" + line);
        Assert.That((activity.Rows.Accepted, activity.Total.Input), Is.EqualTo(input == 0 ? (0L, 0L) : (2L, input * 2)));
    }

    [Test]
    public void A_broken_record_of_a_document_costs_itself_alone()
    {
        var activity = Read(Lines, $"[ {Row}, {{ \"t\": }}, {Row} ]");
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
    }

    [Test]
    public void A_document_that_is_cut_anywhere_keeps_its_whole_records()
    {
        var document = $"[{Row},{Row},{Row}]";
        for (var cut = 1; cut < document.Length; cut++)
        {
            var activity = Read(Lines, document[..cut]);
            var whole = cut / (Row.Length + 1);
            Assert.That((activity.Rows.Accepted, activity.Rows.Rejected), Is.EqualTo(((long)whole, 1L)), $"cut at {cut}");
        }
    }

    [Test]
    public void Values_nested_deeper_than_64_reject_their_record()
    {
        var deep = $$"""{"t":"2026-01-05","m":"x","usage":{"in":1,"out":1},"x":{{new string('[', 100)}}{{new string(']', 100)}}}""";
        Assert.That(Read(Lines, Row + "\n" + deep + "\n" + Row).Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
        Assert.That(Read(Lines, $"[{Row},{deep},{Row}]").Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
        Assert.That(Read(Lines, Row + "\n" + new string('[', 3_000_000)).Rows, Is.EqualTo(new RowCounts(2, 1, 0, 0, 1)));
    }

    [TestCase(2_000_000, 0, TestName = "A prompt of two megabytes goes by")]
    [TestCase(17_000_000, 1, TestName = "A record of seventeen megabytes is rejected")]
    public void The_rest_is_read_after_a_long_record(int length, int rejected)
    {
        var long_ = Row[..^1] + $",\"prompt\":\"{new string('x', length)}\"}}";
        foreach (var file in new[] { $"{Row}\n{long_}\n{Row}\n", $"[{Row},{long_},{Row}]" })
        {
            var activity = Read(Lines, file);
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 3 - rejected, 0, 0, rejected)));
            Assert.That(activity.Issues.All(issue => issue.Code == "LE1008"), Is.True);
        }
    }

    [TestCase("\"\\ud800\"", TestName = "Half a surrogate pair")]
    [TestCase("\"\u0001\"", TestName = "A control character")]
    public void Text_that_is_none_rejects_its_row(string model)
    {
        var activity = Read(Lines, Row + "\n" + Row.Replace("\"x\"", model, StringComparison.Ordinal) + "\n" + Row);
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
    }

    [Test]
    public void Values_of_lists_are_found_by_place_and_the_last_stated_one_by_a_star()
    {
        var activity = Read(
            """
            { "id": "test.stream", "title": "streams", "container": "jsonl",
              "fields": { "time": "t", "model": "events.0.model", "input": "events.*.usage.in", "output": "events.*.usage.out" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" } }
            """,
            """{"t":"2026-01-05","events":[{"model":"a","usage":{"in":17,"out":1}},{"model":"b","usage":{"out":108}},{}]}"""
        );
        Assert.That(activity.Lines.Single() is { Key.Model: "a", Usage: { Input: 17, Output: 108 } }, Is.True);
    }

    [Test]
    public void A_large_file_read_on_two_threads_has_the_rows_of_one_thread_in_their_order()
    {
        var text = string.Concat(
            Enumerable
                .Range(0, 50_000)
                .Select(row =>
                    row % 1_000 == 999
                        ? "{broken\n"
                        : $$"""{"usage":{"in":{{row}},"out":{{row % 7}} },"t":"2026-01-{{1 + (row % 28):00}}","m":"m{{row % 50}}"}""" + "\n"
                )
        );
        using var folder = new ExportFolder().As(Lines).With("usage.json", text);
        var (one, two) = (WithThreads(1), WithThreads(2));
        Assert.That(two.Lines, Is.EqualTo(one.Lines));
        Assert.That(two.NotAccepted, Is.EqualTo(one.NotAccepted));
        Assert.That(
            two.NotAccepted.Select(run => run.FirstLine),
            Is.EqualTo(Enumerable.Range(1, 50).Select(thousand => thousand * 1_000L))
        );

        Activity WithThreads(int threads)
        {
            folder.Threads = threads;
            return folder.Ingest();
        }
    }

    private static Activity Read(string profile, string text) => Read(profile, Encoding.UTF8.GetBytes(text));

    private static Activity Read(string profile, byte[] bytes)
    {
        using var folder = new ExportFolder().As(profile).With("usage.json", bytes);
        return folder.Ingest();
    }

    /// <summary>A long text that is in no memory.</summary>
    private sealed class Repeated(string first, string middle, int times, string last) : Stream
    {
        private readonly IEnumerator<string> _parts = new[] { first }
            .Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat(middle, 1_000)), times / 1_000))
            .Append(last)
            .GetEnumerator();
        private byte[] _part = [];
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at == _part.Length)
            {
                if (!_parts.MoveNext())
                    return 0;
                if (_part.Length != _parts.Current.Length)
                    _part = new byte[_parts.Current.Length];
                Encoding.UTF8.GetBytes(_parts.Current, _part);
                _at = 0;
            }

            var copied = Math.Min(count, _part.Length - _at);
            _part.AsSpan(_at, copied).CopyTo(buffer.AsSpan(offset));
            _at += copied;
            return copied;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
