using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Files;

namespace LlmEnergy.Calculation.Tests;

/// <summary>Lines of 1 kWh (central value): 2,500,000 output tokens of class M take 0.4 Wh a thousand.</summary>
public class PlaceFinderTests
{
    private const string Header =
        "factor_id,low,value,high,unit,valid_from,valid_to,geography,boundary,source_id,locator,status,note,source_title,publisher,source_year,url,licence,attribution,retrieved,read_from,reason,author,date\n";

    private const string Residual =
        "residual-own-{0},,{1},,gCO2e/kWh,2025-01-01,2025-12-31,{2},residual mix,own,table "
        + "1,primary,,Title,Publisher,2026,https://example.org,own use,Publisher (2026),2026-06-01,the source,,,\n";

    [Test]
    public void Losses_are_a_figure_of_their_own_and_in_the_total()
    {
        // GB 2025: 217.41 g location-based, of which 18.53 / 177.00 is lost, and 40 g embodied
        var line = Line("GB", 2025, ElectricityOptions.ByPlace with { TransmissionLosses = true });
        var losses = 0.21741m * 18.53m / 177.00m;
        Assert.That(Central(line.LocationBased), Is.EqualTo(0.21741m));
        Assert.That(Central(line.TransmissionLosses), Is.EqualTo(losses).Within(1e-12m));
        Assert.That(Central(line.Total), Is.EqualTo(0.21741m + losses + 0.040m).Within(1e-12m));
    }

    [Test]
    public void Losses_are_off_by_default() => Assert.That(Line("GB", 2025).TransmissionLosses, Is.Null);

    [Test]
    public void A_zone_without_published_losses_has_none() =>
        Assert.That(Line("DE", 2025, ElectricityOptions.ByPlace with { TransmissionLosses = true }).TransmissionLosses, Is.Null);

    [Test]
    public void Losses_are_in_the_headline_and_in_its_parts()
    {
        var inventory = Calculate("GB", 2025, ElectricityOptions.ByPlace with { TransmissionLosses = true });
        var disclosure = DisclosureStep.Disclose(new(inventory, "Acme", ReportStatus.Draft, "1.0", []));
        Assert.That(
            disclosure[FigureIds.TotalKilograms].Value,
            Is.EqualTo(
                disclosure[FigureIds.LocationBased].Value
                    + disclosure[FigureIds.TransmissionLosses].Value
                    + disclosure[FigureIds.Embodied].Value
            )
        );
        Assert.That(disclosure.AllChecksPass, Is.True);
    }

    [Test]
    public void The_lifecycle_basis_adds_no_upstream() =>
        Assert.That(
            (Central(Line("GB", 2025).LocationBased), Line("GB", 2025).Upstream),
            Is.EqualTo((0.21741m, (Estimate<GhgEmissions>?)null))
        );

    [Test]
    public void The_direct_basis_takes_the_official_value_and_adds_upstream()
    {
        // DESNZ 2025: 177.00 g direct, 45.9 g well to tank
        var line = Line("GB", 2025, Direct);
        Assert.That((Central(line.LocationBased), Central(line.Upstream), Central(line.Total)), Is.EqualTo((0.177m, 0.0459m, 0.2629m)));
    }

    [Test]
    public void The_direct_basis_with_losses_comes_to_the_published_grams()
    {
        // DESNZ 2025: 18.53 g lost of 177.00
        var line = Line("GB", 2025, Direct with { TransmissionLosses = true });
        Assert.That(Central(line.TransmissionLosses), Is.EqualTo(0.01853m).Within(1e-12m));
    }

    [Test]
    public void Where_no_authority_states_a_value_the_direct_basis_falls_back_to_lifecycle_without_upstream()
    {
        var line = Line("SG", 2025, Direct);
        Assert.That((line.Place!.Grid.Factor.Factor.Id, line.Upstream), Is.EqualTo(("grid-ember-sg-2025", (Estimate<GhgEmissions>?)null)));
    }

    [Test]
    public void Where_no_upstream_is_published_the_direct_basis_is_combustion_only()
    {
        // EEA 2024, Denmark: 64 g
        var line = Line("DK", 2024, Direct);
        Assert.That((Central(line.LocationBased), line.Upstream), Is.EqualTo((0.064m, (Estimate<GhgEmissions>?)null)));
    }

    [Test]
    public void An_assumed_place_stays_assumed_on_the_direct_basis()
    {
        var inventory = InventoryCalculation.Calculate(
            Lines.Activity(Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000)),
            FactorPack.BuiltIn,
            [new ClassFactors2026()],
            Direct
        );
        Assert.That(
            inventory.Issues.Single(issue => issue.Code == "LE4003").Message,
            Is.EqualTo(
                "where openai ran the inference is assumed: no region stated; provider openai (assumed place) -> US -> 2024; direct: US "
                    + "-> official-egrid-us-2023, 1 year before the activity"
            )
        );
    }

    [TestCase("US", "US", TestName = "the zone")]
    [TestCase("usa", "US", TestName = "the zone in another spelling")]
    [TestCase("US", "US-EGRID-SRVC", TestName = "the country of a subregion")]
    [TestCase("EU27", "DK", TestName = "the union of a member")]
    [TestCase("EU27", "EU27", TestName = "the union itself")]
    public void An_instrument_holds_in_its_market(string boundary, string zone) =>
        // 1 kWh x 12 g
        Assert.That(Central(Line(zone, 2025, With(Instrument("openai", boundary))).MarketBased), Is.EqualTo(0.012m));

    [TestCase("EU27", "NO", TestName = "a country outside of the union")]
    [TestCase("EU27", "GB", TestName = "a former member")]
    [TestCase("US", "CA", TestName = "another country")]
    [TestCase("US-EGRID-SRVC", "US", TestName = "a part of the country only")]
    [TestCase("nowhere", "US", TestName = "no market at all")]
    public void Outside_of_its_market_it_does_not_hold(string boundary, string zone) =>
        Assert.That(Line(zone, 2025, With(Instrument("openai", boundary))).MarketBased, Is.Null);

    [TestCase("openai", "", true, TestName = "who is paid")]
    [TestCase("azure-openai", "", false, TestName = "somebody else")]
    [TestCase("openai", "team-a", false, TestName = "another account")]
    public void An_instrument_holds_for_its_supplier_and_account(string supplier, string account, bool holds) =>
        Assert.That(
            Line("US", 2025, With(Instrument(supplier, "US") with { Account = account })).MarketBased is not null,
            Is.EqualTo(holds)
        );

    [Test]
    public void An_instrument_is_one_of_the_host_where_there_is_one()
    {
        var line = Lines.Bucket("openai", "gpt-4.1-mini", 1, 0, 2_500_000, year: 2025);
        line = line with { Key = line.Key with { Host = "azure-openai" } };
        decimal? Market(string supplier) =>
            InventoryCalculation
                .Calculate(
                    Lines.Activity(line),
                    FactorPack.BuiltIn,
                    [new ClassFactors2026()],
                    With(Instrument(supplier, "US")) with
                    {
                        Zone = "US",
                    }
                )
                .Lines[0]
                .MarketBased?.Central?.KilogramsCo2e;
        Assert.That((Market("azure-openai"), Market("openai")), Is.EqualTo(((decimal?)0.012m, (decimal?)null)));
    }

    [TestCase("2025-01-01", "2025-01-31", true, TestName = "its month")]
    [TestCase("2025-01-02", "2025-12-31", false, TestName = "it begins inside the month")]
    [TestCase("2024-01-01", "2025-01-30", false, TestName = "it ends inside the month")]
    [TestCase("2024-01-01", "2024-12-31", false, TestName = "the year before")]
    public void An_instrument_holds_on_its_days(string from, string to, bool holds)
    {
        DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(
            Line("US", 2025, With(Instrument("openai", "US") with { From = Day(from), To = Day(to) })).MarketBased is not null,
            Is.EqualTo(holds)
        );
    }

    [Test]
    public void A_market_based_figure_is_a_memo()
    {
        var (with, without) = (Line("US", 2025, With(Instrument("openai", "US"))), Line("US", 2025));
        Assert.That((with.LocationBased, with.Total), Is.EqualTo((without.LocationBased, without.Total)));
    }

    [Test]
    public void Without_an_instrument_an_imported_residual_mix_stands_in()
    {
        var pack = Own(Residual, "dk", "400", "DK");
        Assert.That(Central(Line("DK", 2025, pack: pack).MarketBased), Is.EqualTo(0.4m));
    }

    [Test]
    public void An_instrument_comes_before_the_residual_mix()
    {
        var pack = Own(Residual, "us", "400", "US");
        Assert.That(Central(Line("US", 2025, With(Instrument("openai", "US")), pack).MarketBased), Is.EqualTo(0.012m));
    }

    [Test]
    public void Without_either_the_figure_is_missing_and_says_why()
    {
        var figure = DisclosureStep.Disclose(new(Calculate("DK", 2025), "Acme", ReportStatus.Draft, "1.0", []))[FigureIds.MarketBased];
        Assert.That((figure.Value, figure.WhyMissing), Is.EqualTo(((decimal?)null, MissingReason.NoInstrument)));
    }

    [Test]
    public void Where_one_line_has_none_the_figure_is_missing()
    {
        var options = With(Instrument("openai", "US"));
        var inventory = InventoryCalculation.Calculate(
            Lines.Activity(
                Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000),
                Lines.Bucket("mistral", "mistral-large-2411", 1, 0, 1_000, number: 2)
            ),
            FactorPack.BuiltIn,
            [new ClassFactors2026()],
            options
        );
        Assert.That(DisclosureStep.Disclose(new(inventory, "Acme", ReportStatus.Draft, "1.0", []))[FigureIds.MarketBased].Value, Is.Null);
    }

    [Test]
    public void Water_is_of_IT_energy_on_site_and_of_facility_energy_off_site()
    {
        // AWS eu-west-1 2024: 0.03 L per IT kWh; IE has its own water of electricity. 1 kWh / 1.10 x 0.03, and 1 kWh x the zone's litres
        var line = InventoryCalculation
            .Calculate(
                Lines.Activity(
                    Lines.Bucket("aws-bedrock", "anthropic.claude-3-5-haiku-20241022-v1:0", 1, 0, 2_500_000, region: "eu-west-1")
                ),
                FactorPack.BuiltIn,
                [new ClassFactors2026()],
                ElectricityOptions.ByPlace
            )
            .Lines[0];
        Assert.That(line.OnSiteWater!.Value.Central!.Value.Litres, Is.EqualTo(0.03m / 1.10m).Within(1e-15m));
        Assert.That(line.OffSiteWater!.Value.Central!.Value.Litres, Is.EqualTo(FactorPack.BuiltIn.OffsiteWater("IE", 2024)!.Factor.Value));
    }

    [Test]
    public void A_PUE_of_ones_own_scales_energy_and_leaves_the_water_on_site()
    {
        // 1.21 / 1.10: a tenth more facility energy for the same IT energy
        var (with, without) = (Line("US", 2024, pack: Pue("1.21")), Line("US", 2024));
        Assert.That(Central(with.Energy), Is.EqualTo(1.1m));
        Assert.That(Central(with.Embodied), Is.EqualTo(0.044m));
        Assert.That(
            with.OnSiteWater!.Value.Central!.Value.Litres,
            Is.EqualTo(without.OnSiteWater!.Value.Central!.Value.Litres).Within(1e-15m)
        );
        Assert.That(
            with.OffSiteWater!.Value.Central!.Value.Litres,
            Is.EqualTo(without.OffSiteWater!.Value.Central!.Value.Litres * 1.1m).Within(1e-15m)
        );
    }

    [Test]
    public void A_PUE_as_inside_the_class_factors_changes_nothing() =>
        Assert.That(Line("US", 2024, pack: Pue("1.1")).Energy, Is.EqualTo(Line("US", 2024).Energy));

    [Test]
    public void A_PUE_of_ones_own_is_named_in_the_rate()
    {
        var rate = Line("US", 2024, pack: Pue("1.21")).Rate!;
        Assert.That(
            (rate.Pue!.Central!.Value.Ratio, rate.Energy!.Terms[0].Derivation),
            Is.EqualTo((1.21m, "class-m-input-2026 x class-pue-2026"))
        );
    }

    private static ElectricityOptions Direct => ElectricityOptions.ByPlace with { Basis = GridBasis.Direct };

    private static FactorPack Pue(string value) =>
        FactorPack.BuiltIn.With(
            FactorFiles.None.With(
                "own.csv",
                Header
                    + $"class-pue-2026,,{value},,facility kWh/IT kWh,2019-01-01,2027-12-31,WORLD,own,own,table "
                    + $"1,primary,,Title,Publisher,2026,https://example.org,own use,Publisher (2026),2026-06-01,the source,policy,A. "
                    + $"Berg,2026-06-02\n"
            )
        );

    private static FactorPack Own(string row, params object[] values) =>
        FactorPack.BuiltIn.With(
            FactorFiles.None.With("own.csv", Header + string.Format(System.Globalization.CultureInfo.InvariantCulture, row, values))
        );

    private static ElectricityOptions With(MarketInstrument instrument) => ElectricityOptions.ByPlace with { Instruments = [instrument] };

    private static MarketInstrument Instrument(string supplier, string boundary)
    {
        var factor = new Factor(
            "instrument-1-2025",
            null,
            12m,
            null,
            "gCO2e/kWh",
            new(2024, 1, 1),
            new(2025, 12, 31),
            boundary,
            "test",
            "instrument-1-2025",
            "test",
            FactorStatus.Primary,
            ""
        );
        return new(
            supplier,
            "",
            boundary,
            new(2024, 1, 1),
            new(2025, 12, 31),
            new(factor, new("instrument-1-2025", "test", "test", 2025, "", "", "", default, ""), 0, "test", false)
        );
    }

    private static Inventory Calculate(string zone, int year, ElectricityOptions? options = null, FactorPack? pack = null) =>
        InventoryCalculation.Calculate(
            Lines.Activity(Lines.Bucket("openai", "gpt-4.1-mini", 1, 0, 2_500_000, year: year)),
            pack ?? FactorPack.BuiltIn,
            [new ClassFactors2026()],
            (options ?? ElectricityOptions.ByPlace) with
            {
                Zone = zone,
            }
        );

    private static InventoryLine Line(string zone, int year, ElectricityOptions? options = null, FactorPack? pack = null) =>
        Calculate(zone, year, options, pack).Lines[0];

    private static decimal Central(Estimate<GhgEmissions>? estimate) => estimate!.Value.Central!.Value.KilogramsCo2e;

    private static decimal Central(Estimate<FacilityEnergy>? estimate) => estimate!.Value.Central!.Value.KilowattHours;
}
