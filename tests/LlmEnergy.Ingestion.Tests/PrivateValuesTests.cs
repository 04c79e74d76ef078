using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>What a row with shifted fields puts in the place of a name is masked and said; what nobody sees is written out.</summary>
public class PrivateValuesTests
{
    private const string Profile = """
        { "id": "test.private", "title": "requests", "container": ["csv", "jsonl"],
          "fields": { "time": "date", "model": "model", "costKey": "team", "account": "account", "input": "input", "output": "output" },
          "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private const string Header = "date,model,team,account,input,output\n";

    [TestCase("sk-proj-abcdef1234567890", "(key)")]
    [TestCase("anna@acme.com", "(e-mail address)")]
    [TestCase("4111111111111111", "(16 digits)")]
    [TestCase("+4512345678", "(10 digits and signs)")]
    public void A_model_that_is_private_is_masked(string model, string shown)
    {
        var activity = ExportFolder.Of(Profile, $"{Header}2026-07-01,{model},t,a,5,1\n");
        Assert.That(activity.Lines.Single().Key.Model, Is.EqualTo(shown));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "usage.csv: warning LE1050: found 1 value of model with e-mail addresses, keys or numbers of people, expected names: "
                    + "they are masked in all outputs; look whether columns are shifted"
            )
        );
    }

    [Test]
    public void Cost_keys_that_are_private_are_one_and_their_usage_counts()
    {
        var activity = ExportFolder.Of(
            Profile,
            $"{Header}2026-07-01,m,anna@acme.com,a,5,1\n2026-07-01,m,bo@acme.com,a,7,1\n2026-07-01,m,0123456789,a,2,1\n"
        );
        Assert.That(
            activity.Lines.Select(line => (line.Key.CostKey, line.Usage.Input)),
            Is.EquivalentTo(new[] { ("(e-mail address)", 12L), ("0123456789", 2L) })
        );
        Assert.That(activity.Issues.Single().Message, Does.StartWith("found 2 values of costKey"));
    }

    [Test]
    public void An_address_that_cost_keys_list_is_looked_up_and_not_said()
    {
        using var folder = new ExportFolder().As(Profile).With("usage.csv", $"{Header}2026-07-01,m,anna@acme.com,a,5,1\n");
        folder.Source = folder.Source with { CostKeys = new Dictionary<string, string> { ["anna@acme.com"] = "Research" } };
        var activity = folder.Ingest();
        Assert.That((activity.Lines.Single().Key.CostKey, activity.Issues.Length), Is.EqualTo(("Research", 0)));
    }

    [Test]
    public void What_nobody_sees_in_a_model_is_written_out_and_is_another_model()
    {
        var activity = ExportFolder.Of(
            Profile,
            $"{Header}2026-07-01,gpt-4o,t,a,5,1\n2026-07-01,gpt-4o\u200B,t,a,7,1\n2026-07-01,\u202Eo4-tpg,t,a,1,1\n"
        );
        Assert.That(
            activity.Lines.Select(line => line.Key.Model),
            Is.EquivalentTo(new[] { "gpt-4o", @"gpt-4o\u{200B}", @"\u{202E}o4-tpg" })
        );
    }

    [Test]
    public void Half_of_a_surrogate_pair_rejects_its_row()
    {
        using var folder = new ExportFolder()
            .As(Profile)
            .With("usage.jsonl", """{"date":"2026-07-01","model":"\ud800x","team":"t","account":"a","input":5,"output":1}""" + "\n");
        var activity = folder.Ingest();
        Assert.That(activity.Issues.Single().ToString(), Does.StartWith("usage.jsonl:1: error LE1004: found text that is no Unicode"));
        Assert.That(activity.Rows.Rejected, Is.EqualTo(1));
    }

    [Test]
    public void A_file_name_that_is_private_is_masked_and_said()
    {
        var path = InputPath.Of("exports/anna@acme.com\u202E.csv", "/w/exports/anna@acme.com\u202E.csv");
        Assert.That(
            (path.Display, path.IsMasked, path.EntryOf("sk-abcdef1234567890.csv").Display),
            Is.EqualTo((@"exports/(e-mail address)\u{202E}.csv", true, @"exports/(e-mail address)\u{202E}.csv!(key).csv"))
        );
    }

    [TestCase("010190-1234", "time 10 digits and signs")]
    [TestCase("45-12-34-56-78", "time 10 digits and signs")]
    [TestCase("19900517", "time 8 digits")]
    [TestCase("17.05.1990", "time 8 digits and signs")]
    [TestCase("17/05/90", "time text")]
    public void A_number_of_a_person_in_the_place_of_a_time_is_told_by_its_form(string value, string form) =>
        Assert.That(
            ExportFolder
                .Of(
                    Profile.Replace("\"fields\": { \"time\": \"date\"", "\"fields\": { \"time\": \"time\"", StringComparison.Ordinal),
                    $"{Header.Replace("date", "time", StringComparison.Ordinal)}{value},m,t,a,5,1\n2026-07-01,m,t,a,5,1\n"
                )
                .Issues.Single()
                .Message,
            Does.StartWith($"found {form}, expected")
        );

    [TestCase("4111111111111111", "input 16 digits")]
    [TestCase("+4512345678", "input 10 digits and signs")]
    [TestCase("010190-1234", "input 10 digits and signs")]
    [TestCase("2026-07-01", "input 8 digits and signs")]
    [TestCase("-12345", "input 5 digits and signs")]
    public void A_number_of_a_person_in_the_place_of_a_count_is_told_by_its_form(string value, string form) =>
        Assert.That(
            ExportFolder.Of(Profile, $"{Header}2026-07-01,m,t,a,{value},1\n2026-07-01,m,t,a,5,1\n").Issues.Single().Message,
            Does.StartWith($"found {form}, expected")
        );
}
