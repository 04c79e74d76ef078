using LlmEnergy.Domain.Accounting;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Tests.Document;

/// <summary>What a report says of invoices, ledger, entities and the rest of the inventory.</summary>
internal sealed class AccountsSectionTests
{
    [Test]
    public void What_differs_stands_first_and_what_is_not_compared_does_not_agree() =>
        Assert.That(
            Column(SampleAccounts.Full(), "Usage, invoices, ledger", 0, 6, 7, 8),
            Is.EqualTo(
                new[]
                {
                    "openai (all accounts) | 101.00 (16.8 %) | 3.000 | NO",
                    "openai (org-2) | 100.00 (20.0 %) | 2.000 | NO",
                    "anthropic | not stated | not stated | not compared",
                    "mistral | not stated | not stated | prepaid",
                    "openai (org-1) | 1.00 (1.0 %) | not stated | yes",
                }
            )
        );

    [Test]
    public void A_vendor_without_an_export_is_open_until_somebody_decides() =>
        Assert.That(
            Column(SampleAccounts.Full(), "Vendors of AI services in the ledger without an export", 0, 4),
            Is.EqualTo(
                new[]
                {
                    "Alfa | OPEN",
                    $"Bravo | estimated by spend (A. Berg, 8 October 2026: {SampleAccounts.Reason})",
                    $"Delta | immaterial (A. Berg, 8 October 2026: {SampleAccounts.Reason})",
                    $"Echo | excluded (A. Berg, 8 October 2026: {SampleAccounts.Reason})",
                }
            )
        );

    [Test]
    public void Balances_roll_forward_from_one_end_of_the_period_to_the_other() =>
        Assert.That(
            Column(SampleAccounts.Full(), "Balances from one end of the period to the other", 0, 2, 3, 4, 5, 6),
            Is.EqualTo(
                new[]
                {
                    "openai (unbilled) | 10.00 | 500.00 | 480.00 | 30.00 | 30.00",
                    "mistral (prepaid) | 20.00 | 100.00 | 70.00 | 50.00 | 50.00",
                }
            )
        );

    [Test]
    public void A_balance_with_a_missing_part_has_no_end() =>
        Assert.That(
            Column(SampleAccounts.WithoutInvoices(), "Balances from one end of the period to the other", 2, 3, 4, 5, 6),
            Is.EqualTo(new[] { "not stated | not stated | 0.00 | not stated | not stated" })
        );

    [Test]
    public void What_no_rule_allocates_stands_last_without_a_consolidation() =>
        Assert.That(
            Column(SampleAccounts.Full(), "Entities", 0, 1, 4),
            Is.EqualTo(
                new[]
                {
                    "Acme A/S (DK) | full | 2.00",
                    "Acme GmbH (DK, Acme A/S) | proportional | 1.00",
                    "Acme SARL (DK, Acme A/S) | operational control | 2.00",
                    "Acme Oy (DK, Acme A/S) | outside of control | 0.00",
                    "not allocated |  | n/a",
                }
            )
        );

    // 3 kg and 4 kg of one cost centre, 3 kg of none
    [Test]
    public void Cost_centres_stand_in_the_order_of_their_emissions() =>
        Assert.That(Column(SampleAccounts.Full(), "Cost centres by month", 0, 2), Is.EqualTo(new[] { "CC-1 | 4.00", "not named | 3.00" }));

    // EUR 60 and 40 with 0.5 t and 0.25 t; the carbon report counts no money
    [Test]
    public void What_stands_elsewhere_too_is_summed_over_months() =>
        Assert.That(
            Column(SampleAccounts.Full(), "", 0, 3, 5, 6),
            Is.EqualTo(new[] { "openai | 100.00 | 0.750000 | spend model", "openai | not stated | not stated | provider’s carbon report" })
        );

    [Test]
    public void Accounts_that_state_nothing_leave_no_trace() =>
        Assert.That(Text(SampleAccounts.With(new Accounts())), Is.EqualTo(Text(SampleDisclosure.Minimal())));

    [Test]
    public void Without_invoices_nothing_is_said_to_be_compared()
    {
        const string comparisons = "Usage at its prices is held against";
        Assert.That(Text(SampleAccounts.Full()), Does.Contain(comparisons));
        Assert.That(Text(SampleAccounts.WithoutInvoices()), Does.Not.Contain(comparisons));
    }

    private static ReportDocument Build(SampleDisclosure sample) => DisclosureReport.Build(sample.Build(), ReportCulture.Of("en"));

    private static string Text(SampleDisclosure sample) => DocumentText.Of(Build(sample));

    /// <summary>These columns of the table with this caption, a row a line; the overlap has none.</summary>
    private static IEnumerable<string> Column(SampleDisclosure sample, string caption, params int[] columns) =>
        Build(sample)
            .Blocks.OfType<Block.Table>()
            .Single(table => table.Caption == caption && (caption.Length > 0 || table.Columns[^1].Header == "Remove from"))
            .Rows.Select(row => string.Join(" | ", columns.Select(at => Shown(row[at]))));

    private static string Shown(Cell cell) => DocumentText.Plain(cell.Runs) + (cell.Detail.Length > 0 ? $" ({cell.Detail})" : "");
}
