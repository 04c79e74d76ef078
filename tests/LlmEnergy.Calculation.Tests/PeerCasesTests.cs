using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Calculation.Tests;

/// <summary>Inputs and expected values of other projects' own tests and published examples, each with its id, project and commit.</summary>
public class PeerCasesTests
{
    // wyl2607/llm-carbon-index @7091290, tests/test_carbon.py: kWh of IT x PUE x g/kWh / 1,000, end by end
    [TestCase(2, 2, 2, 500, 1.0, 1.0, 1.0, 1, 1, 1, TestName = "LCI-CO2-1")]
    [TestCase(100, 200, 400, 380, 1.2, 1.2, 1.2, 45.6, 91.2, 182.4, TestName = "LCI-CO2-3")]
    [TestCase(100, 100, 100, 1000, 1.1, 1.25, 1.56, 110, 125, 156, TestName = "LCI-CO2-5 with a range of the PUE")]
    public void Emissions_are_IT_energy_times_PUE_times_grid(
        double low,
        double central,
        double high,
        double grams,
        double pueLow,
        double pue,
        double pueHigh,
        double expectedLow,
        double expectedCentral,
        double expectedHigh
    )
    {
        var grid = GridIntensity.FromGramsCo2ePerKilowattHour((decimal)grams);
        var energy = new Estimate<FacilityEnergy>(
            It(low) * new Pue((decimal)pueLow),
            It(central) * new Pue((decimal)pue),
            It(high) * new Pue((decimal)pueHigh)
        );
        Assert.That(energy.Times(grid), Is.EqualTo(new Estimate<GhgEmissions>(Kg(expectedLow), Kg(expectedCentral), Kg(expectedHigh))));
    }

    // tests/test_energy.py: Wh per output token x output tokens; here rates are per 1,000 tokens
    [TestCase(1, 2, 4, 1_000, 1, 2, 4, TestName = "LCI-EN-1")]
    [TestCase(0.1, 0.2, 0.3, 0, 0, 0, 0, TestName = "LCI-EN-3 no tokens, no energy")]
    public void Energy_is_rate_times_tokens(
        double low,
        double central,
        double high,
        long tokens,
        double expectedLow,
        double expectedCentral,
        double expectedHigh
    )
    {
        var rates = new UnitRates([
            RateTerm.Calculated(Quantity.Output, (decimal)low * 1_000m, (decimal)central * 1_000m, (decimal)high * 1_000m, "test"),
        ]);
        var energy = LineEnergy.Of(WeightedUsage.Of(Lines.Bucket("p", "m", 1, 0, tokens), ContextRule.None), rates);
        Assert.That(energy, Is.EqualTo(new Estimate<FacilityEnergy>(Kwh(expectedLow), Kwh(expectedCentral), Kwh(expectedHigh))));
    }

    [Test]
    public void LCI_EN_5_a_mixture_of_experts_counts_by_its_active_parameters()
    {
        // there a size band is chosen by them; here prefill energy is in proportion to them: Llama 4 Scout (17 of 109 billion) against
        // Llama 4 Maverick (17 of 400)
        decimal Input(string model) =>
            Lines
                .Line(new ParameterModel2026(), 400m, Lines.Bucket("together", model, 1, 1_000, 0))
                .Energy!.Value.Central!.Value.KilowattHours;
        Assert.That(Input("llama-4-maverick"), Is.EqualTo(Input("llama-4-scout")));
    }

    // tests/test_water.py: litres per facility kWh; a PUE of 1 makes both boundaries one
    [TestCase(0.3, 0.9, 1.8, 2.0, 3.14, 4.35, 2300, 4040, 6150, TestName = "LCI-W-2")]
    [TestCase(0.9, 0.9, 0.9, 2.0, 3.14, 4.35, 2900, 4040, 5250, TestName = "LCI-W-4")]
    public void Water_is_on_site_and_off_site(
        double onLow,
        double on,
        double onHigh,
        double offLow,
        double off,
        double offHigh,
        double expectedLow,
        double expectedCentral,
        double expectedHigh
    )
    {
        var place = new Place(
            1,
            Lines.Given(400m),
            Use((decimal)onLow, (decimal)on, (decimal)onHigh),
            Use((decimal)offLow, (decimal)off, (decimal)offHigh),
            null,
            null,
            null
        );
        var kilowattHours = FacilityEnergy.FromKilowattHours(1_000m);
        var energy = new Estimate<FacilityEnergy>(kilowattHours, kilowattHours, kilowattHours);
        var rate = Rate.OfEnergy([], null, ContextRule.None, new(new(1m), new Pue(1m), new(1m)));
        Assert.That(
            OnSiteWater.Of(energy, rate, place) + OffSiteWater.Of(energy, place),
            Is.EqualTo(new Estimate<WaterVolume>(Litres(expectedLow), Litres(expectedCentral), Litres(expectedHigh)))
        );
    }

    [Test]
    public void LCI_DQ_1_shares_of_data_quality_weigh_by_usage_and_not_by_rows()
    {
        // tests/test_precision.py: 60 and 10 tokens on a better factor, 30 on a fallback; here tier 4 and 5 of one class
        var disclosure = Disclose(
            Lines.Bucket("openai", "gpt-4o", 1, 0, 60),
            Lines.Bucket("openai", "gpt-4.1", 1, 0, 10, number: 2),
            Lines.Bucket("openai", "unheard-of", 1, 0, 30, number: 3)
        );
        Assert.That(
            (
                disclosure[FigureIds.EmissionsOfTier(4)].Value,
                disclosure[FigureIds.EmissionsOfTier(5)].Value,
                disclosure[FigureIds.EnergyOfTier(5)].Value
            ),
            Is.EqualTo(((decimal?)0.7m, (decimal?)0.3m, (decimal?)0.3m))
        );
    }

    [Test]
    public void LCI_R_1_ranges_multiply_end_by_end()
    {
        var term = RateTerm.Product(Quantity.Request, 1m, Factor(1m, 2m, 3m), Factor(10m, 20m, 30m));
        Assert.That((term.Low, term.Central, term.High), Is.EqualTo((10m, (decimal?)40m, 90m)));
    }

    [TestCase(3, 2, 1, TestName = "LCI-R-3 low above central")]
    [TestCase(1, 3, 2, TestName = "LCI-R-3 central above high")]
    public void A_range_out_of_order_is_refused(int low, int central, int high) =>
        Assert.That(() => RateTerm.Calculated(Quantity.Request, low, central, high, "test"), Throws.ArgumentException);

    // cloud-carbon-footprint @b7a049c, ComputeEstimator.test.ts and NetworkingEstimator.test.ts
    [TestCase(350, 1.135, 0.928, 0.39725, 0.368648, TestName = "CCF-C-2 350 W for an hour")]
    [TestCase(10_000_000, 1.135, 0.415755, 11350, 4718.81925, TestName = "CCF-N-1 10,000,000 GB at 1 Wh")]
    public void Facility_energy_and_emissions_of_IT_energy(
        double wattHours,
        double pue,
        double kilogramsPerKilowattHour,
        double kilowattHours,
        double kilograms
    )
    {
        var facility = ItEnergy.FromWattHours((decimal)wattHours) * new Pue((decimal)pue);
        Assert.That(
            (facility, facility * GridIntensity.FromKilogramsCo2ePerKilowattHour((decimal)kilogramsPerKilowattHour)),
            Is.EqualTo((Kwh(kilowattHours), Kg(kilograms)))
        );
    }

    [Test]
    public void CCF_A_1_one_weak_line_taints_its_group()
    {
        // FootprintEstimate.test.ts: groups of 85 and 75, of which the first has an estimated row; here a line without tokens, by the
        // request factor
        var disclosure = Disclose(
            Lines.Bucket("openai", "gpt-4o", 1, 0, 20),
            Lines.Bucket("openai", "gpt-4o", 1, 0, 25, number: 2),
            Lines.Bucket("openai", "gpt-4o", 1, 0, 40, number: 3) with
            {
                Usage = Lines.Bucket("openai", "gpt-4o", 1, 0, 40).Usage with { Known = Known.Requests },
            },
            Lines.Bucket("openai", "gpt-4.1", 1, 0, 15, number: 4),
            Lines.Bucket("openai", "gpt-4.1", 1, 0, 60, number: 5)
        );
        Assert.That(
            disclosure.ByModel.Select(model => (model.Model, model.Tier)),
            Is.EqualTo(new (string, int?)[] { ("gpt-4.1", 4), ("gpt-4o", 5) })
        );
    }

    // Green-Software-Foundation/if @0829a39, sci.test.ts; sci-ai @4b7c0f7, SPEC.md 9.1.1
    [TestCase(5.02, 100, 1, 0.0502, TestName = "IF-SCI-1 per user")]
    [TestCase(6500, 50_000_000_000, 1_000_000_000, 130, TestName = "SCIAI-1 per billion tokens")]
    public void Intensity_is_emissions_over_a_functional_unit(double kilograms, double units, double per, double expected) =>
        Assert.That(
            (double)(
                new Expr.Ratio(new Expr.Constant((decimal)kilograms), new Expr.Constant((decimal)units)).Value(Scope)!.Value * (decimal)per
            ),
            Is.EqualTo(expected).Within(1e-10).Percent
        );

    [Test]
    public void IF_SCI_3_an_intensity_by_nothing_is_missing_and_not_the_total() =>
        Assert.That(new Expr.Ratio(new Expr.Constant(0.205m), new Expr.Constant(0m)).Value(Scope), Is.Null);

    [Test]
    public void IF_AG_1_sums_by_month_and_by_model_agree()
    {
        ActivityLine Line(string model, int month, long tokens, int number) =>
            Lines.Bucket("openai", model, 1, 0, tokens, number: number) is var line
                ? line with
                {
                    Key = line.Key with { Month = new(2024, month, 1) },
                }
                : null!;
        var disclosure = Disclose(Line("gpt-4o", 1, 10, 1), Line("gpt-4o", 2, 10, 2), Line("gpt-4.1", 1, 20, 3), Line("gpt-4.1", 2, 20, 4));
        Assert.That(
            (
                disclosure.ByMonth.Sum(month => month.Totals.Usage.Output),
                disclosure.ByModel.Sum(model => model.Totals.Usage.Output),
                disclosure.ByMonth[0].Totals.Total,
                disclosure.ByMonth.Sum(month => month.Totals.Total!.Value.High.KilogramsCo2e)
            ),
            Is.EqualTo(
                (
                    60L,
                    60L,
                    disclosure.ByMonth[1].Totals.Total,
                    disclosure.ByModel.Sum(model => model.Totals.Total!.Value.High.KilogramsCo2e)
                )
            )
        );
    }

    [Test]
    public void CDC_F1_a_given_intensity_overrides_every_lookup()
    {
        // mlco2/codecarbon @b05965e, tests/test_emissions.py: 2 kWh at 50 g, whatever the place; here 2 kWh are 2,000,000 / 1.2 output
        // tokens of class L
        var line = Lines.Bucket("aws-bedrock", "anthropic.claude-sonnet-4", 1, 0, 0, region: "ca-central-1") with
        {
            Usage = new(1, 0, 0, 0, 5_000_000, 0, 0, 0, Lines.Counted),
        };
        Assert.That(Lines.Line(new ClassFactors2026(), 50m, line).LocationBased!.Value.Central, Is.EqualTo(Kg(6.0 * 0.05)));
    }

    // gwittebolle/claude-carbon @dc1184c, tests/methodology-vectors.json: its factors in g per million tokens, cached reads at 0.08 of
    // input
    [TestCase(78, 1652, 1_000_000, 0, 0, 100_000, 243.2, TestName = "CLC-opus-no-cache")]
    [TestCase(20, 413, 40_000, 10_000, 500_000, 20_000, 10.06, TestName = "CLC-haiku-mixed")]
    [TestCase(39, 826, 0, 0, 1_000_000, 0, 3.12, TestName = "CLC-sonnet-cache-read-only")]
    [TestCase(78, 1652, 30_000, 400_000, 8_000_000, 60_000, 182.58, TestName = "CLC-opus-heavy-session")]
    [TestCase(20, 413, 0, 0, 10_000_000, 0, 16.0, TestName = "CLC-haiku-cache-read-only")]
    public void Four_kinds_of_tokens_add_up(
        double input,
        double output,
        long inputTokens,
        long cacheWrites,
        long cacheReads,
        long outputTokens,
        double grams
    )
    {
        decimal PerThousand(double perMillion) => (decimal)perMillion / 1_000m;
        RateTerm Term(Quantity of, decimal value) => RateTerm.Calculated(of, value, value, value, "test");
        var rates = new UnitRates([
            Term(Quantity.UncachedInput, PerThousand(input)),
            Term(Quantity.CachedInput, PerThousand(input) * 0.08m),
            Term(Quantity.Output, PerThousand(output)),
        ]);
        var line = Lines.Bucket("anthropic", "claude", 1, 0, 0) with
        {
            Usage = new(1, inputTokens + cacheWrites + cacheReads, cacheReads, cacheWrites, outputTokens, 0, 0, 0, Known.Everything),
        };
        Assert.That(UsageEmissions.Of(WeightedUsage.Of(line, ContextRule.None), rates).Central, Is.EqualTo(Kg(grams / 1_000)));
    }

    [Test]
    public void CLC_a_model_without_a_factor_is_missing_and_not_zero() =>
        Assert.That(Lines.Line(new EcoLogits093(), null, Lines.Bucket("zai", "glm-4.7-flash", 1, 100_000, 40_000)).Total, Is.Null);

    private static FigureScope Scope => new(Disclose().Inventory, LedgerPositions.None, _ => null);

    private static Disclosure Disclose(params ActivityLine[] lines) =>
        DisclosureStep.Disclose(new(Lines.Calculate(new ClassFactors2026(), 400m, lines), "Acme", ReportStatus.Draft, "1.0", []));

    private static Factor Factor(decimal low, decimal value, decimal high) =>
        new("f", low, value, high, "fraction", default, default, "WORLD", "test", "test", "test", FactorStatus.Primary, "");

    private static FactorUse Use(decimal low, decimal value, decimal high) =>
        new(Factor(low, value, high), new("s", "s", "s", 2026, "", "", "", default, ""), 0, "", false);

    private static ItEnergy It(double kilowattHours) => ItEnergy.FromKilowattHours((decimal)kilowattHours);

    private static FacilityEnergy Kwh(double value) => FacilityEnergy.FromKilowattHours((decimal)value);

    private static GhgEmissions Kg(double value) => GhgEmissions.FromKilogramsCo2e((decimal)value);

    private static WaterVolume Litres(double value) => WaterVolume.FromLitres((decimal)value);
}
