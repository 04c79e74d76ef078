using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Tests.Document;

/// <summary>Each statement that depends on the run: when it is made, and when it is not.</summary>
internal sealed class StatementTests
{
    [Test]
    public void A_quarter_is_interim_and_a_year_is_not() =>
        Says("has not been assured; the figure of the year", SampleDisclosure.Minimal(), SampleDisclosure.Compared("2026"));

    [Test]
    public void The_first_year_is_granted_relief_from_comparatives() =>
        Says(
            "no figures of 2025-Q3 are closed or given (ESRS 1 83 to 86). In the first year in which an undertaking prepares its "
                + "statement by these rules, it need not give any (ESRS 1 10.3)",
            SampleDisclosure.Minimal(),
            SampleDisclosure.Compared()
        );

    [Test]
    public void A_comparative_that_was_given_is_said_to_be() =>
        Says(
            "The comparative is 2025-Q3, as given by the undertaking; it was not calculated here",
            SampleDisclosure.Compared(),
            SampleDisclosure.Compared("2026", "2025")
        );

    [Test]
    public void A_comparative_that_was_closed_is_said_to_be() =>
        Says(
            "The comparative is 2025, as closed in version 2025, with the factors of its own time",
            SampleDisclosure.Compared("2026", "2025"),
            SampleDisclosure.Compared()
        );

    [Test]
    public void A_comparative_of_both_origins_names_them() =>
        Says(
            "as closed and, where that has no value, given by the undertaking (2025, as given by the undertaking)",
            SampleDisclosure.Compared("2026", "2025, comparatives.csv"),
            SampleDisclosure.Compared()
        );

    [Test]
    public void A_restated_comparative_stands_beside_the_value_as_previously_stated() =>
        Says("the value as previously stated (2025-Q3) stands beside it", DisclosureReportTests.Otherwise(), SampleDisclosure.Compared());

    // 0.0001936 t against 0.0001 t, and 0.44 kWh against 0.5 kWh
    [Test]
    public void A_change_has_its_sign() =>
        Assert.That(
            Text(SampleDisclosure.Compared()),
            Does.Contain("LLM API services, GHG emissions (tCO2e) | 0.000194 | 0.000100 | +93.6 %")
                .And.Contain("Electricity at suppliers (kWh) | 0.440 | 0.500 | -12.0 %")
        );

    [Test]
    public void A_quarter_is_not_compared_with_a_base_year() =>
        Says("a part of a year is not compared with it", SampleDisclosure.Compared(), SampleDisclosure.Compared("2026"));

    [Test]
    public void Shares_of_category_1_and_of_Scope_3_stand_where_the_undertaking_gives_them() =>
        Says(
            "LLM API services are <0.1 % of total Scope 3, as given by the undertaking.",
            SampleDisclosure.Compared(),
            SampleDisclosure.Minimal()
        );

    [Test]
    public void A_decision_on_materiality_stands_with_its_date_and_basis() =>
        Says(
            "decided on 1 March 2026 that these services, as purchased cloud computing and data centre services, are material for its "
                + "Scope 3. Basis: purchased cloud services grow faster than all other purchases.",
            SampleDisclosure.Compared(),
            DisclosureReportTests.Otherwise()
        );

    [Test]
    public void A_decision_against_materiality_is_one_too() =>
        Says(
            "are not material for its Scope 3. Basis: below 1 % of Scope 3.",
            DisclosureReportTests.Otherwise(),
            SampleDisclosure.Compared()
        );

    [Test]
    public void No_decision_on_materiality_is_said() =>
        Says("No decision is on record on whether", SampleDisclosure.Minimal(), SampleDisclosure.Compared());

    [Test]
    public void Row_1_1_has_a_value_only_where_the_other_services_are_given() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Text(SampleDisclosure.Compared()),
                Does.Contain("1.1 of which cloud and data centre services | 8.90 | 9.40 | +5.6 % | 8.90 |")
            );
            Assert.That(
                Text(SampleDisclosure.Minimal()),
                Does.Contain(
                    "1.1 of which cloud and data centre services (not disclosed: emissions of other cloud and data centre services are "
                        + "neither given nor attested to be nil) |  |"
                )
            );
        });

    [Test]
    public void Other_services_attested_to_be_nil_are_said_to_be() =>
        Says(
            "Row 1.1 is LLM API services alone: the undertaking states other cloud computing and data centre services as 0 tCO2e.",
            DisclosureReportTests.Otherwise(),
            SampleDisclosure.Compared()
        );

    [Test]
    public void Rows_that_usage_cannot_fill_say_so() =>
        Assert.Multiple(() =>
        {
            const string Row = "7 Employee commuting (from the undertaking’s own inventory)";
            Assert.That(Text(SampleDisclosure.Compared(), isTableFull: true), Does.Contain(Row));
            Assert.That(Text(SampleDisclosure.Compared()), Does.Not.Contain(Row), "only where the whole table is asked for");
        });

    // 0.0002 against 0.0004 over five years
    [Test]
    public void A_target_is_spread_over_the_years_since_the_base_year() =>
        Assert.That(Text(SampleDisclosure.Compared()), Does.Match("of which LLM API services, this report \\| .* \\| -10.0 %"));

    [Test]
    public void A_target_stands_with_its_source() =>
        Says(
            "Target 2030, LLM API services, GHG emissions: 0.000200 tCO2e (ESRS E1 34(d) and AR 48). Source: climate plan 2026, p. 4.",
            SampleDisclosure.Compared(),
            SampleDisclosure.Minimal()
        );

    [Test]
    public void An_assumed_place_is_an_assumption_and_something_to_improve() =>
        Says(
            "Where the inference ran is assumed for 100.0 % of the emissions",
            DisclosureReportTests.Otherwise(),
            SampleDisclosure.Minimal()
        );

    [Test]
    public void Without_supplier_factors_there_are_no_primary_data() =>
        Says(
            "emission factors of the suppliers’ own: 0.0 % of the emissions (ESRS E1 AR 46(g))",
            SampleDisclosure.Minimal(),
            DisclosureReportTests.Otherwise()
        );

    // a quarter of 0.0001936 t
    [Test]
    public void Primary_data_stand_with_their_tonnes() =>
        Says(
            "25.0 % of the emissions, 0.0000484 tCO2e, have an emission factor of the supplier’s own",
            DisclosureReportTests.Otherwise(),
            SampleDisclosure.Minimal()
        );

    [Test]
    public void High_uncertainty_is_declared_where_estimates_are_used() =>
        Says("has a high measurement uncertainty (ESRS 2 BP-2, 11(a) and (b)): 92.2 %", SampleDisclosure.Minimal(), new());

    [Test]
    public void Cost_centres_have_a_table_where_they_are_named() =>
        Says("By cost centre", SampleDisclosure.Compared(), SampleDisclosure.Minimal());

    [Test]
    public void Water_that_is_not_stated_says_why() =>
        Says(
            "Water is not stated: not asked for.",
            new SampleDisclosure().Use(7, "openai", "gpt-4o", "L", null, 10, null, null, null, "tokens are not stated"),
            SampleDisclosure.Minimal()
        );

    [Test]
    public void The_intensity_per_revenue_is_named_a_management_figure_and_not_the_official_one() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Text(SampleDisclosure.Compared()),
                Does.Contain("LLM API services per million of net revenue (management KPI) | 0.00000123 | tCO2e/million DKK")
            );
            Assert.That(
                Text(SampleDisclosure.Compared()),
                Does.Contain(
                    "divides the total of Scopes 1, 2 and 3 by net revenue (ESRS E1 53 to 55, AR 53 to AR 55); none of these is that."
                )
            );
        });

    [Test]
    public void Signed_versions_that_the_report_rests_on_are_listed() =>
        Says(
            "2025 | closed | 3 February 2026 | A. Berg (Controller) | cccccccccccccccc",
            SampleDisclosure.Compared(),
            SampleDisclosure.Minimal()
        );

    [Test]
    public void Long_lists_have_twenty_rows_and_one_for_the_rest() =>
        Assert.That(Text(DisclosureReportTests.Models(25)), Does.Contain("\n5 others | 50 |"));

    [Test]
    public void A_list_of_twenty_one_rows_is_complete() =>
        Assert.That(Text(DisclosureReportTests.Models(21)), Does.Not.Match(@"\n[0-9]+ others"));

    /// <summary>Half of the last decimal a row, as the sentence above the tables says.</summary>
    [Test]
    public void Rows_add_up_to_the_printed_total_but_for_their_rounding([Values(2, 7, 12)] int models)
    {
        var table = DisclosureReport
            .Build(DisclosureReportTests.Models(models).Build(), ReportCulture.Of("en"))
            .Blocks.OfType<Block.Table>()
            .First(table => table.Columns[0].Header == "Model");
        foreach (var column in new[] { 4, 5, 6, 7, 8 })
            Assert.That(
                table.Rows.Sum(row => Printed(row[column])),
                Is.EqualTo(Printed(table.Total[column])).Within(table.Rows.Length * Last(table.Total[column]) / 2m),
                table.Columns[column].Header
            );

        static decimal Last(Cell cell) =>
            DocumentText.Plain(cell.Runs).Split('.') is [_, var decimals] ? 1m / (decimal)Math.Pow(10, decimals.Length) : 1m;
    }

    [Test]
    public void Rules_of_2026_have_their_own_paragraphs_and_table_and_no_others() =>
        Assert.Multiple(() =>
        {
            var text = Text(SampleDisclosure.Stated());
            foreach (var own in new[] { "AR 24(g)", "AR 26", "GDR-M 49", "ESRS 1 24, 107 to 109" })
                Assert.That(text, Does.Contain(own));
            Assert.That(text, Does.Not.Match("AR 46|AR 48|AR 51|E1-5|per million of net revenue|Annual %|Milestones and target years"));
        });

    [Test]
    public void The_voluntary_standard_asks_for_less_and_says_once_what_was_not_found() =>
        Assert.Multiple(() =>
        {
            var text = Text(new() { RuleSet = "VS-2026" });
            Assert.That(text, Does.Contain("VS B3, 32 to 33").And.Not.Match("AR [0-9]|BP-2|E1-5|GDR|In the first year|is to be disclosed"));
            Assert.That(System.Text.RegularExpressions.Regex.Count(text, "was found for: "), Is.EqualTo(1));
        });

    [Test]
    public void Relief_of_the_first_year_is_that_of_the_rules() =>
        Assert.Multiple(() =>
        {
            Assert.That(Text(SampleDisclosure.Minimal()), Does.Contain("it need not give any (ESRS 1 10.3); in later years it does."));
            Assert.That(
                Text(new() { RuleSet = "ESRS-2026" }),
                Does.Contain("needs no comparatives for metrics that differ from it (ESRS 1 87(b) and 124).")
            );
        });

    [Test]
    public void A_financial_year_with_a_choice_of_rules_leaves_it_open_where_nobody_chose() =>
        Says("Open: the version of the rules, which the undertaking chooses", new() { IsRuleSetChosen = false }, new());

    [Test]
    public void A_final_report_names_what_the_undertaking_has_not_said() =>
        Says(
            "Open: the decision on materiality, the legal name, the legal entity identifier (LEI), consolidated or individual basis",
            new() { Status = ReportStatus.Final },
            SampleDisclosure.Stated()
        );

    [TestCase("Undertaking: Acme Aktieselskab, LEI 529900T8BM49AURSDO55")]
    [TestCase("Basis: consolidated, financial control (ESRS 1 60 to 61, ESRS E1 AR 19, ESRS 2 BP-1 4(a))")]
    [TestCase("Date of the report: 20 October 2026")]
    [TestCase("Base-year policy: The base year is recalculated where a change exceeds 5 %.")]
    [TestCase("Planned actions of the undertaking: Contracts ask suppliers")]
    [TestCase("The undertaking’s explanation: Coding agents were introduced in June.")]
    [TestCase("Events after the period, as the undertaking states them: None. (ESRS 1 96 to 97")]
    [TestCase("Share of category 1: 0.1 %. Share of purchased cloud services: 1.0 %.")]
    public void What_the_undertaking_states_is_printed(string text) => Says(text, SampleDisclosure.Stated(), SampleDisclosure.Minimal());

    [Test]
    public void A_large_change_without_an_explanation_is_said_in_red() =>
        Says(
            "!! Not explained: a change of +93.6 %, above 5.0 %. The undertaking states no reason (ESRS E1 AR 48).",
            SampleDisclosure.Compared(),
            SampleDisclosure.Stated()
        );

    [Test]
    public void What_is_not_material_is_a_management_report_on_its_cover() =>
        Says(
            "!! A management report: the undertaking decided that these services are not material. What is not material is not disclosed in "
                + "the sustainability statement (ESRS 1 24, 107 to 109).",
            SampleDisclosure.Stated(relevance: Relevance.NotMaterial),
            SampleDisclosure.Stated()
        );

    // a quarter of 0.0003 t is 0.000075 t; a quarter that is above a whole year's target says so
    [TestCase("2026-Q3", "0.0003", "N, 0.000194 tCO2e, is above the same part of a year’s target, 0.0000750 tCO2e.")]
    [TestCase(
        "2026-Q3",
        "0.0001",
        "N, a part of a year, is above the target of a whole year: 0.000194 tCO2e; the same part of the target is 0.0000250 tCO2e."
    )]
    [TestCase("2026-Q3", "4", "N, 0.000194 tCO2e, is not above the same part of a year’s target, 1.00 tCO2e.")]
    [TestCase("2026", "0.0001", "N, 0.000194 tCO2e, is above the target of 0.000100 tCO2e.")]
    public void A_target_that_is_exceeded_is_said_to_be(string period, string target, string text)
    {
        var disclosure = SampleDisclosure.Compared(period).Build() with
        {
            Targets = [new(FigureIds.Total, 2030, decimal.Parse(target, System.Globalization.CultureInfo.InvariantCulture), "plan")],
        };
        Assert.That(DocumentText.Of(DisclosureReport.Build(disclosure, ReportCulture.Of("en"))), Does.Contain(text));
    }

    [Test]
    public void A_quarter_stands_apart_from_whole_years() =>
        Assert.That(
            Text(SampleDisclosure.Compared()),
            Does.Contain("<Parts of a year> N [2026-Q3]").And.Contain("<Whole years, not to be compared with N> Base year [2025]")
        );

    [Test]
    public void A_source_of_this_project_is_cited_by_what_it_says_and_not_by_a_path() =>
        Assert.That(
            Text(SampleDisclosure.Stated()),
            Does.Contain("stand in the methodology of LlmEnergy, under “method one”.").And.Not.Contain("METHODOLOGY.md")
        );

    [Test]
    public void A_range_without_a_part_for_the_place_says_so() =>
        Says("where the electricity was used has no part in low and high", SampleDisclosure.Minimal(), SampleDisclosure.Ranged());

    [Test]
    public void Bars_that_look_alike_are_said_to_be() =>
        Says("The bars differ by no more than 2.3 %.", SampleDisclosure.Stated(), SampleDisclosure.Rich());

    [Test]
    public void An_intensity_says_what_part_it_covers() =>
        Says("of the part with a cost: 32.8 % of the emissions", SampleDisclosure.Stated(), SampleDisclosure.Minimal());

    [Test]
    public void Providers_are_spoken_of_as_of_the_day_of_the_newest_source() =>
        Assert.That(
            Text(SampleDisclosure.Minimal()),
            Does.Contain("None of the providers in this report, as of 1 May 2026, publishes the energy")
                .And.Not.Contain("No provider publishes")
        );

    [Test]
    public void The_summary_names_the_causes_with_the_largest_effect() =>
        Assert.That(
            DisclosureReport.Summary(SampleDisclosure.Rich().Build(), ReportCulture.Of("en")).Blocks.OfType<Block.Bullets>().Single().Items,
            Has.Length.EqualTo(2)
        );

    private static decimal Printed(Cell cell) =>
        decimal.Parse(DocumentText.Plain(cell.Runs), System.Globalization.CultureInfo.InvariantCulture);

    private static void Says(string statement, SampleDisclosure where, SampleDisclosure notWhere) =>
        Assert.Multiple(() =>
        {
            Assert.That(Text(where), Does.Contain(statement));
            Assert.That(Text(notWhere), Does.Not.Contain(statement));
        });

    private static string Text(SampleDisclosure sample, bool isTableFull = false) =>
        DocumentText.Of(DisclosureReport.Build(sample.Build(), ReportCulture.Of("en"), isTableFull));
}
