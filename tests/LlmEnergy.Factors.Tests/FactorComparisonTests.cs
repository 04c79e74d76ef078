namespace LlmEnergy.Factors.Tests;

public sealed class FactorComparisonTests
{
    private const string Tail = ",2024-01-01,2024-12-31,DK,b,s,table 1,primary,";
    private const string World = ",2024-01-01,2024-12-31,WORLD,b,s,table 1,primary,";

    [Test]
    public void A_pack_is_the_same_as_itself() => Assert.That(FactorComparison.Compare(FactorPack.BuiltIn, FactorPack.BuiltIn), Is.Empty);

    [Test]
    public void Grids_that_moved_by_more_than_5_percent_come_first_then_changes_additions_and_removals()
    {
        var before = Pack(
            $"grid-dk-2024,,100,,gCO2e/kWh{Tail}",
            $"grid-world-2024,,100,,gCO2e/kWh{World}",
            $"class-a,,1,,Wh/request{Tail}",
            $"class-b,,1,,Wh/request{Tail}"
        );
        var after = Pack(
            $"grid-dk-2024,,105.1,,gCO2e/kWh{Tail}",
            $"grid-world-2024,,80,,gCO2e/kWh{World}",
            $"class-a,,9,,Wh/request{Tail}",
            $"class-c,,1,,Wh/request{Tail}"
        );
        Assert.That(
            FactorComparison.Compare(before, after).Select(change => (change.Kind, (change.New ?? change.Old)!.Id, change.Percent)),
            Is.EqualTo(
                new (FactorChangeKind, string, decimal?)[]
                {
                    (FactorChangeKind.Grid, "grid-world-2024", -20m),
                    (FactorChangeKind.Grid, "grid-dk-2024", 5.1m),
                    (FactorChangeKind.Changed, "class-a", 800m),
                    (FactorChangeKind.Added, "class-c", null),
                    (FactorChangeKind.Removed, "class-b", null),
                }
            )
        );
    }

    [TestCase("105", FactorChangeKind.Changed)]
    [TestCase("95", FactorChangeKind.Changed)]
    [TestCase("94.9", FactorChangeKind.Grid)]
    public void Five_percent_itself_is_an_ordinary_change(string value, FactorChangeKind kind) =>
        Assert.That(
            FactorComparison
                .Compare(Pack($"grid-dk-2024,,100,,gCO2e/kWh{Tail}"), Pack($"grid-dk-2024,,{value},,gCO2e/kWh{Tail}"))
                .Single()
                .Kind,
            Is.EqualTo(kind)
        );

    [Test]
    public void A_grid_that_was_zero_moved_by_more_than_any_percentage()
    {
        var change = FactorComparison
            .Compare(Pack($"grid-dk-2024,,0,,gCO2e/kWh{Tail}"), Pack($"grid-dk-2024,,1,,gCO2e/kWh{Tail}"))
            .Single();
        Assert.That((change.Kind, change.Percent), Is.EqualTo((FactorChangeKind.Grid, (decimal?)null)));
    }

    [Test]
    public void A_grid_of_another_id_is_compared_by_place_and_year() =>
        Assert.That(
            FactorComparison
                .Compare(Pack($"grid-old-dk-2024,,100,,gCO2e/kWh{Tail}"), Pack($"grid-new-dk-2024,,101,,gCO2e/kWh{Tail}"))
                .Single()
                .Percent,
            Is.EqualTo(1m)
        );

    [Test]
    public void Another_boundary_is_a_change_of_zero_percent()
    {
        var change = FactorComparison
            .Compare(Pack($"grid-dk-2024,,100,,gCO2e/kWh{Tail}"), Pack($"grid-dk-2024,,100,,gCO2e/kWh{Tail}other"))
            .Single();
        Assert.That((change.Kind, change.Percent), Is.EqualTo((FactorChangeKind.Changed, (decimal?)0m)));
    }

    private static FactorPack Pack(params string[] factors) => FactorLoader.Load(SmallFiles.WithFactors(factors));
}
