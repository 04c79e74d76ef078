using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Files;

namespace LlmEnergy.Calculation.Tests;

/// <summary>A line of 1 kWh (2,500,000 output tokens of class M) in the US in 2024: 383.78 g and 40 g of hardware.</summary>
public class OverridesTests
{
    private const string Header =
        "factor_id,low,value,high,unit,valid_from,valid_to,geography,boundary,source_id,locator,status,note,source_title,publisher,source_year,url,licence,attribution,retrieved,read_from,reason,author,date\n";

    private const string Grid = "grid-ember-us-2024,,583.78,,gCO2e/kWh,2024-01-01,2024-12-31,US,";
    private const string Pue = "class-pue-2026,,1.21,,facility kWh/IT kWh,2019-01-01,2027-12-31,WORLD,";
    private const string Hardware = "embodied-hardware-2026,25,50,100,gCO2e/kWh,2019-01-01,2027-12-31,WORLD,";
    private const string Denmark = "grid-ember-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,";
    private const string Offsite = "water-offsite-us,,9,,L/kWh,2019-01-01,2027-12-31,US,";

    [Test]
    public void An_override_is_listed_with_what_it_adds_to_the_total() =>
        // 200 g more on 1 kWh
        Assert.That(
            Effects(Grid).Single(),
            Is.EqualTo(
                new OverrideEffect(
                    FactorPack.BuiltIn.Factor("grid-ember-us-2024"),
                    Pack(Grid).Factor("grid-ember-us-2024"),
                    "policy",
                    "A. Berg",
                    new(2026, 6, 2),
                    0.2m,
                    true
                )
            )
        );

    [Test]
    public void A_PUE_of_ones_own_is_listed_with_a_tenth_of_the_total() =>
        // 1.21 / 1.10: 0.1 kWh x (383.78 + 40) g
        Assert.That(
            Effects(Pue).Single(),
            Has.Property(nameof(OverrideEffect.KilogramsCo2e)).EqualTo(0.042378m).And.Property(nameof(OverrideEffect.IsUsed)).True
        );

    [Test]
    public void Each_effect_keeps_the_other_overrides() =>
        // 1.1 kWh x 10 g of hardware; 0.1 kWh x (383.78 + 50) g
        Assert.That(
            Effects(Hardware, Pue).Select(effect => (effect.Factor.Id, effect.KilogramsCo2e)),
            Is.EqualTo(new[] { ("embodied-hardware-2026", (decimal?)0.011m), ("class-pue-2026", 0.043378m) })
        );

    [Test]
    public void One_that_nothing_rests_on_has_no_effect_and_says_so() =>
        Assert.That(Effects(Denmark).Select(effect => (effect.KilogramsCo2e, effect.IsUsed)), Is.EqualTo(new[] { ((decimal?)0m, false) }));

    [Test]
    public void Water_is_in_no_total() =>
        Assert.That(Effects(Offsite).Select(effect => (effect.KilogramsCo2e, effect.IsUsed)), Is.EqualTo(new[] { ((decimal?)0m, true) }));

    [Test]
    public void A_total_that_is_missing_has_no_effect()
    {
        var pack = Pack(Grid);
        var inventory = InventoryCalculation.Calculate(
            Lines.Activity(Lines.Bucket("openai", "gpt-4.1-mini", 1, 0, 2_500_000)),
            pack,
            [new Seed2023Flops()],
            ElectricityOptions.ByPlace
        );
        Assert.That(Overrides.Effects(inventory, pack, [new Seed2023Flops()], ElectricityOptions.ByPlace).Single().KilogramsCo2e, Is.Null);
    }

    [Test]
    public void Without_overrides_there_is_nothing_to_list() =>
        Assert.That(Overrides.Effects(Calculate(FactorPack.BuiltIn), FactorPack.BuiltIn, Hierarchy, ElectricityOptions.ByPlace), Is.Empty);

    [Test]
    public void Exchange_rates_and_models_of_the_workspace_keep_the_overrides() =>
        Assert.That(
            Pack(Grid)
                .With([
                    (
                        new Factor(
                            "fx-eur-usd-2024",
                            null,
                            1.1m,
                            null,
                            "USD/currency unit",
                            new(2024, 1, 1),
                            new(2024, 12, 31),
                            "WORLD",
                            "test",
                            "fx-eur-usd-2024",
                            "test",
                            FactorStatus.Primary,
                            ""
                        ),
                        new Citation("fx-eur-usd-2024", "", "", 2024, "", "", "", default, "")
                    ),
                ])
                .Overrides,
            Has.Count.EqualTo(1)
        );

    private static ImmutableArray<IMethod> Hierarchy => [new ClassFactors2026()];

    private static ImmutableArray<OverrideEffect> Effects(params string[] rows)
    {
        var pack = Pack(rows);
        return Overrides.Effects(Calculate(pack), pack, Hierarchy, ElectricityOptions.ByPlace);
    }

    private static Inventory Calculate(FactorPack pack) =>
        InventoryCalculation.Calculate(
            Lines.Activity(Lines.Bucket("openai", "gpt-4.1-mini", 1, 0, 2_500_000)),
            pack,
            Hierarchy,
            ElectricityOptions.ByPlace
        );

    private static FactorPack Pack(params string[] rows) =>
        FactorPack.BuiltIn.With(
            FactorFiles.None.With(
                "own.csv",
                Header
                    + string.Concat(
                        rows.Select(
                            (row, at) =>
                                $"{row}own,own,table {at + 1},primary,,{(at == 0 ? "Title,Publisher,2026,https://example.org,own use,Publisher (2026),2026-06-01,the source" : ",,,,,,,")},policy,A. Berg,2026-06-02\n"
                        )
                    )
            )
        );
}
