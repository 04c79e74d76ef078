using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>Files that state no times: intake.csv says of which days they are.</summary>
[TestFixture]
internal sealed class DeclaredDaysTests
{
    private const string Batch = """
        {"custom_id":"a","result":{"type":"succeeded","message":{"id":"msg_1","model":"claude-sonnet-4-5","usage":{"input_tokens":100,"cache_read_input_tokens":50,"cache_creation_input_tokens":0,"output_tokens":20}}}}
        {"custom_id":"b","result":{"type":"expired"}}
        """;

    /// <summary>Azure's answer to a query with granularity None: two meters of 5.6 luna in millions of tokens.</summary>
    private const string Query = """
        {"name":"q","type":"Microsoft.CostManagement/query","properties":{"nextLink":null,"columns":[{"name":"PreTaxCost","type":"Number"},{"name":"UsageQuantity","type":"Number"},{"name":"Meter","type":"String"},{"name":"Product","type":"String"},{"name":"Currency","type":"String"}],"rows":[[10.2054333,535.25,"5.6 luna ShortCo Cd Inp Std DZ 1M Tokens","Azure OpenAI GPT5 - 5.6 luna ShortCo Cd Inp Std DZ - SE Central","EUR"],[7.722,40.5,"5.6 luna ShortCo Inp Std DZ 1M Tokens","Azure OpenAI GPT5 - 5.6 luna ShortCo Inp Std DZ - SE Central","EUR"]]}}
        """;

    [Test]
    public void Results_of_a_batch_are_of_the_declared_day()
    {
        var activity = Read(Batch, "batch.jsonl", new DateOnly(2026, 9, 3), new DateOnly(2026, 9, 4));
        var line = activity.Lines.Single();
        Assert.That((line.Key.Month, line.Key.ServiceTier), Is.EqualTo((new DateOnly(2026, 9, 1), "batch")));
        Assert.That((line.Usage.Requests, line.Usage.Input, line.Usage.Output), Is.EqualTo((1L, 150L, 20L)));
        Assert.That(activity.Fates.Single().Rule, Is.EqualTo("failed-request"));
    }

    [TestCase(Batch, "batch.jsonl")]
    [TestCase(Query, "query.json")]
    public void Without_days_on_record_the_file_is_refused_with_the_way_to_state_them(string text, string name)
    {
        var activity = Read(text, name, null, null);
        Assert.That(activity.Lines, Is.Empty);
        Assert.That(activity.Issues.Single().Message, Does.Contain("ingest WORKSPACE --accept FILE --from DAY --to DAY"));
    }

    [Test]
    public void Requests_of_two_months_are_refused_since_nothing_says_which_are_of_which()
    {
        var activity = Read(Batch, "batch.jsonl", new DateOnly(2026, 8, 30), new DateOnly(2026, 9, 2));
        Assert.That(activity.Lines, Is.Empty);
        Assert.That(activity.Issues.Single().Message, Does.StartWith("found its days in intake.csv to lie in several months"));
    }

    [Test]
    public void A_query_without_days_is_a_bucket_of_the_declared_ones()
    {
        var activity = Read(Query, "query.json", new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 30));
        Assert.That((activity.Total.Input, activity.Total.Cached), Is.EqualTo((575_750_000L, 535_250_000L)));
        Assert.That(activity.Lines.Single().Cost!.Value.Amount, Is.EqualTo(17.9274333m));
        Assert.That(activity.Issues.Where(issue => issue.Severity == Severity.Error), Is.Empty);
    }

    [Test]
    public void Declared_days_that_reach_over_the_period_are_said()
    {
        var activity = Read(
            Query,
            "query.json",
            new DateOnly(2026, 9, 1),
            new DateOnly(2026, 10, 31),
            ReportingPeriod.Spanning(new DateOnly(2026, 7, 1), new DateOnly(2026, 9, 30))
        );
        Assert.That(activity.Issues.Select(issue => issue.Code), Does.Contain("LE1025"));
    }

    private static Activity Read(string text, string name, DateOnly? from, DateOnly? to, ReportingPeriod? period = null)
    {
        using var folder = new ExportFolder { Period = period ?? ReportingPeriod.Always }.With(name, text);
        folder.Source = folder.Source with
        {
            Intake = new Dictionary<string, Intake> { [name] = Intake.None with { From = from, To = to } },
        };
        return folder.Ingest();
    }
}
