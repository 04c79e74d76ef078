using LlmEnergy.Domain;
using LlmEnergy.Factors.Files;

namespace LlmEnergy.Factors.Tests;

public sealed class FactorLoaderTests
{
    [Test]
    public void A_set_without_an_issue_is_loaded() => Assert.That(FactorLoader.Load(SmallFiles.All).Factors, Has.Count.EqualTo(1));

    [Test]
    public void A_missing_file_is_refused() =>
        Assert.That(
            IssuesOf(SmallFiles.All.Without("models.csv")),
            Is.EqualTo(new[] { "models.csv: error LE3001: found no such file, expected one" })
        );

    [Test]
    public void Unknown_and_missing_columns_are_refused() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,supplier\nacme-ai,acme\n")),
            Is.EqualTo(
                new[]
                {
                    "aliases.csv:1: error LE3002: found other columns, expected alias, provider: no provider; 'supplier' is none of them",
                }
            )
        );

    [Test]
    public void A_repeated_column_is_refused() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,provider,alias\n")),
            Is.EqualTo(new[] { "aliases.csv:1: error LE3002: found other columns, expected alias, provider: 'alias' stands twice" })
        );

    [TestCase("a,acme,x", "aliases.csv:2: error LE3003: found 3 fields, expected 2 as in the header")]
    [TestCase("a", "aliases.csv:2: error LE3003: found 1 field, expected 2 as in the header")]
    public void A_record_of_another_length_is_refused(string record, string expected) =>
        Assert.That(IssuesOf(SmallFiles.All.With("aliases.csv", $"alias,provider\n{record}\n")), Is.EqualTo(new[] { expected }));

    [Test]
    public void An_unclosed_quote_is_refused() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,provider\na,\"acme\nb,acme\n")),
            Has.Some.EqualTo("aliases.csv:2: error LE3003: found broken quotes, expected quotes around whole fields")
        );

    [TestCase("unit", "grid-dk-2024,,100,,,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,", 5)]
    [TestCase("boundary", "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,,s,table 1,primary,", 9)]
    [TestCase("source_id", "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,,table 1,primary,", 10)]
    [TestCase("locator", "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,,primary,", 11)]
    [TestCase("status", "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,,", 12)]
    [TestCase("value", "grid-dk-2024,,,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,", 3)]
    public void A_factor_must_say_all_of_it(string column, string record, int field) =>
        Assert.That(
            IssuesOf(SmallFiles.WithFactors(record)),
            Has.Some.EqualTo(FormattableString.Invariant($"grid.csv:2:{field}: error LE3004: found no {column}, expected one"))
        );

    [Test]
    public void A_source_must_have_a_licence() =>
        Assert.That(
            IssuesOf(
                SmallFiles.All.With(
                    "sources.csv",
                    "source_id,title,publisher,year,url,licence,attribution,retrieved,read_from\ns,Title,Publisher,2025,https://example.org,,Publisher,2026-01-31,the source\n"
                )
            ),
            Is.EqualTo(new[] { "sources.csv:2:6: error LE3004: found no licence, expected one" })
        );

    [TestCase(
        "grid-dk-2024,,1e2,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:3: error LE3005: found no number in value, expected one such as 0.92, with a point"
    )]
    [TestCase(
        "grid-dk-2024,,\"1,5\",,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:3: error LE3005: found no number in value, expected one such as 0.92, with a point"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,01-01-2024,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:6: error LE3005: found no date in valid_from, expected one such as 2026-10-02"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,guessed,",
        "grid.csv:2:12: error LE3005: found 'guessed' in status, expected one of primary, transcribed, derived, provisional"
    )]
    [TestCase(
        "grid_dk_2024,,100,,fraction,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:1: error LE3005: found 'grid_dk_2024' in factor_id, expected a-z, 0-9, dot and hyphen alone"
    )]
    [TestCase(
        "grid-dk-2024,,100,,kgCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:5: error LE3006: found 'kgCO2e/kWh' in unit, expected one of gCO2e/kWh, Wh/1000 tokens"
    )]
    [TestCase(
        "grid-dk-2024,,1,,fraction,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:5: error LE3006: found another unit of grid-dk-2024, expected gCO2e/kWh as each grid factor has"
    )]
    [TestCase(
        "grid-dk-2024,120,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:2: error LE3007: found low 120 above value 100, expected low, value and high in this order"
    )]
    [TestCase(
        "grid-dk-2024,,100,90,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:4: error LE3007: found high 90 below value 100, expected low, value and high in this order"
    )]
    [TestCase(
        "grid-dk-2024,,2000.1,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:3: error LE3007: found 2000.1 in value, expected 0 to 2000 gCO2e/kWh, which are plausible"
    )]
    [TestCase(
        "grid-dk-2024,,-1,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:3: error LE3007: found -1 in value, expected 0 to 2000 gCO2e/kWh, which are plausible"
    )]
    [TestCase(
        "class-l-2026,,1,101,Wh/1000 tokens,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:4: error LE3007: found 101 in high, expected 0 to 100 Wh/1000 tokens, which are plausible"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-12-31,2024-01-01,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:7: error LE3009: found valid_to 2024-01-01 before valid_from 2024-12-31, expected them in this order"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-07-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:6: error LE3009: found a part of a year for grid-dk-2024, expected whole calendar years as each grid factor holds for"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK1,lifecycle,s,table 1,primary,",
        "grid.csv:2:8: error LE3010: found 'DK1' in geography, expected one of the zones of zones.csv, the providers of locations.csv and the clouds and "
            + "regions (cloud/region) of regions.csv"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,nobody,table 1,primary,",
        "grid.csv:2:10: error LE3010: found 'nobody' in source_id, expected one of sources.csv"
    )]
    public void A_factor_that_cannot_be_right_is_refused(string record, string expected) =>
        Assert.That(IssuesOf(SmallFiles.WithFactors(record)), Has.Some.StartsWith(expected));

    [Test]
    public void All_bad_fields_of_a_record_are_reported_at_once() =>
        Assert.That(
            IssuesOf(SmallFiles.WithFactors("Grid,,x,,gCO2e/kWh,2024-01-01,soon,DK,lifecycle,s,table 1,primary,"))
                .Where(issue => issue.StartsWith("grid.csv", StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    "grid.csv:2:1: error LE3005: found 'Grid' in factor_id, expected a-z, 0-9, dot and hyphen alone",
                    "grid.csv:2:3: error LE3005: found no number in value, expected one such as 0.92, with a point",
                    "grid.csv:2:7: error LE3005: found no date in valid_to, expected one such as 2026-10-02",
                }
            )
        );

    [Test]
    public void An_id_stands_in_one_file_only() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("overlay.csv", SmallFiles.FactorHeader + SmallFiles.Grid2024)),
            Is.EqualTo(new[] { "overlay.csv:2:1: error LE3008: found 'grid-dk-2024' in factor_id twice, expected it once" })
        );

    [Test]
    public void Ids_that_differ_in_case_only_are_one() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("overlay.csv", SmallFiles.FactorHeader + SmallFiles.Grid2024.ToUpperInvariant())),
            Has.Some.EqualTo("overlay.csv:2:1: error LE3008: found 'GRID-DK-2024' in factor_id twice, expected it once")
        );

    [Test]
    public void Two_grid_factors_of_one_zone_and_year_overlap() =>
        Assert.That(
            IssuesOf(
                SmallFiles.All.With(
                    "overlay.csv",
                    SmallFiles.FactorHeader + SmallFiles.Grid2024.Replace("grid-dk", "grid-acme-dk", StringComparison.Ordinal)
                )
            ),
            Is.EqualTo(
                new[]
                {
                    "overlay.csv:2:6: error LE3009: found grid-acme-dk-2024 on days of grid-dk-2024 in DK, expected one of them on a day",
                }
            )
        );

    [Test]
    public void A_year_left_out_is_a_gap() =>
        Assert.That(
            IssuesOf(
                SmallFiles.All.With(
                    "overlay.csv",
                    SmallFiles.FactorHeader + SmallFiles.Grid2024.Replace("2024", "2026", StringComparison.Ordinal)
                )
            ),
            Is.EqualTo(
                new[]
                {
                    "overlay.csv:2:6: error LE3009: found 365 days between grid-dk-2024 and grid-dk-2026 in DK, expected none without a factor",
                }
            )
        );

    [TestCase("official-nga-dk-2024,,100,,gCO2e/kWh", "official-eea-dk-2024,,100,,gCO2e/kWh", "DK")]
    [TestCase("residual-a-dk-2024,,100,,gCO2e/kWh", "residual-b-dk-2024,,100,,gCO2e/kWh", "DK")]
    [TestCase("water-offsite-dk,,1,,L/kWh", "water-offsite-dnk,,1,,L/kWh", "DK")]
    [TestCase("pue-azure-2024,,1.1,,facility kWh/IT kWh", "pue-other-2024,,1.1,,facility kWh/IT kWh", "azure")]
    public void Two_factors_of_one_family_place_and_year_overlap(string first, string second, string place) =>
        Assert.That(
            IssuesOf(
                SmallFiles.WithFactors([
                    SmallFiles.Grid2024.TrimEnd(),
                    .. new[] { first, second }.Select(factor => $"{factor},2024-01-01,2024-12-31,{place},b,s,table 1,primary,"),
                ])
            ),
            Is.EqualTo(
                new[]
                {
                    $"grid.csv:4:6: error LE3009: found {second.Split(',')[0]} on days of {first.Split(',')[0]} in {place}, expected one of them on a day",
                }
            )
        );

    [Test]
    public void Years_of_a_data_centre_may_be_missing() =>
        Assert.That(
            IssuesOf(
                SmallFiles.WithFactors(
                    SmallFiles.Grid2024.TrimEnd(),
                    "pue-azure-2022,,1.1,,facility kWh/IT kWh,2022-01-01,2022-12-31,azure,b,s,table 1,primary,",
                    "pue-azure-2025,,1.1,,facility kWh/IT kWh,2025-01-01,2025-12-31,azure,b,s,table 1,primary,"
                )
            ),
            Is.Empty
        );

    [TestCase(
        "pue-a-2024,,1,,fraction",
        "azure",
        "grid.csv:3:5: error LE3006: found another unit of pue-a-2024, expected facility kWh/IT kWh as each PUE has"
    )]
    [TestCase(
        "official-a-2024,,1,,L/kWh",
        "DK",
        "grid.csv:3:5: error LE3006: found another unit of official-a-2024, expected gCO2e/kWh as each official value has"
    )]
    public void A_family_has_one_unit(string factor, string place, string expected) =>
        Assert.That(
            IssuesOf(SmallFiles.WithFactors(SmallFiles.Grid2024.TrimEnd(), $"{factor},2024-01-01,2024-12-31,{place},b,s,table 1,primary,")),
            Is.EqualTo(new[] { expected })
        );

    [TestCase("azure")]
    [TestCase("azure/denmarkeast")]
    [TestCase("acme")]
    public void A_factor_may_hold_for_a_cloud_a_region_or_a_provider(string place) =>
        Assert.That(
            IssuesOf(
                SmallFiles.WithFactors(
                    SmallFiles.Grid2024.TrimEnd(),
                    $"pue-a-2024,,1.1,,facility kWh/IT kWh,2024-01-01,2024-12-31,{place},b,s,table 1,primary,"
                )
            ),
            Is.Empty
        );

    [TestCase("azure/denmarkwest")]
    [TestCase("Azure")]
    public void A_factor_for_a_place_that_is_not_listed_is_refused(string place) =>
        Assert.That(
            IssuesOf(
                SmallFiles.WithFactors(
                    SmallFiles.Grid2024.TrimEnd(),
                    $"pue-a-2024,,1.1,,facility kWh/IT kWh,2024-01-01,2024-12-31,{place},b,s,table 1,primary,"
                )
            ),
            Is.EqualTo(
                new[]
                {
                    $"grid.csv:3:8: error LE3010: found '{place}' in geography, expected one of the zones of zones.csv, the providers of locations.csv "
                        + $"and the clouds and regions (cloud/region) of regions.csv",
                }
            )
        );

    [TestCase("", "pack.csv: error LE3003: found 0 rows, expected one: the edition")]
    [TestCase("A,1,2026-01-31,\nB,2,2026-01-31,\n", "pack.csv: error LE3003: found 2 rows, expected one: the edition")]
    [TestCase("A,,2026-01-31,\n", "pack.csv:2:2: error LE3004: found no version, expected one")]
    public void A_pack_says_which_edition_it_is(string records, string expected) =>
        Assert.That(IssuesOf(SmallFiles.All.With("pack.csv", "name,version,released,note\n" + records)), Is.EqualTo(new[] { expected }));

    [Test]
    public void A_region_must_end_in_a_grid_that_has_factors() =>
        Assert.That(
            IssuesOf(
                SmallFiles.All.With(
                    "regions.csv",
                    "cloud,region,location,country,zone,source_id,note\nazure,swedencentral,Sweden,SE,SE,s,\n"
                )
            ),
            Is.EqualTo(new[] { "regions.csv:2:5: error LE3010: found no grid factor of zone 'SE' or country 'SE', expected one" })
        );

    [Test]
    public void A_region_stands_once_for_a_cloud() =>
        Assert.That(
            IssuesOf(
                SmallFiles.All.With(
                    "regions.csv",
                    "cloud,region,location,country,zone,source_id,note\nazure,a,,DK,DK,s,\nazure,A,,DK,DK,s,\n"
                )
            ),
            Is.EqualTo(new[] { "regions.csv:3:2: error LE3008: found 'azure A' in region twice, expected it once" })
        );

    [Test]
    public void A_location_must_name_a_zone_of_the_list() =>
        Assert.That(
            IssuesOf(
                SmallFiles.All.With(
                    "locations.csv",
                    "provider,maker,cloud,location,zone,serving,source_id,confidence,note\nacme,acme,,Sweden,SE,standard,s,low,\n"
                )
            ),
            Is.EqualTo(new[] { "locations.csv:2:5: error LE3010: found 'SE' in zone, expected one of zones.csv" })
        );

    [Test]
    public void An_alias_must_be_of_a_listed_provider() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,provider\nx,nobody\n")),
            Is.EqualTo(new[] { "aliases.csv:2:2: error LE3010: found 'nobody' in provider, expected one of locations.csv" })
        );

    [Test]
    public void A_spelling_belongs_to_one_zone() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("zones.csv", "zone,iso3,name,also\nDK,DNK,Denmark,\nWORLD,,World,dnk\n")),
            Is.EqualTo(new[] { "zones.csv:3:4: error LE3008: found 'dnk' in also twice, expected it once" })
        );

    [TestCase(
        "1,acme,^big,big,HUGE,4,,,unknown,proxy,s",
        "models.csv:2:5: error LE3010: found 'HUGE' in class, expected one of XL, L, M, S, EMB, IMG, AUD, VID, NONE"
    )]
    [TestCase(
        "1,acme,big(,big,XL,4,,,unknown,proxy,s",
        "models.csv:2:3: error LE3011: found another form, expected a regular expression without look-around and back-references: 'big('"
    )]
    [TestCase(
        "1,acme,big(?!x),big,XL,4,,,unknown,proxy,s",
        "models.csv:2:3: error LE3011: found another form, expected a regular expression without look-around and back-references: 'big(?!x)'"
    )]
    [TestCase("7,acme,^big,big,XL,4,,,unknown,proxy,s", "models.csv:2:1: error LE3005: found row 7, expected row 1")]
    [TestCase("1,acme,^big,big,XL,6,,,unknown,proxy,s", "models.csv:2:6: error LE3005: found 6 in reachable_tier, expected 1 to 5")]
    public void A_row_of_the_model_map_that_cannot_be_used_is_refused(string row, string expected) =>
        Assert.That(
            IssuesOf(
                SmallFiles.All.With(
                    "models.csv",
                    $"row,provider,pattern,family,class,reachable_tier,active_params_b,total_params_b,params_status,basis,source_id\n{row}\n2,*,.*,unknown,L,5,,,unknown,unknown model,s\n"
                )
            ),
            Is.EqualTo(new[] { expected })
        );

    [Test]
    public void The_model_map_must_end_with_the_row_of_unknown_models() =>
        Assert.That(
            IssuesOf(
                SmallFiles.All.With(
                    "models.csv",
                    "row,provider,pattern,family,class,reachable_tier,active_params_b,total_params_b,params_status,basis,source_id\n1,acme,^big,big,XL,4,,,unknown,proxy,s\n"
                )
            ),
            Is.EqualTo(
                new[] { "models.csv: error LE3011: found another row at the end, expected that of unknown models: provider *, pattern .*" }
            )
        );

    [Test]
    public void A_line_is_where_the_record_starts() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,provider\n\"a\nb\",acme\nc,nobody\n")),
            Is.EqualTo(
                new[]
                {
                    "aliases.csv:2:1: error LE3005: found 'a?b' in alias, expected a-z, 0-9, dot and hyphen alone",
                    "aliases.csv:4:2: error LE3010: found 'nobody' in provider, expected one of locations.csv",
                }
            )
        );

    [TestCase("primary", FactorStatus.Primary)]
    [TestCase("transcribed", FactorStatus.Transcribed)]
    [TestCase("derived", FactorStatus.Derived)]
    [TestCase("provisional", FactorStatus.Provisional)]
    public void A_status_is_read_as_written(string written, FactorStatus status) =>
        Assert.That(
            FactorLoader
                .Load(SmallFiles.WithFactors($"grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,{written},"))
                .Factors[0]
                .Status,
            Is.EqualTo(status)
        );

    [Test]
    public void A_set_with_issues_does_not_load_and_lists_all_of_them() =>
        Assert.That(
            () => FactorLoader.Load(FactorFiles.None),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Property(nameof(ConfigurationException.Issues))
                .Exactly(7)
                .Property(nameof(Issue.Code))
                .EqualTo("LE3001")
        );

    private static IEnumerable<string> IssuesOf(FactorFiles files) => FactorLoader.Check(files).Select(issue => issue.ToString());
}
