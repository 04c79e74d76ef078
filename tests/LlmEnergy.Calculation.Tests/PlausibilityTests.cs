using LlmEnergy.Calculation.Bounds;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests;

public class PlausibilityTests
{
    private static readonly ClassFactors2026 Method = new();

    /// <summary>All hours of a day.</summary>
    private const int All = 0xFFFFFF;

    [Test]
    public void Ordinary_usage_has_no_finding() =>
        Assert.That(Found(Month(1, 1_000, 2_000_000, 500_000, dollars: 10m), Month(2, 1_500, 3_500_000, 800_000, dollars: 18m)), Is.Empty);

    [TestCase(100, 900, 99, "9.99 tokens a request (999 in 100)")]
    [TestCase(100, 200_000_000, 1_000_000, "2,010,000 tokens a request (201,000,000 in 100)")]
    public void Tokens_to_a_request_have_a_bound(long requests, long input, long output, string found) =>
        Assert.That(
            Found(Month(1, requests, input, output)),
            Is.EqualTo(
                new[]
                {
                    $"source test: error LE4011: model 'gpt-4o' of openai in 2024-01: found {found}, expected 10 to 2,000,000: "
                        + "look at the columns and the scale that the format reads",
                }
            )
        );

    [TestCase(100, 900, 100)]
    [TestCase(100, 199_000_000, 1_000_000)]
    [TestCase(9, 40_000_000, 1_000_000)]
    public void On_the_bound_and_of_few_requests_tokens_are_plausible(long requests, long input, long output) =>
        Assert.That(Found(Month(1, requests, input, output)), Is.Empty);

    [Test]
    public void Output_to_input_has_a_lower_bound()
    {
        Assert.That(Found(Month(1, 10, 100_000, 100)), Is.Empty);
        Assert.That(
            Found(Month(1, 10, 100_100, 100)),
            Is.EqualTo(
                new[]
                {
                    "source test: error LE4011: model 'gpt-4o' of openai in 2024-01: found 100 output tokens to 100,100 of input, "
                        + "expected between 1 to 1,000 and 50 to 1: look at the columns that the format reads",
                }
            )
        );
    }

    [TestCase(50_000, false)]
    [TestCase(51_000, true)]
    public void Output_to_input_has_an_upper_bound(long output, bool isBeyond) =>
        Assert.That(Findings(Month(1, 10, 1_000, output)).Any(finding => finding.Code == "LE4011"), Is.EqualTo(isBeyond));

    [Test]
    public void Embeddings_and_images_are_exempt() =>
        Assert.That(
            Found(
                Lines.Bucket("openai", "text-embedding-3-small", 100, 500, 0),
                Lines.Bucket("openai", "gpt-4o", 100, 500, 0, number: 2),
                Lines.Bucket("openai", "dall-e-3", 100, 500, 1, number: 3)
            ),
            Is.Empty
        );

    [Test]
    public void A_month_unlike_those_before_is_a_warning() =>
        // 600 tokens a request, then 6,000 with ten times the requests, which are no jump of tokens alone
        Assert.That(
            Found(Month(1, 100, 50_000, 10_000), Month(2, 1_000, 5_000_000, 1_000_000)),
            Is.EqualTo(
                new[]
                {
                    "source test: warning LE4011: model 'gpt-4o' of openai in 2024-02: found 6,000 tokens a request "
                        + "after 600 to 600 in the months before, expected at most 5 times as many, or as few",
                }
            )
        );

    [Test]
    public void Tokens_that_jump_without_requests_are_beyond_the_bound()
    {
        Assert.That(
            Found(Month(1, 100, 50_000, 10_000), Month(2, 110, 500_000, 100_000)),
            Is.EqualTo(
                new[]
                {
                    "source test: error LE4012: model 'gpt-4o' of openai in 2024-02: found 600,000 tokens after 60,000 the month before, "
                        + "with 110 requests after 100; expected at most 5 times as many, or as few",
                }
            )
        );
        Assert.That(Found(Month(1, 100, 500_000, 100_000), Month(2, 110, 50_000, 10_000)), Has.One.Contains("LE4012"), "a fall is a jump");
        Assert.That(Found(Month(1, 100, 50_000, 10_000), Month(3, 110, 500_000, 100_000)), Has.None.Contains("LE4012"), "not consecutive");
    }

    [Test]
    public void A_cost_that_jumps_without_requests_is_beyond_the_bound() =>
        Assert.That(
            Found(Month(1, 100, 900_000, 100_000, dollars: 2m), Month(2, 100, 900_000, 100_000, dollars: 12m)),
            Is.EqualTo(
                new[]
                {
                    "source test: error LE4012: model 'gpt-4o' of openai in 2024-02: found a cost of 12 for a million tokens "
                        + "after 2 the month before, expected at most 5 times as much, or as little",
                }
            )
        );

    [Test]
    public void A_month_is_compared_with_those_of_the_closed_period_before_it()
    {
        Assert.That(
            FoundAfter(Month(3, 100, 50_000, 10_000), Month(4, 110, 500_000, 100_000)),
            Is.EqualTo(
                new[]
                {
                    "source test: error LE4012: model 'gpt-4o' of openai in 2024-04: found 600,000 tokens after 60,000 the month before, "
                        + "with 110 requests after 100; expected at most 5 times as many, or as few",
                }
            )
        );
        var apart = FoundAfter(Month(2, 100, 50_000, 10_000), Month(4, 110, 500_000, 100_000));
        Assert.That(apart, Has.None.Contains("LE4012"), "not consecutive");
        Assert.That(
            FoundAfter(Month(3, 100, 900_000, 100_000, dollars: 2m), Month(4, 100, 900_000, 100_000, dollars: 12m)),
            Has.One.Contains("found a cost of 12 for a million tokens after 2 the month before")
        );
    }

    [Test]
    public void Months_of_a_closed_period_are_not_judged_again() =>
        Assert.That(FoundAfter(Month(3, 100, 900, 99), Month(5, 100, 50_000, 10_000)), Has.None.Contains("2024-03"));

    [TestCase("gpt-4o", 2.0, 1_000, "2,000 for a million tokens (2 for 1,000), expected 0.001 to 1,000 of class L")]
    [TestCase("gpt-4o-mini", 2.0, 10_000, "200 for a million tokens (2 for 10,000), expected 0.001 to 100 of class M")]
    [TestCase("gpt-4o", 0.5, 1_000_000_000, "0.0005 for a million tokens (0.5 for 1,000,000,000), expected 0.001 to 1,000 of class L")]
    public void A_cost_that_nobody_asks_is_beyond_the_bound(string model, double dollars, long tokens, string found) =>
        Assert.That(
            Found(Lines.Bucket("openai", model, 9, tokens / 2, tokens / 2, dollars: (decimal)dollars)),
            Is.EqualTo(
                new[]
                {
                    $"source test: error LE4013: model '{model}' of openai in 2024-01: found a cost of {found}: "
                        + "look at the columns and the scale that the format reads",
                }
            )
        );

    [Test]
    public void A_cost_in_another_currency_needs_a_rate()
    {
        var line = Lines.Bucket("openai", "gpt-4o", 1_000, 500_000, 500_000, dollars: 5_000m);
        Assert.That(Codes(line), Is.EqualTo(new[] { "LE4013" }));
        Assert.That(Codes(line with { Cost = new(5_000m, "EUR") }), Is.EqualTo(new[] { "LE4013" }));
        Assert.That(Codes(line with { Cost = new(5_000m, "JPY") }), Is.Empty);
    }

    [Test]
    public void A_private_name_that_lowers_the_class_of_a_known_model_is_beyond_the_bound()
    {
        // both are of class L by the map, and the other has half the tokens: 2 of 3
        var finding = Mapped("gpt-5,gpt-5-nano", Spoken("gpt-5", 2_000), Spoken("gpt-4o", 1_000, number: 2));
        Assert.That((finding.Code, finding.Severity), Is.EqualTo(("LE4014", Severity.Error)));
        Assert.That(
            finding.Message,
            Does.StartWith("found class S for model 'gpt-5' of openai (named 'gpt-5-nano' by deployments.csv:2), expected class L of ")
                .And.EndsWith(" kgCO2e of electricity, 66.7 % of all there would be")
        );
    }

    [Test]
    public void A_small_share_or_a_higher_class_is_a_warning()
    {
        var small = Mapped("gpt-5,gpt-5-nano", Spoken("gpt-5", 1_000), Spoken("gpt-4o", 39_000, number: 2));
        Assert.That((small.Code, small.Severity), Is.EqualTo(("LE4014", Severity.Warning)));
        Assert.That(Mapped("gpt-5-nano,gpt-5", Spoken("gpt-5-nano", 1_000)).Severity, Is.EqualTo(Severity.Warning));
    }

    [TestCase("gpt-5,gpt-5-2025-08-07", "gpt-5")]
    [TestCase("chat-pilot,gpt-5-nano", "chat-pilot")]
    public void A_name_of_the_same_class_or_that_nothing_else_knows_is_no_finding(string row, string model) =>
        Assert.That(WithNames(row, Spoken(model, 1_000)), Is.Empty);

    [TestCase(100_000, 100_000, null)]
    [TestCase(100_000, 100_001, Severity.Warning)]
    [TestCase(100_000, 1_000_000, Severity.Warning)]
    [TestCase(100_000, 1_000_001, Severity.Error)]
    public void More_output_than_input_is_a_warning_and_ten_times_as_much_beyond_the_bound(long input, long output, Severity? severity)
    {
        var found = Findings(Month(1, 100, input, output));
        Assert.That(found.Select(finding => finding.Code), Is.EqualTo(severity is null ? [] : new[] { "LE4015" }));
        Assert.That(found.Select(finding => (Severity?)finding.Severity).SingleOrDefault(), Is.EqualTo(severity));
    }

    [Test]
    public void A_last_day_of_few_rows_may_be_cut() =>
        Assert.That(
            Days(ContextBasis.Request, 100, 100, 100, 100, 100, 19),
            Is.EqualTo(
                new[]
                {
                    "source test: warning LE4016: found 19 rows on 2024-01-06, the last day, and 100 a day before, "
                        + "expected a whole day: look whether the file was cut",
                }
            )
        );

    [TestCase(new[] { 100, 100, 100, 100, 100, 20 })]
    [TestCase(new[] { 100, 100, 100, 100, 19 })]
    [TestCase(new[] { 100, 20, 100, 100, 100, 11 })]
    public void A_last_day_of_a_fifth_of_few_days_or_like_another_is_none(int[] rows) =>
        Assert.That(Days(ContextBasis.Request, rows), Is.Empty);

    [Test]
    public void A_last_bucket_of_few_rows_is_none() => Assert.That(Days(ContextBasis.BucketMean, 100, 100, 100, 100, 100, 1), Is.Empty);

    [Test]
    public void Days_at_equal_distances_may_lack_rows()
    {
        Assert.That(
            Days(ContextBasis.BucketMean, 1, 0, 1, 0, 1, 0, 1, 0, 1),
            Is.EqualTo(
                new[]
                {
                    "source test: warning LE4016: found rows on 5 days, each 2 days after the one before, from 2024-01-01 to 2024-01-09, "
                        + "and none on 4 days between, "
                        + "expected every day: look whether the file lacks rows at regular distances",
                }
            )
        );
        Assert.That(Days(ContextBasis.BucketMean, 1, 0, 1, 0, 1, 1, 0, 1, 0), Is.Empty);
    }

    [Test]
    public void Hours_that_the_other_days_have_may_be_missing() =>
        // 2 of 24 hours, and 2,200 tokens in the other 22
        Assert.That(
            Hours(All, All, All & ~0b1100, All, All, All),
            Is.EqualTo(
                new[]
                {
                    "source test: warning LE4016: found no rows in 2 hours of 1 day, the first 2024-01-03, which nine of ten other days "
                        + "have "
                        + "(about 200 tokens, by the other hours of those days), expected every hour: look whether the file lacks rows",
                }
            )
        );

    [Test]
    public void Every_second_hour_of_one_day_may_be_missing() =>
        Assert.That(Hours(All, All, All, 0x555555, All, All).Single(), Does.Contain("found no rows in 12 hours of 1 day"));

    [TestCase(new[] { 0xFFFF00, All, All, All, All, 0xFFFF }, TestName = "a first day that begins late and a last one that ends early")]
    [TestCase(new[] { All & ~1, All, All & ~1, All, All, All }, TestName = "an hour that two of six days lack")]
    [TestCase(new[] { All, All, All & ~1, All, All }, TestName = "few days")]
    [TestCase(new[] { All, All, 0, All, All, All }, TestName = "a day whose rows sum no hours")]
    public void Hours_without_a_pattern_are_none(int[] hours) => Assert.That(Hours(hours), Is.Empty);

    [Test]
    public void The_check_counts_what_is_beyond_a_bound_and_names_the_first()
    {
        static Check Of(params Issue[] findings) => Plausibility.Control(findings).Check;
        var failed = Of([.. Findings(Month(1, 100, 900, 99))]);
        Assert.That((failed.Id, failed.Passed, failed.Actual), Is.EqualTo(("plausible", false, 1m)));
        Assert.That(failed.Detail, Does.StartWith("LE4011, source test: model 'gpt-4o' of openai in 2024-01: found 9.99 tokens a request"));
        Assert.That(Of([.. Findings(Month(1, 100, 100_000, 100_001))]).Passed, Is.True, "a warning fails no check");
    }

    private static ActivityLine Spoken(string model, long output, int number = 1) =>
        Lines.Bucket("openai", model, 1, 0, output, number: number);

    // by the class factors of the first edition, 1,000 requests of 500 and 300 tokens with gpt-4o take 105 to 1,500 Wh
    [TestCase(440, TestName = "Energy that a supplier states inside the range of the factors is no finding")]
    [TestCase(105, TestName = "Nor is its low")]
    public void Stated_energy_is_held_against_the_factors(decimal wattHours) => Assert.That(Codes(Stated(wattHours)), Is.Empty);

    [TestCase(440_000, true, TestName = "Milliwatt-hours read as watt-hours are beyond the bound")]
    [TestCase(1_584_000, true, TestName = "So are joules")]
    [TestCase(0.44, true, TestName = "Kilowatt-hours read as watt-hours are beyond it too")]
    [TestCase(0, true, TestName = "Usage that took no energy cannot be")]
    [TestCase(4_500, false, TestName = "Three times above the high is worth a look")]
    [TestCase(35, false, TestName = "Three times below the low is worth a look")]
    public void Stated_energy_in_another_unit_is_found(decimal wattHours, bool isBeyond)
    {
        var finding = Findings(Stated(wattHours)).Single();
        Assert.That((finding.Code, finding.Severity), Is.EqualTo(("LE4028", isBeyond ? Severity.Error : Severity.Warning)));
    }

    [Test]
    public void Stated_energy_without_tokens_is_said_to_be_held_against_nothing()
    {
        var line = Stated(440m);
        var finding = Findings(line with { Usage = line.Usage with { Known = Known.Energy } }).Single();
        Assert.That((finding.Code, finding.Severity), Is.EqualTo(("LE4028", Severity.Warning)));
        Assert.That(finding.Message, Does.Contain("without a factor to hold it against"));
    }

    private static ActivityLine Stated(decimal wattHours)
    {
        var line = Lines.Bucket("openai", "gpt-4o", 1_000, 500_000, 300_000);
        return line with
        {
            Key = line.Key with { Energy = StatedEnergy.MeteredFacility },
            Usage = line.Usage with
            {
                EnergyMicrojoules = (long)(wattHours * Usage.MicrojoulesPerWattHour),
                Known = line.Usage.Known | Known.Energy,
            },
        };
    }

    private static ActivityLine Month(int month, long requests, long input, long output, decimal? dollars = null)
    {
        var line = Lines.Bucket("openai", "gpt-4o", requests, input, output, number: month, dollars: dollars);
        return line with { Key = line.Key with { Month = new(2024, month, 1) } };
    }

    private static IReadOnlyList<Issue> Findings(params ActivityLine[] lines) =>
        Plausibility.Findings(
            Lines.Calculate(Method, null, lines),
            FactorPack.BuiltIn,
            FactorPack.BuiltIn,
            [Method],
            ElectricityOptions.ByPlace,
            []
        );

    private static IEnumerable<string> FoundAfter(ActivityLine closed, ActivityLine line) =>
        Plausibility
            .Findings(
                Lines.Calculate(Method, null, line),
                FactorPack.BuiltIn,
                FactorPack.BuiltIn,
                [Method],
                ElectricityOptions.ByPlace,
                Lines.Calculate(Method, null, closed).Lines
            )
            .Select(finding => finding.ToString());

    private static IEnumerable<string> Found(params ActivityLine[] lines) => Findings(lines).Select(finding => finding.ToString());

    private static IEnumerable<string> Codes(params ActivityLine[] lines) => Findings(lines).Select(finding => finding.Code);

    private static Issue Mapped(string row, params ActivityLine[] lines) => WithNames(row, lines).Single();

    private static IReadOnlyList<Issue> WithNames(string row, params ActivityLine[] lines)
    {
        using var names = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"provider,account,name,model,from,to\n,,{row},,\n"));
        var pack = FactorPack.BuiltIn.With(ModelMappings.None.WithDeployments("deployments.csv", names, []));
        var inventory = InventoryCalculation.Calculate(Lines.Activity(lines), pack, [Method], ElectricityOptions.ByPlace);
        return Plausibility.Findings(inventory, pack, FactorPack.BuiltIn, [Method], ElectricityOptions.ByPlace, []);
    }

    /// <param name="hours">A bit for each hour with rows, of each day from 2024-01-01 on.</param>
    private static IEnumerable<string> Hours(params int[] hours) =>
        OfDays(
            ContextBasis.BucketMean,
            hours.Select(
                (mask, day) =>
                    new CoverageDay("test", new(2024, 1, day + 1), DayStatus.Rows, 1, Usage.None with { Input = 2_000, Output = 200 })
                    {
                        Hours = mask,
                    }
            )
        );

    /// <param name="rows">Of each day from 2024-01-01 on; 0 is a gap.</param>
    private static IEnumerable<string> Days(ContextBasis basis, params int[] rows) =>
        OfDays(
            basis,
            rows.Select(
                (count, day) =>
                    new CoverageDay("test", new(2024, 1, day + 1), count == 0 ? DayStatus.Gap : DayStatus.Rows, count, Usage.None)
            )
        );

    private static IEnumerable<string> OfDays(ContextBasis basis, IEnumerable<CoverageDay> days)
    {
        var line = Month(1, 1_000, 2_000_000, 500_000);
        var activity = Lines.Activity(line with { Key = line.Key with { Basis = basis } }) with { Coverage = [.. days] };
        var inventory = InventoryCalculation.Calculate(activity, FactorPack.BuiltIn, [Method], ElectricityOptions.ByPlace);
        return Plausibility
            .Findings(inventory, FactorPack.BuiltIn, FactorPack.BuiltIn, [Method], ElectricityOptions.ByPlace, [])
            .Select(finding => finding.ToString());
    }
}
