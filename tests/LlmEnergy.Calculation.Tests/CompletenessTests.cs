using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Tests;

public class CompletenessTests
{
    private static readonly ActivityLine Known = Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000);
    private static readonly ActivityLine Speech = Lines.Bucket("openai", "tts-1", 1, 0, 1_000, number: 2);

    [Test]
    public void Where_no_cost_is_known_it_is_the_share_of_the_rows() =>
        Assert.That(Share(Known with { Rows = 3 }, Speech), Is.EqualTo((0.25m, "share of the rows")));

    [Test]
    public void Where_the_share_of_the_cost_is_greater_it_counts() =>
        // a quarter of the rows, 60 of 100 USD
        Assert.That(
            Share(Known with { Rows = 3, Cost = new(40m, "USD") }, Speech with { Cost = new(60m, "USD") }),
            Is.EqualTo((0.6m, "share of the cost in USD"))
        );

    [Test]
    public void Where_the_share_of_the_rows_is_greater_it_counts() =>
        Assert.That(
            Share(Known with { Cost = new(90m, "USD") }, Speech with { Cost = new(10m, "USD") }),
            Is.EqualTo((0.5m, "share of the rows"))
        );

    [Test]
    public void Currencies_are_looked_at_one_by_one() =>
        // 1 of 2 rows; 1 of 1 EUR
        Assert.That(
            Share(Known with { Cost = new(1_000_000m, "USD") }, Speech with { Cost = new(1m, "EUR") }),
            Is.EqualTo((1m, "share of the cost in EUR"))
        );

    [Test]
    public void Credits_count_in_neither()
    {
        var credit = Lines.Bucket("openai", "", 0, 0, 0, number: 3) with
        {
            Rows = 96,
            Cost = new(-90m, "USD"),
            Usage = Usage.None with { Known = Domain.Activities.Known.Nothing },
        };
        Assert.That(
            Share(Known with { Rows = 3, Cost = new(75m, "USD") }, Speech with { Cost = new(25m, "USD") }, credit),
            Is.EqualTo((0.25m, "share of the rows"))
        );
    }

    [Test]
    public void Rows_of_bills_are_no_usage_that_could_be_calculated()
    {
        // 100 rows accepted, of which 98 are prices of usage that stands in the lines: one of two rows has no factor
        var activity = Lines.Activity(Known, Speech);
        activity = activity with { Files = [activity.Files[0] with { Rows = new(100, 100, 0, 0, 0), BillRows = 98 }] };
        Assert.That(
            Completeness
                .NotCalculated(
                    InventoryCalculation.Calculate(
                        activity,
                        Factors.FactorPack.BuiltIn,
                        [new ClassFactors2026()],
                        ElectricityOptions.ByPlace
                    )
                )
                .Share,
            Is.EqualTo(0.5m)
        );
    }

    [Test]
    public void Nothing_without_a_factor_is_no_share() => Assert.That(Share(Known).Share, Is.Zero);

    [Test]
    public void A_period_without_usage_lacks_nothing() => Assert.That(Share().Share, Is.Zero);

    [TestCase(0.01, false, TestName = "more than the tolerance fails")]
    [TestCase(0.25, true, TestName = "as much as the tolerance passes")]
    [TestCase(1, true, TestName = "a tolerance of everything passes always")]
    public void The_tolerance_can_be_set(double tolerance, bool passes)
    {
        var check = DisclosureStep
            .Disclose(
                new(Calculate(Known with { Rows = 3 }, Speech), "Acme", ReportStatus.Draft, "1.0", [])
                {
                    NotCalculatedTolerance = (decimal)tolerance,
                }
            )
            .Checks.Single(check => check.Id == "completeness");
        Assert.That((check.Passed, check.Actual, check.Tolerance), Is.EqualTo((passes, (decimal?)0.25m, (decimal)tolerance)));
    }

    [Test]
    public void The_check_says_what_the_share_is_of_and_how_much_may_be()
    {
        var check = DisclosureStep
            .Disclose(new(Calculate(Known, Speech), "Acme", ReportStatus.Draft, "1.0", []) { NotCalculatedTolerance = 0.025m })
            .Checks.Single(check => check.Id == "completeness");
        Assert.That(check.Detail, Is.EqualTo("share of the rows, at most 2.5%; such usage is disclosed as not calculated"));
    }

    private static (decimal Share, string Basis) Share(params ActivityLine[] lines) => Completeness.NotCalculated(Calculate(lines));

    private static Inventory Calculate(params ActivityLine[] lines) => Lines.Calculate(new ClassFactors2026(), 400m, lines);

    [Test]
    public void An_invoice_of_usage_that_is_calculated_is_neither_counted_again_nor_missing()
    {
        // one line by its tokens, and 100 USD of the same provider and month that state nothing else
        var disclosure = Disclose(Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000), CostOnly("openai", month: 1));
        Assert.Multiple(() =>
        {
            Assert.That(disclosure[FigureIds.Other].Value, Is.Zero);
            Assert.That(disclosure.Checks.Single(check => check.Id == "completeness").Actual, Is.Zero);
            Assert.That(disclosure.Issues.Select(issue => issue.Code), Does.Contain("LE4008").And.Not.Contain("LE4001"));
        });
    }

    [TestCase("anthropic", 1, TestName = "of another provider")]
    [TestCase("openai", 2, TestName = "of another month")]
    public void An_amount_that_pays_for_no_usage_on_record_is_calculated_by_spend(string provider, int month) =>
        // 100 USD of 2024, in those of 2022
        Assert.That(
            Disclose(Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000), CostOnly(provider, month))[FigureIds.Other].Value,
            Is.EqualTo(100m * 0.093m * 292.655m / 313.689m).Within(1e-12m)
        );

    [Test]
    public void Tokens_are_controlled_beside_amounts_that_state_none()
    {
        ActivityLine[] lines = [Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000), CostOnly("anthropic", month: 1)];
        var checks = Disclose(Lines.Activity(lines) with { Files = [.. lines.SelectMany(line => Lines.Activity(line).Files)] }).Checks;
        Assert.That(
            checks.Single(check => check.Id == "output-tokens"),
            Has.Property(nameof(Check.Expected)).EqualTo(1_000m).And.Property(nameof(Check.Passed)).True
        );
    }

    private static ActivityLine CostOnly(string provider, int month)
    {
        var key = Lines.Key(provider, "", ContextBand.UpTo10K, ContextBasis.None);
        return new(
            2,
            key with
            {
                Month = new(2024, month, 1),
            },
            1,
            new(0, 0, 0, 0, 0, 0, 0, 0, Domain.Activities.Known.Cost),
            default,
            new(100m, "USD")
        );
    }

    private static Disclosure Disclose(params ActivityLine[] lines) => Disclose(Lines.Activity(lines));

    private static Disclosure Disclose(Activity activity) =>
        DisclosureStep.Disclose(
            new(
                InventoryCalculation.Calculate(
                    Prices.Aside(activity, Factors.FactorPack.BuiltIn),
                    Factors.FactorPack.BuiltIn,
                    MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy),
                    ElectricityOptions.ByPlace
                ),
                "Acme",
                ReportStatus.Draft,
                "1.0",
                []
            )
        );
}
