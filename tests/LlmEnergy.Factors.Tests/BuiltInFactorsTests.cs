using System.Text;
using LlmEnergy.Factors.Files;

namespace LlmEnergy.Factors.Tests;

/// <summary>What the embedded files say, against what was published.</summary>
public sealed class BuiltInFactorsTests
{
    private static readonly FactorPack Pack = FactorPack.BuiltIn;

    [Test]
    public void The_built_in_files_have_no_issue() => Assert.That(FactorLoader.Check(FactorFiles.BuiltIn), Is.Empty);

    // Our World in Data, carbon-intensity-electricity, grapher export of 2026-01-26
    [TestCase("grid-ember-dk-2024", "131.77", FactorStatus.Transcribed)]
    [TestCase("grid-ember-de-2025", "329.65", FactorStatus.Provisional)]
    [TestCase("grid-ember-us-2024", "383.78", FactorStatus.Transcribed)]
    [TestCase("grid-ember-eu27-2024", "211.2", FactorStatus.Transcribed)]
    [TestCase("grid-ember-world-2025", "458.29", FactorStatus.Provisional)]
    public void A_grid_factor_is_as_published(string id, string grams, FactorStatus status)
    {
        var factor = Pack.Factor(id);
        Assert.That((factor.Value, factor.Unit, factor.Status), Is.EqualTo((Number(grams), "gCO2e/kWh", status)));
    }

    [Test]
    public void There_are_grid_factors_of_215_zones_and_27_US_subregions() =>
        Assert.That(Grids().Select(factor => factor.Geography).Distinct().Count(), Is.EqualTo(215 + 27));

    [Test]
    public void Each_zone_begins_in_2019_and_has_consecutive_years() =>
        Assert.That(
            Grids().GroupBy(factor => factor.Geography).Select(zone => zone.Select(factor => factor.ValidFrom.Year).Order().ToArray()),
            Is.EqualTo(Grids().GroupBy(factor => factor.Geography).Select(zone => Enumerable.Range(2019, zone.Count()).ToArray()))
        );

    [Test]
    public void Each_grid_factor_is_named_after_its_zone_and_year() =>
        Assert.That(
            Grids().Select(factor => factor.Id),
            Is.EqualTo(
                Grids()
                    .Select(factor =>
                        FormattableString.Invariant($"grid-ember-{factor.Geography.ToLowerInvariant()}-{factor.ValidFrom.Year}")
                    )
            )
        );

    [Test]
    public void Every_value_of_2025_is_provisional() =>
        Assert.That(
            Grids().Where(factor => factor.Status == FactorStatus.Provisional).Select(factor => factor.ValidFrom.Year),
            Is.EqualTo(Enumerable.Repeat(2025, 93 + 27))
        );

    [Test]
    public void A_value_that_is_not_credible_says_so() =>
        Assert.That(
            Grids().Where(factor => factor.Value == 0m).Select(factor => factor.Note).Distinct(),
            Is.EqualTo(new[] { "published as 0: not credible as a lifecycle value" })
        );

    // LlmEnergy recommended class factors 2026, Wh per 1,000 tokens
    [TestCase("class-xl-output-2026", "1.2", "5.0", "25")]
    [TestCase("class-xl-input-2026", "0.12", "0.60", "2.5")]
    [TestCase("class-l-output-2026", "0.30", "1.2", "4.0")]
    [TestCase("class-l-input-2026", "0.03", "0.16", "0.60")]
    [TestCase("class-m-output-2026", "0.06", "0.40", "2.5")]
    [TestCase("class-m-input-2026", "0.006", "0.05", "0.25")]
    [TestCase("class-s-output-2026", "0.02", "0.10", "0.70")]
    [TestCase("class-s-input-2026", "0.002", "0.012", "0.05")]
    [TestCase("class-emb-input-2026", "0.0003", "0.002", "0.01")]
    [TestCase("cached-read-ratio-2026", "0", "0.10", "0.50")]
    [TestCase("unit-image-2026", "0.3", "3", "12")]
    [TestCase("unit-video-clip-2026", "12", "200", "950")]
    [TestCase("unit-audio-minute-2026", "0.02", "0.15", "0.50")]
    [TestCase("unit-request-2026", "0.10", "0.44", "1.50")]
    [TestCase("embodied-hardware-2026", "25", "40", "100")]
    public void A_range_is_as_recommended(string id, string low, string value, string high)
    {
        var factor = Pack.Factor(id);
        Assert.That((factor.Low, factor.Value, factor.High), Is.EqualTo(((decimal?)Number(low), Number(value), (decimal?)Number(high))));
    }

    [Test]
    public void Class_and_unit_factors_are_derived() =>
        Assert.That(
            Pack.Factors.Where(factor => factor.SourceId == "llmenergy-class-factors-2026").Select(factor => factor.Status),
            Has.Exactly(31).Items.And.All.EqualTo(FactorStatus.Derived)
        );

    [Test]
    public void Embeddings_have_no_output() => Assert.That(Pack.Find("class-emb-output-2026"), Is.Null);

    // Ludvigsen 2023, method 1: (3617 x 6.5 x f x 24 x 1.18) / 195,000,000 kWh; the article prints 0.0017 and 0.0026
    [TestCase("low", "0.001707224")]
    [TestCase("high", "0.002560836")]
    public void The_seed_inputs_give_the_result_of_method_1(string level, string kilowattHours) =>
        Assert.That(
            Value("seed-servers-2023")
                * Value("seed-server-power-2023")
                * Value($"seed-power-fraction-{level}-2023")
                * Value("seed-hours-2023")
                * Value("seed-pue-2023")
                / Value("seed-queries-2023"),
            Is.EqualTo(Number(kilowattHours))
        );

    // Ludvigsen 2023, method 2: 560e12 x 1e-11 x 1.18 / 3,600,000 kWh; the article prints 0.0018
    [Test]
    public void The_seed_inputs_give_the_result_of_method_2() =>
        Assert.That(
            decimal.Round(Value("seed-flop-per-query-2023") * Value("seed-joule-per-flop-2023") * Value("seed-pue-2023") / 3_600_000m, 8),
            Is.EqualTo(0.00183556m)
        );

    // Epoch AI 2025: no multiplier at 10,000 tokens of input, about twice at 100,000
    [TestCase(10_000, 1)]
    [TestCase(100_000, 2)]
    public void The_context_rule_meets_its_ends(int input, int multiplier) =>
        Assert.That((Value("context-offset-2026") + input) / Value("context-span-2026"), Is.EqualTo(multiplier));

    [TestCase("official-eea-de-2024", "291", "DE")]
    [TestCase("official-eea-eu27-2023", "206", "EU27")]
    [TestCase("official-egrid-us-2023", "349.67", "US")]
    [TestCase("official-egrid-us-egrid-srvc-2023", "270.49", "US-EGRID-SRVC")]
    [TestCase("official-egrid-us-va-2023", "244.8", "US-VA")]
    [TestCase("official-desnz-gb-2025", "177", "GB")]
    [TestCase("official-eccc-ca-on-2024", "73", "CA-ON")]
    [TestCase("official-nga-au-nsw-2026", "600", "AU-NSW")]
    [TestCase("official-mfe-nz-2025", "78.7", "NZ")]
    [TestCase("addon-upstream-desnz-gb-2025", "45.9", "GB")]
    [TestCase("addon-td-desnz-gb-2025", "18.53", "GB")]
    [TestCase("addon-td-upstream-desnz-gb-2025", "3.97", "GB")]
    [TestCase("addon-upstream-nga-au-vic-2025", "90", "AU-VIC")]
    public void An_official_value_is_as_published_and_was_read_from_a_copy(string id, string grams, string zone)
    {
        var factor = Pack.Factor(id);
        Assert.That(
            (factor.Value, factor.Unit, factor.Geography, factor.Status),
            Is.EqualTo((Number(grams), "gCO2e/kWh", zone, FactorStatus.Transcribed))
        );
    }

    [Test]
    public void There_are_171_official_values() =>
        Assert.That(
            Pack.Factors.Count(factor => factor.Id.StartsWith("official-", StringComparison.Ordinal)),
            Is.EqualTo(55 + 79 + 4 + 13 + 16 + 3 + 1)
        );

    [Test]
    public void An_official_value_says_what_is_inside() =>
        Assert.That(
            Pack.Factors.Where(factor => factor.Id.StartsWith("official-", StringComparison.Ordinal)).Select(factor => factor.Boundary),
            Has.All.StartsWith("direct combustion")
                .And.All.Contains("upstream")
                .And.All.Contains("T&D losses")
                .And.All.Contains("GWP")
                .And.All.Contains("edition")
        );

    // 392.89 x 270.49 / 349.67
    [TestCase("grid-ember-us-egrid-srvc-2023", "303.923173564", FactorStatus.Derived)]
    [TestCase("grid-ember-us-egrid-srvc-2025", "297.355666772", FactorStatus.Provisional)]
    public void A_subregion_is_scaled_from_the_nation(string id, string grams, FactorStatus status) =>
        Assert.That((Pack.Factor(id).Value, Pack.Factor(id).Status), Is.EqualTo((Number(grams), status)));

    [Test]
    public void Every_subregion_is_the_nation_times_its_share_at_12_digits() =>
        Assert.That(
            Grids()
                .Where(factor => factor.Geography.StartsWith("US-EGRID-", StringComparison.Ordinal))
                .Select(factor =>
                    decimal.Abs(
                        (
                            Value($"grid-ember-us-{factor.ValidFrom.Year}")
                            * Value($"official-egrid-{factor.Geography.ToLowerInvariant()}-2023")
                            / Value("official-egrid-us-2023")
                        ) - factor.Value
                    )
                ),
            Has.Exactly(27 * 7).LessThanOrEqualTo(0.0000000005m)
        );

    [TestCase("td-uplift-gb-2025", "addon-td-desnz-gb-2025", "official-desnz-gb-2025")]
    [TestCase("td-uplift-gb-2026", "addon-td-desnz-gb-2026", "official-desnz-gb-2026")]
    [TestCase("td-uplift-nz-2025", "addon-td-mfe-nz-2025", "official-mfe-nz-2025")]
    public void An_uplift_is_losses_over_generation(string id, string losses, string generation) =>
        Assert.That(Value(id), Is.EqualTo(Value(losses) / Value(generation)).Within(0.0000000000005m));

    [Test]
    public void The_complete_server_is_its_host_and_eight_boards() =>
        Assert.That(
            (Value("embodied-h100-server-2026"), Value("embodied-b200-server-2026")),
            Is.EqualTo((5_700m + (8 * Value("embodied-h100-gpu-2024")), 5_700m + (8 * Value("embodied-b200-gpu-2025"))))
        );

    // US EPA supply chain factors v1.3, NAICS 518210
    [Test]
    public void Spend_on_hosting_is_in_dollars_of_2022()
    {
        var factor = Pack.Factor("spend-epa-518210-2022");
        Assert.That(
            (factor.Value, factor.Unit, factor.Boundary),
            Is.EqualTo(
                (
                    0.093m,
                    "kgCO2e/USD",
                    "cradle to shelf, margins included; purchaser price of 2022 in USD; GWP basis not stated in the copy read"
                )
            )
        );
    }

    [Test]
    public void Share_alike_rows_stand_in_a_file_of_their_own() =>
        Assert.That(
            Encoding
                .UTF8.GetString(FactorFiles.BuiltIn.Find("spend-exiobase.csv")!.Value.Span)
                .Split('\n')
                .Skip(1)
                .Where(line => line.Length > 0),
            Has.Exactly(4).Items.And.All.StartsWith("spend-exiobase-")
        );

    // the means of the months that the US Bureau of Labor Statistics published
    [TestCase(
        "deflator-us-cpi-2022",
        new double[] { 281.148, 283.716, 287.504, 289.109, 292.296, 296.311, 296.276, 296.171, 296.808, 298.012, 297.711, 296.797 }
    )]
    [TestCase(
        "deflator-us-cpi-2023",
        new double[] { 299.17, 300.84, 301.836, 303.363, 304.127, 305.109, 305.691, 307.026, 307.789, 307.671, 307.051, 306.746 }
    )]
    public void A_deflator_is_the_mean_of_its_months(string id, double[] months) =>
        Assert.That(Value(id), Is.EqualTo(decimal.Round((decimal)months.Average(), 3)));

    [Test]
    public void No_value_of_the_water_of_all_regions_stands_for_one() =>
        Assert.That(
            Pack.Factors.Where(factor =>
                    factor.Id.StartsWith("wue-aws-", StringComparison.Ordinal) && factor.Geography.Contains('/', StringComparison.Ordinal)
                )
                .Select(factor => factor.Value),
            Has.None.EqualTo(0.18m).And.None.EqualTo(0.19m)
        );

    [Test]
    public void The_edition_is_that_of_November_2026() =>
        Assert.That((Pack.Version, Pack.Edition.Released), Is.EqualTo(("2026.11", new DateOnly(2026, 11, 24))));

    [Test]
    public void What_may_not_be_given_on_is_not_there() =>
        Assert.That(Pack.Factors.Where(factor => factor.Id.StartsWith("residual-", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Every_factor_has_a_source_with_licence_and_attribution_and_a_place_in_it() =>
        Assert.That(
            Pack.Factors.Where(factor => factor.Locator.Length == 0 || Pack.SourceOf(factor) is { Licence: "" } or { Attribution: "" }),
            Is.Empty
        );

    [Test]
    public void Evidence_named_by_a_source_is_a_source() =>
        Assert.That(
            Pack.Sources.Select(source => source.Id),
            Is.SupersetOf(
                new[] { "epoch-2025", "google-2025", "oviedo-2026", "jegham-2025", "mlenergy-2026", "infmax-2026", "ecologits-2026" }
            )
        );

    [Test]
    public void No_region_code_stands_for_two_clouds() => Assert.That(Pack.Regions.Select(region => region.Code), Is.Unique);

    [Test]
    public void The_model_map_has_292_rows_and_ends_with_the_unknown() =>
        Assert.That((Pack.Models.Count, Pack.Models[^1].Pattern.ToString(), Pack.Models[^1].ModelClass), Is.EqualTo((292, ".*", "L")));

    [Test]
    public void Every_maker_of_the_map_but_one_sells_its_own_models() =>
        Assert.That(
            Pack.Models.Select(row => row.Maker).Distinct().Except(Pack.Locations.Select(location => location.Maker)),
            Is.EquivalentTo(new[] { "*", "amazon" })
        );

    private static Factor[] Grids() => [.. Pack.Factors.Where(factor => factor.Id.StartsWith("grid-", StringComparison.Ordinal))];

    private static decimal Value(string id) => Pack.Factor(id).Value;

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
