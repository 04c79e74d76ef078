namespace LlmEnergy.Factors.Tests;

public sealed class DataCentreTests
{
    private static readonly FactorPack Pack = FactorPack.BuiltIn;

    [TestCase("aws", "", "eu-north-1", 2024, "region eu-north-1 (aws) -> pue-aws-eu-north-1-2024")]
    [TestCase("aws.bedrock", "", "eu-north-1", 2026, "region eu-north-1 (aws) -> pue-aws-eu-north-1-2024, 2 years before the activity")]
    [TestCase(
        "openai",
        "azure",
        "Sweden Central",
        2025,
        "region swedencentral (azure) -> pue-azure-swedencentral-2023, 2 years before the activity"
    )]
    [TestCase("my-gateway", "", "swedencentral", 2023, "region swedencentral (azure) -> pue-azure-swedencentral-2023")]
    public void A_region_has_its_own_PUE(string provider, string host, string region, int year, string path)
    {
        var pue = Pack.DataCentreOf(provider, host, region, year).Pue;
        Assert.That((pue.Path, pue.IsFallback), Is.EqualTo((path, false)));
    }

    [TestCase(
        "aws",
        "",
        "eu-north-1",
        2027,
        "region eu-north-1 (aws): no PUE for 2025 to 2027; all regions of aws -> pue-aws-2025, 2 years before the activity"
    )]
    [TestCase(
        "azure",
        "",
        "swedencentral",
        2026,
        "region swedencentral (azure): no PUE for 2024 to 2026; all regions of azure -> pue-azure-2025, 1 year before the activity"
    )]
    [TestCase("aws", "", "", 2025, "no region stated; all regions of aws -> pue-aws-2025")]
    [TestCase("aws", "", "mars-1", 2025, "region 'mars-1' is not listed for aws; all regions of aws -> pue-aws-2025")]
    [TestCase("openai", "azure", "", 2025, "no region stated; all regions of azure -> pue-azure-2025")]
    public void Without_one_it_is_that_of_the_cloud(string provider, string host, string region, int year, string path)
    {
        var pue = Pack.DataCentreOf(provider, host, region, year).Pue;
        Assert.That((pue.Path, pue.IsFallback), Is.EqualTo((path, true)));
    }

    [TestCase("openai", "", 2026, "no region stated; provider openai -> pue-openai-2025")]
    [TestCase("mistral", "", 2026, "no region stated; provider mistral -> pue-mistral-2025")]
    [TestCase("openrouter", "cohere", 2026, "no region stated; host cohere -> pue-cohere-2025")]
    [TestCase("vllm", "", 2026, "no region stated; provider self-hosted -> pue-on-premises-2024")]
    public void Without_a_cloud_it_is_what_is_assumed_of_host_or_provider(string provider, string host, int year, string path) =>
        Assert.That(Pack.DataCentreOf(provider, host, "", year).Pue.Path, Is.EqualTo(path));

    [TestCase("xai", 2026, "no region stated; provider xai: no PUE for 2024 to 2026; any data centre -> pue-generic-2024")]
    [TestCase("nobody", 2026, "no region stated; provider 'nobody' is not listed; any data centre -> pue-generic-2024")]
    [TestCase(
        "nobody",
        2031,
        "no region stated; provider 'nobody' is not listed; any data centre -> pue-generic-2024, 4 years before the activity"
    )]
    public void At_last_it_is_the_generic_one_and_there_is_no_WUE(string provider, int year, string path)
    {
        var centre = Pack.DataCentreOf(provider, "", "", year);
        Assert.That(
            (centre.Pue.Path, centre.Pue.Factor.Value, centre.Pue.IsFallback, centre.Wue),
            Is.EqualTo((path, 1.25m, true, (FactorUse?)null))
        );
    }

    // the table of regions has 0.18, the global value of 2023, in its row of Mumbai of 2024
    [TestCase("aws", "ap-southeast-3", 2024, "wue-aws-ap-southeast-3-2024", false)]
    [TestCase("aws", "ap-south-1", 2024, "wue-aws-2024", true)]
    [TestCase("azure", "swedencentral", 2024, "wue-azure-swedencentral-2022", false)]
    [TestCase("azure", "swedencentral", 2025, "wue-azure-2025", true)]
    [TestCase("vertex", "europe-west4", 2024, "wue-gcp-2024", true)]
    [TestCase("anthropic", "", 2026, "wue-anthropic-2025", true)]
    public void The_WUE_is_chosen_by_itself(string provider, string region, int year, string id, bool isFallback)
    {
        var wue = Pack.DataCentreOf(provider, "", region, year).Wue!;
        Assert.That((wue.Factor.Id, wue.IsFallback), Is.EqualTo((id, isFallback)));
    }

    [Test]
    public void The_PUE_inside_the_class_factors_is_never_chosen() =>
        Assert.That(
            from location in Pack.Locations
            from year in Enumerable.Range(2019, 9)
            select Pack.DataCentreOf(location.Provider, "", "", year).Pue.Factor.Id,
            Has.None.EqualTo("pue-class-factors-2026")
        );

    [Test]
    public void A_range_over_two_clouds_has_its_middle_and_says_so()
    {
        var pue = Pack.DataCentreOf("anthropic", "", "", 2026).Pue.Factor;
        Assert.That(
            (pue.Low, pue.Value, pue.High, pue.Status),
            Is.EqualTo(((decimal?)1.09m, 1.115m, (decimal?)1.14m, FactorStatus.Derived))
        );
    }

    [Test]
    public void The_same_question_has_the_same_answer()
    {
        var first = Pack.DataCentreOf("aws", "", "eu-north-1", 2024);
        Assert.That(Pack.DataCentreOf("aws", "", "eu-north-1", 2024), Is.SameAs(first));
    }

    [Test]
    public void A_pack_without_a_generic_PUE_says_so() =>
        Assert.That(
            () => FactorLoader.Load(SmallFiles.All).DataCentreOf("acme", "", "", 2024),
            Throws.TypeOf<KeyNotFoundException>().With.Message.EqualTo("There is no factor pue-generic-* for 2024.")
        );
}
