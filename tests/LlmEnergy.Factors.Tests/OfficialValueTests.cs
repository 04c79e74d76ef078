namespace LlmEnergy.Factors.Tests;

/// <summary>The value of an authority that stands beside a grid factor.</summary>
public sealed class OfficialValueTests
{
    private static readonly FactorPack Pack = FactorPack.BuiltIn;

    [TestCase("DE", 2024, "official-eea-de-2024", 0)]
    [TestCase("DE", 2026, "official-eea-de-2024", 2)]
    [TestCase("GB", 2026, "official-desnz-gb-2026", 0)]
    [TestCase("US", 2025, "official-egrid-us-2023", 2)]
    [TestCase("NZ", 2024, "official-mfe-nz-2024", 0)]
    [TestCase("EU27", 2025, "official-eea-eu27-2024", 1)]
    [TestCase("AU-VIC", 2026, "official-nga-au-vic-2026", 0)]
    [TestCase("CA-ON", 2025, "official-eccc-ca-on-2024", 1)]
    [TestCase("US-VA", 2024, "official-egrid-us-va-2023", 1)]
    public void It_is_that_of_the_zone_and_at_most_two_years_old(string zone, int year, string id, int lag)
    {
        var official = Stated(zone, year).Official!;
        Assert.That((official.Factor.Id, official.LagYears, official.IsFallback), Is.EqualTo((id, lag, false)));
    }

    [TestCase("DE", 2022)]
    [TestCase("DE", 2027)]
    [TestCase("US", 2026)]
    [TestCase("CA", 2024)]
    [TestCase("IN", 2024)]
    [TestCase("WORLD", 2024)]
    public void Where_there_is_none_of_these_years_there_is_none(string zone, int year) =>
        Assert.That(Stated(zone, year).Official, Is.Null);

    [Test]
    public void It_never_is_the_factor_itself() => Assert.That(Stated("GB", 2025).Factor.Factor.Id, Is.EqualTo("grid-ember-gb-2025"));

    [Test]
    public void Beside_a_derived_subregion_stands_the_subregion() =>
        Assert.That(
            Pack.Grid(new("aws", "", "us-east-1", null, 2025))!.Official!.Factor.Id,
            Is.EqualTo("official-egrid-us-egrid-srvc-2023")
        );

    [Test]
    public void Beside_the_factor_of_a_country_stands_the_province_of_the_region()
    {
        var grid = Pack.Grid(new("aws", "", "ca-central-1", null, 2024))!;
        Assert.That((grid.Factor.Factor.Id, grid.Official!.Factor.Id), Is.EqualTo(("grid-ember-ca-2024", "official-eccc-ca-qc-2024")));
    }

    [Test]
    public void The_country_does_not_stand_beside_a_subregion() =>
        Assert.That(Pack.Grid(new("aws", "", "us-east-1", null, 2026))!.Official, Is.Null);

    [Test]
    public void Its_path_names_it_and_its_age() =>
        Assert.That(Stated("DE", 2025).Official!.Path, Is.EqualTo("DE -> official-eea-de-2024, 1 year before the activity"));

    private static Grid Stated(string zone, int year) => Pack.Grid(new("", "", "", zone, year))!;
}
