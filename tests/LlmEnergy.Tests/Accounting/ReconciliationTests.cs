using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Tests.Accounting;

/// <summary>
/// Usage against invoices and ledger: the log has one row of openai on 5 July 2026, of 1 kWh, whose cost the test states in USD.
/// </summary>
public class ReconciliationTests
{
    private const string Q3 = "2026-Q3";
    private const string Invoices = "provider,invoice,from,to,net,vat,credits,currency,gl_account,entity\n";
    private const string Gl = "date,account,cost_centre,entity,text,amount,currency\n";

    [TestCase("9850", true, 150, 2, TestName = "1.5 % of the invoice is within 2 %")]
    [TestCase("9400", false, 600, 4, TestName = "6 % is a hole")]
    [TestCase("10000", true, 0, 1, TestName = "the same amount")]
    public void An_invoice_of_10000_is_held_against_usage(string cost, bool agrees, int difference, int completeness)
    {
        using var workspace = Usage(cost).Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,1900,,USD,6320,\n");
        var (disclosure, cell) = Cell(workspace);
        Assert.That(
            (cell.Agrees, cell.Difference, cell.Completeness, cell.Vat, Check(disclosure).Passed),
            Is.EqualTo(((bool?)agrees, (decimal?)difference, completeness, (decimal?)1900m, agrees))
        );
    }

    [Test]
    public void A_hole_names_provider_month_amounts_and_what_it_is_worth()
    {
        using var workspace = Usage("9400").Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,,\n");
        var (disclosure, cell) = Cell(workspace);
        var kilograms = disclosure[FigureIds.TotalKilograms].Value!.Value;
        Assert.That(
            (cell.KilogramsAsUsage, disclosure[new("unexplained_emissions")].Value),
            Is.EqualTo(((decimal?)decimal.Round(600m * kilograms / 9400m, 9), (decimal?)decimal.Round(600m * kilograms / 9400m, 9) / 1000m))
        );
        Assert.That(
            Check(disclosure).Detail,
            Does.StartWith("openai, 2026-07: invoiced USD 10,000.00, usage 9,400.00: difference 600.00, 6.0 % of what is invoiced, worth ")
        );
        Assert.That(disclosure.Issues.Select(issue => issue.Code), Has.One.EqualTo("LE4022"));
    }

    [Test]
    public void What_a_hole_is_worth_by_spend_is_600_times_the_factor_of_spend()
    {
        using var workspace = Usage("9400").Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,,\n");
        using var other = Usage("9300").Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,9900,,,USD,,\n");
        var (worth, same) = (Cell(workspace).Cell.KilogramsBySpend, Cell(other).Cell.KilogramsBySpend);
        Assert.That(worth, Is.EqualTo(same).And.InRange(600m * 0.05m, 600m * 0.5m));
    }

    [Test]
    public void An_invoice_beyond_all_usage_fails()
    {
        using var workspace = Usage("1447").Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,1234560,,,USD,,\n");
        var (disclosure, cell) = Cell(workspace);
        Assert.That((cell.Agrees, cell.Difference, Check(disclosure).Passed), Is.EqualTo(((bool?)false, (decimal?)1_233_113m, false)));
    }

    [Test]
    public void A_credit_note_takes_off_what_was_invoiced()
    {
        using var workspace = Usage("9500")
            .Write(
                "invoices.csv",
                $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,,\nopenai,A2,2026-07-01,2026-07-31,-500,,,USD,,\n"
            );
        Assert.That(Cell(workspace).Cell.Difference, Is.Zero);
    }

    [Test]
    public void Credits_of_an_invoice_do_so_too()
    {
        using var workspace = Usage("9500").Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,-500,USD,,\n");
        Assert.That(Cell(workspace).Cell.Difference, Is.Zero);
    }

    [Test]
    public void Usage_in_dollars_is_converted_by_the_average_of_the_month()
    {
        using var workspace = Usage("10900")
            .Write("fx.csv", "from,to,year,month,rate,source\nEUR,USD,2026,,1.2,ECB\nEUR,USD,2026,7,1.09,ECB\n")
            .Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,EUR,,\n");
        var cell = Cell(workspace).Cell;
        Assert.That((cell.Currency, cell.Usage, cell.Difference), Is.EqualTo(("EUR", (decimal?)10_000m, (decimal?)0m)));
    }

    [Test]
    public void Without_a_rate_nothing_is_compared_and_nothing_passes()
    {
        using var workspace = Usage("10900").Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,EUR,,\n");
        var (disclosure, cell) = Cell(workspace);
        Assert.That(
            (cell.Agrees, cell.Reason, Check(disclosure).Passed),
            Is.EqualTo(((bool?)null, "no rate of USD to EUR in fx.csv", false))
        );
    }

    [Test]
    public void An_invoice_of_several_months_falls_on_them_by_days()
    {
        // 15 July to 14 August: 17 and 14 of 31 days
        using var workspace = Usage("1700").Write("invoices.csv", $"{Invoices}openai,A1,2026-07-15,2026-08-14,3100,,,USD,,\n");
        var cells = workspace.Report(Q3, isFinal: false).Accounts!.Reconciliation!.Cells;
        Assert.That(cells.Select(cell => cell.Invoiced), Is.EqualTo(new decimal?[] { 1700m, 1400m }));
    }

    [Test]
    public void The_ledger_has_what_is_invoiced()
    {
        using var workspace = Usage("10000")
            .Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,6320,\n")
            .Write(
                "gl.csv",
                $"{Gl}2026-07-31,6320,IT,,OpenAI Ireland,10000,USD\n2026-07-31,1576,,,OpenAI VAT,1900,USD\n2026-07-31,4400,,,Rent,5,USD\n"
            );
        var cell = Cell(workspace).Cell;
        Assert.That((cell.Ledger, cell.Agrees), Is.EqualTo(((decimal?)10_000m, (bool?)true)));
    }

    [Test]
    public void A_ledger_with_another_amount_than_the_invoice_differs()
    {
        using var workspace = Usage("10000")
            .Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,6320,\n")
            .Write("gl.csv", $"{Gl}2026-07-31,6320,IT,,OpenAI Ireland,7000,USD\n");
        var cell = Cell(workspace).Cell;
        Assert.That((cell.Agrees, cell.Reason), Is.EqualTo(((bool?)false, "the ledger has another amount than the invoice")));
    }

    [Test]
    public void What_is_booked_in_the_next_month_is_booked()
    {
        using var workspace = Usage("10000")
            .Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,6320,\n")
            .Write("gl.csv", $"{Gl}2026-08-03,6320,IT,,OpenAI Ireland,10000,USD\n");
        var cells = workspace.Report(Q3, isFinal: false).Accounts!.Reconciliation!.Cells;
        Assert.That((cells[0].Agrees, cells[0].Reason), Is.EqualTo(((bool?)true, "booked in another month")));
    }

    [Test]
    public void The_differences_of_the_period_are_held_against_performance_materiality([Values(149, 151)] int materiality)
    {
        using var workspace = Usage("9850").Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,,\n");
        workspace.Configure($"\"reconciliation\": {{ \"performanceMateriality\": {materiality}, \"currency\": \"USD\" }},");
        var check = workspace.Report(Q3, isFinal: false).Checks.Single(check => check.Id == ReconciliationControls.Sum);
        Assert.That((check.Actual, check.Passed), Is.EqualTo(((decimal?)150m, materiality > 150)));
    }

    [Test]
    public void An_invoice_that_a_source_of_spend_states_too_is_found()
    {
        using var workspace = Usage("100")
            .Write("exports/spend.csv", "period,provider,service,country,amount,currency\n2026-07,openai,API,GB,100,USD\n")
            .Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,100,,,USD,,\n");
        Assert.That(
            Cell(workspace).Disclosure.Issues.Single(issue => issue.Code == "LE4025").Message,
            Does.Contain("of openai in 2026-07, as invoice A1 does: it counts once, as the price of usage")
        );
    }

    [Test]
    public void A_vendor_in_the_ledger_without_usage_needs_a_decision()
    {
        using var workspace = Usage("10").Write("gl.csv", $"{Gl}2026-07-31,6320,IT,,CARD 4711 ANTHROPIC PBC,500,USD\n");
        var open = workspace.Report(Q3, isFinal: false);
        workspace.Write(
            "decisions.csv",
            "vendor,period,decision,by,date,reason\nAnthropic,2026-Q3,immaterial,A. Berg,2026-10-02,one seat of a trial\n"
        );
        var decided = workspace.Report(Q3, isFinal: false);
        Assert.That(
            (Vendors(open).Passed, Vendors(open).Detail, Vendors(decided).Passed),
            Is.EqualTo((false, "Anthropic USD 500.00", true))
        );
        Assert.That(decided.Accounts!.Reconciliation!.Vendors.Single().Decision!.Reason, Is.EqualTo("one seat of a trial"));
        Assert.That(open.Issues.Select(issue => issue.Code), Has.One.EqualTo("LE4023"));

        static Check Vendors(Disclosure disclosure) => disclosure.Checks.Single(check => check.Id == ReconciliationControls.Vendors);
    }

    [Test]
    public void Usage_without_a_cost_has_the_prices_of_the_register()
    {
        // 2,500,000 tokens of output at 4 for a million
        using var workspace = Log("r,acompletion,0,2500000,2026-07-05 10:00:00,,gpt-4.1-mini,openai,False\n")
            .Write(
                "prices.csv",
                "model,kind,from,to,price,currency,source\ngpt-4.1-mini,output,2026-01-01,,4,USD,price list of 2 July 2026\n"
            )
            .Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10,,,USD,,\n");
        var cell = Cell(workspace).Cell;
        Assert.That((cell.Usage, cell.PricedBy), Is.EqualTo(((decimal?)10m, "prices.csv")));
    }

    [TestCase("40", true)]
    [TestCase("39.98", false)]
    public void Prepaid_credit_rolls_forward(string closing, bool passes)
    {
        // 50 at the beginning, 100 paid in, usage of 110
        using var workspace = Usage("110")
            .Write("invoices.csv", "provider,invoice,from,to,net,currency,kind\nopenai,T1,2026-07-01,2026-07-01,100,USD,top-up\n")
            .Write(
                "balances.csv",
                $"provider,currency,on,prepaid,source\nopenai,USD,2026-06-30,50,console\nopenai,USD,2026-09-30,{closing},console\n"
            );
        var disclosure = workspace.Report(Q3, isFinal: false);
        var check = disclosure.Checks.Single(check => check.Id == ReconciliationControls.Balances);
        Assert.That(
            (check.Passed, disclosure.Accounts!.Reconciliation!.RollForwards.Single().Closing),
            Is.EqualTo((passes, (decimal?)40m))
        );
        Assert.That(disclosure.Issues.Count(issue => issue.Code == "LE4024"), Is.EqualTo(passes ? 0 : 1));
    }

    [Test]
    public void Unbilled_usage_rolls_forward()
    {
        // 20 at the beginning, usage of 110, invoiced 100
        using var workspace = Usage("110")
            .Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,100,,,USD,,\n")
            .Write("balances.csv", "provider,currency,on,unbilled,source\nopenai,USD,2026-06-30,20,GL\nopenai,USD,2026-09-30,30,GL\n");
        Assert.That(workspace.Report(Q3, isFinal: false).Accounts!.Reconciliation!.RollForwards.Single().Difference, Is.Zero);
    }

    [Test]
    public void Uncorrected_misstatements_add_up_without_their_signs()
    {
        using var workspace = Usage("10")
            .Write(
                "misstatements.csv",
                "period,what,amount,currency,status,by,date,reason\n2026-Q3,a,60,USD,uncorrected,A,2026-10-02,x\n"
                    + "2026-Q3,b,-60,USD,uncorrected,A,2026-10-02,x\n2026-Q3,c,900,USD,corrected,A,2026-10-02,x\n"
            );
        workspace.Configure("\"reconciliation\": { \"performanceMateriality\": 100, \"currency\": \"USD\" },");
        var check = workspace.Report(Q3, isFinal: false).Checks.Single(check => check.Id == ReconciliationControls.Misstatements);
        Assert.That((check.Actual, check.Passed), Is.EqualTo(((decimal?)120m, false)));
    }

    [Test]
    public void A_report_with_accounts_is_verified_on_all_levels()
    {
        using var workspace = Usage("10000")
            .Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,6320,\n")
            .Write("gl.csv", $"{Gl}2026-07-31,6320,IT,,OpenAI Ireland,10000,USD\n");
        workspace.Report(Q3, isFinal: false);
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
    }

    [Test]
    public void Invoices_of_the_next_quarter_are_no_input_of_this_one()
    {
        using var workspace = Usage("10000").Write("invoices.csv", $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,6320,\n");
        workspace.Report(Q3, isFinal: false);
        workspace.Write(
            "invoices.csv",
            $"{Invoices}openai,A1,2026-07-01,2026-07-31,10000,,,USD,6320,\nopenai,A9,2026-10-01,2026-10-31,7,,,USD,6320,\n"
        );
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
    }

    [Test]
    public void Without_registers_there_is_nothing_of_accounts()
    {
        using var workspace = Usage("10");
        var disclosure = workspace.Report(Q3, isFinal: false);
        Assert.That(
            (
                disclosure.Accounts,
                disclosure.Figures.Any(figure => FigureIsOfAccounts(figure)),
                File.Exists(workspace.Output(Q3, "overlap.csv"))
            ),
            Is.EqualTo(((Accounts?)null, false, false))
        );

        static bool FigureIsOfAccounts(Figure figure) => AccountFigures.Ids.Contains(figure.Id.Value);
    }

    private static PeriodWorkspace Usage(string cost) =>
        Log($"r,acompletion,0,2500000,2026-07-05 10:00:00,{cost},gpt-4.1-mini,openai,False\n");

    private static PeriodWorkspace Log(string rows)
    {
        var workspace = new PeriodWorkspace();
        return workspace.Write("exports/log.csv", PeriodWorkspace.Header + rows);
    }

    private static (Disclosure Disclosure, ReconciliationCell Cell) Cell(PeriodWorkspace workspace)
    {
        var disclosure = workspace.Report(Q3, isFinal: false);
        return (disclosure, disclosure.Accounts!.Reconciliation!.Cells.First());
    }

    private static Check Check(Disclosure disclosure) => disclosure.Checks.Single(check => check.Id == ReconciliationControls.Cells);
}
