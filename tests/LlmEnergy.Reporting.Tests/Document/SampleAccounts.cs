using System.Collections.Immutable;
using LlmEnergy.Domain.Accounting;

namespace LlmEnergy.Reporting.Tests.Document;

/// <summary>Disclosures whose accounts are stated beside the usage of <see cref="SampleDisclosure.Minimal"/>.</summary>
internal static class SampleAccounts
{
    public const string Reason = "less than one seat in a thousand";
    public const string Misstatement = "an invoice of June, booked in July";
    private const string Euro = "EUR";
    private static readonly DateOnly July = new(2026, 7, 1);
    private static readonly DateOnly August = new(2026, 8, 1);
    private static readonly DateOnly Decided = new(2026, 10, 8);

    /// <summary>A row for each thing that the section can say.</summary>
    public static SampleDisclosure Full() =>
        With(
            new()
            {
                Reconciliation = new()
                {
                    Cells = Cells(),
                    Vendors =
                    [
                        Vendor("Alfa", 40m, null),
                        Vendor("Bravo", 30m, "estimated"),
                        Vendor("Delta", 20m, "immaterial"),
                        Vendor("Echo", 10m, "excluded"),
                    ],
                    RollForwards =
                    [
                        new("openai", Euro, BalanceKind.Unbilled, 10m, 500m, 480m, 30m),
                        new("mistral", Euro, BalanceKind.Prepaid, 20m, 100m, 70m, 50m),
                    ],
                    CutOff = [new("main", July, 12, 34_000, 0.025m), new("main", new(2026, 9, 30), 3, null, null)],
                    Misstatements =
                    [
                        new(Misstatement, 25m, Euro, 0.5m, IsCorrected: true, "A. Berg", Decided, Reason),
                        new(Misstatement, 15m, Euro, null, IsCorrected: false, "A. Berg", Decided, Reason),
                    ],
                    Rules = ReconciliationRules.Default,
                    SignedSum = null,
                },
                Allocation = Allocated(),
                Overlap =
                [
                    Overlap(July, 60m, 0.5m, OverlapRow.SpendModel),
                    Overlap(August, 40m, 0.25m, OverlapRow.SpendModel),
                    Overlap(July, null, null, OverlapRow.CarbonReport),
                ],
                CarbonReports =
                [
                    CarbonReport("aws") with
                    {
                        LocationBased = 3m,
                        MarketBased = 1m,
                    },
                    CarbonReport("google") with
                    {
                        MarketBased = 1m,
                    },
                    CarbonReport("microsoft") with
                    {
                        MethodNotStated = 0.5m,
                        Boundary = "scopes of Microsoft that stand in the file",
                    },
                    CarbonReport("microsoft") with
                    {
                        Reason = "no report of the month",
                    },
                ],
            }
        );

    /// <summary>Neither invoices nor a ledger, and balances that nobody states.</summary>
    public static SampleDisclosure WithoutInvoices() =>
        With(
            new()
            {
                Reconciliation = new()
                {
                    Cells = [],
                    Vendors = [],
                    RollForwards = [new("openai", Euro, BalanceKind.Unbilled, null, null, 0m, null)],
                    CutOff = [],
                    Misstatements = [],
                    Rules = ReconciliationRules.Default,
                    SignedSum = null,
                },
            }
        );

    public static SampleDisclosure With(Accounts accounts) =>
        new SampleDisclosure { Accounts = accounts }
            .Use(7, "openai", "gpt-4o", "L", 4, 1_000, 500_000, 300_000, 0.44m)
            .File("usage.csv", 10, 10);

    /// <summary>One agrees; one differs by 100, which is 2 t as usage; their sum by 101, which is 3 t by spend; two are not compared.</summary>
    private static ImmutableArray<ReconciliationCell> Cells() =>
        [
            new("anthropic", "", July, Euro) { Invoiced = 900m },
            new("mistral", "", July, Euro) { Usage = 70m, IsPrepaid = true },
            new("openai", "org-1", July, Euro)
            {
                Usage = 99m,
                Invoiced = 100m,
                Agrees = true,
            },
            new("openai", "org-2", July, Euro)
            {
                Usage = 400m,
                Invoiced = 500m,
                Agrees = false,
                KilogramsAsUsage = 2_000m,
                KilogramsBySpend = 9_000m,
            },
            new("openai", ReconciliationCell.AllAccounts, July, Euro)
            {
                Usage = 499m,
                Ledger = 600m,
                Agrees = false,
                KilogramsBySpend = 3_000m,
            },
        ];

    private static VendorFinding Vendor(string name, decimal amount, string? decision) =>
        new(name, Euro, amount, 1, 500m, decision is null ? null : new(name, decision, "A. Berg", Decided, Reason));

    /// <summary>10 kg, a fifth of them each.</summary>
    private static Allocation Allocated() =>
        new()
        {
            Postings = [Posting(July, "CC-1", 3m), Posting(August, "CC-1", 4m), Posting(August, "", 3m)],
            Entities =
            [
                Entity("Acme A/S", "", "full", 2m),
                Entity("Acme GmbH", "Acme A/S", "proportional", 1m),
                Entity("Acme SARL", "Acme A/S", "operational-control", 2m),
                Entity("Acme Oy", "Acme A/S", "outside-control", 0m),
                new("", "", "", "", 4m, 2m, null, 0.2m),
            ],
            UnallocatedShare = 0.2m,
            UnallocatedTolerance = 0.05m,
            ConsolidatedKilograms = 5m,
            OutsideControlKilograms = 2m,
        };

    private static EntityTotal Entity(string name, string parent, string consolidation, decimal consolidated) =>
        new(name, parent, "DK", consolidation, 4m, 2m, consolidated, 0.2m);

    private static Posting Posting(DateOnly month, string centre, decimal kilograms) =>
        new(
            new(month, "Acme A/S", "6540", centre, "openai", "gpt-4o", "tokens", Euro, "full", 1m),
            1_000m,
            5m,
            2m * kilograms,
            null,
            kilograms,
            null,
            4,
            ["1"]
        );

    /// <summary>2 t here.</summary>
    private static CarbonComparison CarbonReport(string cloud) => new(cloud, CarbonComparison.AllAccounts, July) { TonnesHere = 2m };

    private static OverlapRow Overlap(DateOnly month, decimal? amount, decimal? tonnes, string from) =>
        new("openai", month, "Acme A/S", "6540", "", amount, amount is null ? "" : Euro, tonnes, from);
}
