namespace LlmEnergy.Factors.Tests;

public sealed class GridQueryTests
{
    private static readonly FactorPack Pack = FactorPack.BuiltIn;

    [TestCase("DK", "DK")]
    [TestCase("dnk", "DK")]
    [TestCase("USA", "US")]
    [TestCase("WOR", "WORLD")]
    [TestCase("world", "WORLD")]
    [TestCase("EU", "EU27")]
    [TestCase("eu27", "EU27")]
    [TestCase(" gb ", "GB")]
    [TestCase("UK", "GB")]
    [TestCase("AU-NSW", "AU")]
    public void A_stated_zone_may_be_spelled_as_usual(string written, string zone) =>
        Assert.That(Find("azure", "westeurope", 2024, zone: written).Zone, Is.EqualTo(zone));

    [Test]
    public void An_intensity_is_in_kilograms() =>
        Assert.That(Find("", "", 2024, zone: "DK").Intensity.KilogramsCo2ePerKilowattHour, Is.EqualTo(0.13177m));

    [TestCase(2024, 2024, 0)]
    [TestCase(2025, 2025, 0)]
    [TestCase(2026, 2025, 1)]
    [TestCase(2027, 2025, 2)]
    public void The_year_is_that_of_the_activity_or_the_latest_before_it(int activity, int year, int lag)
    {
        var use = Find("", "", activity, zone: "DK").Factor;
        Assert.That((use.Factor.ValidFrom.Year, use.LagYears), Is.EqualTo((year, lag)));
    }

    // the United Arab Emirates have no value of 2025 in the release of January 2026
    [Test]
    public void A_zone_that_ends_in_2024_serves_2026_with_a_lag_of_two() =>
        Assert.That(
            Find("", "", 2026, zone: "AE").Factor,
            Is.EqualTo(
                new FactorUse(
                    Pack.Factor("grid-ember-ae-2024"),
                    Pack.SourceOf(Pack.Factor("grid-ember-ae-2024")),
                    2,
                    "zone AE stated -> AE -> 2024, 2 years before the activity",
                    false
                )
            )
        );

    [Test]
    public void A_factor_three_years_old_is_passed_over() =>
        Assert.That(
            Find("openai", "", 2027, zone: "AE").Factor.Path,
            Is.EqualTo(
                "zone AE stated: no factor of AE for 2025 to 2027; no region stated; provider openai (assumed place) -> US -> 2025, 2 "
                    + "years before the activity (provisional)"
            )
        );

    [TestCase(2018)]
    [TestCase(2028)]
    public void A_year_before_or_long_after_all_factors_has_no_grid(int year) =>
        Assert.That(Pack.Grid(new("openai", "", "", "DK", year)), Is.Null);

    [Test]
    public void Every_year_from_2019_to_2027_has_a_grid([Range(2019, 2027)] int year) =>
        Assert.That(Find("nobody", "nowhere", year).Zone, Is.EqualTo("WORLD"));

    [TestCase("azure", "westeurope", "region westeurope (azure) -> NL -> 2025, 1 year before the activity (provisional)")]
    [TestCase("azure", "West Europe", "region westeurope (azure) -> NL -> 2025, 1 year before the activity (provisional)")]
    [TestCase("aws.bedrock", "eu-north-1", "region eu-north-1 (aws) -> SE -> 2025, 1 year before the activity (provisional)")]
    [TestCase("vertex_ai", "europe-west4", "region europe-west4 (gcp) -> NL -> 2025, 1 year before the activity (provisional)")]
    [TestCase("azure", "eastus", "region eastus (azure) -> US-EGRID-SRVC -> 2025, 1 year before the activity (provisional)")]
    [TestCase(
        "vertex_ai",
        "northamerica-northeast2",
        "region northamerica-northeast2 (gcp) -> no factor of CA-ON -> CA -> 2025, 1 year before the activity (provisional)"
    )]
    [TestCase("my-gateway", "us-va", "region US-VA stated -> no factor of US-VA -> US -> 2025, 1 year before the activity (provisional)")]
    [TestCase("anthropic", "us", "region US stated -> US -> 2025, 1 year before the activity (provisional)")]
    [TestCase("bedrock", "eu", "region EU27 stated -> EU27 -> 2025, 1 year before the activity (provisional)")]
    [TestCase("my-gateway", "swedencentral", "region swedencentral (azure) -> SE -> 2025, 1 year before the activity (provisional)")]
    public void A_region_leads_to_its_grid(string provider, string region, string path)
    {
        var use = Find(provider, region, 2026).Factor;
        Assert.That((use.Path, use.IsFallback), Is.EqualTo((path, false)));
    }

    [TestCase("openai", "", "no region stated; provider openai (assumed place) -> US -> 2025 (provisional)")]
    [TestCase("mistral", "", "no region stated; provider mistral (assumed place) -> EU27 -> 2025 (provisional)")]
    [TestCase("anthropic", "global", "region 'global' is not listed; provider anthropic (assumed place) -> US -> 2025 (provisional)")]
    [TestCase(
        "azure",
        "mars-1",
        "region 'mars-1' is not listed for azure; provider azure-openai has no fixed place; world average -> WORLD -> 2025 (provisional)"
    )]
    [TestCase(
        "azure",
        "eu-north-1",
        "region 'eu-north-1' is not listed for azure; provider azure-openai has no fixed place; world average -> WORLD -> 2025 "
            + "(provisional)"
    )]
    [TestCase("nobody", "", "no region stated; provider 'nobody' is not listed; world average -> WORLD -> 2025 (provisional)")]
    public void Without_a_known_region_the_path_says_what_was_assumed(string provider, string region, string path)
    {
        var use = Find(provider, region, 2025).Factor;
        Assert.That((use.Path, use.IsFallback), Is.EqualTo((path, true)));
    }

    [Test]
    public void The_region_is_one_of_the_host() => Assert.That(Find("openai", "swedencentral", 2024, host: "azure").Zone, Is.EqualTo("SE"));

    [Test]
    public void The_place_of_the_host_comes_before_that_of_the_provider() =>
        Assert.That(
            Find("openrouter", "", 2024, host: "deepseek").Factor.Path,
            Is.EqualTo("no region stated; host deepseek (assumed place) -> CN -> 2024")
        );

    [Test]
    public void A_host_without_a_fixed_place_leaves_it_to_the_provider() =>
        Assert.That(
            Find("openai", "", 2024, host: "azure").Factor.Path,
            Is.EqualTo("no region stated; host azure-openai has no fixed place; provider openai (assumed place) -> US -> 2024")
        );

    [Test]
    public void An_unknown_stated_zone_makes_a_fallback_of_the_region()
    {
        var use = Find("azure", "westeurope", 2024, zone: "ATLANTIS").Factor;
        Assert.That(
            (use.Path, use.IsFallback),
            Is.EqualTo(("zone 'ATLANTIS' stated, but not known; region westeurope (azure) -> NL -> 2024", true))
        );
    }

    [Test]
    public void A_stated_zone_that_is_finer_than_any_factor_counts_as_its_country() =>
        Assert.That(Find("", "", 2024, zone: "au-nsw").Factor.Path, Is.EqualTo("zone AU-NSW stated -> no factor of AU-NSW -> AU -> 2024"));

    [Test]
    public void A_stated_zone_that_is_not_listed_counts_as_its_country() =>
        Assert.That(Find("", "", 2024, zone: "de-by").Factor.Path, Is.EqualTo("zone 'de-by' stated, finer than any factor -> DE -> 2024"));

    [Test]
    public void A_long_region_is_cut_in_the_path() =>
        Assert.That(
            Find("openai", new string('x', 50), 2024).Factor.Path,
            Does.StartWith($"region '{new string('x', 40)}...' is not listed; ")
        );

    [Test]
    public void Every_listed_region_has_a_grid_that_is_no_fallback() =>
        Assert.That(
            Pack.Regions.Select(region => Pack.Grid(new(region.Cloud, "", region.Code, null, 2025))!.Factor.IsFallback),
            Has.All.False
        );

    [Test]
    public void A_later_factor_is_never_used() =>
        Assert.That(
            from zone in Pack.Zones
            from year in Enumerable.Range(2019, 9)
            select Pack.Grid(new("", "", "", zone.Id, year))!.Factor.LagYears,
            Has.All.InRange(0, 2)
        );

    [Test]
    public void The_same_question_has_the_same_answer()
    {
        var first = Find("azure", "westeurope", 2024);
        Assert.That(Find("azure", "westeurope", 2024), Is.SameAs(first));
    }

    private static Grid Find(string provider, string region, int year, string host = "", string? zone = null) =>
        Pack.Grid(new(provider, host, region, zone, year))!;
}
