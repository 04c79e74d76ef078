using System.Globalization;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Tests;

public class DisclosureStepTests
{
    private static readonly ClassFactors2026 Method = new();

    // 1,000 output tokens of class L are 1.2 Wh: 0.0012 kWh x 500 g = 0.0006 kg, and 0.0012 x 40 g = 0.000048 kg embodied
    private static readonly ActivityLine Flagship = Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000);
    private static readonly ActivityLine Unknown = Lines.Bucket("acme", "in-house", 1, 0, 1_000, number: 2);
    private static readonly ActivityLine Speech = Lines.Bucket("openai", "tts-1", 1, 0, 1_000, number: 3);

    [Test]
    public void The_headline_is_location_based_and_embodied_in_tonnes() =>
        Assert.That(Disclose(Flagship)[FigureIds.Total].Value, Is.EqualTo(0.000000648m));

    [Test]
    public void Every_total_is_the_sum_of_its_parts()
    {
        var disclosure = Disclose(Flagship, Unknown);
        foreach (var level in new[] { "", "_low", "_high" })
            Assert.That(
                Value(disclosure, "total_kg" + level),
                Is.EqualTo(Value(disclosure, "location_based" + level) + Value(disclosure, "embodied" + level))
            );
    }

    [Test]
    public void A_total_that_is_not_the_sum_of_its_parts_fails_a_check()
    {
        var inventory = Lines.Calculate(Method, 500m, Flagship);
        // 0.000648 kg, without the 0.000048 kg of hardware
        var forged = inventory with
        {
            Lines = [inventory.Lines[0] with { Total = inventory.Lines[0].LocationBased }],
        };
        Check Of(Inventory lines) =>
            DisclosureStep.Disclose(new(lines, "Acme", ReportStatus.Draft, "1.0", [])).Checks.Single(check => check.Id == "parts-footing");
        Assert.That((Of(inventory).Passed, Of(forged).Passed), Is.EqualTo((true, false)));
        Assert.That((Of(forged).Expected, Of(forged).Actual), Is.EqualTo((0.000648m, (decimal?)0.0006m)));
    }

    [Test]
    public void Half_of_the_emissions_rest_on_an_unknown_model()
    {
        var disclosure = Disclose(Flagship, Unknown);
        Assert.That(
            (disclosure[FigureIds.UnknownModelShare].Value, disclosure[FigureIds.EstimatedShare].Value),
            Is.EqualTo(((decimal?)0.5m, (decimal?)1m))
        );
    }

    [Test]
    public void A_line_that_is_not_calculated_is_in_no_sum_and_fails_completeness()
    {
        var disclosure = Disclose(Flagship, Speech);
        Assert.Multiple(() =>
        {
            Assert.That(disclosure[FigureIds.Total].Value, Is.EqualTo(Disclose(Flagship)[FigureIds.Total].Value));
            Assert.That(disclosure.Checks.Where(check => !check.Passed).Select(check => check.Id), Is.EqualTo(new[] { "completeness" }));
            Assert.That(disclosure.ByModel.Single(model => model.Model == "tts-1").Totals.Total, Is.Null);
            Assert.That(
                disclosure.Issues[0].ToString(),
                Does.StartWith("source test: error LE4001: model 'tts-1' of openai is not calculated: ")
            );
        });
    }

    [Test]
    public void One_line_in_a_hundred_without_a_factor_is_complete_enough()
    {
        var lines = Enumerable
            .Range(1, 99)
            .Select(number => Flagship with { Number = number })
            .Append(Speech with { Number = 100 })
            .ToArray();
        Assert.That(Disclose(lines).AllChecksPass, Is.True);
    }

    [Test]
    public void A_period_without_usage_fails_its_check_and_states_zero_energy()
    {
        // all rows were read, and none is of the period
        var read = Lines.Activity() with
        {
            Files = [Lines.Activity().Files[0] with { Rows = new(5, 0, 0, 5, 0) }],
        };
        var disclosure = DisclosureStep.Disclose(
            new(
                InventoryCalculation.Calculate(read, Factors.FactorPack.BuiltIn, [Method], ElectricityOptions.ByPlace),
                "Acme",
                ReportStatus.Draft,
                "1.0",
                []
            )
        );
        Assert.That(disclosure.Checks.Where(check => !check.Passed).Select(check => check.Id), Is.EqualTo(new[] { "period-without-data" }));
        Assert.That(
            (
                disclosure[FigureIds.Energy].Value,
                disclosure[FigureIds.EstimatedShare].Value,
                disclosure[FigureIds.EstimatedShare].WhyMissing
            ),
            Is.EqualTo(((decimal?)0m, (decimal?)null, MissingReason.NothingCalculated))
        );
    }

    [Test]
    public void Where_nothing_could_be_read_the_figures_are_unknown_and_not_zero()
    {
        var unread = Lines.Activity() with { Files = [Lines.Activity().Files[0] with { Format = null, Rows = default }] };
        var figure = DisclosureStep.Disclose(
            new(
                InventoryCalculation.Calculate(unread, Factors.FactorPack.BuiltIn, [Method], ElectricityOptions.ByPlace),
                "Acme",
                ReportStatus.Draft,
                "1.0",
                []
            )
        )[FigureIds.Total];
        Assert.That((figure.Value, figure.WhyMissing), Is.EqualTo(((decimal?)null, MissingReason.NothingRead)));
    }

    [Test]
    public void A_quantity_that_one_line_does_not_state_is_not_summed()
    {
        var silent = Unknown with { Usage = Unknown.Usage with { Known = Known.Input | Known.Output } };
        var disclosure = Disclose(Flagship, silent);
        Assert.That(
            (disclosure[FigureIds.Requests].Value, disclosure[FigureIds.Requests].WhyMissing),
            Is.EqualTo(((decimal?)null, MissingReason.NotEveryLine))
        );
    }

    [Test]
    public void Every_month_of_the_period_is_listed()
    {
        Assert.That(ReportingPeriod.TryParse("2024-Q1", FiscalYear.Calendar, out var quarter), Is.True);
        var inventory = InventoryCalculation.Calculate(
            Lines.Activity(Flagship) with
            {
                Period = quarter!,
            },
            Factors.FactorPack.BuiltIn,
            [Method],
            ElectricityOptions.ByPlace
        );
        var months = DisclosureStep.Disclose(new(inventory, "Acme", ReportStatus.Draft, "1.0", [])).ByMonth;
        Assert.That(
            months.Select(month => (month.Month.Month, month.Totals.Usage.Output)),
            Is.EqualTo(new[] { (1, 1_000L), (2, 0L), (3, 0L) })
        );
    }

    [Test]
    public void A_month_of_gaps_alone_is_unknown_and_not_zero()
    {
        Assert.That(ReportingPeriod.TryParse("2024-Q1", FiscalYear.Calendar, out var quarter), Is.True);
        CoverageDay Day(int month, DayStatus status) => new("s", new(2024, month, 1), status, 0, Usage.None);
        var activity = Lines.Activity(Flagship) with
        {
            Period = quarter!,
            Coverage = [Day(1, DayStatus.Rows), Day(2, DayStatus.Gap), Day(3, DayStatus.Zero)],
        };
        var months = DisclosureStep
            .Disclose(
                new(
                    InventoryCalculation.Calculate(activity, Factors.FactorPack.BuiltIn, [Method], ElectricityOptions.ByPlace),
                    "Acme",
                    ReportStatus.Draft,
                    "1.0",
                    []
                )
            )
            .ByMonth;
        Assert.That(
            months.Select(month => (month.Totals.Usage.Knows(Known.Output), month.Totals.Total is null)),
            Is.EqualTo(new[] { (true, false), (false, true), (true, false) })
        );
    }

    [Test]
    public void Nothing_calculated_fails_completeness_and_no_footing() =>
        Assert.That(Disclose(Speech).Checks.Where(check => !check.Passed).Select(check => check.Id), Is.EqualTo(new[] { "completeness" }));

    [TestCase("aa", "bb", "", "", TestName = "two files are two files")]
    [TestCase("aa", "aa", "", "inputs-once", TestName = "the same bytes under two names fail")]
    [TestCase("aa", "bb", "LE1034", "inputs-unchanged", TestName = "a file that changed while it was read fails")]
    public void Inputs_are_checked_against_their_hashes(string first, string second, string finding, string failed)
    {
        var activity = Lines.Activity(Flagship);
        var file = activity.Files[0];
        activity = activity with
        {
            Files = [file, file with { Path = "copy.csv", Rows = new(1, 1, 0, 0, 0), Accepted = Usage.None }],
            Lines = [Flagship with { Rows = 2 }],
        };
        if (finding.Length > 0)
            activity = activity with { Issues = [new(new("copy.csv", 0, 0), finding, "found other bytes")] };
        var inventory = InventoryCalculation.Calculate(activity, Factors.FactorPack.BuiltIn, [Method], ElectricityOptions.ByPlace);
        var checks = DisclosureStep
            .Disclose(new(inventory, "Acme", ReportStatus.Draft, "1.0", [new("test.csv", 0, first), new("copy.csv", 0, second)]))
            .Checks;
        Assert.That(string.Join(' ', checks.Where(check => !check.Passed).Select(check => check.Id)), Is.EqualTo(failed));
    }

    [Test]
    public void A_factor_that_two_ways_led_to_lists_both()
    {
        var us = Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000);
        var inventory = Lines.Calculate(Method, null, us, Lines.Bucket("anthropic", "claude-sonnet-4-5", 1, 0, 1_000, number: 2));
        var grid = inventory.Factors.Single(use => use.Factor.Id == "grid-ember-us-2024");
        Assert.That(grid.Path.Split(" | "), Has.Length.EqualTo(2).And.Some.Contains("openai").And.Some.Contains("anthropic"));
    }

    [Test]
    public void Adding_a_line_changes_no_other_line()
    {
        var alone = Lines.Calculate(Method, 500m, Flagship).Lines[0];
        var together = Lines.Calculate(Method, 500m, Flagship, Unknown).Lines[0];
        Assert.That((together.Energy, together.Total), Is.EqualTo((alone.Energy, alone.Total)));
    }

    [Test]
    public void Findings_are_ranked_errors_first_and_then_by_their_share()
    {
        var more = Unknown with { Usage = Unknown.Usage with { Output = 3_000 } };
        var issues = Disclose(Flagship, more, Lines.Bucket("acme", "other", 1, 0, 1_000, number: 3), Speech with { Number = 4 }).Issues;
        Assert.That(
            issues.Where(issue => issue.Code is "LE4001" or "LE4002").Select(issue => (issue.Code, issue.Share)),
            Is.EqualTo(new[] { ("LE4001", (decimal?)null), ("LE4002", 0.6m), ("LE4002", 0.2m) })
        );
    }

    [TestCase("category1_other 5 cloud_services_other 2", 6.999999, "category1 of 7.000001 t")]
    [TestCase("cloud_services_other 2", 1.999999, "cloud_services of 2.000001 t")]
    [TestCase(
        "category1_other 5",
        0.0000001,
        "total of 0.000001 t",
        TestName = "Without other cloud services the rest of category 1 is no part of a known sum"
    )]
    public void Total_Scope_3_below_a_part_of_it_is_a_finding(string parts, decimal whole, string part)
    {
        var given = parts
            .Split(' ')
            .Chunk(2)
            .Select(pair => Input(pair[0], decimal.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)))
            .Append(Input("scope3", whole) with { At = new("inputs.csv", 4, 2) });
        Assert.That(
            Implausible(given),
            Is.EqualTo(
                new[]
                {
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"inputs.csv:4:2: warning LE4009: found total Scope 3 of {whole:0.######} t below its part {part}, expected at "
                            + $"least that"
                    ),
                }
            )
        );
    }

    [Test]
    public void Total_Scope_3_of_its_only_part_is_none()
    {
        Assert.That(
            Implausible([Input("category1_other", 5m), Input("cloud_services_other", 0m), Input("scope3", 5.000000648m)]),
            Is.Empty
        );
        Assert.That(Implausible([Input("category1_other", 5m), Input("cloud_services_other", 0m)]), Is.Empty, "the whole is not given");
    }

    private static IEnumerable<string> Implausible(IEnumerable<GivenFigure> given) =>
        DisclosureStep
            .Disclose(new(Lines.Calculate(Method, 500m, Flagship), "Acme", ReportStatus.Draft, "1.0", []) { Given = [.. given] })
            .Issues.Where(issue => issue.Code == "LE4009")
            .Select(issue => issue.ToString());

    private static GivenFigure Input(string id, decimal value) => new(new(id), value, Unit.TonnesCo2e, "a test");

    [Test]
    public void Figure_ids_and_excel_names_are_unique()
    {
        var figures = Disclose(Flagship).Figures;
        Assert.That(
            figures.Select(figure => figure.Id).Distinct().Count()
                + figures.Select(figure => figure.ExcelName.ToUpperInvariant()).Distinct().Count(),
            Is.EqualTo(2 * figures.Length)
        );
    }

    private static decimal? Value(Disclosure disclosure, string id) => disclosure[new(id)].Value;

    private static Disclosure Disclose(params ActivityLine[] lines) =>
        DisclosureStep.Disclose(new(Lines.Calculate(Method, 500m, lines), "Acme", ReportStatus.Draft, "1.0", []));
}
