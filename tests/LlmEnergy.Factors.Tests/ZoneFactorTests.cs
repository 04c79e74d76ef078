namespace LlmEnergy.Factors.Tests;

/// <summary>What goes with a grid zone besides its grid factor.</summary>
public sealed class ZoneFactorTests
{
    private static readonly FactorPack Pack = FactorPack.BuiltIn;

    // EcoLogits, electricity_mixes.csv @5be90da
    [TestCase("FR", "3.6737")]
    [TestCase("fra", "3.6737")]
    [TestCase("WORLD", "3.908")]
    public void Water_is_that_of_the_zone(string zone, string litres) =>
        Assert.That(
            Pack.OffsiteWater(zone, 2025)!.Factor.Value,
            Is.EqualTo(decimal.Parse(litres, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Test]
    public void Water_of_a_part_of_a_country_is_that_of_the_country()
    {
        var use = Pack.OffsiteWater("US-EGRID-SRVC", 2025)!;
        Assert.That(
            (use.Path, use.IsFallback),
            Is.EqualTo(("no off-site water of US-EGRID-SRVC for 2023 to 2025; US -> water-offsite-us", true))
        );
    }

    [TestCase("SG")]
    [TestCase("EU27")]
    [TestCase("ATLANTIS")]
    [TestCase("")]
    public void The_water_of_the_world_stands_for_no_other_zone(string zone) => Assert.That(Pack.OffsiteWater(zone, 2025), Is.Null);

    [TestCase("GB", 2026, "GB -> addon-upstream-desnz-gb-2026")]
    [TestCase("AU-NSW", 2027, "AU-NSW -> addon-upstream-nga-au-nsw-2025, 2 years before the activity")]
    public void Upstream_is_that_of_the_zone(string zone, int year, string path) =>
        Assert.That(Pack.Upstream(zone, year)!.Path, Is.EqualTo(path));

    [TestCase("GB", 2024)]
    [TestCase("GB", 2029)]
    [TestCase("DE", 2025)]
    public void There_is_no_upstream_of_a_later_or_much_earlier_year(string zone, int year) =>
        Assert.That(Pack.Upstream(zone, year), Is.Null);

    [TestCase("GB", 2025, "td-uplift-gb-2025")]
    [TestCase("GB", 2027, "td-uplift-gb-2026")]
    [TestCase("NZ", 2026, "td-uplift-nz-2025")]
    public void An_uplift_is_that_of_the_year_or_the_latest_before_it(string zone, int year, string id) =>
        Assert.That(Pack.TransmissionUplift(zone, year)!.Factor.Id, Is.EqualTo(id));

    [Test]
    public void No_residual_mix_ships() => Assert.That(Pack.Residual("DE", 2024), Is.Null);

    [Test]
    public void A_residual_mix_that_was_imported_is_found()
    {
        var pack = FactorLoader.Load(
            SmallFiles.WithFactors(
                SmallFiles.Grid2024.TrimEnd(),
                "residual-acme-dk-2024,,400,,gCO2e/kWh,2024-01-01,2024-12-31,DK,direct combustion,s,table 1,primary,"
            )
        );
        Assert.That(pack.Residual("DNK", 2025)!.Path, Is.EqualTo("DK -> residual-acme-dk-2024, 1 year before the activity"));
    }
}
