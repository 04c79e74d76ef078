using System.Text;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>A bill that is not what it was: each fault is said in words, and the rest is read.</summary>
[TestFixture]
internal sealed class FaultyBillsTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Samples, "formats");

    [Test]
    public void A_console_bill_whose_rows_were_cut_does_not_add_up_to_its_own_subtotal()
    {
        var lines = Text("google.console.csv").Split('\n').ToList();
        Assert.That(Read("costs.csv", string.Join('\n', lines)).Issues, Is.Empty);
        lines.RemoveAt(2);
        var activity = Read("costs.csv", string.Join('\n', lines));
        Assert.That(
            activity.Issues.Select(issue => issue.ToString()),
            Has.One.EqualTo(
                "costs.csv: error LE1040: found Unrounded subtotal 0.08 in all rows together, expected 0.317 as the line below them says: "
                    + "rows are missing, or are not read as they are meant"
            )
        );
        Assert.That(activity.Total.Input, Is.EqualTo(1_250_000L), "the rest is read");
    }

    [Test]
    public void A_bill_that_ends_inside_a_row_says_so()
    {
        var text = Text("azure.cost.ea.csv");
        var activity = Read("bill.csv", text[..(text.Length / 2)]);
        Assert.That(activity.Issues.Select(issue => issue.Code), Does.Contain("LE1006"));
        Assert.That(activity.Total.Input, Is.GreaterThan(10_000_000L), "the rest is read");
    }

    [TestCase("azure.cost.ea.csv", "UnitOfMeasure", "LE1010")]
    [TestCase("azure.cost.ea.csv", "MeterName", "LE1010")]
    [TestCase("azure.cost.ea.csv", "MeterCategory", "LE1035")]
    [TestCase("azure.cost.ea.csv", "EffectivePrice", "")]
    [TestCase("aws.cur2.csv", "pricing_unit", "")]
    [TestCase("aws.cur2.csv", "line_item_line_item_type", "LE1010")]
    [TestCase("focus.csv", "ConsumedQuantity", "LE1010")]
    [TestCase("google.console.csv", "Usage amount", "LE1010")]
    public void A_column_of_another_name_is_said_or_changes_nothing(string file, string column, string code)
    {
        var text = Text(file);
        var whole = Read(file, text);
        var activity = Read(file, text.Replace(column, "renamed", StringComparison.Ordinal));
        if (code.Length == 0)
            Assert.That((activity.Total.Input, activity.Total.Output), Is.EqualTo((whole.Total.Input, whole.Total.Output)));
        else
            Assert.That(activity.Issues.Select(issue => issue.Code), Does.Contain(code));
    }

    [Test]
    public void Costs_of_another_currency_stand_apart_and_are_not_added()
    {
        var text = Text("azure.cost.mca.csv");
        var first = text.IndexOf(",EUR,", StringComparison.Ordinal);
        var activity = Read("bill.csv", text[..first] + ",CZK," + text[(first + 5)..]);
        Assert.That(
            activity.Lines.Select(line => line.Cost!.Value.Currency).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(new[] { "CZK", "EUR" })
        );
        Assert.That(activity.Total.Input, Is.EqualTo(3_000_000L));
    }

    [Test]
    public void A_meter_that_nobody_knows_is_rejected_with_its_words_and_the_way_to_teach_it()
    {
        var text = Text("azure.cost.mca.csv").Replace("Large 3 Outp glbl Tokens", "Large 3 Zorp glbl Tokens", StringComparison.Ordinal);
        var activity = Read("bill.csv", text);
        Assert.That(
            activity.Issues.Single(issue => issue.Code == "LE1046").Message,
            Does.Contain("Large 3 Zorp glbl Tokens").And.Contain("put a rule for them into a decode table of the workspace")
        );
        Assert.That((activity.Rows.Rejected, activity.Rows.Accepted), Is.EqualTo((1L, 4L)));
    }

    [TestCase("azure.cost.mca.csv", "Large 3 Outp glbl Tokens", "Large 3 Outp glbl 1M")]
    [TestCase("azure.cost.ea.csv", "gpt 4.1 Outp regnl Tokens", "Zeta 9 Gl 1M")]
    public void A_meter_whose_class_nobody_knows_is_quoted_and_not_the_service_it_is_of(string sample, string known, string unknown)
    {
        var activity = Read("bill.csv", Text(sample).Replace(known, unknown, StringComparison.Ordinal));
        Assert.That(
            activity.Issues.First(issue => issue.Code == "LE1046").Message,
            Does.StartWith($"found '{unknown}' in MeterName").IgnoreCase
        );
    }

    /// <summary>Vendors and gateways that write FOCUS name the kind of tokens in a column of their own, in the meter, or in the SKU.</summary>
    [TestCase("AI and Machine Learning,input_no_cache,,,Tokens,3000000", "accepted 3000000/0/0/0 m")]
    [TestCase(",input_no_cache,,,Tokens,3000000", "accepted 3000000/0/0/0 m", TestName = "no category, and a kind of its own")]
    [TestCase("AI and Machine Learning,,,claude-opus-5:output,Tokens,200000", "accepted 0/0/0/200000 claude-opus-5")]
    [TestCase(
        "AI and Machine Learning,,Claude Opus 5 Input Tokens,claude-opus-5-input,1M Tokens,2",
        "accepted 2000000/0/0/0 claude-opus-5"
    )]
    [TestCase(
        "AI and Machine Learning,,cache_creation_input_tokens,claude-opus-5,1K tokens,200",
        "accepted 200000/0/200000/0 claude-opus-5"
    )]
    [TestCase("AI and Machine Learning,,Cache Read,claude-opus-5,1000 Tokens,200", "accepted 200000/200000/0/0 claude-opus-5")]
    [TestCase("AI and Machine Learning,,Coins,s1,Tokens,200", "ignored not-llm", TestName = "a virtual currency")]
    [TestCase("AI and Machine Learning,web_search,,,Requests,200", "ignored tool")]
    [TestCase("Compute,input,,,Tokens,200000", "ignored not-llm")]
    [TestCase(",,,,DBU,5", "ignored not-llm")]
    [TestCase("AI and Machine Learning,output,,,,200", "rejected LE1046")]
    [TestCase("AI and Machine Learning,reasoning,,,Tokens,200000", "rejected LE1046")]
    public void A_vendors_row_of_FOCUS(string cells, string fate)
    {
        const string Header =
            "ServiceCategory,x_TokenType,SkuMeter,SkuId,ConsumedUnit,ConsumedQuantity,x_Model,ChargeCategory,ChargePeriodStart,"
            + "ChargePeriodEnd,BilledCost,BillingCurrency,ServiceName,ProviderName\n";
        var model = cells.Contains(",input_no_cache,", StringComparison.Ordinal) ? "m" : "";
        var activity = Read("f.csv", $"{Header}{cells},{model},Usage,2026-09-01T00:00:00Z,2026-09-02T00:00:00Z,3,USD,API,Vendor\n");
        var left = activity.Files.Single().Fates.Select(found => $"{found.Outcome} {found.Rule}".ToLowerInvariant());
        var read = activity.Lines.Select(line =>
            $"accepted {line.Usage.Input}/{line.Usage.Cached}/{line.Usage.CacheWrite}/{line.Usage.Output} {line.Key.Model}"
        );
        Assert.That(read.Concat(left), Is.EqualTo(new[] { fate }).IgnoreCase);
    }

    /// <summary>Newer rows of the Costs API state the tokens that were paid for.</summary>
    [Test]
    public void Tokens_on_a_bill_count_only_in_months_whose_usage_nothing_else_states()
    {
        const string Costs =
            """{"object":"page","has_more":false,"data":[{"object":"bucket","start_time":1782864000,"end_time":1782950400,"results":[{"object":"organization.costs.result","amount":{"value":2.5,"currency":"usd"},"line_item":"gpt-5-mini-2025-08-07, input","quantity":1000000,"quantity_unit":"tokens"},{"object":"organization.costs.result","amount":{"value":0.5,"currency":"usd"},"line_item":"web search tool calls","quantity":20,"quantity_unit":"calls"}]},{"object":"bucket","start_time":1785542400,"end_time":1785628800,"results":[{"object":"organization.costs.result","amount":{"value":1.5,"currency":"usd"},"line_item":"gpt-5-mini-2025-08-07, output","quantity":250000,"quantity_unit":"tokens"}]}]}""";
        const string Usage =
            """{"object":"page","has_more":false,"data":[{"object":"bucket","start_time":1782864000,"end_time":1782950400,"results":[{"object":"organization.usage.completions.result","input_tokens":999999,"output_tokens":5,"num_model_requests":3,"model":"gpt-5-mini-2025-08-07"}]}]}""";
        var alone = Read("costs.json", Costs);
        Assert.That((alone.Total.Input, alone.Total.Output), Is.EqualTo((1_000_000L, 250_000L)));
        Assert.That(alone.Lines.Sum(line => line.Cost!.Value.Amount), Is.EqualTo(4.5m));
        Assert.That(alone.Lines.Max(line => line.Key.Model), Is.EqualTo("web search tool calls"), "others have their cost alone");

        using var folder = new ExportFolder().With("costs.json", Costs).With("usage.json", Usage);
        var both = folder.Ingest();
        Assert.That((both.Total.Input, both.Total.Output), Is.EqualTo((999_999L, 250_005L)), "July by its usage, August by its bill");
        Assert.That(both.Bills.Sum(line => line.Cost!.Value.Amount), Is.EqualTo(3m));
        Assert.That(both.Bills.Sum(line => line.Usage.Input), Is.Zero);
        Assert.That(both.Files.Sum(file => file.Accepted.Input), Is.EqualTo(999_999L), "what is accepted is in the lines");
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file)).TrimStart('\uFEFF');

    private static Activity Read(string name, string text)
    {
        using var folder = new ExportFolder().With(name, Encoding.UTF8.GetBytes(text));
        return folder.Ingest();
    }
}
