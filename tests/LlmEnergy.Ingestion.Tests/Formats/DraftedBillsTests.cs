using System.Globalization;
using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Drafting;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>
/// Bills of no known format with a row for each kind of tokens: a draft decodes the words of what was sold, and drops no row in silence.
/// </summary>
[TestFixture]
internal sealed class DraftedBillsTests
{
    private const string Header = "day,product,quantity,unit\n";

    private const string German =
        "Rechnungsdatum;Bezeichnung;Menge;Einheit;Einzelpreis;Nettobetrag EUR\n"
        + "05.09.2026;GPT-4o Eingabe-Token;1.200,5;1K;0,002;2,401\n"
        + "05.09.2026;GPT-4o Eingabe-Token (zwischengespeichert);300;1K;0,001;0,30\n"
        + "25.09.2026;GPT-4o Ausgabe-Token;40;1K;0,01;0,40\n"
        + "25.09.2026;Wartung Premium;1;Monat;500,00;500,00\n";

    [TestCase("aws.cur.legacy.csv")]
    [TestCase("aws.cur2.csv")]
    [TestCase("azure.cost.ea.csv")]
    [TestCase("azure.cost.mca.csv")]
    [TestCase("azure.cost.payg.csv")]
    [TestCase("deepseek.amount.csv")]
    [TestCase("focus.csv")]
    [TestCase("google.billing.export.jsonl")]
    [TestCase("google.console.csv")]
    public void A_bill_whose_columns_have_other_names_gives_the_tokens_of_its_format(string file)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Samples, "formats", file));
        using var known = new ExportFolder().With(file, text);
        using var folder = new ExportFolder().With(file, DraftedFormatsTests.Renamed(file, text));
        Assert.That(Tokens(folder.As(DraftOf(folder)).Ingest()), Is.EqualTo(Tokens(known.Ingest())));
    }

    [Test]
    public void A_German_bill_is_read_by_its_words_and_what_is_no_usage_is_rejected_by_name()
    {
        using var folder = new ExportFolder().With("rechnung.csv", German);
        var draft = DraftOf(folder);
        var activity = folder.As(draft).Ingest();
        Assert.That(Tokens(activity), Is.EqualTo((1_500_500L, 300_000L, 0L, 40_000L)));
        Assert.That(activity.Lines.Select(line => line.Key.Model).Distinct(), Is.EqualTo(new[] { "gpt-4o" }));
        Assert.That(activity.Issues.Single(issue => issue.Code == "LE1046").Message, Does.Contain("'Wartung Premium'"));
        Assert.That(activity.Rows.Rejected, Is.EqualTo(1));
        Assert.That(
            draft,
            Does.Contain("// decide: these names say no kind of tokens or no model").And.Contain("//   \"Wartung Premium\"")
        );
    }

    [Test]
    public void A_word_of_the_workspace_decides_what_the_draft_left_open()
    {
        const string Own = """{ "id": "meter-words", "tables": { "class": [["wartung", "other"]] } }""";
        using var folder = new ExportFolder().With("rechnung.csv", German);
        folder.As(DraftOf(folder)).Formats = folder.Formats.With(DecodeTable.Parse(Encoding.UTF8.GetBytes(Own), "meter-words.decode.json"));
        var rows = folder.Ingest().Rows;
        Assert.That((rows.Accepted, rows.Ignored, rows.Rejected), Is.EqualTo((3L, 1L, 0L)));
    }

    [TestCase("gpt 4.1 Outp regnl Tokens", "gpt-4.1", "output")]
    [TestCase("gpt 4.1 cd Inp regnl Tokens", "gpt-4.1", "cached")]
    [TestCase("claude-sonnet-4-5:cache_read", "claude-sonnet-4-5", "cached")]
    [TestCase("claude-sonnet-4-5:cache_write", "claude-sonnet-4-5", "cacheWrite")]
    [TestCase("Gemini 2.5 Flash Text Input - Predictions", "gemini-2.5-flash", "input")]
    [TestCase("Mistral Large Ausgabetoken", "mistral-large", "output")]
    [TestCase("jetons en sortie mistral-large", "mistral-large", "output")]
    public void Words_of_a_name_say_kind_and_model(string name, string model, string kind)
    {
        var table = FormatCatalog.BuiltIn.Tables["meter-words"];
        var text = table.Prepared([name]);
        Assert.That((table.Give("class", text), table.Give("kind", text), table.Give("model", text)), Is.EqualTo(("tokens", kind, model)));
    }

    [TestCase("gpt-4o input and output tokens")]
    [TestCase("gpt-4o tokens in total")]
    [TestCase("o3 reasoning tokens")]
    public void Tokens_of_several_kinds_or_of_none_are_not_guessed(string name)
    {
        var table = FormatCatalog.BuiltIn.Tables["meter-words"];
        Assert.That(table.Give("kind", table.Prepared([name])), Is.Empty);
    }

    [TestCase("Standard Data Transfer In")]
    [TestCase("Input/Output Operations")]
    [TestCase("Response Time Monitoring")]
    public void Words_for_a_kind_alone_are_no_tokens(string name)
    {
        var table = FormatCatalog.BuiltIn.Tables["meter-words"];
        Assert.That(table.Give("class", table.Prepared([name, "1"])), Is.Not.EqualTo("tokens"));
    }

    [TestCase("day,item,quantity\n2026-09-05,Router,3\n2026-09-06,Switch,4\n")]
    [TestCase("day,item,quantity\n2026-09-05,gpt-4o input tokens,3\n2026-09-06,Switch,4\n", TestName = "One kind is no evidence")]
    [TestCase("day,item\n2026-09-05,gpt-4o input tokens\n2026-09-06,gpt-4o output tokens\n", TestName = "A bill without a quantity")]
    public void Names_without_two_kinds_or_a_quantity_get_no_table(string csv)
    {
        using var folder = new ExportFolder().With("list.csv", csv);
        Assert.That(ProfileDraft.Draft(folder.Paths[0]).Text ?? "", Does.Not.Contain("decode"));
    }

    [Test]
    public void A_unit_that_nothing_says_is_left_to_decide_and_checked_by_money()
    {
        // 3 USD for 2 tokens are blocks, and no tokens
        using var folder = new ExportFolder().With(
            "bill.csv",
            "day,product,quantity,cost_usd\n2026-09-05,gpt-4o input,1000,0.01\n2026-09-06,gpt-4o output,500,0.02\n2026-09-07,gpt-4o input,2,3\n"
        );
        var draft = DraftOf(folder);
        Assert.That(draft, Does.Contain("// decide: how many tokens one of \"quantity\" is").And.Contain("are rejected (LE1047)"));
        var activity = folder.As(draft).Ingest();
        Assert.That((activity.Total.Input, activity.Total.Output, activity.Rows.Rejected), Is.EqualTo((1000L, 500L, 1L)));
        Assert.That(activity.Issues.Select(issue => issue.Code), Does.Contain("LE1047"));
    }

    [Test]
    public void A_unit_that_a_row_lacks_is_never_taken_for_one_token()
    {
        using var folder = new ExportFolder().With(
            "bill.csv",
            Header + "2026-09-05,gpt-4o input,5,1K tokens\n2026-09-06,gpt-4o output,6,1M tokens\n2026-09-07,gpt-4o output,7,\n"
        );
        var activity = folder.As(DraftOf(folder)).Ingest();
        Assert.That((activity.Total.Input, activity.Total.Output, activity.Rows.Rejected), Is.EqualTo((5_000L, 6_000_000L, 1L)));
    }

    [Test]
    public void Of_two_quantities_the_other_is_left_to_decide()
    {
        using var folder = new ExportFolder().With(
            "bill.csv",
            "day,product,quantity,unit,billed_quantity\n2026-09-05,gpt-4o input,5,1K,1\n2026-09-06,gpt-4o output,6,1K,1\n"
        );
        Assert.That(DraftOf(folder), Does.Contain("// decide: the quantity may also be \"billed_quantity\""));
    }

    [Test]
    public void Of_two_units_that_of_the_quantity_counts_and_the_other_is_left_to_decide()
    {
        using var folder = new ExportFolder().With(
            "bill.csv",
            "day,product,pricing_unit,consumed_unit,consumed_quantity\n"
                + "2026-09-05,gpt-4o input,1K tokens,tokens,5000\n2026-09-06,gpt-4o output,1K tokens,tokens,6000\n"
        );
        var draft = DraftOf(folder);
        Assert.That(draft, Does.Contain("// decide: the unit of \"consumed_quantity\" may also be \"pricing_unit\""));
        Assert.That(Tokens(folder.As(draft).Ingest()), Is.EqualTo((5_000L, 0L, 0L, 6_000L)));
    }

    [Test]
    public void A_workbook_is_decoded_by_its_rows_too()
    {
        static string Row(int number, params string[] cells) =>
            $"<row r=\"{number}\">"
            + string.Concat(cells.Select((cell, at) => $"<c r=\"{(char)('A' + at)}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))
            + "</row>";
        using var folder = new ExportFolder().With(
            "bill.xlsx",
            Workbook.Of(
                Row(1, "date", "product", "quantity", "unit")
                    + Row(2, "2026-09-05T00:00Z", "gpt-4o input", "5", "1K")
                    + Row(3, "2026-09-06T00:00Z", "gpt-4o output", "6", "1K")
            )
        );
        Assert.That(Tokens(folder.As(DraftOf(folder)).Ingest()), Is.EqualTo((5_000L, 0L, 0L, 6_000L)));
    }

    [Test]
    public void What_is_trained_or_stored_is_ignored_and_left_to_decide()
    {
        using var folder = new ExportFolder().With("bill.csv", Header + Rows("gpt-4o training tokens"));
        var draft = DraftOf(folder);
        Assert.That(
            draft,
            Does.Contain("// decide: whether rows of these names are no inference").And.Contain("\"gpt-4o training tokens\"")
        );
        Assert.That(folder.As(draft).Ingest().Rows.Ignored, Is.EqualTo(1));
    }

    [Test]
    public void Names_of_signs_cannot_leave_their_comment()
    {
        using var folder = new ExportFolder().With("bill.csv", Header + Rows("\"(a+)+$ [\\\n} , \"\"x\"\": 1 \u2028\""));
        var draft = DraftOf(folder);
        Assert.That(
            draft.Split('\n').Where(line => line.Contains("(a+)+", StringComparison.Ordinal)).Single(),
            Does.StartWith("  //   \"")
        );
        var activity = folder.As(draft).Ingest();
        Assert.That((activity.Total.Input, activity.Total.Output, activity.Rows.Rejected), Is.EqualTo((5_000L, 6_000L, 1L)));
    }

    [Test]
    public void A_name_of_a_person_s_address_is_masked()
    {
        using var folder = new ExportFolder().With("bill.csv", Header + Rows("seat of eva.muster@example.com"));
        Assert.That(DraftOf(folder), Does.Not.Contain("eva.muster"));
    }

    [Test]
    public void Ten_thousand_names_are_twenty_and_the_number_of_the_rest()
    {
        var names = Enumerable.Range(0, 10_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"part {number:00000}"));
        using var folder = new ExportFolder().With("bill.csv", Header + Rows([.. names]));
        var draft = DraftOf(folder);
        Assert.That(draft.Split('\n').Count(line => line.StartsWith("  //   \"part ", StringComparison.Ordinal)), Is.EqualTo(20));
        Assert.That(draft, Does.Contain("//   and 9,980 more"));
        Assert.That(folder.As(draft).Ingest().Rows.Rejected, Is.EqualTo(10_000));
    }

    /// <summary>Input and output of a model, and these names.</summary>
    private static string Rows(params string[] names) =>
        "2026-09-05,gpt-4o input,5,1K\n2026-09-06,gpt-4o output,6,1K\n" + string.Concat(names.Select(name => $"2026-09-06,{name},7,1K\n"));

    private static string DraftOf(ExportFolder folder)
    {
        var draft = ProfileDraft.Draft(folder.Paths[0]);
        Assert.That(draft.Text, Does.Contain("\"decode\": \"meter-words\""), draft.Refused?.ToString());
        return draft.Text!;
    }

    private static (long Input, long Cached, long CacheWrite, long Output) Tokens(Activity activity) =>
        (activity.Total.Input, activity.Total.Cached, activity.Total.CacheWrite, activity.Total.Output);
}
