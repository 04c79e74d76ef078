using System.Text;
using System.Text.Json.Nodes;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Tests.Document;

internal sealed class DisclosureReportTests
{
    private static readonly ReportCulture English = ReportCulture.Of("en");

    [Test]
    public void Opens_with_the_undertaking_its_period_and_what_the_status_is()
    {
        var title = Of<Block.Title>(SampleDisclosure.Minimal()).Single();
        Assert.Multiple(() =>
        {
            Assert.That(title.Owner, Is.EqualTo("Acme A/S"));
            Assert.That(title.Subtitle, Is.EqualTo("2026-Q3: 1 July 2026 to 30 September 2026, both days included (UTC)"));
            Assert.That(title.Stamps, Is.EqualTo(new[] { "Draft", "Interim, unassured" }));
        });
    }

    [Test]
    public void A_final_report_of_a_year_is_not_interim() =>
        Assert.That(
            Of<Block.Title>(new SampleDisclosure { Period = "2026", Status = ReportStatus.Final }).Single().Stamps,
            Is.EqualTo(new[] { "Final" })
        );

    [Test]
    public void Is_dated_with_the_last_day_of_the_period() =>
        Assert.That(Build(SampleDisclosure.Minimal()).Info.Date, Is.EqualTo(new DateOnly(2026, 9, 30)));

    // 0.44 kWh x (0.4 + 0.04) kg = 0.1936 kg; low a quarter, high 3.3 times
    [Test]
    public void The_headline_is_in_tonnes_with_its_range()
    {
        var headline = Of<Block.Headline>(SampleDisclosure.Minimal()).Single();
        Assert.That((headline.Value, headline.Unit), Is.EqualTo(((Run)new Run.Number(FigureIds.Total, "0.000194"), "tCO2e")));
        Assert.That(Plain(headline.Range), Does.StartWith("Range 0.000048 to 0.00064 tCO2e"));
    }

    [Test]
    public void A_total_that_is_not_known_says_why()
    {
        var headline = Of<Block.Headline>(NothingCalculated()).Single();
        Assert.That(headline.Value.Plain, Is.EqualTo("n/a"));
        Assert.That(Plain(headline.Range), Does.StartWith("No central value: nothing is calculated."));
    }

    [Test]
    public void Every_number_printed_as_a_figure_is_a_figure_of_the_disclosure_in_one_spelling()
    {
        var disclosure = SampleDisclosure.Rich().Build();
        var numbers = DisclosureReport.Build(disclosure, English).Runs.OfType<Run.Number>().ToList();
        Assert.That(numbers.Select(number => number.Figure).Distinct(), Is.SubsetOf(disclosure.Figures.Select(figure => figure.Id)));
        foreach (var number in numbers)
            Assert.That(Spellings(disclosure[number.Figure]), Does.Contain(number.Formatted), number.Figure.Value);
    }

    [Test]
    public void Says_once_that_the_energy_is_outside_of_the_own_consumption() =>
        Assert.That(
            Texts(SampleDisclosure.Minimal())
                .Count(text => text.Contains("is not added to it (ESRS E1-5, AR 32(a))", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );

    [Test]
    public void Names_the_checks_that_do_not_pass()
    {
        var callout = Of<Block.Callout>(SampleDisclosure.Rich()).Single();
        Assert.That(callout.IsAlarm, Is.True);
        Assert.That(
            Plain(callout.Runs),
            Does.StartWith(
                "1 of 2 arithmetic checks does not pass: Energy of the models = energy of the ledger. See Checks and Findings. What no "
                    + "check can see:"
            )
        );
    }

    [Test]
    public void Says_that_all_checks_agree_and_what_that_is_not() =>
        Assert.That(
            Plain(Of<Block.Callout>(SampleDisclosure.Minimal()).Single().Runs),
            Is.EqualTo(
                "2 of 2 arithmetic checks agree. They compare this report with its exports and with itself; none ties to an invoice or a "
                    + "list of vendors. What no check can see: no invoice and no list of vendors is compared."
            )
        );

    [TestCase(
        31,
        "Incomplete: 31 days of 184 are missing (days × sources). 1 of 3 arithmetic checks does not pass: Every day of every source is "
            + "accounted for. See Checks and Findings."
    )]
    [TestCase(
        1,
        "Incomplete: 1 day of 184 is missing (days × sources). 1 of 3 arithmetic checks does not pass: Every day of every source is "
            + "accounted for. See Checks and Findings."
    )]
    public void Page_1_says_how_many_days_are_missing_whoever_accepts_it(int missing, string text)
    {
        var callout = Of<Block.Callout>(SampleDisclosure.Accepted(missing)).First();
        Assert.That((callout.IsAlarm, Plain(callout.Runs)[..text.Length]), Is.EqualTo((true, text)));
    }

    [Test]
    public void A_failed_check_says_who_accepts_it_beside_its_result()
    {
        var row = Of<Block.Table>(SampleDisclosure.Accepted()).Single(table => table.Columns[0].Header == "Check").Rows[2];
        Assert.That(
            (row[0].Detail, Plain(row[4].Runs)),
            Is.EqualTo(
                ("with rows, or without usage as stated · failed, accepted by A. Berg on 6 October 2026: the log of August is lost", "FAIL")
            )
        );
    }

    [Test]
    public void What_no_check_can_see_stands_on_page_1_until_it_is_settled()
    {
        const string Invoices = "no invoice and no list of vendors is compared";
        static IEnumerable<string> Points(SampleDisclosure sample) => Unchecked.Sentences(sample.Build(), English);
        Assert.Multiple(() =>
        {
            Assert.That(Points(SampleDisclosure.Minimal()), Is.EqualTo(new[] { Invoices }));
            Assert.That(
                Points(SampleDisclosure.Accepted()),
                Is.EqualTo(new[] { "the place is assumed for 100.0 % of the emissions", Invoices, "2 acceptances" })
            );
            Assert.That(
                Points(SampleDisclosure.Accepted(1)),
                Is.EqualTo(new[] { "the place is assumed for 100.0 % of the emissions", Invoices, "1 acceptance" })
            );
            Assert.That(
                Plain(Of<Block.Callout>(SampleDisclosure.Accepted()).First().Runs),
                Does.EndWith(English.List(Points(SampleDisclosure.Accepted())) + ".")
            );
        });
    }

    [Test]
    public void A_failing_check_shows_enough_decimals_to_see_why()
    {
        var row = Of<Block.Table>(SampleDisclosure.Rich()).Single(table => table.Columns[0].Header == "Check").Rows[1];
        Assert.That(row.Skip(1).Select(cell => Plain(cell.Runs)), Is.EqualTo(new[] { "1,858.08", "1,858.10", "kWh", "FAIL" }));
    }

    [Test]
    public void A_model_is_named_as_written_with_its_class_and_tier()
    {
        var cell = Models(SampleDisclosure.Minimal()).Rows[0][0];
        Assert.That((Plain(cell.Runs), cell.Detail), Is.EqualTo(("gpt-4o", "openai · class L · tier 4")));
    }

    [Test]
    public void Usage_that_names_no_model_and_has_no_factor_is_listed_with_the_reason()
    {
        var row = Models(SampleDisclosure.Rich()).Rows.Single(row => Plain(row[0].Runs) == "(not named)");
        Assert.That(
            (Plain(row[0].Runs), row[0].Detail),
            Is.EqualTo(("(not named)", "openai · class NONE · not calculated: no factor for class NONE"))
        );
        Assert.That(
            row.Skip(1).Select(cell => Plain(cell.Runs)),
            Is.EqualTo(new[] { "120", "not stated", "not stated", "n/a", "n/a", "n/a", "n/a", "n/a" })
        );
    }

    [Test]
    public void Models_stand_in_the_order_of_their_emissions() =>
        Assert.That(
            Models(SampleDisclosure.Rich()).Rows.Take(2).Select(row => Plain(row[0].Runs)),
            Is.EqualTo(new[] { "claude-sonnet-4-5-20250929", "gpt-4o-2024-08-06" })
        );

    [Test]
    public void The_total_row_prints_the_figures() =>
        Assert.That(
            Models(SampleDisclosure.Minimal()).Total.Select(cell => Plain(cell.Runs)),
            Is.EqualTo(new[] { "Total", "1,000", "500,000", "300,000", "0.4400", "0.1760", "0.0176", "0.1936", "100.0" })
        );

    [Test]
    public void Usage_in_several_months_is_drawn_by_month()
    {
        var chart = Of<Block.BarChart>(SampleDisclosure.Rich()).First();
        Assert.That(chart.Bars.Select(bar => bar.Label), Is.EqualTo(new[] { "July 2026", "August 2026", "September 2026" }));
        Assert.That(chart.Alt, Does.Contain("July 2026: 545 (140 to 1,800)"));
    }

    [Test]
    public void Usage_in_one_month_is_drawn_by_model_and_the_eleventh_is_other() =>
        Assert.That(
            Of<Block.BarChart>(TwelveModels()).Single().Bars.Select(bar => bar.Label),
            Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"model-{12 - i}").Append("2 other models"))
        );

    [Test]
    public void A_period_without_usage_says_so_and_draws_nothing()
    {
        Assert.That(Texts(new()), Has.Some.EqualTo("No usage falls into the period."));
        Assert.That(Of<Block.BarChart>(new()), Is.Empty);
    }

    [Test]
    public void A_sentence_whose_condition_is_false_is_absent()
    {
        var texts = string.Join('\n', Texts(SampleDisclosure.Minimal()));
        foreach (
            var absent in new[]
            {
                "provisional",
                "copy of their source",
                "do not count requests",
                "“not stated”",
                "not covered by",
                "Tier 5",
                "better-fitting",
                "issues.csv",
            }
        )
            Assert.That(texts, Does.Not.Contain(absent));
    }

    [Test]
    public void The_context_multiplier_is_said_with_the_numbers_of_the_rule() =>
        Assert.That(
            Texts(SampleDisclosure.Minimal()),
            Has.Some.Contains(
                "1 up to 10,000 input tokens per request, (80,000 + input tokens per request) / 90,000 up to 100,000, and 2 above"
            )
        );

    [Test]
    public void Every_factor_used_reaches_a_footnote_with_publisher_licence_and_address()
    {
        var disclosure = SampleDisclosure.Rich().Build();
        var blocks = DisclosureReport.Build(disclosure, English).Blocks;
        var rows = blocks
            .OfType<Block.Table>()
            .Where(table => table.Columns[0].Header == "Factor")
            .SelectMany(table => table.Rows)
            .ToList();
        var footnotes = blocks.OfType<Block.Notes>().Single().Items;
        foreach (var use in disclosure.Inventory.Factors)
        {
            var note = rows.Single(row =>
                    Plain(row[0].Runs) == English.NameOf(use.Factor) && Plain(row[1].Runs) == English.AsPublished(use.Factor.Value)
                )[^1]
                .Runs.OfType<Run.Note>()
                .Single();
            var footnote = Plain(footnotes[note.Position - 1]);
            foreach (
                var part in new[]
                {
                    use.Source.Title,
                    use.Source.Publisher,
                    use.Source.Licence,
                    use.Source.Attribution,
                    use.Source.Url.Split(' ')[0],
                }
            )
                Assert.That(footnote, Does.Contain(part));
        }
    }

    [Test]
    public void Footnotes_are_numbered_in_order_of_first_use() =>
        Assert.That(
            Build(SampleDisclosure.Rich()).Runs.OfType<Run.Note>().Select(note => note.Position).Distinct(),
            Is.EqualTo(new[] { 1, 2, 3 })
        );

    // 18 findings of one code and 4 of another
    [Test]
    public void Findings_of_one_cause_stand_in_one_row_with_what_to_do()
    {
        var rows = Of<Block.Table>(SampleDisclosure.Rich()).Single(table => table.Columns[0].Header == "Finding").Rows;
        Assert.That(
            rows.Select(row => (Plain(row[0].Runs), Plain(row[2].Runs), row[3].Detail)),
            Is.EqualTo(
                new[]
                {
                    (
                        "Not a whole number from 0 to 10^14.",
                        "Correct the cell, or name the right column in the profile.",
                        "LE1003, 18 times"
                    ),
                    ("Some usage is not calculated.", "Map the model in models, state a region, or add an own factor.", "LE4001, 4 times"),
                }
            )
        );
    }

    [Test]
    public void What_findings_concern_stands_in_kilograms_and_is_not_applicable_where_one_cannot_tell()
    {
        string Effect(SampleDisclosure sample) =>
            Plain(Of<Block.Table>(sample).Single(table => table.Columns[0].Header == "Finding").Rows[0][1].Runs);
        // half of 0.1936 kg
        Assert.That((Effect(SampleDisclosure.Accepted()), Effect(SampleDisclosure.Rich())), Is.EqualTo(("0.0968", "n/a")));
    }

    [Test]
    public void Accounts_for_the_rows_of_every_file()
    {
        var table = Of<Block.Table>(SampleDisclosure.Rich()).Single(table => table.Columns[0].Header == "File");
        Assert.That(
            table.Rows[0].Select(cell => Plain(cell.Runs)),
            Is.EqualTo(new[] { "exports/openai/2026-07.csv", "120,345", "120,300", "40", "5", "0", "a0c1a0c1a0c1a0c1" })
        );
        Assert.That(table.Rows[3][0].Detail, Is.EqualTo("not read: no format fits"));
        Assert.That(table.Total.Select(cell => Plain(cell.Runs)), Is.EqualTo(new[] { "Total", "247,467", "247,400", "40", "5", "22", "" }));
    }

    [Test]
    public void No_placeholder_is_left() => Assert.That(All().SelectMany(Texts), Has.None.Contains("{"));

    [Test]
    public void Every_text_is_used([ValueSource(nameof(TextKeys))] string key)
    {
        var json = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(RepositoryRoot.Path, "templates", "report", "en.json")))!;
        json["texts"]!.AsObject().Remove(key);
        var without = ReportCulture.Read("en", new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString())));
        Assert.That(
            () =>
                All()
                    .Select(sample => sample.Build())
                    .SelectMany(disclosure =>
                        new[]
                        {
                            DisclosureReport.Build(disclosure, without),
                            DisclosureReport.Build(disclosure, without, isTableFull: true),
                            DisclosureReport.Summary(disclosure, without),
                        }
                    )
                    .ToList(),
            Throws.TypeOf<KeyNotFoundException>().With.Message.Contains(key)
        );
    }

    /// <summary>
    /// Names of checks, figures, units, reasons, rules of rows, events, places and words of citations are looked up by ids, and stand
    /// beside the English that other layers give; that of a factor, and what is almost all, only some values have.
    /// </summary>
    private static IEnumerable<string> TextKeys() =>
        English.Keys.Where(key =>
            !new[]
            {
                "check.",
                "figure.",
                "symbol.",
                "reason.",
                "fate.",
                "event.",
                "addendum.",
                "carbon.scope.",
                "finding.",
                "zone.",
                "citation.",
                "factor.",
                "parameters.",
                "rules.name",
                "value.almostAll",
            }.Any(named => key.StartsWith(named, StringComparison.Ordinal))
        );

    internal static IEnumerable<SampleDisclosure> All() =>
        [
            SampleDisclosure.Minimal(),
            SampleDisclosure.Rich(),
            SampleDisclosure.Accepted(),
            SampleDisclosure.Accepted(1),
            new() { FilledDays = 1 },
            new() { FilledDays = 3 },
            new() { Prompts = [OfPrompts] },
            new() { Status = ReportStatus.Final, Hash = "" },
            NothingCalculated(),
            TwelveModels(),
            Models(25),
            Everything("instrument-1-2026"),
            Everything("residual-us-2025"),
            new() { Status = ReportStatus.Restated },
            SampleDisclosure.Compared(),
            SampleDisclosure.Compared("2026", "2025"),
            SampleDisclosure.Compared("2026", "2025, comparatives.csv"),
            Otherwise(),
            new() { RuleSet = "ESRS-2026", IsRuleSetChosen = false },
            new() { Assumed = new(IsConfigured: false, IsPeriodChosen: false, 2, ["1", "2"], ["3.csv"], ["4.pdf"]) },
            SampleDisclosure.Stated(),
            SampleDisclosure.Stated("2026", Relevance.NotSignificant, ReportingBasis.Individual, ConsolidationApproach.OperationalControl),
            SampleDisclosure.Stated("2026", Relevance.NotMaterial, approach: ConsolidationApproach.EquityShare),
            SampleDisclosure.Compared(status: ReportStatus.Final),
            new() { RuleSet = "VS-2026" },
            SampleDisclosure.Simulated(),
            SampleDisclosure.Simulated(adopts: true, moreModels: 25),
            BilledByUsage(),
            BilledByUsage(2),
            SampleAccounts.Full(),
            SampleAccounts.WithoutInvoices(),
            new SampleDisclosure { IsRated = true }.Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.44m),
        ];

    private static AssumedPrompts OfPrompts { get; } =
        new(
            new(
                "chatgpt-enterprise",
                "gpt-5.2",
                1_200m,
                350m,
                0.3m,
                3m,
                "pilot of May",
                "A. Berg",
                new(2026, 10, 1),
                new(2026, 7, 1),
                new(2026, 9, 30),
                new("assumptions.csv", 2, 0)
            ),
            50,
            60_000,
            17_500
        );

    /// <summary>Lines of a bill of EUR 25 by spend and EUR 75 each of tokens, with training for EUR 50 beside them.</summary>
    private static SampleDisclosure BilledByUsage(int lines = 1)
    {
        var sample = new SampleDisclosure { IsBilled = true };
        for (var line = 0; line < lines; line++)
            sample.Use(7 + line, "openai", "gpt-4o", "L", 4, 10, 5_000, 3_000, 4m);
        return sample.File("bill.csv", 4, 1, ignored: 3);
    }

    /// <summary>The other side of many conditions.</summary>
    internal static SampleDisclosure Otherwise() =>
        new SampleDisclosure
        {
            OtherCloud = 0m,
            Primary = 0.25m,
            IsPlaceAssumed = true,
            UnknownShare = 0.5m,
            Decision = new(Relevance.NotMaterial, new(2026, 3, 1), "below 1 % of Scope 3"),
            Previous = SampleDisclosure.Earlier("2025-Q3", "2025-Q3~r1", 0.0003m),
            Bridge = SampleDisclosure.BridgeOf("", 0.3m),
            PreviouslyStated = SampleDisclosure.Earlier("2025-Q3", "2025-Q3", 0.0005m),
        }
            .Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.44m, basis: ContextBasis.BucketMean)
            .File("usage.csv", 10, 10);

    internal static SampleDisclosure Everything(string market) =>
        new SampleDisclosure
        {
            Market = market,
            Status = market.StartsWith("residual", StringComparison.Ordinal) ? ReportStatus.Restated : ReportStatus.Draft,
        }
            .Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 440m)
            .File("usage.csv", 10, 10);

    [Test]
    public void Methods_stand_side_by_side_with_what_explains_their_gap()
    {
        var tables = Of<Block.Table>(Everything("instrument-1-2026")).ToList();
        string[] Row(string caption, string method) =>
            [
                .. tables
                    .Single(table => table.Caption == caption)
                    .Rows.Single(row => Plain(row[0].Runs) == method)
                    .Select(cell => Plain(cell.Runs)),
            ];
        Assert.Multiple(() =>
        {
            Assert.That(
                Row("Totals by method", "ecologits-0.9.3"),
                Is.EqualTo(
                    new[] { "ecologits-0.9.3", "30\u00a0of\u00a038", "n/a", "100 to 1,500", "n/a", "n/a", "n/a", "n/a", "42 to 750" }
                )
            );
            Assert.That(Row("Totals by method", "spend-based")[^1], Is.EqualTo("none"));
            Assert.That(
                Row("What explains the gap to the disclosed emissions", "ecologits-0.9.3"),
                Is.EqualTo(new[] { "ecologits-0.9.3", "220.0", "-20.0", "200.0", "5.0", "35.0", "0.0" })
            );
        });
    }

    private static SampleDisclosure NothingCalculated() =>
        new SampleDisclosure().Use(7, "openai", "gpt-4o", "L", null, 10, null, null, null, "tokens are not stated");

    private static SampleDisclosure TwelveModels() => Models(12);

    internal static SampleDisclosure Models(int count) =>
        Enumerable
            .Range(1, count)
            .Aggregate(new SampleDisclosure(), (sample, i) => sample.Use(8, "openai", $"model-{i}", "M", 4, 10, 1_000, 1_000, i / 3m));

    private static ReportDocument Build(SampleDisclosure sample) => DisclosureReport.Build(sample.Build(), English);

    private static IEnumerable<TBlock> Of<TBlock>(SampleDisclosure sample) => Build(sample).Blocks.OfType<TBlock>();

    private static Block.Table Models(SampleDisclosure sample) =>
        Of<Block.Table>(sample)
            .Single(table => table.Columns is [{ Header: "Model" }, { Header: "Requests" }, ..] && table.Columns[^1].Header == "Share");

    private static IEnumerable<string> Texts(SampleDisclosure sample) =>
        Build(sample)
            .Blocks.SelectMany(block =>
                block switch
                {
                    Block.Paragraph paragraph => [Plain(paragraph.Runs)],
                    Block.Bullets bullets => bullets.Items.Select(item => Plain(item)),
                    Block.Callout callout => [Plain(callout.Runs)],
                    Block.Heading heading => [heading.Text],
                    _ => Enumerable.Empty<string>(),
                }
            );

    private static string Plain(IEnumerable<Run> runs) => string.Concat(runs.Select(run => run.Plain));

    private static IEnumerable<string> Spellings(Figure figure) =>
        figure.Value is not { } value
            ? ["n/a"]
            :
            [
                English.TwoDigits(value),
                English.Percent(value),
                .. Enumerable.Range(0, 7).Select(decimals => English.Number(value, decimals)),
            ];
}
