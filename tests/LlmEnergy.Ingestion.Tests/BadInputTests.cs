using System.Text;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>What is wrong with an export is said at its place, whatever its container, and the rows beside it count.</summary>
public class BadInputTests
{
    private const string Profile = """
        { "id": "test.table", "title": "requests", "container": ["csv", "jsonl", "json", "parquet", "xlsx"],
          "fields": { "time": "time", "model": "model", "input": "input", "output": "output" },
          "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" }, "requires": { "model": "a model" } }
        """;

    private const string WholeNumber = ", expected a whole number from 0 to 100,000,000,000,000";
    private static readonly string[] Names = ["time", "model", "input", "output"];
    private static readonly string[] Good = ["2026-07-01", "m", "10", "1"];

    private static readonly (int Column, string Value, string Finding)[] Values =
    [
        (1, "", "LE1009: found an empty time, expected a value"),
        (
            1,
            "01/07/2026",
            "LE1002: found time '01/07/2026', expected a time of the form yyyy-MM-dd; day and month may stand either way round: name the "
                + "form as semantics.time in a profile"
        ),
        (1, "2026-7-1", "LE1002: found time '2026-7-1', expected a time of the form yyyy-MM-dd"),
        (1, "2026-02-30", "LE1002: found time '2026-02-30', expected a time of the form yyyy-MM-dd"),
        (1, "1782864000", "LE1002: found time 10 digits, expected a time of the form yyyy-MM-dd"),
        (1, "yesterday", "LE1002: found time text, expected a time of the form yyyy-MM-dd"),
        (2, "", "LE1009: found an empty model, expected a model"),
        (3, "", "LE1009: found an empty input, expected a value"),
        (3, "many", "LE1003: found input text" + WholeNumber),
        (3, "-10", "LE1003: found input '-10'" + WholeNumber),
        (3, "0.5", "LE1003: found input '0.5'" + WholeNumber),
        (3, "1 000", "LE1003: found input '1 000'" + WholeNumber),
        (3, "0x10", "LE1003: found input text" + WholeNumber),
        (3, "true", "LE1003: found input text" + WholeNumber),
        (3, "100000000000001", "LE1003: found input 15 digits" + WholeNumber),
        (3, "9223372036854775808", "LE1003: found input 19 digits" + WholeNumber),
        (4, "-0", "LE1003: found output '-0'" + WholeNumber),
    ];

    private static IEnumerable<TestCaseData> EachValueInEachContainer() =>
        from container in Tables.Containers
        from value in Values
        select new TestCaseData(container, value.Column, value.Value, value.Finding).SetArgDisplayNames(
            container,
            Names[value.Column - 1],
            $"'{value.Value}'"
        );

    [TestCaseSource(nameof(EachValueInEachContainer))]
    public void A_bad_value_rejects_its_row_at_its_place(string container, int column, string value, string finding)
    {
        var bad = (string[])Good.Clone();
        bad[column - 1] = value;
        var activity = Read(container, Names, Good, bad, Good);
        Assert.Multiple(() =>
        {
            Assert.That(
                activity.Issues.Select(issue => issue.ToString()),
                Is.EqualTo(new[] { $"{Tables.Place(container, 2, column)}: error {finding}" })
            );
            Assert.That((activity.Rows, activity.Total.Input, activity.Total.Output), Is.EqualTo((new RowCounts(3, 2, 0, 0, 1), 20L, 2L)));
            Assert.That(
                activity.NotAccepted.Single(),
                Is.EqualTo(
                    new RowDecision($"usage.{container}", LineOf(container), LineOf(container), 1, RowOutcome.Rejected, finding[..6])
                )
            );
        });
    }

    [Test]
    public void All_that_is_wrong_with_a_row_is_said_in_the_order_of_its_columns(
        [ValueSource(typeof(Tables), nameof(Tables.Containers))] string container
    )
    {
        var activity = Read(container, Names, Good, ["2026-7-1", "", "-1", "x"], Good);
        Assert.That(
            activity.Issues.Select(issue => $"{issue.At} {issue.Code}"),
            Is.EquivalentTo(
                new[]
                {
                    $"{Tables.Place(container, 2, 1)} LE1002",
                    $"{Tables.Place(container, 2, 2)} LE1009",
                    $"{Tables.Place(container, 2, 3)} LE1003",
                    $"{Tables.Place(container, 2, 4)} LE1003",
                }
            )
        );
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
    }

    [TestCase("csv", "usage.csv:2: error LE1009: found no column input")]
    [TestCase("xlsx", "usage.xlsx:2: error LE1009: found no column input")]
    [TestCase("parquet", "usage.parquet:1: error LE1009: found no column input")]
    [TestCase("jsonl", "usage.jsonl:1: error LE1009: found an empty input")]
    [TestCase("json", "usage.json:2: error LE1009: found an empty input")]
    public void A_required_column_that_is_missing_or_renamed_refuses_the_file(string container, string issue)
    {
        var expected = issue + ", expected a value (so in all 2 rows with usage; the file is not read)";
        foreach (
            var file in new[]
            {
                Read(container, ["time", "model", "output"], ["2026-07-01", "m", "1"], ["2026-07-01", "m", "1"]),
                Read(container, ["time", "model", "Input", "output"], Good, Good),
            }
        )
        {
            Assert.That(file.Issues.Select(found => found.ToString()), Is.EqualTo(new[] { expected }));
            Assert.That((file.Files.Single().IsRead, file.Lines.Length), Is.EqualTo((false, 0)));
        }
    }

    [Test]
    public void A_member_that_one_record_alone_lacks_rejects_that_record([Values("jsonl", "json")] string container)
    {
        var text = Encoding
            .UTF8.GetString(Tables.Of(container, Names, Good, ["2026-07-01", "m", "11", "1"], Good))
            .Replace("\"input\":11,", "", StringComparison.Ordinal);
        var activity = Read(container, Encoding.UTF8.GetBytes(text));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo($"{Tables.Place(container, 2, 3)}: error LE1009: found an empty input, expected a value")
        );
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(3, 2, 0, 0, 1), 20L)));
    }

    [Test]
    public void A_further_column_changes_nothing([ValueSource(typeof(Tables), nameof(Tables.Containers))] string container)
    {
        var activity = Read(container, ["note", .. Names, "more"], ["a", .. Good, "-1"], ["b", .. Good, "x"]);
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(2, 2, 0, 0, 0), 20L)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [TestCase("csv", "usage.csv:1:5: error LE1012: found the column name of 3 again, expected each name once")]
    [TestCase("xlsx", "usage.xlsx:1:5: error LE1012: found the column name of 3 again, expected each name once")]
    [TestCase("parquet", "usage.parquet: error LE1012: found the column name of 3 again, expected each name once")]
    public void A_column_that_stands_twice_refuses_the_file(string container, string issue)
    {
        // names of one length, so that the Parquet writer, which refuses them too, can be made to
        var bytes = Tables.Of(container, [.. Names, "inpuu"], [.. Good, "99"], [.. Good, "99"]);
        var activity = Read(
            container,
            container == "xlsx" ? Tables.Of(container, [.. Names, "input"], [.. Good, "99"]) : Replaced(bytes, "inpuu"u8, "input"u8)
        );
        Assert.That(activity.Issues.Single().ToString(), Is.EqualTo(issue));
        Assert.That(activity.Files.Single().IsRead, Is.False);
    }

    [TestCase("""{"time":"2026-07-01","model":"m","input":10,"input":99,"output":1}""", TestName = "Twice")]
    [TestCase("""{"time":"2026-07-01","model":"m","input":10,"\u0069nput":99,"output":1}""", TestName = "Twice, once with an escape")]
    [TestCase("""{"input":10,"output":1,"time":"2026-07-01","model":"m","input":99}""", TestName = "Twice, in another order")]
    public void Of_a_member_that_stands_twice_the_last_counts_as_in_other_readers_of_JSON(string record)
    {
        foreach (var file in new[] { record, $"{record}\n{record}" })
            Assert.That(Read("jsonl", Encoding.UTF8.GetBytes(file)).Total.Input, Is.EqualTo(file.Length > record.Length ? 198 : 99));
    }

    [TestCase("csv", "usage.csv:4098:2: error LE1004: found control characters in model, expected text in UTF-8")]
    [TestCase("jsonl", "usage.jsonl:4097: error LE1004: found control characters in model, expected text in UTF-8")]
    [TestCase("json", "usage.json:4098: error LE1004: found control characters in model, expected text in UTF-8")]
    [TestCase("parquet", "usage.parquet:4097:2: error LE1004: found control characters in model, expected text in UTF-8")]
    public void A_NUL_in_a_text_rejects_its_row(string container, string issue)
    {
        // far enough from the first bytes, by which a CSV file with NUL bytes is no text at all
        var activity = Read(container, [Names, .. Enumerable.Repeat(Good, 4_096), ["2026-07-01", "m\0n", "10", "1"], Good]);
        Assert.That(activity.Issues.Select(found => found.ToString()), Is.EqualTo(new[] { issue }));
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(4_098, 4_097, 0, 0, 1), 40_970L)));
    }

    [TestCase("csv", "usage.csv:3:2: error LE1004: found bytes that are not UTF-8 in model, expected text in UTF-8")]
    [TestCase("jsonl", "usage.jsonl:2: error LE1004: found bytes that are not UTF-8 in model, expected text in UTF-8")]
    [TestCase("json", "usage.json:3: error LE1004: found bytes that are not UTF-8 in model, expected text in UTF-8")]
    [TestCase("parquet", "usage.parquet:2:2: error LE1004: found bytes that are not UTF-8 in model, expected text in UTF-8")]
    public void Bytes_that_are_not_UTF8_reject_their_row(string container, string issue)
    {
        var activity = Read(
            container,
            Replaced(Tables.Of(container, Names, Good, ["2026-07-01", "m~~n", "10", "1"], Good), "~~"u8, [0xC3, 0xFF])
        );
        Assert.That(activity.Issues.Select(found => found.ToString()), Is.EqualTo(new[] { issue }));
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(3, 2, 0, 0, 1), 20L)));
    }

    [TestCase("&#0;", TestName = "A NUL")]
    [TestCase("\uFFFF", TestName = "A character that XML may not hold")]
    [TestCase("<", TestName = "A bracket")]
    public void What_XML_may_not_hold_ends_its_sheet_there(string text)
    {
        var activity = Read("xlsx", Names, Good, ["2026-07-01", text, "10", "1"], Good);
        Assert.That(
            activity.Issues.Select(found => found.ToString()),
            Is.EqualTo(
                new[] { "usage.xlsx:3: error LE1019: found a damaged workbook, expected a whole sheet: rows from this one on are missing" }
            )
        );
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(2, 1, 0, 0, 1), 10L)));
    }

    [Test]
    public void A_CSV_row_that_is_cut_anywhere_costs_itself_alone()
    {
        const string Head = "time,model,input,output\n2026-07-01,m,10,1\n";
        const string Last = "2026-07-01,m,10,20";
        for (var cut = 1; cut <= Last.Length; cut++)
        {
            var activity = Read("csv", Encoding.UTF8.GetBytes(Head + Last[..cut]));
            // nothing shows that the last number lacks its end
            var isWhole = cut > Last.LastIndexOf(',') + 1;
            Assert.That(
                (activity.Rows, activity.Total.Input),
                Is.EqualTo(isWhole ? (new RowCounts(2, 2, 0, 0, 0), 20L) : (new RowCounts(2, 1, 0, 0, 1), 10L)),
                $"cut at {cut}"
            );
            Assert.That(
                activity.Issues.Select(issue => $"{issue.At.Line} {issue.Code}"),
                Is.EqualTo(isWhole ? [] : new[] { Last[..cut].Count(character => character == ',') < 3 ? "3 LE1006" : "3 LE1009" }),
                $"cut at {cut}"
            );
        }
    }

    [Test]
    public void A_JSON_line_that_is_cut_anywhere_costs_itself_alone()
    {
        var lines = Encoding.UTF8.GetString(Tables.Of("jsonl", Names, Good, Good)).TrimEnd('\n');
        var start = lines.IndexOf('\n', StringComparison.Ordinal) + 1;
        for (var cut = start + 1; cut <= lines.Length; cut++)
        {
            var activity = Read("jsonl", Encoding.UTF8.GetBytes(lines[..cut]));
            var isWhole = cut == lines.Length;
            Assert.That(
                (activity.Rows, activity.Total.Input),
                Is.EqualTo(isWhole ? (new RowCounts(2, 2, 0, 0, 0), 20L) : (new RowCounts(2, 1, 0, 0, 1), 10L)),
                $"cut at {cut}"
            );
            Assert.That(
                activity.Issues.Select(issue => $"{issue.At} {issue.Code}"),
                Is.EqualTo(isWhole ? [] : new[] { "usage.jsonl:2 LE1021" }),
                $"cut at {cut}"
            );
        }
    }

    [Test]
    public void A_workbook_that_is_cut_anywhere_is_refused()
    {
        var whole = Tables.Of("xlsx", [Names, .. Enumerable.Repeat(Good, 500)]);
        for (var cut = 0; cut < 200; cut++)
        {
            var length = 4 + (int)((whole.Length - 23L) * cut / 199);
            var activity = Read("xlsx", whole[..length]);
            Assert.That((activity.Files.Single().IsRead, activity.Rows), Is.EqualTo((false, default(RowCounts))), $"cut at {length}");
            Assert.That(activity.Issues.Single().ToString(), Does.StartWith("usage.xlsx: error LE1014: found "), $"cut at {length}");
        }
    }

    // in the same memory, whatever the size
    [TestCase(350_000, false, TestName = "A quote that nothing closes before the end of 6 megabytes")]
    [TestCase(350_000, true, TestName = "A quote that another one closes after 6 megabytes")]
    [TestCase(3_500_000, false, TestName = "A quote that nothing closes before the end of 60 megabytes", Category = "Long")]
    [TestCase(3_500_000, true, TestName = "A quote that another one closes after 60 megabytes", Category = "Long")]
    public void An_unclosed_quote_costs_its_own_row_in_bounded_memory(int rows, bool isClosed)
    {
        var row = "2026-07-01,m,1,1\n"u8;
        using var folder = new ExportFolder().As(Profile).Naming("usage.csv");
        using (var file = File.Create(folder.PathOf("usage.csv")))
        {
            file.Write("time,model,input,output\n2026-07-01,m,1,1\n2026-07-01,\"m,1,1\n"u8);
            var block = new byte[row.Length * 10_000];
            for (var at = 0; at < block.Length; at += row.Length)
                row.CopyTo(block.AsSpan(at));
            for (var blocks = 0; blocks < rows / 10_000; blocks++)
                file.Write(block);
            if (isClosed)
                file.Write("2026-07-01,\"m\",1,1\n"u8);
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var activity = folder.Ingest();
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(150_000_000));
        var accepted = rows + 1 + (isClosed ? 1 : 0);
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(accepted + 1, accepted, 0, 0, 1), (long)accepted)));
        Assert.That(activity.NotAccepted.Single(), Is.EqualTo(new RowDecision("usage.csv", 3, 3, 1, RowOutcome.Rejected, "LE1008")));
    }

    [Test]
    public void An_entry_of_an_archive_that_unpacks_a_thousandfold_is_refused()
    {
        var bomb = Packed.Zip(
            ("usage.csv", Encoding.UTF8.GetBytes("time,model,input,output\n2026-07-01,m,1,1\n" + new string('\n', 20_000_000))),
            ("good.csv", Tables.Of("csv", Names, Good))
        );
        Assert.That(bomb, Has.Length.LessThan(30_000));
        using var folder = new ExportFolder().As(Profile).With("usage.zip", bomb);
        var activity = folder.Ingest();
        Assert.That(
            activity.Issues.Single().ToString(),
            Does.Match(
                "^usage.zip!usage.csv: error LE1020: found [0-9,]+ packed bytes that unpack to more than [0-9,]+, expected at most 200 "
                    + "times as many: unpack the file if this is right$"
            )
        );
        Assert.That(
            activity.Files.Select(file => (file.Path, file.IsRead, file.Rows.Accepted)),
            Is.EqualTo(new[] { ("usage.zip!good.csv", true, 1L), ("usage.zip!usage.csv", false, 0L) })
        );
    }

    private static long LineOf(string container) => container is "jsonl" or "parquet" ? 2 : 3;

    private static byte[] Replaced(byte[] bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        var changed = (byte[])bytes.Clone();
        for (var at = changed.AsSpan().IndexOf(old); at >= 0; at = changed.AsSpan().IndexOf(old))
            replacement.CopyTo(changed.AsSpan(at));
        return changed;
    }

    private static Activity Read(string container, params string[][] table) => Read(container, Tables.Of(container, table));

    private static Activity Read(string container, byte[] bytes)
    {
        using var folder = new ExportFolder().As(Profile).With($"usage.{container}", bytes);
        return folder.Ingest();
    }
}
