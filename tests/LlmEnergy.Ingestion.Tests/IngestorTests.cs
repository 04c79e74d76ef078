using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Ingestion.Tests;

public class IngestorTests
{
    private const string Header = "date,model,input_tokens,output_tokens\n";

    [Test]
    public void Rows_of_one_key_become_one_line()
    {
        var activity = ExportFolder.Of(
            Profiles.Requests,
            Header + "2026-01-05,m,100,20\n2026-01-31,m,200,30\n2026-02-01,m,1,2\n2026-01-05,n,5,6\n"
        );
        Assert.That(
            activity.Lines.Select(line =>
                (line.Number, line.Key.Month, line.Key.Model, line.Rows, line.Usage.Requests, line.Usage.Input, line.Usage.Output)
            ),
            Is.EqualTo(
                new[]
                {
                    (1, new DateOnly(2026, 1, 1), "m", 2L, 2L, 300L, 50L),
                    (2, new DateOnly(2026, 1, 1), "n", 1L, 1L, 5L, 6L),
                    (3, new DateOnly(2026, 2, 1), "m", 1L, 1L, 1L, 2L),
                }
            )
        );
    }

    [Test]
    public void Every_bad_field_is_reported_with_its_place() =>
        Assert.That(
            IssuesOf(Header + "05/01/2026,m,-1,20\n"),
            Is.EqualTo(
                new[]
                {
                    "usage.csv:2:1: error LE1002: found date '05/01/2026', expected a time of the form yyyy-MM-dd; day and month may "
                        + "stand either way round: name the form as semantics.time in a profile",
                    "usage.csv:2:3: error LE1003: found input_tokens '-1', expected a whole number from 0 to 100,000,000,000,000",
                }
            )
        );

    [TestCase("2026-01-05,m,100", "usage.csv:2:4: error LE1006: found 3 fields, expected 4 as in the header")]
    [TestCase("2026-01-05,m,100,20,7", "usage.csv:2:5: error LE1006: found 5 fields, expected 4 as in the header")]
    [TestCase(
        "2026-01-05,m,,20",
        "usage.csv:2:3: error LE1009: found an empty input_tokens, expected a value (so in all 1 row with usage; the file is not read)"
    )]
    [TestCase("2026-02-29,m,1,2", "usage.csv:2:1: error LE1002: found date '2026-02-29', expected a time of the form yyyy-MM-dd")]
    [TestCase(
        "2026-01-05,m,1,\"2",
        "usage.csv:2: error LE1007: found a quote that is not closed, expected quotes around the whole field and doubled inside; reading "
            + "goes on at the next line"
    )]
    [TestCase(
        "2026-01-05,\"m\"x,1,2",
        "usage.csv:2: error LE1007: found text after a closing quote, expected quotes around the whole field and doubled inside"
    )]
    [TestCase("2026-01-05,m\u0001,1,2", "usage.csv:2:2: error LE1004: found control characters in model, expected text in UTF-8")]
    public void A_bad_row_is_rejected_with_its_reason(string row, string issue) =>
        Assert.That(IssuesOf(Header + row + "\n"), Is.EqualTo(new[] { issue }));

    [Test]
    public void A_rejected_row_does_not_stop_the_file()
    {
        var activity = ExportFolder.Of(Profiles.Requests, Header + "2026-01-05,m,100,20\nnonsense\n2026-01-06,m,200,30\n");
        Assert.Multiple(() =>
        {
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(3, 2, 0, 0, 1)));
            Assert.That(activity.Total.Input, Is.EqualTo(300));
            Assert.That(activity.NotAccepted, Is.EqualTo(new[] { new RowDecision("usage.csv", 3, 3, 1, RowOutcome.Rejected, "LE1006") }));
        });
    }

    [Test]
    public void Rows_outside_the_period_are_ignored_and_stay_in_the_control_totals()
    {
        var january = ReportingPeriod.Spanning(new(2026, 1, 1), new(2026, 1, 31));
        var activity = ExportFolder.Of(
            Profiles.Requests,
            Header + "2025-12-31,m,7,1\n2026-01-31,m,100,20\n2026-02-01,m,8,2\n2026-02-02,m,9,3\n",
            january
        );
        Assert.Multiple(() =>
        {
            Assert.That(activity.Files[0].Rows, Is.EqualTo(new RowCounts(4, 1, 0, 3, 0)));
            Assert.That(activity.Files[0].Accepted.Input, Is.EqualTo(100));
            Assert.That(activity.Files[0].NotAccepted.Input, Is.EqualTo(24));
            Assert.That(
                activity.NotAccepted,
                Is.EqualTo(
                    new[]
                    {
                        new RowDecision("usage.csv", 2, 2, 1, RowOutcome.Ignored, "outside-period"),
                        new RowDecision("usage.csv", 4, 5, 2, RowOutcome.Ignored, "outside-period"),
                    }
                )
            );
        });
    }

    [Test]
    public void Every_field_has_its_place_and_disjoint_parts_are_added_to_their_totals()
    {
        var activity = ExportFolder.Of(
            Profiles.Everything,
            Profiles.EverythingHeader + "2026-03-04T05:06:07Z,OpenAI,acc,azure,gpt,chat,eu,flex,proj,4,100,30,7,50,8,2,1.5,0.0042,usd\n"
        );
        var line = activity.Lines.Single();
        Assert.Multiple(() =>
        {
            Assert.That(
                line.Key,
                Is.EqualTo(
                    new LineKey(
                        new(2026, 3, 1),
                        "main",
                        "openai",
                        "acc",
                        "azure",
                        "gpt",
                        "chat",
                        "eu",
                        "flex",
                        "proj",
                        "USD",
                        ContextBand.UpTo10K,
                        ContextBasis.BucketMean
                    )
                )
            );
            Assert.That(
                line.Usage,
                Is.EqualTo(
                    new Usage(4, 137, 30, 7, 58, 8, 2, 1_500, Known.Everything & ~(Known.Characters | Known.Generation | Known.Energy))
                )
            );
            Assert.That(line.Cost, Is.EqualTo(new Money(0.0042m, "USD")));
            Assert.That(activity.Files[0].AcceptedCost["USD"], Is.EqualTo(0.0042m));
        });
    }

    [Test]
    public void An_empty_count_is_unknown_and_not_zero()
    {
        var activity = ExportFolder.Of(Profiles.Everything, Profiles.EverythingHeader + "2026-03-04T05:06:07Z,,,,gpt,,,,,,100,,,50,,,,,\n");
        Assert.That(activity.Lines.Single().Usage, Is.EqualTo(new Usage(0, 100, 0, 0, 50, 0, 0, 0, Known.Input | Known.Output)));
        Assert.That(activity.Lines.Single().Cost, Is.Null);
    }

    [Test]
    public void What_the_file_does_not_state_comes_from_its_source()
    {
        using var folder = new ExportFolder()
            .As(Profiles.Everything)
            .With(
                "a.csv",
                Profiles.EverythingHeader
                    + "2026-03-04T05:06:07Z,,,,gpt,,,,p-1,,100,,,50,,,,,\n2026-03-04T05:06:07Z,x,acc,,gpt,,us,,p-2,,100,,,50,,,,,\n"
            );
        folder.Source = folder.Source with
        {
            Provider = "OpenAI",
            Region = "eu",
            CostKeys = new Dictionary<string, string> { ["p-1"] = "research" },
        };
        Assert.That(
            folder.Ingest().Lines.Select(line => (line.Key.Provider, line.Key.Account, line.Key.Region, line.Key.CostKey)),
            Is.EqualTo(new[] { ("openai", "org-1", "eu", "research"), ("x", "acc", "us", "p-2") })
        );
    }

    [TestCase("1,100,101,0,50,7,0,0", "cached of 1; 101 tokens", Known.Cached)]
    [TestCase("1,100,60,41,50,7,0,0", "cached of 1, cacheWrite of 1; 101 tokens", Known.Cached | Known.CacheWrite)]
    [TestCase("1,100,60,101,50,7,0,0", "cacheWrite of 1; 101 tokens", Known.CacheWrite)]
    [TestCase("1,100,60,0,50,51,0,0", "reasoning of 1; 51 tokens", Known.Reasoning)]
    public void A_part_above_its_whole_is_left_out_and_the_row_counts(string counts, string found, Known leftOut)
    {
        var inclusive = Profiles.Everything.Replace(": false", ": true", StringComparison.Ordinal);
        var activity = ExportFolder.Of(inclusive, Profiles.EverythingHeader + $"2026-03-04T05:06:07Z,,,,gpt,,,,,{counts},,\n");
        var message =
            $"found 1 row with a part that is larger than its whole ({found}), expected no more than the whole: they are counted, the "
            + $"part is unknown";
        Assert.Multiple(() =>
        {
            Assert.That(
                activity.Issues.Select(issue => (issue.Code, issue.Severity, issue.Message)),
                Is.EqualTo(new[] { ("LE1015", Severity.Warning, message) })
            );
            Assert.That((activity.Rows.Accepted, activity.Total.Input, activity.Total.Output), Is.EqualTo((1L, 100L, 50L)));
            Assert.That(
                activity.Total.Known & (Known.Cached | Known.CacheWrite | Known.Reasoning),
                Is.EqualTo((Known.Cached | Known.CacheWrite | Known.Reasoning) & ~leftOut)
            );
        });
    }

    [Test]
    public void Requests_in_the_middle_band_keep_the_moments_of_their_context()
    {
        var activity = ExportFolder.Of(
            Profiles.Requests,
            Header + "2026-01-05,m,10000,10\n2026-01-05,m,10001,10\n2026-01-05,m,20000,10\n2026-01-05,m,100001,10\n"
        );
        Assert.That(
            activity.Lines.Select(line => (line.Key.Band, line.Key.Basis, line.Rows, line.Moments)),
            Is.EqualTo(
                new[]
                {
                    (ContextBand.UpTo10K, ContextBasis.Request, 1L, default(ContextMoments)),
                    (
                        ContextBand.UpTo100K,
                        ContextBasis.Request,
                        2L,
                        new ContextMoments((10_001m * 10_001m) + (20_000m * 20_000m), 0m, 300_010m)
                    ),
                    (ContextBand.Above100K, ContextBasis.Request, 1L, default(ContextMoments)),
                }
            )
        );
    }

    [Test]
    public void A_bucket_is_banded_by_its_mean_and_without_requests_not_at_all()
    {
        var activity = ExportFolder.Of(
            Profiles.Everything,
            Profiles.EverythingHeader
                + "2026-03-04T00:00:00Z,,,,a,,,,,10,200000,,,50,,,,,\n2026-03-04T00:00:00Z,,,,b,,,,,,200000,,,50,,,,,\n2026-03-04T00:00:00Z,,,,c,,,,,0,200000,,,50,,,,,\n"
        );
        Assert.That(
            activity.Lines.Select(line => (line.Key.Band, line.Key.Basis, line.Moments.Uncached)),
            Is.EqualTo(
                new[]
                {
                    (ContextBand.UpTo100K, ContextBasis.BucketMean, 4_000_000_000m),
                    (ContextBand.UpTo10K, ContextBasis.None, 0m),
                    (ContextBand.UpTo10K, ContextBasis.None, 0m),
                }
            )
        );
    }

    [TestCase("1,5")]
    [TestCase("1.2e")]
    [TestCase("$3")]
    [TestCase("1000000001")]
    public void A_cost_that_is_no_amount_is_an_error_that_does_not_quote_it(string cost)
    {
        var activity = ExportFolder.Of(
            Profiles.Everything,
            Profiles.EverythingHeader + $"2026-03-04T00:00:00Z,,,,a,,,,,1,1,,,1,,,,\"{cost}\",USD\n"
        );
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "usage.csv:2:18: error LE1005: found no amount in cost, expected a decimal number with a point, up to 28 digits and "
                    + "1,000,000,000"
            )
        );
    }

    [Test]
    public void A_cost_without_a_currency_is_an_error() =>
        Assert.That(
            ExportFolder
                .Of(Profiles.Everything, Profiles.EverythingHeader + "2026-03-04T00:00:00Z,,,,a,,,,,1,1,,,1,,,,5,\n")
                .Issues.Single()
                .Message,
            Is.EqualTo("found a cost without a currency in cost, expected a currency beside it")
        );

    [Test]
    public void Costs_are_fixed_at_18_decimals_so_that_sums_are_exact()
    {
        var rows =
            "2026-03-04T00:00:00Z,,,,a,,,,,1,1,,,1,,,,1.2345678901234567e-05,USD\n2026-03-04T00:00:00Z,,,,a,,,,,1,1,,,1,,,,1000000,USD\n";
        Assert.That(
            ExportFolder.Of(Profiles.Everything, Profiles.EverythingHeader + rows).Lines.Single().Cost,
            Is.EqualTo(new Money(1_000_000.000012345678901235m, "USD"))
        );
    }

    [Test]
    public void A_misspelt_column_shows_in_the_account()
    {
        var profile = Profiles.Requests.Replace("\"model\": \"model\"", "\"model\": [\"Model\", \"engine\"]", StringComparison.Ordinal);
        Assert.That(
            ExportFolder.Of(profile, Header + "2026-01-05,m,1,2\n").Files.Single().Why,
            Is.EqualTo("named by its source; has no Model or engine")
        );
    }

    [Test]
    public void A_file_without_a_column_it_needs_is_refused()
    {
        var activity = ExportFolder.Of(Profiles.Requests, "date,model,input,output_tokens\n2026-01-05,m,1,2\n");
        Assert.That(
            activity.Issues.Single().ToString(),
            Does.StartWith("usage.csv:2: error LE1009: found no column input_tokens, expected a value")
        );
        Assert.That(activity.Files.Single().IsRead, Is.False);
    }

    [Test]
    public void An_unknown_format_name_is_a_configuration_error()
    {
        using var folder = new ExportFolder();
        folder.Source = folder.Source with { Format = "no.such" };
        Assert.That(() => folder.Ingest(), Throws.TypeOf<ConfigurationException>().With.Message.Contains("LE2010"));
    }

    [Test]
    public void Cancelling_ends_the_run()
    {
        using var folder = new ExportFolder().As(Profiles.Requests).With("a.csv", Header);
        Assert.That(
            () => folder.Ingest(cancellation: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    private static IEnumerable<string> IssuesOf(string csv) =>
        ExportFolder.Of(Profiles.Requests, csv).Issues.Select(issue => issue.ToString());
}
