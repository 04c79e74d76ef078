using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>Files that are whole and odd: what they give is right, or a finding says what is wrong.</summary>
[TestFixture]
internal sealed class OddFilesTests
{
    private const string Profile = """
        {
          "id": "log",
          "title": "a log",
          "container": ["csv", "jsonl"],
          "fields": { "time": "time", "model": "model", "input": "input", "cached": "cached", "output": "output" },
          "semantics": { "grain": "request", "inputIncludesCached": true, "time": "iso", "zone": "UTC" }
        }
        """;

    /// <summary>An export that has the column and never fills it knows nothing of a cache: 0 would be a claim.</summary>
    [Test]
    public void A_column_of_cached_tokens_that_is_empty_throughout_is_unknown()
    {
        var usage = ExportFolder
            .Of(Profile, "time,model,input,cached,output\n2026-09-01T10:00:00Z,m,100,,10\n2026-09-01T10:00:01Z,m,100,,10\n")
            .Lines.Single()
            .Usage;
        Assert.That((usage.Input, usage.Knows(Known.Input), usage.Knows(Known.Cached)), Is.EqualTo((200L, true, false)));
    }

    [TestCase(',', "\"1,150\"", TestName = "Thousands as the United States write them")]
    [TestCase(';', "1.150", TestName = "Thousands as Germany writes them")]
    [TestCase(';', "1'150", TestName = "Thousands as Switzerland writes them")]
    [TestCase(';', "1 150", TestName = "Thousands as France writes them")]
    public void A_count_with_thousands_apart_is_rejected_and_never_read_as_another_number(char separator, string count)
    {
        var rows = new[] { "time,model,input,cached,output", $"2026-09-01T10:00:00Z,m,{count},,10", "2026-09-01T10:00:01Z,m,200,,10" };
        var activity = ExportFolder.Of(
            Profile,
            string.Concat(
                rows.Select((row, number) => (number == 1 ? row.Replace(count, "#", StringComparison.Ordinal) : row) + "\n")
                    .Select(row => row.Replace(',', separator).Replace("#", count, StringComparison.Ordinal))
            )
        );
        Assert.That((activity.Rows, activity.Total.Input), Is.EqualTo((new RowCounts(2, 1, 0, 0, 1), 200L)));
        Assert.That(activity.Issues.Select(issue => issue.Code), Is.EqualTo(new[] { "LE1003" }));
    }

    /// <summary>Such as a picture in the first prompt of a session.</summary>
    [TestCase(300_000)]
    [TestCase(5_000_000)]
    public void A_first_line_that_is_longer_than_what_is_looked_at_first_hides_no_session(int length)
    {
        using var folder = new ExportFolder().With(
            "session.jsonl",
            """{"type":"user","timestamp":"2026-09-01T10:00:00Z","sessionId":"s","message":{"role":"user","content":"#"}}""".Replace(
                "#",
                new string('x', length),
                StringComparison.Ordinal
            )
                + "\n"
                + """{"type":"assistant","timestamp":"2026-09-01T10:00:01Z","sessionId":"s","requestId":"r","message":{"id":"msg_1","model":"claude-sonnet-5","stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":20}}}"""
                + "\n"
        );
        var activity = folder.Ingest();
        Assert.That(activity.Files.Single().Format, Is.EqualTo("claude-code.sessions"), activity.Files.Single().Why);
        Assert.That((activity.Total.Input, activity.Total.Output), Is.EqualTo((3L, 20L)));
    }

    [Test]
    public void An_object_of_a_million_members_on_one_line_is_a_row()
    {
        var members = string.Join(",", Enumerable.Range(0, 1_000_000).Select(number => $"\"k{number}\":1"));
        using var folder = new ExportFolder()
            .As(Profile)
            .With(
                "log.jsonl",
                $"{{\"time\":\"2026-09-01T10:00:00Z\",\"model\":\"m\",\"input\":5,\"output\":1,{members}}}\n"
                    + "{\"time\":\"2026-09-01T10:00:01Z\",\"model\":\"m\",\"input\":7,\"output\":1}\n"
            );
        Assert.That(folder.Ingest().Total.Input, Is.EqualTo(12L));
    }

    /// <summary>Two windows of prompts that are declared for days which overlap: one counts, and the other is an error.</summary>
    [TestCase("2026-09-08", "2026-10-07")]
    [TestCase("2026-09-01", "2026-09-30")]
    public void Declared_days_that_two_files_share_count_once(string from, string to)
    {
        const string Header = "Report Refresh Date,User Principal Name,Report Period,Prompts submitted for all apps\n";
        using var folder = new ExportFolder { Formats = ExportFolder.WithPrompts }
            .With("1.csv", Header + "2026-09-30,A1,30,120\n")
            .With("2.csv", Header + "2026-10-07,A1,30,130\n");
        static Intake Days(string first, string last) =>
            Intake.None with
            {
                From = DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture),
                To = DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture),
            };

        folder.Source = folder.Source with
        {
            Intake = new Dictionary<string, Intake> { ["1.csv"] = Days("2026-09-01", "2026-09-30"), ["2.csv"] = Days(from, to) },
        };
        var activity = folder.Ingest();
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(2, 1, 1, 0, 0)));
        Assert.That(activity.Issues.Select(issue => issue.Code), Does.Contain("LE1024"));
    }
}
