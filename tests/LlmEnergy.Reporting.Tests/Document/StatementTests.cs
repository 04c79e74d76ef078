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
            "The comparative is 2025-Q3, as given by the undertaking in comparatives.csv; it was not calculated here",
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
            "as closed and, where that has no value, as given by the undertaking (2025, comparatives.csv)",
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
            "decided on 1 March 2026 that purchased cloud computing and data centre services are material for its Scope 3. Basis: "
                + "purchased cloud services grow faster than all other purchases.",
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
                Does.Contain("1.1 of which cloud and data centre services | 8.90 | 8.90 | 9.40 | +5.6 %")
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
        Assert.That(Text(SampleDisclosure.Compared()), Does.Contain("7 Employee commuting (from the undertaking’s own inventory)"));

    // 0.0002 against 0.0004 over five years
    [Test]
    public void A_target_is_spread_over_the_years_since_the_base_year() =>
        Assert.That(Text(SampleDisclosure.Compared()), Does.Match("of which LLM API services, this report \\| .* \\| -10.0 %"));

    [Test]
    public void A_target_stands_with_its_source() =>
        Says(
            "Target 2030, LLM API services, GHG emissions: 0.000200 tCO2e. Source: climate plan 2026, p. 4.",
            SampleDisclosure.Compared(),
            SampleDisclosure.Minimal()
        );

    [Test]
    public void An_assumed_place_is_an_assumption_and_something_to_improve() =>
        Says("Where the inference ran is assumed for 1 of 1 places", DisclosureReportTests.Otherwise(), SampleDisclosure.Minimal());

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

    [Test]
    public void Rows_and_the_rounding_difference_add_up_to_the_printed_total([Values(2, 7, 12, 25)] int models)
    {
        var table = DisclosureReport
            .Build(DisclosureReportTests.Models(models).Build(), ReportCulture.Of("en"))
            .Blocks.OfType<Block.Table>()
            .Single(table => table.Columns[0].Header == "Model");
        foreach (var column in new[] { 4, 5, 6, 7, 8 })
            Assert.That(
                table.Rows.Sum(row => Printed(row[column])),
                Is.EqualTo(Printed(table.Total[column])),
                table.Columns[column].Header
            );
    }

    [Test]
    public void Other_rules_have_other_references() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Text(new() { RuleSet = "ESRS-2026" }),
                Does.Contain("a subset of that category of their own (paragraph not yet published).")
                    .And.Contain("ESRS-2026: ESRS as revised")
            );
            Assert.That(Text(new() { RuleSet = "VSME" }), Does.Not.Match("AR [0-9]|BP-2|E1-5"));
        });

    [Test]
    public void Relief_and_a_duty_to_disclose_are_claimed_of_no_rules_that_are_not_known_to_have_them() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Text(SampleDisclosure.Minimal()),
                Does.Contain("Row 1.1 is to be disclosed where these services are material for Scope 3 (ESRS E1 AR 51).")
            );
            foreach (var name in new[] { "ESRS-2026", "VSME" })
                Assert.That(
                    Text(new() { RuleSet = name }),
                    Does.Not.Contain("In the first year")
                        .And.Not.Contain("is to be disclosed where")
                        .And.Contain("have no such table that is published")
                );
        });

    [Test]
    public void The_summary_names_the_three_findings_with_the_largest_effect() =>
        Assert.That(
            DisclosureReport.Summary(SampleDisclosure.Rich().Build(), ReportCulture.Of("en")).Blocks.OfType<Block.Bullets>().Single().Items,
            Has.Length.EqualTo(3)
        );

    private static decimal Printed(Cell cell) =>
        decimal.Parse(DocumentText.Plain(cell.Runs), System.Globalization.CultureInfo.InvariantCulture);

    private static void Says(string statement, SampleDisclosure where, SampleDisclosure notWhere) =>
        Assert.Multiple(() =>
        {
            Assert.That(Text(where), Does.Contain(statement));
            Assert.That(Text(notWhere), Does.Not.Contain(statement));
        });

    private static string Text(SampleDisclosure sample) => DocumentText.Of(DisclosureReport.Build(sample.Build(), ReportCulture.Of("en")));
}
