using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests;

public class ClosedModelViewsTests
{
    // W1 of operating-point-2026: 440 kWh by class, 211.59 by operating point (49.8 to 1,110)
    [TestCase(false)]
    [TestCase(true)]
    public void Both_views_stand_there_whichever_counts(bool adopts)
    {
        var closed = Views(adopts)!;
        Assert.That(
            (
                closed.Models.Single().ClassEnergy.Central!.Value.KilowattHours,
                closed.Models.Single().PointEnergy.Central!.Value.KilowattHours,
                closed.Models.Single().Interval.Energy!.P5
            ),
            Is.EqualTo((440m, 211.59015m, 49.7936m))
        );
        Assert.That((closed.AreAdopted, closed.Total.PointTotal), Is.EqualTo((adopts, closed.Models.Single().PointTotal)));
    }

    [Test]
    public void The_share_of_judged_sizes_is_that_of_the_disclosed_electricity()
    {
        Assert.That(Views(adopts: false)!.JudgedShare, Is.Zero);
        var inventory = Inventory(adopts: true);
        decimal Energy(int line) => inventory.Lines[line].Energy!.Value.Central!.Value.KilowattHours;
        Assert.That(Views(adopts: true)!.JudgedShare, Is.EqualTo(Energy(0) / (Energy(0) + Energy(1))));
    }

    [Test]
    public void Without_closed_models_there_are_none()
    {
        var open = Lines.By(
            MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy),
            Lines.Bucket("deepseek", "deepseek-r1", 1_000, 1_000_000, 500_000)
        );
        Assert.That(ClosedModelViews.Of(open, FactorPack.BuiltIn, ElectricityOptions.ByPlace), Is.Null);
    }

    private static ClosedModels? Views(bool adopts) =>
        ClosedModelViews.Of(Inventory(adopts), FactorPack.BuiltIn, ElectricityOptions.ByPlace);

    private static Inventory Inventory(bool adopts) =>
        Lines.By(
            MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy, adopts),
            Lines.Bucket("openai", "gpt-4o", 1_000_000, 500_000_000, 300_000_000),
            Lines.Bucket("deepseek", "deepseek-r1", 1_000_000, 500_000_000, 300_000_000, number: 2)
        );
}
