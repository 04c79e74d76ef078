using System.Text;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Containers;

public class CsvRowsTests
{
    private const string Header = "date,model,input_tokens,output_tokens\n";

    [TestCase("date,model,input_tokens,output_tokens\r\n2026-01-05,m,100,20", TestName = "CR LF and no final newline")]
    [TestCase("\uFEFFdate,model,input_tokens,output_tokens\n2026-01-05,m,100,20\n", TestName = "A byte order mark")]
    [TestCase("date;model;input_tokens;output_tokens\n2026-01-05;m;100;20\n", TestName = "Semicolons")]
    [TestCase("date\tmodel\tinput_tokens\toutput_tokens\n2026-01-05\tm\t100\t20\n", TestName = "Tabs")]
    [TestCase("date|model|input_tokens|output_tokens\n2026-01-05|m|100|20\n", TestName = "Bars")]
    [TestCase(
        "\"date\",\"model\",\"input_tokens\",\"output_tokens\"\n\"2026-01-05\",\"m\",\"100\",\"20\"\n",
        TestName = "Quotes around everything"
    )]
    [TestCase(
        "output_tokens,note,input_tokens,model,date\n20,\"two\nlines, a \"\"quote\"\"\",100,m,2026-01-05\n",
        TestName = "A quoted line break, another order, another column"
    )]
    [TestCase("date,model,input_tokens,output_tokens\n\n2026-01-05,m,100,20\n\n", TestName = "Empty lines")]
    [TestCase("\n\ndate;model;input_tokens;output_tokens\n2026-01-05;m;100;20\n", TestName = "Empty lines before the header")]
    [TestCase("date , model, input_tokens,output_tokens\n2026-01-05,m, 100 ,20\n", TestName = "Spaces around names and numbers")]
    public void Is_read_alike(string csv)
    {
        var activity = ExportFolder.Of(Profiles.Requests, csv);
        Assert.That(activity.Issues, Is.Empty);
        Assert.That(
            activity.Lines.Select(line => (line.Key.Month, line.Key.Model, line.Usage.Input, line.Usage.Output)),
            Is.EqualTo(new[] { (new DateOnly(2026, 1, 1), "m", 100L, 20L) })
        );
    }

    [TestCase(true, TestName = "UTF-16, big end first")]
    [TestCase(false, TestName = "UTF-16, little end first")]
    public void Utf16_with_a_byte_order_mark_is_read(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        using var folder = new ExportFolder()
            .As(Profiles.Requests)
            .With(
                "usage.csv",
                [
                    .. encoding.GetPreamble(),
                    .. encoding.GetBytes(Header + "2026-01-05,mødel,100,20\n2026-01-05,\"x,1,2\n2026-01-06,mødel,1,2\n"),
                ]
            );
        var activity = folder.Ingest();
        Assert.That(activity.Lines.Single().Key.Model, Is.EqualTo("mødel"));
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
    }

    [TestCase("\uFEFF2026-01-06,m,3,4\n", 2, 1, TestName = "A byte order mark where reading opens again after a quote that is not closed")]
    [TestCase("\uFEFF\n2026-01-06,m,3,4\n", 2, 1, TestName = "A line of a byte order mark alone, there")]
    [TestCase("\uFEFF2026-01-06,m,3,4\n\uFEFF2026-01-07,\"m,5,6\n\uFEFF2026-01-08,m,7,8\n", 3, 2, TestName = "A mark before every row")]
    public void Rows_and_bytes_agree_at_a_byte_order_mark(string after, long accepted, long rejected)
    {
        var activity = ExportFolder.Of(Profiles.Requests, Header + "2026-01-05,m,1,2\n2026-01-05,\"m,9,9\n" + after);
        Assert.That(activity.Issues.Select(issue => issue.Code), Has.All.EqualTo("LE1007"));
        Assert.That((activity.Rows.Accepted, activity.Rows.Rejected), Is.EqualTo((accepted, rejected)));
        Assert.That(activity.Files.Single().Records, Is.EqualTo(activity.Files.Single().HandedOn));
    }

    [Test]
    public void A_header_alone_is_a_file_without_rows()
    {
        var account = ExportFolder.Of(Profiles.Requests, "date,model,input_tokens,output_tokens").Files.Single();
        Assert.That((account.IsRead, account.Rows), Is.EqualTo((true, default(RowCounts))));
    }

    [Test]
    public void What_is_no_number_is_not_quoted_since_a_shifted_row_puts_people_and_keys_there()
    {
        var issues = string.Join('\n', IssuesOf("note," + Header + "x,anna.berg@example.org,m,sk-proj-A1b2,2\n"));
        Assert.That(issues, Does.Contain("LE1002").And.Contain("LE1003").And.Not.Contain("anna").And.Not.Contain("sk-"));
    }

    [Test]
    public void A_row_after_a_quoted_line_break_is_located_by_the_line_it_starts_on() =>
        Assert.That(
            IssuesOf("note," + Header + "\"one\ntwo\",2026-01-05,m,1,2\nx,2026-01-05,m,bad,2\n"),
            Is.EqualTo(
                new[] { "usage.csv:4:4: error LE1003: found input_tokens text, expected a whole number from 0 to 100,000,000,000,000" }
            )
        );

    [Test]
    public void An_unclosed_quote_costs_its_own_row_and_no_other()
    {
        var rows = Enumerable.Range(1, 20_000).Select(row => row == 2 ? "2026-01-05,\"m,1,1\n" : "2026-01-05,m,1,1\n");
        var activity = ExportFolder.Of(Profiles.Requests, Header + string.Concat(rows));
        Assert.Multiple(() =>
        {
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(20_000, 19_999, 0, 0, 1)));
            Assert.That(activity.Total.Input, Is.EqualTo(19_999));
            Assert.That(activity.NotAccepted, Is.EqualTo(new[] { new RowDecision("usage.csv", 3, 3, 1, RowOutcome.Rejected, "LE1007") }));
        });
    }

    [TestCase(300_000, TestName = "Longer than the buffer")]
    [TestCase(70_000, TestName = "Longer than a record may be")]
    public void An_unclosed_quote_before_megabytes_costs_its_own_row_and_no_other(int rowsAfter)
    {
        var csv = Header + "2026-01-05,m,1,1\n\n2026-01-05,\"m,1,1\r\n" + string.Concat(Enumerable.Repeat("2026-01-05,m,1,1\n", rowsAfter));
        var activity = ExportFolder.Of(Profiles.Requests, csv);
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(rowsAfter + 2, rowsAfter + 1, 0, 0, 1)));
        Assert.That(activity.NotAccepted.Single() is { FirstLine: 4, LastLine: 4, Rule: "LE1007" or "LE1008" }, Is.True);
    }

    [Test]
    public void An_unclosed_quote_that_a_later_quote_closes_costs_its_own_row_and_no_other()
    {
        var activity = ExportFolder.Of(Profiles.Requests, Header + "2026-01-05,\"m,1,1\n2026-01-05,\"m\",1,1\n2026-01-05,m,1,1\n");
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
    }

    [Test]
    public void A_file_full_of_unclosed_quotes_is_read_in_linear_time()
    {
        var activity = ExportFolder.Of(
            Profiles.Requests,
            Header + string.Concat(Enumerable.Repeat("2026-01-05,\"m,1,1\n2026-01-05,m,1,1\n", 5_000))
        );
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(10_000, 5_000, 0, 0, 5_000)));
    }

    [TestCase(1_100_000, TestName = "A little over a megabyte")]
    [TestCase(5_000_000, TestName = "Five megabytes")]
    public void A_record_over_a_megabyte_is_rejected_and_the_rest_is_read(int length)
    {
        var csv = "note," + Header + "x,2026-01-05,m,1,1\n" + new string('x', length) + ",2026-01-05,m,1,1\nx,2026-01-05,m,1,1\n";
        var activity = ExportFolder.Of(Profiles.Requests, csv);
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
        Assert.That(activity.NotAccepted.Single(), Is.EqualTo(new RowDecision("usage.csv", 3, 3, 1, RowOutcome.Rejected, "LE1008")));
    }

    [Test]
    public void Bad_utf8_in_a_mapped_text_field_rejects_the_row_and_elsewhere_does_not()
    {
        byte[] csv =
        [
            .. Encoding.UTF8.GetBytes("note," + Header + "x,2026-01-05,m"),
            0xFF,
            .. ",1,2\n"u8,
            0xFF,
            .. ",2026-01-05,m,1,2\n"u8,
        ];
        using var folder = new ExportFolder().As(Profiles.Requests).With("usage.csv", csv);
        var activity = folder.Ingest();
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(2, 1, 0, 0, 1)));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo("usage.csv:2:3: error LE1004: found bytes that are not UTF-8 in model, expected text in UTF-8")
        );
    }

    [Test]
    public void A_NUL_in_a_row_costs_that_row()
    {
        var activity = ExportFolder.Of(
            Profiles.Requests,
            Header
                + string.Concat(Enumerable.Repeat("2026-01-05,m,1,1\n", 50))
                + "2026-01-05,m\0,1,1\n2026-01-05,m,1\0,1\n2026-01-05,m,1,1\n"
        );
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(53, 51, 0, 0, 2)));
        Assert.That(activity.Issues.Select(issue => (issue.At.Line, issue.Code)), Is.EqualTo(new[] { (52L, "LE1004"), (53L, "LE1003") }));
    }

    [Test]
    public void A_long_model_name_is_cut_to_256_characters() =>
        Assert.That(
            ExportFolder.Of(Profiles.Requests, Header + $"2026-01-05,{new string('m', 10_000)},1,2\n").Lines.Single().Key.Model,
            Is.EqualTo(new string('m', 256))
        );

    [Test]
    public void A_row_of_200_columns_is_rejected() =>
        Assert.That(
            IssuesOf(Header + string.Join(',', Enumerable.Repeat("1", 200)) + "\n"),
            Is.EqualTo(new[] { "usage.csv:2:5: error LE1006: found 200 fields, expected 4 as in the header" })
        );

    [Test]
    public void A_thousand_findings_are_listed_and_the_others_counted()
    {
        var activity = ExportFolder.Of(Profiles.Requests, Header + string.Concat(Enumerable.Repeat("2026-01-05,m,x,2\n", 1_500)));
        Assert.Multiple(() =>
        {
            Assert.That(activity.Issues, Has.Length.EqualTo(1_001));
            Assert.That(
                activity.Issues[^1].ToString(),
                Is.EqualTo(
                    "usage.csv: error LE1018: found 500 more findings in this file, expected none; every row of them is counted and listed"
                )
            );
            Assert.That(activity.Rows.Rejected, Is.EqualTo(1_500));
            Assert.That(activity.NotAccepted.Single().Rows, Is.EqualTo(1_500));
        });
    }

    [Test]
    public void More_distinct_values_than_a_key_can_tell_apart_refuse_the_file()
    {
        var rows = Enumerable.Range(0, 70_000).Select(row => $"2026-01-05,m{row},1,1\n");
        var activity = ExportFolder.Of(Profiles.Requests, Header + "2026-01-05,m7,1,1\n" + string.Concat(rows));
        Assert.Multiple(() =>
        {
            Assert.That(
                activity.Issues.Single().ToString(),
                Is.EqualTo(
                    "usage.csv: error LE1016: found more than 65,535 distinct values of model (largest: 'm7' 2 rows, 'm0' 1 row, 'm1' 1 "
                        + "row), expected fewer: map the field to another column, or split the file"
                )
            );
            Assert.That(activity.Lines, Is.Empty);
            Assert.That(activity.Files.Single().IsRead, Is.False);
        });
    }

    [Test]
    public void Sums_that_cannot_be_held_refuse_the_file()
    {
        var activity = ExportFolder.Of(
            Profiles.Requests,
            Header + string.Concat(Enumerable.Repeat("2026-01-05,m,100000000000000,1\n", 100_000))
        );
        Assert.That(activity.Issues.Single().Code, Is.EqualTo("LE1017"));
        Assert.That(activity.Lines, Is.Empty);
    }

    private static IEnumerable<string> IssuesOf(string csv) =>
        ExportFolder.Of(Profiles.Requests, csv).Issues.Select(issue => issue.ToString());
}
