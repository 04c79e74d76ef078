using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>A cloud cuts a large bill into files at any row: they are one export, and not several of the same days.</summary>
[TestFixture]
internal sealed class ExportPartsTests
{
    private const string Header =
        "Date,MeterCategory,MeterSubCategory,MeterName,Quantity,EffectivePrice,Cost,BillingCurrency,UnitOfMeasure,ChargeType,SubscriptionId\n";

    private const string Input = "2026-09-01,Foundry Models,Azure OpenAI,gpt 4.1 Inp regnl Tokens,400,0.002,0.8,EUR,1K,Usage,s\n";
    private const string MoreInput = "2026-09-01,Foundry Models,Azure OpenAI,gpt 4.1 Inp regnl Tokens,100,0.002,0.2,EUR,1K,Usage,s\n";
    private const string Output = "2026-09-01,Foundry Models,Azure OpenAI,gpt 4.1 Outp regnl Tokens,50,0.008,0.4,EUR,1K,Usage,s\n";
    private const string Machine = "2026-09-01,Virtual Machines,Dsv5,D4s v5,24,0.2,4.8,EUR,1 Hour,Usage,s\n";

    [TestCase("part_0_0001.csv", "part_0_0002.csv")]
    [TestCase("part_0_0001.csv", "part_1_0001.csv")]
    [TestCase("bill-00001.csv", "bill-00002.csv")]
    [TestCase("bill-000000000000.csv", "bill-000000000001.csv")]
    [TestCase("part-00000-7f.csv", "part-00001-7f.csv")]
    public void Rows_of_a_day_that_stand_in_several_parts_all_count(string first, string second)
    {
        var activity = Read((first, Input), (second, MoreInput + Output));
        Assert.That((activity.Total.Input, activity.Total.Output), Is.EqualTo((500_000L, 50_000L)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void Files_of_other_names_are_two_exports_until_somebody_says_that_they_are_parts() =>
        Assert.That(
            Read(("september.csv", Input), ("september-again.csv", MoreInput + Output)).Issues.Select(issue => issue.Code),
            Does.Contain("LE1024")
        );

    [Test]
    public void The_same_export_cut_elsewhere_counts_once()
    {
        var activity = Read(
            ("actual-00001.csv", Input),
            ("actual-00002.csv", MoreInput + Output),
            ("amortised-00001.csv", Output),
            ("amortised-00002.csv", MoreInput + Input)
        );
        Assert.That((activity.Total.Input, activity.Total.Output, activity.Rows.Duplicate), Is.EqualTo((500_000L, 50_000L, 3L)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void A_part_without_language_models_is_no_bill_without_usage()
    {
        Assert.That(Read(("part_0_0001.csv", Input + Output), ("part_0_0002.csv", Machine)).Issues, Is.Empty);
        Assert.That(
            Read(("part_0_0001.csv", Machine), ("part_0_0002.csv", Machine + Machine)).Issues.Select(issue => issue.Code),
            Is.EqualTo(new[] { "LE1035", "LE1035" })
        );
    }

    private static Activity Read(params (string Name, string Rows)[] files)
    {
        using var folder = new ExportFolder();
        foreach (var (name, rows) in files)
            folder.With(name, Header + rows);
        return folder.Ingest();
    }
}
