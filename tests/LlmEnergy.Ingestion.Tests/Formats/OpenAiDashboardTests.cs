using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

public class OpenAiDashboardTests
{
    private const string Header =
        "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,"
        + "input_cached_tokens,input_uncached_tokens,input_text_tokens,output_text_tokens,input_cached_text_tokens,input_audio_tokens,input_cached_audio_tokens,"
        + "output_audio_tokens,input_image_tokens,input_cached_image_tokens,output_image_tokens\n";

    private const string Times = "1767571200,1767657600,2026-01-05T00:00:00+00:00,2026-01-06T00:00:00+00:00";
    private const string EmptyBucket = Times + ",,,,,,,,,,,,,,,,,,,,\n";

    [Test]
    public void Is_told_by_its_columns_and_read()
    {
        var activity = Read(Header + Row("gpt-5", "FALSE", "default", "1000.0", "400.0", "300.0", "7.0") + EmptyBucket);
        Assert.Multiple(() =>
        {
            Assert.That(
                activity.Lines.Single().Key,
                Is.EqualTo(
                    new LineKey(
                        new(2026, 1, 1),
                        "main",
                        "openai",
                        "org-1",
                        "",
                        "gpt-5",
                        "",
                        "",
                        "default",
                        "proj_A",
                        "",
                        ContextBand.UpTo10K,
                        ContextBasis.BucketMean
                    )
                )
            );
            Assert.That(
                activity.Lines.Single().Usage,
                Is.EqualTo(new Usage(7, 1_000, 300, 0, 400, 0, 0, 0, Known.Requests | Known.Input | Known.Cached | Known.Output))
            );
            Assert.That(activity.Files.Single().Rows, Is.EqualTo(new RowCounts(2, 1, 0, 1, 0)));
            Assert.That(activity.Files.Single().Format, Is.EqualTo("openai.dashboard.usage.csv"));
            Assert.That(activity.Files.Single().Why, Does.StartWith("has the columns of openai.dashboard.usage.csv: start_time, "));
            Assert.That(
                activity.NotAccepted,
                Is.EqualTo(new[] { new RowDecision("usage.csv", 3, 3, 1, RowOutcome.Ignored, "empty-bucket") })
            );
        });
    }

    [TestCase("FALSE", "default", "default")]
    [TestCase("FALSE", "flex", "flex")]
    [TestCase("TRUE", "default", "batch")]
    [TestCase("TRUE", "", "batch")]
    public void A_batch_is_a_service_tier(string batch, string tier, string expected) =>
        Assert.That(Read(Header + Row("gpt-5", batch, tier, "1", "1", "0", "1")).Lines.Single().Key.ServiceTier, Is.EqualTo(expected));

    [Test]
    public void An_export_without_usage_has_only_the_four_times()
    {
        var activity = Read($"start_time,end_time,start_time_iso,end_time_iso\n{Times}\n{Times}\n");
        Assert.Multiple(() =>
        {
            Assert.That(activity.Issues, Is.Empty);
            Assert.That(activity.Files.Single().IsRead, Is.True);
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(2, 0, 0, 2, 0)));
        });
    }

    [Test]
    public void An_export_that_is_not_grouped_by_model_is_refused_as_a_whole()
    {
        var activity = Read(
            Header + EmptyBucket + Row("", "FALSE", "default", "1", "1", "0", "1") + Row("", "FALSE", "default", "1", "1", "0", "1")
        );
        Assert.Multiple(() =>
        {
            Assert.That(
                activity.Issues.Single().ToString(),
                Is.EqualTo(
                    "usage.csv:3:9: error LE1009: found an empty model, expected usage grouped by model: export again grouped by model "
                        + "(so in all 2 rows with usage; the file is not read)"
                )
            );
            Assert.That(activity.Files.Single().IsRead, Is.False);
            Assert.That(activity.NotAccepted, Is.Empty);
        });
    }

    [Test]
    public void A_row_without_a_model_among_others_is_rejected_alone()
    {
        var activity = Read(
            Header + Row("gpt-5", "FALSE", "default", "1", "1", "0", "1") + Row("", "FALSE", "default", "1", "1", "0", "1")
        );
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(2, 1, 0, 0, 1)));
        Assert.That(activity.Issues.Single().Code, Is.EqualTo("LE1009"));
    }

    [Test]
    public void Half_a_token_is_an_error() =>
        Assert.That(
            Read(Header + Row("gpt-5", "FALSE", "default", "59200.5", "1", "0", "1")).Issues.Single().ToString(),
            Is.EqualTo("usage.csv:2:12: error LE1003: found input_tokens '59200.5', expected a whole number from 0 to 100,000,000,000,000")
        );

    [Test]
    public void Users_and_keys_are_dropped()
    {
        var activity = Read(
            Header + Row("gpt-5", "FALSE", "default", "1", "1", "0", "1") + Row("gpt-5", "FALSE", "default", "x", "1", "0", "1")
        );
        Assert.That(
            string.Join('\n', activity.Lines) + string.Join('\n', activity.Issues),
            Does.Not.Contain("user-A").And.Not.Contain("key_A")
        );
    }

    [Test]
    public void The_cost_export_is_another_format()
    {
        var activity = Read(
            "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id,organization_name\n"
        );
        Assert.That(activity.Files.Single().Format, Is.EqualTo("openai.dashboard.cost.csv"));
    }

    private static string Row(string model, string batch, string tier, string input, string output, string cached, string requests) =>
        $"{Times},proj_A,{requests},user-A,key_A,{model},{batch},{tier},{input},{output},{cached},0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0\n";

    private static Activity Read(string csv)
    {
        using var folder = new ExportFolder().With("usage.csv", csv);
        return folder.Ingest();
    }
}
