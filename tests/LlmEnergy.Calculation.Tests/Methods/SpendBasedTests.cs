using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

public class SpendBasedTests
{
    private static readonly SpendBased Method = new();

    [Test]
    public void A_dollar_of_2022_is_93_grams() => Assert.That(Kilograms(Spent(1_000m, "USD", 2022)), Is.EqualTo(93m));

    // US consumer prices: 292.655 in 2022, 304.702 in 2023, 313.689 in 2024, 321.943 in 2025; a cost of as many dollars as the index is
    // 292.655 dollars of 2022
    [TestCase(2023, "304.702")]
    [TestCase(2024, "313.689")]
    [TestCase(2025, "321.943")]
    [TestCase(2026, "321.943", TestName = "2026 by the price level of the year before")]
    [TestCase(2027, "321.943", TestName = "2027 by the price level of two years before")]
    public void Later_dollars_are_taken_back_to_2022(int year, string dollars) =>
        // 292.655 x 0.093
        Assert.That(
            Kilograms(Spent(decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture), "USD", year)),
            Is.EqualTo(27.216915m).Within(1e-15m)
        );

    [TestCase(2021)]
    [TestCase(2028)]
    public void A_year_without_a_price_level_counts_as_2022_and_says_so(int year)
    {
        var line = Line(Spent(1_000m, "USD", year));
        Assert.That(line.CradleToGate!.Value.Central!.Value.KilogramsCo2e, Is.EqualTo(93m));
        Assert.That(
            line.Rate!.CradleToGate!.Terms[0].Derivation,
            Does.EndWith(FormattableString.Invariant($"; not deflated: no price level of {year} or up to two years before"))
        );
    }

    [Test]
    public void Another_currency_is_changed_at_the_rate_of_the_year() =>
        // 1,000 EUR x 1.1 x 0.093 in 2022
        Assert.That(Kilograms(Spent(1_000m, "EUR", 2022), Rate("eur", 2022, 1.1m)), Is.EqualTo(102.3m));

    [Test]
    public void A_rate_of_two_years_before_is_used_and_its_age_is_stated()
    {
        var line = Line(Spent(1_000m, "EUR", 2024), Rate("eur", 2022, 1.1m));
        var exchange = line.Rate!.Factors.Single(use => use.Factor.Id == "fx-eur-usd-2022");
        Assert.That(
            (exchange.LagYears, exchange.Path),
            Is.EqualTo((2, "fx-eur-usd-2022, valid 2022 to 2022, ended 2 years before the activity"))
        );
    }

    [Test]
    public void The_rate_of_the_year_comes_before_those_of_earlier_ones() =>
        Assert.That(
            Line(Spent(1m, "EUR", 2024), Rate("eur", 2023, 1.1m), Rate("eur", 2024, 1.2m)).Rate!.Factors.Select(use => use.Factor.Id),
            Does.Contain("fx-eur-usd-2024").And.Not.Contain("fx-eur-usd-2023")
        );

    [TestCase(2021, TestName = "a rate of the year after")]
    [TestCase(2025, TestName = "a rate of three years before")]
    public void A_rate_that_does_not_fit_is_none(int year) =>
        Assert.That(Line(Spent(1_000m, "EUR", year), Rate("eur", 2022, 1.1m)).IsCalculated, Is.False);

    [Test]
    public void Without_a_rate_the_reason_names_what_fx_csv_lacks() =>
        Assert.That(
            Lines.By(MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy), Spent(1_000m, "EUR", 2026)).Lines[0].WhyNotCalculated,
            Is.EqualTo(
                "no method of supplier-specific, operating-point-2026, class-factors-2026-2, spend-based has a factor for class NONE in 2026 "
                    + "with the quantities that are known; its cost is known, but fx.csv has no rate EUR to USD for 2026 or up to two years before"
            )
        );

    [Test]
    public void The_factor_with_its_year_stands_on_record()
    {
        var use = Line(Spent(1m, "USD", 2025)).Rate!.Factors;
        Assert.That(
            use.Select(factor => (factor.Factor.Id, factor.LagYears)),
            Is.EqualTo(new[] { ("spend-epa-518210-2022", 3), ("deflator-us-cpi-2025", 0), ("deflator-us-cpi-2022", 0) })
        );
    }

    [Test]
    public void A_year_has_a_rate_of_its_own() =>
        Assert.That(
            Lines.Calculate(Method, null, Spent(1m, "USD", 2024), Spent(1m, "USD", 2025) with { Number = 2 }).Rates,
            Has.Length.EqualTo(2)
        );

    [Test]
    public void It_is_tier_5_and_holds_everything_without_energy()
    {
        var line = Line(Spent(1m, "USD", 2022));
        Assert.That(
            (line.Rate!.Tier, line.Total, line.Energy, line.Embodied, line.Place, Method.SideBySideOnly),
            Is.EqualTo((5, line.CradleToGate, (Estimate<FacilityEnergy>?)null, (Estimate<GhgEmissions>?)null, (Place?)null, false))
        );
    }

    [TestCase("openai", "tts-1", TestName = "speech")]
    [TestCase("openai", "gpt-4o-realtime-preview", TestName = "realtime")]
    [TestCase("openai", "sora-2", TestName = "video")]
    public void Models_without_a_token_factor_fall_to_spend(string provider, string model)
    {
        var inventory = Lines.By(
            MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy),
            Lines.Bucket(provider, model, 1, 1_000, 1_000, year: 2022, dollars: 10m)
        );
        Assert.That(
            (inventory.Lines[0].Rate!.Method, inventory.Lines[0].Total!.Value.Central!.Value.KilogramsCo2e),
            Is.EqualTo(("spend-based", 0.93m))
        );
        Assert.That(
            inventory.Issues.Single(issue => issue.Code == "LE4007").Message,
            Does.Contain(
                "is calculated by what it cost, the lowest data quality: 1,000 x spend-epa-518210-2022 x deflator-us-cpi-2022 / "
                    + "deflator-us-cpi-2022"
            )
        );
    }

    [TestCase("openai", 2022, true, TestName = "the provider's usage of the month is calculated by tokens as well")]
    [TestCase("openai", 2023, false, TestName = "its usage is of another month")]
    [TestCase("anthropic", 2022, false, TestName = "the usage is another provider's")]
    public void Spend_beside_usage_of_its_provider_and_month_may_be_its_price(string provider, int year, bool mayBeTwice)
    {
        var inventory = Lines.By(
            MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy),
            Spent(100m, "USD", 2022),
            Lines.Bucket(provider, "gpt-4o", 1, 1_000, 1_000, year: year, number: 2)
        );
        var finding = inventory.Issues.Single(issue => issue.Code == "LE4007").Message;
        Assert.That(
            finding.EndsWith(
                "; other usage of openai in the same month is calculated by quantities: where this is its price, it is counted twice",
                StringComparison.Ordinal
            ),
            Is.EqualTo(mayBeTwice),
            finding
        );
    }

    [Test]
    public void A_model_with_a_token_factor_does_not() =>
        Assert.That(
            Lines
                .By(
                    MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy),
                    Lines.Bucket("openai", "gpt-4o", 1, 1_000, 1_000, dollars: 10m)
                )
                .Lines[0]
                .Rate!.Method,
            Is.EqualTo("class-factors-2026-2")
        );

    [Test]
    public void A_year_without_grid_factors_falls_to_spend()
    {
        // class factors hold in 2028, grids of 2025 no more
        var inventory = Lines.By(
            MethodCatalog.BuiltIn.Hierarchy(MethodCatalog.DefaultHierarchy),
            Lines.Bucket("openai", "gpt-4o", 1, 1_000, 1_000, year: 2028, dollars: 10m)
        );
        Assert.That((inventory.Lines[0].Rate!.Method, inventory.Rates.Length), Is.EqualTo(("spend-based", 1)));
    }

    [Test]
    public void A_credit_lowers_a_price_and_no_emissions()
    {
        var line = Line(Spent(-1_000m, "USD", 2022));
        Assert.That(
            (line.IsCalculated, line.WhyNotCalculated),
            Is.EqualTo(
                (
                    false,
                    "no method of spend-based has a factor for class NONE in 2022 with the quantities that are known; its cost is below "
                        + "zero, and a credit lowers a price but no emissions"
                )
            )
        );
    }

    [Test]
    public void A_credit_without_usage_does_not_make_a_disclosure_incomplete()
    {
        var credit = Spent(-1_000m, "USD", 2022) with { Number = 2, Usage = Usage.None with { Known = Known.Nothing } };
        var disclosure = DisclosureStep.Disclose(
            new(Lines.Calculate(Method, null, Spent(10m, "USD", 2022), credit), "Acme", ReportStatus.Draft, "1.0", [])
        );
        Assert.That((disclosure[FigureIds.TotalKilograms].Value, disclosure.AllChecksPass), Is.EqualTo(((decimal?)0.93m, true)));
    }

    [Test]
    public void A_credit_on_usage_that_is_calculated_changes_nothing()
    {
        var method = new ClassFactors2026();
        Assert.That(
            Lines.Line(method, 400m, Lines.Bucket("openai", "gpt-4o", 1, 1_000, 1_000, dollars: -5m)).Total,
            Is.EqualTo(Lines.Line(method, 400m, Lines.Bucket("openai", "gpt-4o", 1, 1_000, 1_000)).Total)
        );
    }

    [Test]
    public void What_cost_nothing_emits_nothing() => Assert.That(Kilograms(Spent(0m, "USD", 2022)), Is.Zero);

    [TestCase(2018)]
    [TestCase(2031)]
    public void Outside_of_the_years_of_the_factor_nothing_is_calculated(int year) =>
        Assert.That(Line(Spent(1m, "USD", year)).IsCalculated, Is.False);

    [Test]
    public void A_disclosure_by_spend_alone_passes_its_checks()
    {
        var disclosure = DisclosureStep.Disclose(
            new(Lines.Calculate(Method, null, Spent(1_000m, "USD", 2022)), "Acme", ReportStatus.Draft, "1.0", [])
        );
        Assert.That(
            (
                disclosure[FigureIds.TotalKilograms].Value,
                disclosure[FigureIds.Other].Value,
                disclosure[FigureIds.Energy].Value,
                disclosure.AllChecksPass
            ),
            Is.EqualTo(((decimal?)93m, (decimal?)93m, (decimal?)null, true))
        );
    }

    private static decimal Kilograms(ActivityLine line, params (Factor, Citation)[] rates) =>
        Line(line, rates).CradleToGate!.Value.Central!.Value.KilogramsCo2e;

    private static InventoryLine Line(ActivityLine line, params (Factor, Citation)[] rates) =>
        InventoryCalculation.Calculate(Lines.Activity(line), FactorPack.BuiltIn.With(rates), [Method], ElectricityOptions.ByPlace).Lines[0];

    /// <summary>Speech, which has no token factor.</summary>
    private static ActivityLine Spent(decimal amount, string currency, int year) =>
        Lines.Bucket("openai", "tts-1", 1, 1_000, 1_000, year: year) with
        {
            Cost = new(amount, currency),
        };

    private static (Factor, Citation) Rate(string currency, int year, decimal rate) =>
        (
            new(
                $"fx-{currency}-usd-{year}",
                null,
                rate,
                null,
                "USD/currency unit",
                new(year, 1, 1),
                new(year, 12, 31),
                "WORLD",
                "test",
                $"fx-{currency}-usd-{year}",
                "test",
                FactorStatus.Primary,
                ""
            ),
            new($"fx-{currency}-usd-{year}", "test", "test", year, "", "", "", default, "")
        );
}
