using LlmEnergy.Domain;
using LlmEnergy.Factors.Files;

namespace LlmEnergy.Factors.Tests;

public sealed class FactorLoaderTests
{
    [Test]
    public void A_set_without_an_issue_is_loaded() => Assert.That(FactorLoader.Load(SmallFiles.All).Factors, Has.Count.EqualTo(1));

    [Test]
    public void A_missing_file_is_refused() =>
        Assert.That(IssuesOf(SmallFiles.All.Without("models.csv")), Is.EqualTo(new[] { "models.csv: error LE3001: the file is missing" }));

    [Test]
    public void Unknown_and_missing_columns_are_refused() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,supplier\nacme-ai,acme\n")),
            Is.EqualTo(
                new[]
                {
                    "aliases.csv:1: error LE3002: column provider is missing",
                    "aliases.csv:1:2: error LE3002: column 'supplier' is unknown",
                }
            )
        );

    [Test]
    public void A_repeated_column_is_refused() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,provider,alias\n")),
            Is.EqualTo(new[] { "aliases.csv:1:3: error LE3002: column alias stands there twice" })
        );

    [TestCase("a,acme,x", "aliases.csv:2: error LE3003: 3 fields, where the header has 2")]
    [TestCase("a", "aliases.csv:2: error LE3003: 1 fields, where the header has 2")]
    public void A_record_of_another_length_is_refused(string record, string expected) =>
        Assert.That(IssuesOf(SmallFiles.All.With("aliases.csv", $"alias,provider\n{record}\n")), Is.EqualTo(new[] { expected }));

    [Test]
    public void An_unclosed_quote_is_refused() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,provider\na,\"acme\nb,acme\n")),
            Has.Some.EqualTo("aliases.csv:2: error LE3003: quotes are broken (UnterminatedQuote)")
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
            Has.Some.EqualTo(FormattableString.Invariant($"grid.csv:2:{field}: error LE3004: {column} is empty"))
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
            Is.EqualTo(new[] { "sources.csv:2:6: error LE3004: licence is empty" })
        );

    [TestCase(
        "grid-dk-2024,,1e2,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:3: error LE3005: value '1e2' is not a number such as 0.123"
    )]
    [TestCase(
        "grid-dk-2024,,\"1,5\",,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:3: error LE3005: value '1,5' is not a number such as 0.123"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,01-01-2024,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:6: error LE3005: valid_from '01-01-2024' is not a date of the form yyyy-MM-dd"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,guessed,",
        "grid.csv:2:12: error LE3005: status 'guessed' is none of primary, transcribed, derived, provisional"
    )]
    [TestCase(
        "grid_dk_2024,,100,,fraction,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:1: error LE3005: factor_id 'grid_dk_2024' has other characters than a-z, 0-9, dot and hyphen"
    )]
    [TestCase(
        "grid-dk-2024,,100,,kgCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:5: error LE3006: unit 'kgCO2e/kWh' is none of gCO2e/kWh, Wh/1000 tokens"
    )]
    [TestCase(
        "grid-dk-2024,,1,,fraction,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:5: error LE3006: grid-dk-2024: each grid factor is in gCO2e/kWh"
    )]
    [TestCase(
        "grid-dk-2024,120,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:2: error LE3007: low 120 is above value 100"
    )]
    [TestCase(
        "grid-dk-2024,,100,90,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:4: error LE3007: high 90 is below value 100"
    )]
    [TestCase(
        "grid-dk-2024,,2000.1,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:3: error LE3007: value 2000.1 is outside the 0 to 2000 gCO2e/kWh that are plausible"
    )]
    [TestCase(
        "grid-dk-2024,,-1,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:3: error LE3007: value -1 is outside the 0 to 2000 gCO2e/kWh that are plausible"
    )]
    [TestCase(
        "class-l-2026,,1,101,Wh/1000 tokens,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:4: error LE3007: high 101 is outside the 0 to 100 Wh/1000 tokens that are plausible"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-12-31,2024-01-01,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:7: error LE3009: valid_to 2024-01-01 is before valid_from 2024-12-31"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-07-01,2024-12-31,DK,lifecycle,s,table 1,primary,",
        "grid.csv:2:6: error LE3009: grid-dk-2024: each grid factor holds for whole calendar years"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK1,lifecycle,s,table 1,primary,",
        "grid.csv:2:8: error LE3010: geography 'DK1' is none of the zones of zones.csv, the providers of locations.csv and the clouds and "
            + "regions (cloud/region) of regions.csv"
    )]
    [TestCase(
        "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,nobody,table 1,primary,",
        "grid.csv:2:10: error LE3010: source_id 'nobody' is not in sources.csv"
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
                    "grid.csv:2:1: error LE3005: factor_id 'Grid' has other characters than a-z, 0-9, dot and hyphen",
                    "grid.csv:2:3: error LE3005: value 'x' is not a number such as 0.123",
                    "grid.csv:2:7: error LE3005: valid_to 'soon' is not a date of the form yyyy-MM-dd",
                }
            )
        );

    [Test]
    public void An_id_stands_in_one_file_only() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("overlay.csv", SmallFiles.FactorHeader + SmallFiles.Grid2024)),
            Is.EqualTo(new[] { "overlay.csv:2:1: error LE3008: factor_id 'grid-dk-2024' stands there already" })
        );

    [Test]
    public void Ids_that_differ_in_case_only_are_one() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("overlay.csv", SmallFiles.FactorHeader + SmallFiles.Grid2024.ToUpperInvariant())),
            Has.Some.EqualTo("overlay.csv:2:1: error LE3008: factor_id 'GRID-DK-2024' stands there already")
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
            Is.EqualTo(new[] { "overlay.csv:2:6: error LE3009: grid-acme-dk-2024 overlaps grid-dk-2024 in DK" })
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
            Is.EqualTo(new[] { "overlay.csv:2:6: error LE3009: 365 days between grid-dk-2024 and grid-dk-2026 in DK have no factor" })
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
            Is.EqualTo(new[] { $"grid.csv:4:6: error LE3009: {second.Split(',')[0]} overlaps {first.Split(',')[0]} in {place}" })
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

    [TestCase("pue-a-2024,,1,,fraction", "azure", "grid.csv:3:5: error LE3006: pue-a-2024: each PUE is in facility kWh/IT kWh")]
    [TestCase("official-a-2024,,1,,L/kWh", "DK", "grid.csv:3:5: error LE3006: official-a-2024: each official value is in gCO2e/kWh")]
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
                    $"grid.csv:3:8: error LE3010: geography '{place}' is none of the zones of zones.csv, the providers of locations.csv "
                        + $"and the clouds and regions (cloud/region) of regions.csv",
                }
            )
        );

    [TestCase("", "pack.csv: error LE3003: 0 records, where one edition is due")]
    [TestCase("A,1,2026-01-31,\nB,2,2026-01-31,\n", "pack.csv: error LE3003: 2 records, where one edition is due")]
    [TestCase("A,,2026-01-31,\n", "pack.csv:2:2: error LE3004: version is empty")]
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
            Is.EqualTo(new[] { "regions.csv:2:5: error LE3010: neither zone 'SE' nor country 'SE' has a grid factor" })
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
            Is.EqualTo(new[] { "regions.csv:3:2: error LE3008: region 'azure A' stands there already" })
        );

    [Test]
    public void A_location_must_name_a_zone_of_the_list() =>
        Assert.That(
            IssuesOf(
                SmallFiles.All.With(
                    "locations.csv",
                    "provider,maker,cloud,location,zone,source_id,confidence,note\nacme,acme,,Sweden,SE,s,low,\n"
                )
            ),
            Is.EqualTo(new[] { "locations.csv:2:5: error LE3010: zone 'SE' is not in zones.csv" })
        );

    [Test]
    public void An_alias_must_be_of_a_listed_provider() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,provider\nx,nobody\n")),
            Is.EqualTo(new[] { "aliases.csv:2:2: error LE3010: provider 'nobody' is not in locations.csv" })
        );

    [Test]
    public void A_spelling_belongs_to_one_zone() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("zones.csv", "zone,iso3,name,also\nDK,DNK,Denmark,\nWORLD,,World,dnk\n")),
            Is.EqualTo(new[] { "zones.csv:3:4: error LE3008: also 'dnk' stands there already" })
        );

    [TestCase(
        "1,acme,^big,big,HUGE,4,,,unknown,proxy,s",
        "models.csv:2:5: error LE3010: class 'HUGE' is none of XL, L, M, S, EMB, IMG, AUD, VID, NONE"
    )]
    [TestCase(
        "1,acme,big(,big,XL,4,,,unknown,proxy,s",
        "models.csv:2:3: error LE3011: pattern 'big(' is not a regular expression without look-around and back-references"
    )]
    [TestCase(
        "1,acme,big(?!x),big,XL,4,,,unknown,proxy,s",
        "models.csv:2:3: error LE3011: pattern 'big(?!x)' is not a regular expression without look-around and back-references"
    )]
    [TestCase("7,acme,^big,big,XL,4,,,unknown,proxy,s", "models.csv:2:1: error LE3005: row 7 stands where row 1 is due")]
    [TestCase("1,acme,^big,big,XL,6,,,unknown,proxy,s", "models.csv:2:6: error LE3005: reachable_tier 6 is not 1 to 5")]
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
            Is.EqualTo(new[] { "models.csv: error LE3011: the last row is not that of unknown models: provider *, pattern .*" })
        );

    [Test]
    public void A_line_is_where_the_record_starts() =>
        Assert.That(
            IssuesOf(SmallFiles.All.With("aliases.csv", "alias,provider\n\"a\nb\",acme\nc,nobody\n")),
            Is.EqualTo(
                new[]
                {
                    "aliases.csv:2:1: error LE3005: alias 'a?b' has other characters than a-z, 0-9, dot and hyphen",
                    "aliases.csv:4:2: error LE3010: provider 'nobody' is not in locations.csv",
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
