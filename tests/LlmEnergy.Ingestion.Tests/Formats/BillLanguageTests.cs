using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>What the mapping language says of bills, one thing at a time, on a bill of three columns that says all in words.</summary>
[TestFixture]
internal sealed class BillLanguageTests
{
    private const string Table = """
        {
          "id": "words",
          "tables": {
            "class": [["token", "tokens"], ["hour", "capacity"], ["training", "training"]],
            "kind": [["cached", "cached"], ["out", "output"], ["in", "input"]],
            "block": [["1K", "1000"], ["1M", "1000000"], ["single", "1"]]
          },
          "rewrites": { "model": [[" .*$", ""]] }
        }
        """;

    private static string Profile(string more = "", string check = "", string time = "\"yyyy-MM-dd\"") =>
        $$"""
            {
              "id": "bill", "title": "Bill", "container": "csv",
              "fields": { "time": "day", "model": { "decode": "words", "from": "what", "give": "model" }, "cost": "cost", "currency": "currency" },
              "class": { "decode": "words", "from": "what", "give": "class" },
              "classes": { "tokens": "usage", "capacity": "cost-only", "training": "ignore" },
              "ask": { "capacity": "the metrics" },
              "quantity": { "column": "quantity", "unit": { "decode": "words", "from": "what", "give": "block" }{{check}} },
              "pivot": { "kind": { "decode": "words", "from": "what", "give": "kind" }, "value": "quantity", "holdsNone": true },
              "semantics": { "grain": "bucket", "time": {{time}}, "zone": "UTC" }{{more}}
            }
            """;

    [Test]
    public void Parts_of_tokens_are_summed_exactly_and_rounded_once()
    {
        // 0.4 tokens three times are 1.2, not three times nothing
        var activity = Read(
            "2026-05-01,m in token single,0.4,1,EUR\n2026-05-01,m in token single,0.4,1,EUR\n2026-05-01,m in token single,0.4,1,EUR"
        );
        Assert.That(activity.Total.Input, Is.EqualTo(1));
    }

    [Test]
    public void Each_kind_of_tokens_has_a_row_of_its_own_and_a_line_has_them_all()
    {
        var activity = Read(
            "2026-05-01,m in token 1K,2,1,EUR\n2026-05-01,m cached in token 1K,3,1,EUR\n2026-05-01,m out token 1K,1.5,1,EUR"
        );
        var line = activity.Lines.Single();
        Assert.That((line.Usage.Input, line.Usage.Cached, line.Usage.Output), Is.EqualTo((5_000L, 3_000L, 1_500L)));
        Assert.That(line.Usage.Knows(Known.Input | Known.Cached | Known.CacheWrite | Known.Output));
        Assert.That(line.Usage.Knows(Known.Requests), Is.False, "a bill states no requests");
    }

    [Test]
    public void A_correction_takes_off_earlier_usage() =>
        Assert.That(Read("2026-05-01,m in token 1K,2,1,EUR\n2026-05-09,m in token 1K,-0.5,-1,EUR").Total.Input, Is.EqualTo(1_500));

    [Test]
    public void Corrections_that_are_larger_than_what_they_correct_are_said()
    {
        var activity = Read("2026-05-01,m in token 1K,2,1,EUR\n2026-05-09,m in token 1K,-3,-1,EUR");
        Assert.That(activity.Total.Input, Is.EqualTo(-1_000), "counted as it stands");
        Assert.That(
            activity.Issues.Single(issue => issue.Code == "LE1048").Message,
            Is.EqualTo(
                "found 'm' in 2026-05 at -1,000 input and 0 output tokens, expected none below zero: corrections are larger than what they correct"
            )
        );
    }

    [Test]
    public void What_no_table_tells_is_rejected_by_name()
    {
        var activity = Read("2026-05-01,m in token 1K,2,1,EUR\n2026-05-01,Zeta 9 in gallons,2,1,EUR");
        Assert.That((activity.Rows.Accepted, activity.Rows.Rejected), Is.EqualTo((1, 1)));
        Assert.That(activity.Issues.Single(issue => issue.Code == "LE1046").Message, Does.StartWith("found 'Zeta 9 in gallons' in what"));
    }

    [Test]
    public void Tokens_of_no_kind_are_never_guessed() =>
        Assert.That(Read("2026-05-01,m token 1K,2,1,EUR").Issues.Select(issue => issue.Code), Does.Contain("LE1046"));

    [Test]
    public void What_is_quoted_of_a_bill_holds_nothing_private() =>
        Assert.That(
            Read("2026-05-01,hans.muster@example.com gallons,2,1,EUR").Issues.Select(issue => issue.Message),
            Has.None.Contains("hans.muster")
        );

    [Test]
    public void A_unit_that_is_not_told_rejects_the_row() =>
        Assert.That(Read("2026-05-01,m in token,2,1,EUR").Issues.Select(issue => issue.Code), Does.Contain("LE1047"));

    [Test]
    public void What_is_sold_without_tokens_counts_with_its_cost_and_says_whom_to_ask()
    {
        var activity = Read("2026-05-01,m in token 1K,2,1,EUR\n2026-05-01,m hour,24,648,EUR\n2026-05-01,m training,9,5,EUR");
        var sold = activity.Lines.Single(line => line.Key.Operation == "capacity");
        Assert.That((sold.Cost!.Value.Amount, sold.Usage.Knows(Known.Input)), Is.EqualTo((648m, false)));
        Assert.That(
            activity.Issues.Single(issue => issue.Code == "LE1049").Message,
            Is.EqualTo(
                "found 1 row (EUR 648) of capacity, which is sold without tokens, expected tokens: they count with their cost alone; ask for the metrics"
            )
        );
        Assert.That(activity.Fates.Single(fate => fate.Rule == "training").Cost["EUR"], Is.EqualTo(5m), "no inference, with its cost");
    }

    [Test]
    public void A_bill_without_any_tokens_makes_no_figure() =>
        Assert.That(Read("2026-05-01,m hour,24,648,EUR").Issues.Select(issue => issue.Code), Does.Contain("LE1035"));

    [TestCase("2,0.004", 2_000, Description = "cost = quantity x price: units")]
    [TestCase("2000,0.004", 2_000, Description = "cost = quantity x price / unit: tokens already")]
    public void Money_tells_whether_the_quantity_counts_units_or_tokens(string quantityAndCost, long tokens)
    {
        var check = """, "check": { "cost": "cost", "price": "price", "tolerance": 0.01 }""";
        var activity = Read($"2026-05-01,m in token 1K,{quantityAndCost},EUR,0.002", check, ",price");
        Assert.That(activity.Total.Input, Is.EqualTo(tokens));
    }

    [TestCase("2,0.9,EUR,0.002", Description = "neither")]
    [TestCase("2,,EUR,0.002", Description = "no cost")]
    [TestCase("2,0.004,EUR,", Description = "no price")]
    public void Money_that_agrees_with_neither_rejects_the_row(string cells)
    {
        var check = """, "check": { "cost": "cost", "price": "price", "tolerance": 0.01 }""";
        var activity = Read($"2026-05-01,m in token 1K,{cells}", check, ",price");
        Assert.That((activity.Rows.Rejected, activity.Issues.Any(issue => issue.Code == "LE1047")), Is.EqualTo((1, true)));
    }

    [TestCase("EUR", true)]
    [TestCase("USD", true)]
    [TestCase("DKK", false, Description = "prices in kroner have another size")]
    public void A_million_tokens_cost_what_they_can_cost(string currency, bool isRejected)
    {
        var activity = Read($"2026-05-01,m in token 1M,1,7000,{currency}", """, "check": { "perMillion": [0.001, 1000] }""");
        Assert.That(activity.Rows.Rejected, Is.EqualTo(isRejected ? 1 : 0));
    }

    [TestCase("9999999999999999999999999999,1")]
    [TestCase("-9999999999999999999999999999,1")]
    [TestCase("0.0000000000000000000000000001,900000000")]
    [TestCase("99999999999999,0.0000000000000000000000000001")]
    public void Numbers_at_the_ends_of_what_can_be_held_reject_the_row_and_not_the_run(string quantityAndCost)
    {
        const string Check = """, "check": { "cost": "cost", "price": "price", "tolerance": 0.01, "perMillion": [0.001, 1000] }""";
        var activity = Read($"2026-05-01,m in token 1M,{quantityAndCost},EUR,0.0000000000000000000000000001", Check, ",price");
        Assert.That((activity.Rows.Read, activity.Rows.Rejected), Is.EqualTo((1L, 1L)));
    }

    [TestCase("05/17/2026,05/03/2026", "2026-05-03", Description = "a day above 12 elsewhere in the file")]
    [TestCase("17/05/2026,05/03/2026", "2026-03-05", Description = "days first")]
    public void Dates_of_a_file_have_one_form(string days, string second)
    {
        const string Forms = """{ "of-file": ["MM/dd/yyyy", "dd/MM/yyyy"] }""";
        var rows = days.Split(',').Select(day => $"{day},m in token 1K,1,1,EUR");
        var activity = Read(string.Join('\n', rows), time: Forms);
        Assert.That(
            activity.Lines.Select(line => line.Key.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
            Does.Contain(second[..7])
        );
    }

    [Test]
    public void The_end_of_the_billing_period_tells_the_form_of_dates()
    {
        const string Forms = """{ "of-file": ["MM/dd/yyyy", "dd/MM/yyyy"], "decideBy": "end" }""";
        var activity = Read("05/03/2026,m in token 1K,1,1,EUR,05/31/2026", more: ",end", time: Forms);
        Assert.That(activity.Lines.Single().Key.Month, Is.EqualTo(new DateOnly(2026, 5, 1)));
    }

    [TestCase("05/03/2026", Description = "may be either")]
    [TestCase("05/17/2026,17/05/2026", Description = "is both")]
    public void Dates_that_do_not_tell_their_form_refuse_the_file(string days)
    {
        const string Forms = """{ "of-file": ["MM/dd/yyyy", "dd/MM/yyyy"] }""";
        var activity = Read(string.Join('\n', days.Split(',').Select(day => $"{day},m in token 1K,1,1,EUR")), time: Forms);
        Assert.That(activity.Lines, Is.Empty);
        Assert.That(activity.Issues.Single().Message, Does.EndWith("expected one: name it as semantics.time in a profile for this file"));
    }

    [TestCase("Menge (quantity)", "inParentheses")]
    [TestCase("QUAN TITY", "ignoreCase")]
    public void Names_of_columns_are_compared_as_the_profile_says(string header, string way)
    {
        var profile = Profile($$""", "headers": { "{{way}}": true }""");
        var activity = Ingest(profile, $"day,what,{header},cost,currency\n2026-05-01,m in token 1K,2,1,EUR");
        Assert.That(activity.Total.Input, Is.EqualTo(2_000));
    }

    [Test]
    public void A_header_may_have_the_name_of_another_language_and_the_currency()
    {
        var profile = Profile(""", "headers": { "currencyInHeader": true, "aliases": { "Kosten": "cost", "Tag": "day" } }""");
        var activity = Ingest(profile, "Tag,what,quantity,Kosten (€)\n2026-05-01,m in token 1K,2,1.5");
        Assert.That(activity.Lines.Single().Cost, Is.EqualTo(new Domain.Quantities.Money(1.5m, "EUR")));
    }

    [Test]
    public void A_cost_without_a_currency_is_in_that_of_its_source_or_is_rejected()
    {
        const string Csv = "day,what,quantity,cost\n2026-05-01,m in token 1K,2,1";
        using var folder = Folder(Profile()).With("bill.csv", Csv);
        Assert.That(folder.Ingest().Rows.Rejected, Is.EqualTo(1));
        folder.Source = folder.Source with { Currency = "SEK" };
        Assert.That(folder.Ingest().Lines.Single().Cost!.Value.Currency, Is.EqualTo("SEK"));
    }

    [TestCase("2026-03-08", 23, Description = "daylight saving begins")]
    [TestCase("2026-11-01", 25, Description = "and ends")]
    [TestCase("2026-07-04", 24)]
    public void Days_of_a_place_have_its_hours(string day, int hours)
    {
        var time = new TimeFormat("yyyy-MM-dd", LocalZone.Read("America/Los_Angeles")!);
        Assert.That(time.TryRead(System.Text.Encoding.UTF8.GetBytes(day), out var start));
        Assert.That(time.EndOf(start) - start, Is.EqualTo(hours * 3_600));
    }

    [Test]
    public void A_table_or_a_name_of_it_that_is_not_there_stops_the_run()
    {
        using var folder = new ExportFolder()
            .As(Profile())
            .With("bill.csv", "day,what,quantity,cost,currency\n2026-05-01,m in token,2,1,EUR");
        Assert.That(() => folder.Ingest(), Throws.TypeOf<ConfigurationException>().With.Message.Contains("found 'model' of 'words'"));
    }

    [TestCase(""" "pivot": { "kind": "k", "holdsNone": true } """, "quantity: found nothing")]
    [TestCase(""" "quantity": { "column": "q" } """, "pivot: found nothing")]
    [TestCase(
        """ "quantity": { "column": "q" }, "pivot": { "kind": "k", "holdsNone": true }, "class": "c", "classes": { "a": "count" } """,
        "classes.a: found 'count'"
    )]
    [TestCase(
        """ "quantity": { "column": "q" }, "pivot": { "kind": "k", "holdsNone": true }, "ask": { "a": "b" } """,
        "ask.a: found 'a', expected a class that is cost-only"
    )]
    public void A_profile_that_sells_wrongly_is_refused(string keys, string found)
    {
        var json = $$"""
            { "id": "x", "title": "X", "container": "csv", "fields": { "time": "t" }, {{keys}}, "semantics": { "grain": "bucket", "time": "unix-seconds" } }
            """;
        Assert.That(
            () => Mapping.Parse(System.Text.Encoding.UTF8.GetBytes(json), "x.profile.json"),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains(found)
        );
    }

    private static Activity Read(string rows, string check = "", string more = "", string time = "\"yyyy-MM-dd\"") =>
        Ingest(Profile(check: check, time: time), $"day,what,quantity,cost,currency{more}\n{rows}");

    private static Activity Ingest(string profile, string csv)
    {
        using var folder = Folder(profile).With("bill.csv", csv);
        return folder.Ingest();
    }

    private static ExportFolder Folder(string profile)
    {
        var folder = new ExportFolder().As(profile);
        folder.Formats = folder.Formats.With(DecodeTable.Parse(System.Text.Encoding.UTF8.GetBytes(Table), "words.decode.json"));
        return folder;
    }
}
