using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Tests.Accounting;

/// <summary>The log has one request of 1 kWh and USD 5 on 5 July and one on 5 August 2026, of openai.</summary>
public class AllocationTests
{
    private const string Q3 = "2026-Q3";
    private const string Header = "provider,model,entity,cost_centre,gl_account,share,from,to\n";

    [Test]
    public void Shares_of_a_line_are_those_of_the_rows_that_match()
    {
        using var workspace = Workspace()
            .Write("allocation.csv", $"{Header},,DE,100,6320,0.75,2026-01-01,\n,,FR,200,6320,0.25,2026-01-01,\n");
        var allocation = Of(workspace).Accounts!.Allocation!;
        Assert.That(
            allocation.Postings.Select(posting =>
                (posting.Key.Month.Month, posting.Key.Entity, posting.Key.CostCentre, posting.Cost, posting.KilowattHours)
            ),
            Is.EqualTo(
                new (int, string, string, decimal?, decimal?)[]
                {
                    (7, "DE", "100", 3.75m, 0.75m),
                    (7, "FR", "200", 1.25m, 0.25m),
                    (8, "DE", "100", 3.75m, 0.75m),
                    (8, "FR", "200", 1.25m, 0.25m),
                }
            )
        );
    }

    [Test]
    public void The_first_row_that_matches_takes_a_line()
    {
        using var workspace = Workspace()
            .Write("allocation.csv", $"{Header}OPENAI,,DE,,,1,2026-01-01,\nopenai,gpt-4.1-mini,FR,,,1,2026-01-01,\n,,ES,,,1,2026-01-01,\n");
        Assert.That(Of(workspace).Accounts!.Allocation!.Entities.Select(entity => entity.Entity), Is.EqualTo(new[] { "DE" }));
    }

    [Test]
    public void Five_entities_over_a_change_within_the_quarter_foot_to_the_total()
    {
        using var workspace = Workspace()
            .Write(
                "allocation.csv",
                $"{Header},,A,,,0.3,2026-01-01,2026-08-13\n,,B,,,0.3,2026-01-01,2026-08-13\n,,C,,,0.4,2026-01-01,2026-08-13\n"
                    + ",,D,,,0.33,2026-08-14,\n,,E,,,0.67,2026-08-14,\n"
            );
        var disclosure = Of(workspace);
        var allocation = disclosure.Accounts!.Allocation!;
        var total = decimal.Round(disclosure[FigureIds.TotalKilograms].Value!.Value, 6, MidpointRounding.AwayFromZero);
        Assert.That(
            (
                allocation.Postings.Sum(posting => posting.Kilograms),
                allocation.Entities.Sum(entity => entity.Kilograms),
                allocation.Postings.Sum(posting => posting.Cost),
                allocation.Postings.Sum(posting => posting.Quantity),
                disclosure.Checks.Single(check => check.Id == AllocationControls.Footing).Passed
            ),
            Is.EqualTo(((decimal?)total, (decimal?)total, (decimal?)10m, (decimal?)5_000_000m, true))
        );
        // 13 of the 31 days of August lie before the change
        Assert.That(
            allocation
                .Postings.Where(posting => posting.Key is { Month.Month: 8, Entity: "D" or "E" })
                .Sum(posting => posting.KilowattHours),
            Is.EqualTo(decimal.Round(18m / 31m, 6))
        );
    }

    [Test]
    public void Shares_that_do_not_add_up_to_1_stop_the_run()
    {
        using var workspace = Workspace().Write("allocation.csv", $"{Header},,DE,,,0.5,2026-01-01,\n,,FR,,,0.4,2026-01-01,\n");
        Assert.That(
            workspace.Open,
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EqualTo(
                    "allocation.csv:2:6: error LE2052: found shares that add up to 0.9 in lines 2, 3, expected 1 for rows with the same match, "
                        + "from and to"
                )
        );
    }

    [Test]
    public void Days_of_a_match_that_are_stated_twice_stop_the_run()
    {
        using var workspace = Workspace().Write("allocation.csv", $"{Header},,DE,,,1,2026-01-01,\n,,FR,,,1,2026-07-01,\n");
        Assert.That(
            workspace.Open,
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("allocation.csv:3:6: error LE2020: found days")
        );
    }

    [TestCase("", false)]
    [TestCase("\"unallocatedTolerance\": 0.5,", true)]
    public void What_matches_nothing_is_not_allocated(string setting, bool passes)
    {
        using var workspace = Workspace().Write("allocation.csv", $"{Header},,DE,,,1,2026-01-01,2026-07-31\n");
        workspace.Configure(setting);
        var disclosure = Of(workspace);
        var check = disclosure.Checks.Single(check => check.Id == AllocationControls.Unallocated);
        Assert.That(
            (
                check.Passed,
                check.Actual,
                disclosure[new("unallocated_share")].Value,
                disclosure.Issues.Any(issue => issue.Code == "LE4026")
            ),
            Is.EqualTo((passes, (decimal?)0.5m, (decimal?)0.5m, !passes))
        );
    }

    [Test]
    public void Usage_before_control_begins_is_out_of_the_consolidated_total()
    {
        using var workspace = Workspace()
            .Write("allocation.csv", $"{Header},,DE,,,1,2026-01-01,\n")
            .Write("entities.csv", "entity,parent,country,consolidation,share,from,to\nDE,Acme,DE,full,,2026-08-01,\n");
        var disclosure = Of(workspace);
        Assert.That(
            disclosure[new("consolidated_total")].Value,
            Is.EqualTo(decimal.Round(disclosure[FigureIds.TotalKilograms].Value!.Value / 2m, 6, MidpointRounding.AwayFromZero) / 1000m)
        );
        Assert.That(disclosure.Issues.Select(issue => issue.Code), Has.One.EqualTo("LE4027"));
    }

    [Test]
    public void A_proportional_entity_is_taken_in_by_its_share()
    {
        using var workspace = Workspace()
            .Write("allocation.csv", $"{Header},,DE,,,1,2026-01-01,\n")
            .Write("entities.csv", "entity,consolidation,share,from\nDE,proportional,0.25,2026-01-01\n");
        var entity = Of(workspace).Accounts!.Allocation!.Entities.Single();
        Assert.That(
            entity.ConsolidatedKilograms,
            Is.EqualTo(decimal.Round(entity.Kilograms!.Value / 4m, 6, MidpointRounding.AwayFromZero))
        );
    }

    [Test]
    public void What_to_take_out_of_a_model_of_spend_is_what_is_booked()
    {
        using var workspace = Workspace()
            .Write(
                "invoices.csv",
                "provider,invoice,from,to,net,currency,gl_account,entity\nopenai,A1,2026-07-01,2026-07-31,5,USD,6320,DE\n"
                    + "openai,A2,2026-08-01,2026-08-31,5,USD,6320,DE\n"
            )
            .Write("gl.csv", "date,account,text,amount,currency,entity\n2026-07-31,6320,OpenAI,5.5,USD,DE\n");
        var disclosure = Of(workspace);
        Assert.That(
            disclosure.Accounts!.Overlap.Select(row =>
                (row.Supplier, row.Month.Month, row.Entity, row.GlAccount, row.Invoice, row.Amount, row.RemoveFrom)
            ),
            Is.EqualTo(
                new (string, int, string, string, string, decimal?, string)[]
                {
                    ("openai", 7, "DE", "6320", "", 5.5m, OverlapRow.SpendModel),
                    ("openai", 8, "DE", "6320", "A2", 5m, OverlapRow.SpendModel),
                }
            )
        );
        var figure = disclosure[new("remove_from_spend")];
        Assert.That((figure.Value, figure.Unit.Symbol), Is.EqualTo(((decimal?)10.5m, "USD")));
    }

    [Test]
    public void A_recharge_within_the_group_is_no_second_purchase()
    {
        using var workspace = Workspace()
            .Write(
                "invoices.csv",
                "provider,invoice,from,to,net,currency,kind\nopenai,A1,2026-07-01,2026-08-31,10,USD,usage\n"
                    + "DE,R1,2026-07-01,2026-07-31,10,USD,usage\nopenai,R2,2026-07-01,2026-07-31,10,USD,recharge\n"
            )
            .Write("entities.csv", "entity,consolidation,from\nDE,full,2026-01-01\n");
        Assert.That(Of(workspace).Accounts!.Reconciliation!.Cells.Sum(cell => cell.Invoiced), Is.EqualTo(10m));
    }

    [TestCase("0.1 0.1 0.1", "0.3", 0, "0 0 0", TestName = "a total of 0 after rounding")]
    [TestCase("0.4 0.4 0.4", "1.2", 0, "1 0 0", TestName = "the first among equals")]
    [TestCase("1.24 1.36 -0.6", "2", 1, "1.2 1.4 -0.6", TestName = "the largest remainder, with an amount below zero")]
    public void Parts_are_rounded_by_largest_remainder(string parts, string total, int decimals, string expected) =>
        Assert.That(
            LargestRemainder.Round([.. Numbers(parts)], Numbers(total).Single()!.Value, decimals),
            Is.EqualTo(Numbers(expected).ToArray())
        );

    private static IEnumerable<decimal?> Numbers(string text) =>
        text.Split(' ').Select(part => (decimal?)decimal.Parse(part, System.Globalization.CultureInfo.InvariantCulture));

    private static PeriodWorkspace Workspace() => PeriodWorkspace.WithLog("2026-07-05", "2026-08-05");

    private static Disclosure Of(PeriodWorkspace workspace) => workspace.Report(Q3, isFinal: false);
}
