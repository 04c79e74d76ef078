using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>Statements made by hand: how they come from suppliers.csv is tested with the register.</summary>
public class SupplierSpecificTests
{
    private static readonly SupplierStatement PerRequest = Statement([Quantity.Request], Known.Requests, 2m);

    [Test]
    public void Two_grams_a_request_are_two_kilograms_in_a_thousand() =>
        Assert.That(
            Calculate(PerRequest, Lines.Bucket("openai", "gpt-4o", 1_000, 5, 7)).CradleToGate!.Value.Central!.Value.KilogramsCo2e,
            Is.EqualTo(2m)
        );

    [Test]
    public void Tokens_of_every_kind_count_alike_and_without_a_context_multiplier()
    {
        // 3 g per 1,000 of 150,000 input tokens, of which 50,000 cached, and 50,000 output tokens
        var statement = Statement([Quantity.UncachedInput, Quantity.CachedInput, Quantity.Output], Known.Input | Known.Output, 3m);
        Assert.That(
            Calculate(
                statement,
                Lines.Bucket("openai", "gpt-4o", 1, 150_000, 50_000, cached: 50_000)
            ).CradleToGate!.Value.Central!.Value.KilogramsCo2e,
            Is.EqualTo(0.6m)
        );
    }

    [Test]
    public void One_value_has_no_range()
    {
        var whole = Calculate(PerRequest, Lines.Bucket("openai", "gpt-4o", 1_000, 5, 7)).CradleToGate!.Value;
        Assert.That((whole.Low, whole.High), Is.EqualTo((whole.Central!.Value, whole.Central.Value)));
    }

    [Test]
    public void Hardware_and_losses_are_in_it_and_there_is_no_energy()
    {
        var line = Calculate(
            PerRequest,
            Lines.Bucket("openai", "gpt-4o", 1_000, 5, 7, year: 2025, region: "GB"),
            ElectricityOptions.ByPlace with
            {
                TransmissionLosses = true,
            }
        );
        Assert.That(
            (
                line.Total,
                line.Energy,
                line.Embodied,
                line.TransmissionLosses,
                line.Upstream,
                line.MarketBased,
                line.OnSiteWater,
                line.Place
            ),
            Is.EqualTo(
                (
                    line.CradleToGate,
                    (Estimate<FacilityEnergy>?)null,
                    (Estimate<GhgEmissions>?)null,
                    (Estimate<GhgEmissions>?)null,
                    (Estimate<GhgEmissions>?)null,
                    (Estimate<GhgEmissions>?)null,
                    (Estimate<WaterVolume>?)null,
                    (Place?)null
                )
            )
        );
    }

    [Test]
    public void It_is_tier_1() => Assert.That(Calculate(PerRequest, Lines.Bucket("openai", "gpt-4o", 1, 5, 7)).Rate!.Tier, Is.EqualTo(1));

    [TestCase(2023, "class-factors-2026", TestName = "the month before its first day")]
    [TestCase(2024, "supplier-specific", TestName = "its first month")]
    [TestCase(2025, "supplier-specific", TestName = "its last month")]
    [TestCase(2026, "class-factors-2026", TestName = "the month after its last day")]
    public void Lines_outside_of_its_days_fall_to_the_next_method(int year, string method) =>
        Assert.That(
            Calculate(
                PerRequest with
                {
                    From = new(2024, 1, 1),
                    To = new(2025, 1, 31),
                },
                Lines.Bucket("openai", "gpt-4o", 1, 5, 7, year: year)
            ).Rate!.Method,
            Is.EqualTo(method)
        );

    [TestCase("2024-01-02", "2025-12-31", TestName = "it begins inside the month")]
    [TestCase("2023-01-01", "2024-01-30", TestName = "it ends inside the month")]
    public void A_month_that_it_covers_in_part_falls_to_the_next_method(string from, string to) =>
        Assert.That(
            Calculate(PerRequest with { From = Day(from), To = Day(to) }, Lines.Bucket("openai", "gpt-4o", 1, 5, 7)).Rate!.Method,
            Is.EqualTo("class-factors-2026")
        );

    [Test]
    public void A_line_that_does_not_state_the_basis_falls_to_the_next_method()
    {
        var line = Lines.Bucket("openai", "gpt-4o", 1, 5, 7);
        Assert.That(
            Calculate(PerRequest, line with { Usage = line.Usage with { Known = Known.Input | Known.Output } }).Rate!.Method,
            Is.EqualTo("class-factors-2026")
        );
    }

    [TestCase("openai", "", "openai", "", "", true, TestName = "who is paid")]
    [TestCase("Azure OpenAI", "", "azure-openai", "", "", true, TestName = "in another spelling")]
    [TestCase("azure-openai", "", "openai", "azure-openai", "", true, TestName = "who runs the inference")]
    [TestCase("openai", "", "openai", "azure-openai", "", true, TestName = "who is paid, whoever runs it")]
    [TestCase("anthropic", "", "openai", "", "", false, TestName = "somebody else")]
    [TestCase("openai", "team-a", "openai", "", "team-a", true, TestName = "an account")]
    [TestCase("openai", "team-a", "openai", "", "team-b", false, TestName = "another account")]
    [TestCase("openai", "", "openai", "", "team-b", true, TestName = "any account")]
    public void It_holds_for_its_supplier_and_account(
        string supplier,
        string account,
        string provider,
        string host,
        string lineAccount,
        bool holds
    )
    {
        var line = Lines.Bucket(provider, "gpt-4o", 1, 5, 7);
        line = line with { Key = line.Key with { Host = host, Account = lineAccount } };
        Assert.That(
            Calculate(PerRequest with { Supplier = supplier, Account = account }, line).Rate!.Method == "supplier-specific",
            Is.EqualTo(holds)
        );
    }

    [TestCase("gpt-4o*", "gpt-4o-2024-08-06", true)]
    [TestCase("gpt-4o*", "gpt-4.1", false)]
    [TestCase("gpt-4o", "gpt-4o-mini", false)]
    [TestCase("GPT-4O", "gpt-4o", true, TestName = "whatever the case")]
    public void It_holds_for_its_models(string models, string model, bool holds) =>
        Assert.That(
            Calculate(PerRequest with { Models = models }, Lines.Bucket("openai", model, 1, 5, 7)).Rate!.Method == "supplier-specific",
            Is.EqualTo(holds)
        );

    [Test]
    public void The_first_of_two_that_hold_counts()
    {
        var (first, second) = (
            Statement([Quantity.Request], Known.Requests, 2m, "first"),
            Statement([Quantity.Request], Known.Requests, 3m, "second")
        );
        Assert.That(
            Calculate([first, second], Lines.Bucket("openai", "gpt-4o", 1, 5, 7)).Lines[0].Rate!.Factors.Single().Factor.Id,
            Is.EqualTo("first")
        );
    }

    [Test]
    public void Two_that_come_to_the_same_grams_both_stand_on_record()
    {
        var (a, b) = (
            Statement([Quantity.Request], Known.Requests, 2m, "a") with
            {
                Account = "a",
            },
            Statement([Quantity.Request], Known.Requests, 2m, "b") with
            {
                Account = "b",
            }
        );
        var line = Lines.Bucket("openai", "gpt-4o", 1, 5, 7);
        var inventory = Calculate(
            [a, b],
            line with
            {
                Key = line.Key with { Account = "a" },
            },
            line with
            {
                Number = 2,
                Key = line.Key with { Account = "b" },
            }
        );
        Assert.That((inventory.Factors.Select(use => use.Factor.Id), inventory.Rates.Length), Is.EqualTo((new[] { "a", "b" }, 2)));
    }

    [Test]
    public void A_disclosure_of_suppliers_figures_alone_passes_its_checks()
    {
        var disclosure = DisclosureStep.Disclose(
            new(Calculate([PerRequest], Lines.Bucket("openai", "gpt-4o", 1_000, 5, 7)), "Acme", ReportStatus.Draft, "1.0", [])
        );
        Assert.That(
            (disclosure[FigureIds.TotalKilograms].Value, disclosure[FigureIds.EmissionsOfTier(1)].Value, disclosure.AllChecksPass),
            Is.EqualTo(((decimal?)2m, (decimal?)1m, true))
        );
    }

    private static InventoryLine Calculate(SupplierStatement statement, ActivityLine line, ElectricityOptions? electricity = null) =>
        InventoryCalculation
            .Calculate(
                Lines.Activity(line),
                FactorPack.BuiltIn,
                [new SupplierSpecific([statement]), new ClassFactors2026()],
                electricity ?? ElectricityOptions.ByPlace
            )
            .Lines[0];

    private static Inventory Calculate(ImmutableArray<SupplierStatement> statements, params ActivityLine[] lines) =>
        InventoryCalculation.Calculate(
            Lines.Activity(lines),
            FactorPack.BuiltIn,
            [new SupplierSpecific(statements)],
            ElectricityOptions.ByPlace
        );

    private static SupplierStatement Statement(ImmutableArray<Quantity> per, Known needs, decimal grams, string id = "supplier-1-2024")
    {
        var factor = new Factor(
            id,
            null,
            grams,
            null,
            "gCO2e/request",
            new(2000, 1, 1),
            new(2199, 12, 31),
            "openai",
            "test",
            id,
            "test",
            FactorStatus.Derived,
            ""
        );
        return new(
            "openai",
            "",
            "",
            per,
            needs,
            new(2000, 1, 1),
            new(2199, 12, 31),
            grams,
            new(factor, new(id, "test", "test", 2024, "", "", "", default, ""), 0, "figure of openai", false),
            "test"
        );
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
