using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Counting;

public class CoverageTests
{
    private const string Header = "date,model,input_tokens,output_tokens\n";

    [Test]
    public void A_day_has_rows_or_is_zero_in_a_declared_span_or_is_a_gap()
    {
        using var folder = InJanuary().With("usage.csv", Header + "2026-01-05,m,100,20\n2026-01-05,m,1,2\n2026-01-08,m,3,4\n");
        folder.Source = folder.Source with
        {
            Intake = new Dictionary<string, Intake> { ["usage.csv"] = new(null, new(2026, 1, 4), new(2026, 1, 6), "") },
        };
        var days = folder.Ingest().Coverage.Take(9).Select(day => (day.Day.Day, day.Status, day.Rows, day.Usage.Input));
        Assert.That(
            days,
            Is.EqualTo(
                new[]
                {
                    (1, DayStatus.Gap, 0L, 0L),
                    (2, DayStatus.Gap, 0L, 0L),
                    (3, DayStatus.Gap, 0L, 0L),
                    (4, DayStatus.Zero, 0L, 0L),
                    (5, DayStatus.Rows, 2L, 101L),
                    (6, DayStatus.Zero, 0L, 0L),
                    (7, DayStatus.Gap, 0L, 0L),
                    (8, DayStatus.Rows, 1L, 3L),
                    (9, DayStatus.Gap, 0L, 0L),
                }
            )
        );
    }

    [Test]
    public void Gaps_are_said_with_their_number_and_what_they_may_hold()
    {
        // Mondays have 120 tokens: the other three of January are taken for as much, and the 27 days of other weekdays cannot be told
        using var folder = InJanuary().With("usage.csv", Header + "2026-01-05,m,100,20\n");
        Assert.That(
            folder.Ingest().Issues.Single().ToString(),
            Is.EqualTo(
                "source main: warning LE1026: found no rows on 30 days of the period, the first 2026-01-01 (about 360 tokens on 3 of "
                    + "them, by the same weekdays of the 28 days before and after), "
                    + "expected rows, or a span that covers them: from and to in intake.csv, or attestedZero"
            )
        );
    }

    [TestCase(400_000, "1.2 million")]
    [TestCase(415_637, "1.2 million")]
    [TestCase(5_000_000, "15 million")]
    [TestCase(1_000_000_000, "3 billion")]
    [TestCase(4_100, "12,000")]
    [TestCase(2, "6")]
    public void The_size_of_gaps_has_two_digits(long tokens, string size)
    {
        // three Mondays are gaps, one has rows
        using var folder = InJanuary().With("usage.csv", FormattableString.Invariant($"{Header}2026-01-12,m,{tokens},0\n"));
        folder.Source = folder.Source with
        {
            AttestedZero =
            [
                (new(2026, 1, 1), new(2026, 1, 4)),
                (new(2026, 1, 6), new(2026, 1, 18)),
                (new(2026, 1, 20), new(2026, 1, 25)),
                (new(2026, 1, 27), new(2026, 1, 31)),
            ],
        };
        Assert.That(
            folder.Ingest().Issues.Single().Message,
            Does.Contain($"3 days of the period, the first 2026-01-05 (about {size} tokens, by ")
        );
    }

    [Test]
    public void Days_as_stated_without_usage_count_in_the_size_of_a_gap()
    {
        // Mondays: 5 January has 300 tokens, the 12th is a gap, the 19th and 26th had nothing: 300 / 3
        using var folder = InJanuary().With("usage.csv", Header + "2026-01-05,m,300,0\n");
        folder.Source = folder.Source with { AttestedZero = [(new(2026, 1, 1), new(2026, 1, 11)), (new(2026, 1, 13), new(2026, 1, 31))] };
        Assert.That(
            folder.Ingest().Issues.Single().Message,
            Does.Contain("1 day of the period, the first 2026-01-12 (about 100 tokens, by ")
        );
    }

    [Test]
    public void A_source_without_a_day_to_go_by_has_gaps_of_unknown_size()
    {
        using var folder = InJanuary().With("usage.csv", Header);
        Assert.That(
            folder.Ingest().Issues.Single(issue => issue.Code == "LE1026").Message,
            Does.Contain(
                "31 days of the period, the first 2026-01-01 (of unknown size: no same weekday of the 28 days before and after has tokens)"
            )
        );
    }

    [Test]
    public void Rows_of_a_file_that_is_there_twice_stand_once()
    {
        using var folder = InJanuary().With("a.csv", Header + "2026-01-05,m,100,20\n").With("b.csv", Header + "2026-01-05,m,100,20\n");
        Assert.That(folder.Ingest().Coverage[4] is { Rows: 1, Usage.Input: 100 }, Is.True);
    }

    [Test]
    public void Days_that_somebody_attests_are_no_gaps()
    {
        using var folder = InJanuary().With("usage.csv", Header + "2026-01-05,m,100,20\n");
        folder.Source = folder.Source with { AttestedZero = [(new(2026, 1, 1), new(2026, 1, 31))] };
        Assert.That(folder.Ingest().Issues, Is.Empty);
    }

    [Test]
    public void An_empty_bucket_says_that_there_was_nothing()
    {
        using var folder = new ExportFolder().With(
            "usage.csv",
            "start_time,end_time,start_time_iso,end_time_iso\n1767571200,1767657600,2026-01-05T00:00:00+00:00,2026-01-06T00:00:00+00:00\n"
        );
        Assert.That(folder.Ingest().Coverage.Single() is { Status: DayStatus.Zero, Rows: 0 }, Is.True);
    }

    [Test]
    public void Where_a_source_has_bills_and_usage_each_day_should_have_both()
    {
        using var folder = new ExportFolder()
            .With(
                "usage.csv",
                "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens\n1767571200,1767657600,,,p,1,gpt-5,100,20\n1767657600,1767744000,,,p,1,gpt-5,7,1\n"
            )
            .With(
                "cost.csv",
                "start_time,end_time,amount_value,amount_currency,line_item\n1767571200,1767657600,1.5,usd,\n1767744000,1767830400,0.5455665,usd,\n"
            );
        var activity = folder.Ingest();
        Assert.Multiple(() =>
        {
            Assert.That(
                activity.Issues.Select(issue => issue.ToString()),
                Is.EqualTo(
                    new[]
                    {
                        "source main: warning LE1027: found a cost of USD 0.5455665 and no usage on 1 day, the first 2026-01-07, expected "
                            + "the usage that was paid for",
                        "source main: warning LE1027: found usage of 8 tokens and no cost on 1 day, the first 2026-01-06, expected its "
                            + "cost",
                    }
                )
            );
            Assert.That(activity.Lines.Single().Usage.Input, Is.EqualTo(107), "bills do not stand among the usage they are the price of");
            Assert.That(activity.Bills.Single().Cost, Is.EqualTo(new Domain.Quantities.Money(2.0455665m, "USD")));
            Assert.That(
                activity.Files.Select(file => (file.Path, file.Rows.Accepted, file.BillRows)),
                Is.EqualTo(new[] { ("cost.csv", 2L, 2L), ("usage.csv", 2L, 0L) })
            );
        });
    }

    [Test]
    public void A_bill_of_a_month_without_usage_is_all_that_is_known_of_it()
    {
        using var folder = new ExportFolder().With(
            "cost.csv",
            "start_time,end_time,amount_value,amount_currency,line_item\n1767571200,1767657600,1.5,usd,\"gpt-5, input\"\n"
        );
        var activity = folder.Ingest();
        Assert.That(activity.Bills, Is.Empty);
        Assert.That(activity.Lines.Single() is { Usage.Known: Known.Cost, Key.Model: "gpt-5, input" }, Is.True);
    }

    [TestCase("1767571200,1767574800", "1767578400,1767582000", 0b101, TestName = "hours")]
    [TestCase("1767571200,1767574800", "1767578400,1767664800", 0, TestName = "an hour and a day")]
    [TestCase("1767571200,1767574800", "1767573000,1767576600", 0, TestName = "hours that begin at half past")]
    public void Hours_with_usage_are_known_where_all_rows_sum_hours(string one, string other, int hours)
    {
        const string Columns =
            "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens\n";
        using var folder = new ExportFolder().With("usage.csv", $"{Columns}{one},,,p,1,gpt-5,100,20\n{other},,,p,1,gpt-5,7,1\n");
        Assert.That(folder.Ingest().Coverage[0].Hours, Is.EqualTo(hours));
    }

    private static ExportFolder InJanuary()
    {
        return new ExportFolder { Period = ReportingPeriod.Spanning(new(2026, 1, 1), new(2026, 1, 31)) }.As(Profiles.Requests);
    }
}
