using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests;

public class MethodsSideBySideTests
{
    // tokens and seconds; speech by what it cost; an unknown model; a large open model; Mistral Large 2, which has a life-cycle figure of
    // its own
    private static readonly ActivityLine[] Usage =
    [
        Lines.Bucket("openai", "gpt-4o", 1_000, 500_000, 300_000, generationMilliseconds: 2_090_000),
        Lines.Bucket("openai", "tts-1", 10, 1_000, 0, number: 2, dollars: 15m),
        Lines.Bucket("acme", "in-house", 5, 1_000, 2_000, number: 3),
        Lines.Bucket("deepseek", "deepseek-r1", 7, 10_000, 20_000, number: 4, generationMilliseconds: 90_000),
        Lines.Bucket("mistral", "mistral-large-2411", 3, 300_000, 1_000, number: 5),
    ];

    [Test]
    public void Every_method_stands_in_the_order_of_the_catalog() =>
        Assert.That(Compare().Select(method => method.Method), Is.EqualTo(MethodCatalog.BuiltIn.All.Select(method => method.Id)));

    [Test]
    public void The_parts_of_a_gap_add_up_to_the_difference_of_the_totals() =>
        Assert.Multiple(() =>
        {
            foreach (
                var electricity in new[]
                {
                    ElectricityOptions.ByPlace,
                    ElectricityOptions.ByPlace with
                    {
                        TransmissionLosses = true,
                        Basis = GridBasis.Direct,
                        Zone = "GB",
                    },
                }
            )
            {
                // in 2025, when the losses of GB are known
                ActivityLine[] lines = [.. Usage.Select(line => line with { Key = line.Key with { Month = new(2025, 1, 1) } })];
                var disclosed = Disclosed(electricity, lines);
                foreach (
                    var method in MethodsSideBySide
                        .Compare(disclosed, MethodCatalog.BuiltIn, FactorPack.BuiltIn, electricity)
                        .Where(method => method.Total is not null)
                )
                {
                    var middle =
                        method.Total!.Value.Central?.KilogramsCo2e
                        ?? ((method.Total.Value.Low.KilogramsCo2e + method.Total.Value.High.KilogramsCo2e) / 2m);
                    Assert.That(method.Gap!.Sum, Is.EqualTo(middle - Total(disclosed)).Within(1e-15m), method.Method);
                }
            }
        });

    [Test]
    public void The_difference_of_a_method_without_hardware_counts_what_it_has()
    {
        // 1 kWh of class M: 500 g and 40 g of hardware; seed-2023-flops: 1.8355... Wh a request, 500 requests
        var disclosed = InventoryCalculation.Calculate(
            Lines.Activity(Lines.Bucket("openai", "gpt-4.1-mini", 500, 0, 2_500_000)),
            FactorPack.BuiltIn,
            [new ClassFactors2026()],
            Given
        );
        var gap = MethodsSideBySide
            .Compare(disclosed, MethodCatalog.BuiltIn, FactorPack.BuiltIn, Given)
            .Single(method => method.Method == "seed-2023-flops")
            .Gap!;
        var energy = 500m * 5_600m * 1.18m / 3_600m / 1_000m;
        Assert.That((gap.Coverage, gap.GridFactors, gap.Hardware, gap.Boundary), Is.EqualTo((0m, 0m, -0.040m, 0m)));
        Assert.That(gap.EnergyFactors, Is.EqualTo((energy - 1m) * 0.5m).Within(1e-15m));
    }

    [Test]
    public void The_disclosed_method_against_itself_differs_in_nothing()
    {
        var method = Compare(Disclosed(ElectricityOptions.ByPlace, [Usage[0], Usage[2], Usage[3]]))
            .Single(method => method.Method == "class-factors-2026");
        Assert.That(method.Gap, Is.EqualTo(new MethodGap(0m, 0m, 0m, 0m, 0m)));
    }

    [Test]
    public void A_line_of_only_one_of_the_two_is_coverage()
    {
        // speech: 15 USD in 2024, which class factors do not cover
        var gap = Compare().Single(method => method.Method == "class-factors-2026").Gap!;
        Assert.That(gap.Coverage, Is.EqualTo(-15m * 0.093m * 292.655m / 313.689m).Within(1e-15m));
        Assert.That(gap.Sum, Is.EqualTo(gap.Coverage));
    }

    [Test]
    public void A_line_that_only_one_of_the_two_takes_from_energy_is_boundary()
    {
        // Mistral Large 2: class L, 1.2 Wh, against 2.85 g
        var disclosed = Disclosed(Given, [Lines.Bucket("mistral", "mistral-large-2411", 1, 0, 1_000)]);
        var gap = MethodsSideBySide
            .Compare(disclosed, MethodCatalog.BuiltIn, FactorPack.BuiltIn, Given)
            .Single(method => method.Method == "disclosed-per-request")
            .Gap!;
        // 1.2 Wh x 540 g/kWh are 0.648 g
        Assert.That(gap, Is.EqualTo(new MethodGap(0m, 0m, 0m, 0m, 0.00285m - 0.000648m)));
    }

    [Test]
    public void Grids_of_its_own_are_a_part_of_their_own()
    {
        // EcoLogits calculates with its own mixes: none of the gap between the grids is in the energy
        var gap = Compare().Single(method => method.Method == "ecologits-0.9.3").Gap!;
        Assert.That(gap.GridFactors, Is.Not.Zero);
        Assert.That(
            MethodsSideBySide
                .Compare(Disclosed(Given, Usage), MethodCatalog.BuiltIn, FactorPack.BuiltIn, Given)
                .Single(method => method.Method == "ecologits-0.9.3")
                .Gap!.GridFactors,
            Is.Zero
        );
    }

    [Test]
    public void A_method_that_covers_nothing_has_no_total_and_no_gap()
    {
        var nothing = Compare().Single(method => method.Method == "supplier-specific");
        Assert.That(
            (nothing.Lines, nothing.AllLines, nothing.Energy, nothing.Total, nothing.Gap),
            Is.EqualTo((0, 5, (object?)null, (object?)null, (MethodGap?)null))
        );
    }

    [TestCase("seed-2023-hardware")]
    [TestCase("seed-2023-flops")]
    [TestCase("disclosed-per-request")]
    public void A_method_that_lacks_a_part_of_the_boundary_has_no_total(string id)
    {
        var method = Compare().Single(method => method.Method == id);
        Assert.That((method.Total, method.Energy is not null, method.Gap is not null), Is.EqualTo(((object?)null, true, true)));
    }

    [Test]
    public void Where_nothing_is_disclosed_there_is_no_gap()
    {
        var none = InventoryCalculation.Calculate(
            Lines.Activity(Usage),
            FactorPack.BuiltIn,
            [new SupplierSpecific([])],
            ElectricityOptions.ByPlace
        );
        Assert.That(
            MethodsSideBySide
                .Compare(none, MethodCatalog.BuiltIn, FactorPack.BuiltIn, ElectricityOptions.ByPlace)
                .Select(method => method.Gap),
            Is.All.Null
        );
    }

    [Test]
    public void A_period_without_usage_has_methods_without_anything() =>
        Assert.That(
            Compare(Disclosed(ElectricityOptions.ByPlace, []))
                .Select(method => (method.Lines, method.AllLines, method.Energy, method.Total, method.Gap))
                .Distinct()
                .Single(),
            Is.EqualTo((0, 0, (object?)null, (object?)null, (MethodGap?)null))
        );

    [Test]
    public void The_lines_that_a_method_covers_are_counted() =>
        Assert.That(
            Compare().ToDictionary(method => method.Method, method => method.Lines),
            Is.SupersetOf(
                new Dictionary<string, int>
                {
                    ["class-factors-2026"] = 4,
                    ["parameter-model-2026"] = 2,
                    ["spend-based"] = 1,
                    ["jegham-latency"] = 2,
                    ["disclosed-per-request"] = 2,
                    ["seed-2023-flops"] = 5,
                }
            )
        );

    private static ElectricityOptions Given => new(null, Lines.Given(500m));

    private static ImmutableArray<MethodTotals> Compare() => Compare(Disclosed(ElectricityOptions.ByPlace, Usage));

    private static ImmutableArray<MethodTotals> Compare(Inventory disclosed) =>
        MethodsSideBySide.Compare(disclosed, MethodCatalog.BuiltIn, FactorPack.BuiltIn, ElectricityOptions.ByPlace);

    private static Inventory Disclosed(ElectricityOptions electricity, ActivityLine[] lines) =>
        InventoryCalculation.Calculate(
            Lines.Activity(lines),
            FactorPack.BuiltIn,
            MethodCatalog.BuiltIn.Hierarchy(["supplier-specific", "class-factors-2026", "spend-based"]),
            electricity
        );

    private static decimal Total(Inventory inventory) => inventory.Lines.Sum(line => line.Total?.Central?.KilogramsCo2e ?? 0m);
}
