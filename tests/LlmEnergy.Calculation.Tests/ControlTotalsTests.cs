using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Tests;

/// <summary>What the import states against what the ledger holds: each difference fails a check of its own.</summary>
public class ControlTotalsTests
{
    private static readonly ReportingPeriod TwoDays = ReportingPeriod.Spanning(new(2024, 1, 1), new(2024, 1, 2));
    private static readonly ActivityLine Line = Lines.Bucket("openai", "gpt-4o", 1, 1_000, 1_000, cached: 400, dollars: 3m);

    [TestCase("rows", 2, 0, 0, 0, 0, 0)]
    [TestCase("requests", 0, 1, 0, 0, 0, 0)]
    [TestCase("input-tokens", 0, 0, 1, 0, 0, 0)]
    [TestCase("cached-input-tokens", 0, 0, 0, 1, 0, 0)]
    [TestCase("output-tokens", 0, 0, 0, 0, 1, 0)]
    [TestCase("cost-usd", 0, 0, 0, 0, 0, 1)]
    public void What_the_ledger_lacks_fails_its_check(
        string id,
        long rows,
        long requests,
        long input,
        long cached,
        long output,
        long cost
    ) =>
        Assert.That(
            Failed(
                Of(account =>
                    account with
                    {
                        Rows = new(account.Rows.Read + rows, account.Rows.Accepted + rows, 0, 0, 0),
                        Accepted = account.Accepted with
                        {
                            Requests = account.Accepted.Requests + requests,
                            Input = account.Accepted.Input + input,
                            Cached = account.Accepted.Cached + cached,
                            Output = account.Accepted.Output + output,
                        },
                        AcceptedCost = account.AcceptedCost.SetItem("USD", 3m + cost),
                    }
                )
            ),
            Is.EqualTo(new[] { id })
        );

    [Test]
    public void All_pass_where_nothing_is_missing() => Assert.That(Failed(Of(account => account)), Is.Empty);

    [Test]
    public void A_bill_of_usage_in_the_ledger_is_cost_that_is_accounted_for()
    {
        var billed = Of(account =>
            account with
            {
                Rows = new(2, 2, 0, 0, 0),
                BillRows = 1,
                AcceptedCost = account.AcceptedCost.SetItem("EUR", 7m),
            }
        );
        Assert.That(Failed(billed), Is.EqualTo(new[] { "rows", "cost-eur" }));
        Assert.That(Failed(billed with { Bills = [Line with { Cost = new Money(7m, "EUR") }] }), Is.Empty);
    }

    [Test]
    public void A_gap_is_a_day_that_is_missing()
    {
        var coverage = Checks(WithDays(Day(1, DayStatus.Rows), Day(2, DayStatus.Gap))).Single(check => check.Id == "coverage");
        Assert.That(
            (coverage.Passed, coverage.Expected, coverage.Actual, coverage.Detail),
            Is.EqualTo((false, 2m, 1m, "with rows, or without usage as stated; 1 of 2 are missing, 50.0%; coverage.csv lists them"))
        );
    }

    [TestCase("LE1040", Severity.Error, 1)]
    [TestCase("LE1041", Severity.Warning, 0)]
    public void A_file_that_its_own_totals_contradict_is_not_sound(string code, Severity severity, int failed)
    {
        var activity = Of(account => account) with { Issues = [new(new("usage.csv", 0, 0), code, "", severity)] };
        Assert.That(Failed(activity), Is.EqualTo(Enumerable.Repeat("inputs-sound", failed)));
    }

    [Test]
    public void A_file_that_is_read_by_a_draft_fails_a_check_that_names_it()
    {
        var drafted = Checks(Of(account => account with { IsDraft = true })).Single(check => !check.Passed);
        Assert.That(
            (drafted.Id, drafted.Actual, drafted.Detail),
            Is.EqualTo(("drafts-settled", 1m, "test.csv; the profile says what is left to decide"))
        );
    }

    [Test]
    public void A_day_without_usage_as_stated_is_accounted_for() =>
        Assert.That(Failed(WithDays(Day(1, DayStatus.Rows), Day(2, DayStatus.Zero))), Is.Empty);

    [Test]
    public void A_day_of_which_nothing_is_said_is_missing() =>
        Assert.That(Failed(WithDays(Day(1, DayStatus.Rows))), Is.EqualTo(new[] { "coverage" }));

    [Test]
    public void Every_source_has_days_of_its_own()
    {
        // two days for each of two sources, of which the other one has a single day
        var activity = WithDays(Day(1, DayStatus.Rows), Day(2, DayStatus.Rows), Day(1, DayStatus.Rows) with { Source = "other" });
        var disclosure = Disclose(activity);
        Assert.That(
            (disclosure.Gaps, disclosure.Checks.Where(check => !check.Passed).Select(check => check.Id).Single()),
            Is.EqualTo(((1, 4), "coverage"))
        );
    }

    [Test]
    public void Usage_that_fills_a_gap_stands_in_no_control_total()
    {
        var filled = WithDays(Day(1, DayStatus.Rows), Day(2, DayStatus.Estimated)) with { Lines = [Line, Estimated] };
        Assert.That(Failed(filled), Is.Empty);
        var coverage = Checks(filled).Single(check => check.Id == "coverage");
        Assert.That(
            (coverage.Actual, coverage.Detail),
            Is.EqualTo((2m, "with rows, or without usage as stated; 1 day estimated; coverage.csv lists them"))
        );
        Assert.That(Disclose(filled).EstimatedDays, Is.EqualTo(new EstimatedDays(1, 2, 0.5m)));
    }

    [Test]
    public void Measured_usage_that_an_estimate_makes_up_for_is_missing_all_the_same() =>
        Assert.That(
            Failed(
                Of(account => account with { Accepted = account.Accepted with { Output = 2 * account.Accepted.Output } }) with
                {
                    Lines = [Line, Estimated],
                }
            ),
            Is.EqualTo(new[] { "output-tokens" })
        );

    [Test]
    public void A_line_that_fills_a_gap_has_a_rate_of_its_own_with_the_range_of_the_days_around_it()
    {
        var inventory = InventoryCalculation.Calculate(
            Of(account => account) with
            {
                Lines = [Line, Estimated],
            },
            Factors.FactorPack.BuiltIn,
            [new ClassFactors2026()],
            ElectricityOptions.ByPlace
        );
        var (measured, estimated) = (inventory.Lines[0], inventory.Lines[1]);
        Assert.That(inventory.Rates, Has.Length.EqualTo(2));
        Assert.That((estimated.Rate!.Tier, estimated.Energy!.Value.Central), Is.EqualTo((5, measured.Energy!.Value.Central)));
        Assert.That(estimated.Energy!.Value.Low.KilowattHours, Is.EqualTo(measured.Energy!.Value.Low.KilowattHours / 2m).Within(1e-18m));
        Assert.That(estimated.Energy!.Value.High.KilowattHours, Is.EqualTo(measured.Energy!.Value.High.KilowattHours * 3m).Within(1e-18m));
    }

    /// <summary>As much as was measured, from half of it to three times as much.</summary>
    private static ActivityLine Estimated =>
        Line with
        {
            Number = 2,
            Key = Line.Key with { IsEstimated = true },
            Rows = 0,
            Cost = null,
            Usage = Line.Usage with { Known = Line.Usage.Known & ~Known.Cost },
            Estimate = new(1, 0.5m, 3m),
        };

    private static CoverageDay Day(int day, DayStatus status) => new("test", new(2024, 1, day), status, 0, Usage.None);

    private static Activity WithDays(params ImmutableArray<CoverageDay> days) => Of(account => account) with { Coverage = days };

    private static Activity Of(Func<RowAccount, RowAccount> change)
    {
        var account = Lines.Activity(Line).Files[0];
        return new(
            TwoDays,
            [Line],
            [
                change(
                    account with
                    {
                        Source = "test",
                        Rows = new(Line.Rows, Line.Rows, 0, 0, 0),
                        Accepted = Line.Usage,
                        AcceptedCost = ImmutableSortedDictionary<string, decimal>.Empty.Add("USD", 3m),
                    }
                ),
            ],
            [],
            []
        );
    }

    private static IEnumerable<string> Failed(Activity activity) =>
        Checks(activity).Where(check => !check.Passed).Select(check => check.Id);

    private static ImmutableArray<Check> Checks(Activity activity) => Disclose(activity).Checks;

    private static Disclosure Disclose(Activity activity) =>
        DisclosureStep.Disclose(
            new(
                InventoryCalculation.Calculate(activity, Factors.FactorPack.BuiltIn, [new ClassFactors2026()], ElectricityOptions.ByPlace),
                "Acme",
                ReportStatus.Draft,
                "1.0",
                []
            )
        );
}
