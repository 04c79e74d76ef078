using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>Version 0.11 against 0.9.3: the same energy and water, other accelerators.</summary>
public class EcoLogits011Tests
{
    [Test]
    public void Eight_accelerators_and_their_server_make_7884_kilograms()
    {
        var method = new EcoLogits011();
        var set = FactorSet.Of(FactorPack.BuiltIn, new(2026, 1, 1), [.. EcoLogitsServer.Constants, method.Gpu.Embodied])!;
        // 300 billion parameters of 16 bits and 1.2 of overhead are 720 GB: nine of 80 GB, rounded up to 16; 5,700 x 2 + 16 x 273
        Assert.That(
            new EcoLogitsServer(set, 300m, 300m).Hardware(EcoLogitsServer.ServerEmbodied, method.Gpu.Embodied) / 2m,
            Is.EqualTo(7_884m)
        );
    }

    [Test]
    public void Energy_electricity_and_water_are_those_of_the_version_before()
    {
        var (before, after) = (Calculated(new EcoLogits093()), Calculated(new EcoLogits011()));
        Assert.That(
            (after.Energy, after.LocationBased, after.OnSiteWater, after.OffSiteWater),
            Is.EqualTo((before.Energy, before.LocationBased, before.OnSiteWater, before.OffSiteWater))
        );
    }

    [Test]
    public void Hardware_of_llama_on_one_accelerator_is_273_and_an_eighth_of_a_server()
    {
        // 5,700 / 8 + 164 = 876.5 before, + 273 = 985.5 after
        var (before, after) = (Calculated(new EcoLogits093()).Embodied!.Value.High, Calculated(new EcoLogits011()).Embodied!.Value.High);
        Assert.That(after.KilogramsCo2e / before.KilogramsCo2e, Is.EqualTo(985.5m / 876.5m).Within(1e-12m));
    }

    [Test]
    public void It_stands_beside_a_disclosure_only() => Assert.That(MethodCatalog.BuiltIn.Find("ecologits-0.11")!.SideBySideOnly, Is.True);

    private static InventoryLine Calculated(IMethod method) =>
        InventoryCalculation
            .Calculate(
                Lines.Activity(Lines.Bucket("huggingface", "meta-llama/Meta-Llama-3.1-8B-Instruct", 1_000, 500_000, 300_000, region: "US")),
                FactorPack.BuiltIn,
                [method],
                ElectricityOptions.ByPlace
            )
            .Lines[0];
}
