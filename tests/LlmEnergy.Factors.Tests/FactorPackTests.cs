using LlmEnergy.Factors.Files;

namespace LlmEnergy.Factors.Tests;

public sealed class FactorPackTests
{
    private static readonly FactorPack Pack = FactorPack.BuiltIn;

    [Test]
    public void The_built_in_pack_is_read_once() => Assert.That(FactorPack.BuiltIn, Is.SameAs(Pack));

    [Test]
    public void Its_hash_is_that_of_its_files() => Assert.That(Pack.Hash, Is.EqualTo(FactorFiles.BuiltIn.Hash()));

    [Test]
    public void Factors_are_listed_by_id() =>
        Assert.That(Pack.Factors.Select(factor => factor.Id), Is.Ordered.Using<string>(StringComparer.Ordinal));

    [Test]
    public void A_factor_is_found_without_regard_to_case() =>
        Assert.That(Pack.Factor("GRID-EMBER-DK-2024"), Is.SameAs(Pack.Factor("grid-ember-dk-2024")));

    [Test]
    public void A_factor_that_is_not_there_is_named() =>
        Assert.That(
            () => Pack.Factor("grid-nowhere"),
            Throws.TypeOf<KeyNotFoundException>().With.Message.EqualTo("There is no factor grid-nowhere.")
        );

    [Test]
    public void A_factor_that_is_not_there_is_not_found() => Assert.That(Pack.Find("grid-nowhere"), Is.Null);

    [Test]
    public void A_source_is_that_of_the_factor() =>
        Assert.That(Pack.SourceOf(Pack.Factor("grid-ember-dk-2024")).Attribution, Is.EqualTo("Ember; Our World in Data, CC BY 4.0"));

    // a trace of November 2023 must calculate with class factors of 2026
    [TestCase("2023-11-16", 0)]
    [TestCase("2019-01-01", 0)]
    [TestCase("2027-12-31", 0)]
    [TestCase("2028-01-01", 1)]
    [TestCase("2029-12-31", 2)]
    public void A_class_factor_is_used_with_its_lag(string activity, int lag) =>
        Assert.That(Pack.Use("class-l-output-2026", Day(activity))?.LagYears, Is.EqualTo(lag));

    [TestCase("2018-12-31")]
    [TestCase("2030-01-01")]
    public void A_factor_that_begins_later_or_ended_long_ago_is_not_used(string activity) =>
        Assert.That(Pack.Use("class-l-output-2026", Day(activity)), Is.Null);

    [Test]
    public void The_path_of_a_use_names_the_factor_and_its_years() =>
        Assert.That(
            Pack.Use("class-l-output-2026", Day("2028-01-01"))?.Path,
            Is.EqualTo("class-l-output-2026, valid 2019 to 2027, ended 1 year before the activity")
        );

    [TestCase("azure.ai.openai", "azure-openai")]
    [TestCase("Azure", "azure-openai")]
    [TestCase("bedrock", "aws-bedrock")]
    [TestCase("aws.bedrock", "aws-bedrock")]
    [TestCase("vertex_ai", "google-vertex")]
    [TestCase("gcp.vertex_ai", "google-vertex")]
    [TestCase("gemini", "google-gemini-api")]
    [TestCase("x_ai", "xai")]
    [TestCase("mistral_ai", "mistral")]
    [TestCase(" OpenAI ", "openai")]
    [TestCase("Some Gateway", "some-gateway")]
    public void A_provider_has_one_id(string written, string id) => Assert.That(Pack.Provider(written), Is.EqualTo(id));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
