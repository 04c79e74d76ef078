using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests;

public class FindingsTests
{
    [Test]
    public void An_assumed_place_is_named_with_the_way_that_led_to_it() =>
        Assert.That(
            Finding("LE4003", Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000)).Message,
            Does.StartWith("where openai ran the inference is assumed: no region stated; provider openai")
        );

    [Test]
    public void A_private_name_that_the_workspace_explains_is_no_unknown_model()
    {
        using var names = new MemoryStream("provider,account,name,model,from,to\nazure,,gpt-chat-pilot,gpt-4o-mini,,\n"u8.ToArray());
        var pack = FactorPack.BuiltIn.With(ModelMappings.None.WithDeployments("deployments.csv", names, []));
        var inventory = InventoryCalculation.Calculate(
            Lines.Activity(Lines.Bucket("azure-openai", "gpt-chat-pilot", 1, 0, 1_000)),
            pack,
            [new ClassFactors2026()],
            ElectricityOptions.ByPlace
        );
        Assert.That((inventory.Lines[0].Model.ModelClass, inventory.FactorPack == pack.Hash), Is.EqualTo(("M", true)));
        Assert.That(inventory.Issues.Select(finding => finding.Code), Does.Not.Contain("LE4002"));
    }

    [Test]
    public void Assumed_places_are_told_by_their_share_of_the_electricity()
    {
        var stated = Lines.Bucket("azure-openai", "gpt-4o", 1, 0, 1_000, region: "swedencentral");
        Assert.That(
            Lines.By([new ClassFactors2026()], stated, Lines.Bucket("openai", "gpt-4o", 1, 0, 3_000, number: 2)).AssumedPlaces,
            Is.EqualTo(0.75m)
        );
        Assert.That(Lines.By([new ClassFactors2026()], stated).AssumedPlaces, Is.Zero);
        Assert.That(Lines.By([new ClassFactors2026()]).AssumedPlaces, Is.Null);
    }

    [Test]
    public void A_stated_region_is_no_assumption() =>
        Assert.That(Codes(Lines.Bucket("azure-openai", "gpt-4o", 1, 0, 1_000, region: "swedencentral")), Does.Not.Contain("LE4003"));

    [Test]
    public void A_factor_of_an_earlier_year_is_to_be_trued_up() =>
        Assert.That(
            Finding("LE4004", Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000, year: 2026)).Message,
            Is.EqualTo("grid factor grid-ember-us-2025 is of 2025 and used for 2026; its source calls it provisional: to be trued up")
        );

    [Test]
    public void A_provisional_factor_of_the_same_year_is_to_be_trued_up() =>
        Assert.That(
            Finding("LE4005", Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000, year: 2025)).Message,
            Is.EqualTo("grid factor grid-ember-us-2025 is provisional: to be trued up")
        );

    [Test]
    public void A_final_factor_of_the_year_is_no_finding() =>
        Assert.That(Codes(Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000, year: 2024)), Does.Not.Contain("LE4004").And.Not.Contain("LE4005"));

    [Test]
    public void Tokens_without_request_counts_have_no_context_multiplier()
    {
        var line = Lines.Bucket("openai", "gpt-4o", 1, 500_000, 1_000) with
        {
            Key = Lines.Key("openai", "gpt-4o", ContextBand.UpTo10K, ContextBasis.None),
        };
        Assert.That(
            Finding("LE4006", line).ToString(),
            Is.EqualTo(
                "source test: warning LE4006: requests are not counted: no context multiplier is applied, which may understate long "
                    + "contexts"
            )
        );
    }

    [Test]
    public void Names_are_cut_to_40_characters() =>
        Assert.That(
            Finding("LE4002", Lines.Bucket("openai", new string('x', 300), 1, 0, 1_000)).Message,
            Does.StartWith($"model '{new string('x', 40)}...' of openai is unknown")
        );

    [Test]
    public void Lines_with_the_same_finding_are_one_finding_with_their_share()
    {
        // of one grid, so that emissions are as the tokens: 3,000 of 4,000
        ActivityLine[] lines =
        [
            Lines.Bucket("acme", "a", 1, 0, 1_000),
            Lines.Bucket("acme", "a", 1, 0, 2_000, number: 2),
            Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000, number: 3),
        ];
        Assert.That(
            Lines.Calculate(new Calculation.Methods.ClassFactors2026(), 400m, lines).Issues.Single(issue => issue.Code == "LE4002").Share,
            Is.EqualTo(0.75m)
        );
    }

    [Test]
    public void A_year_without_any_factor_is_not_calculated() =>
        Assert.That(
            Finding("LE4001", Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000, year: 2040)).Message,
            Is.EqualTo(
                "model 'gpt-4o' of openai is not calculated: no method of class-factors-2026 has a factor for class L in 2040 with the "
                    + "quantities that are known"
            )
        );

    [Test]
    public void Usage_that_is_calculated_by_its_cost_says_how() =>
        Assert.That(
            Lines
                .Calculate(new Calculation.Methods.SpendBased(), null, Lines.Bucket("openai", "tts-1", 1, 0, 0, dollars: 100m))
                .Issues.Single(issue => issue.Code == "LE4007")
                .Message,
            Is.EqualTo(
                "model 'tts-1' of openai is calculated by what it cost, the lowest data quality: 1,000 x spend-epa-518210-2022 x "
                    + "deflator-us-cpi-2022 / deflator-us-cpi-2024"
            )
        );

    private static Issue Finding(string code, params ActivityLine[] lines) =>
        Lines.Calculate(new Calculation.Methods.ClassFactors2026(), null, lines).Issues.Single(issue => issue.Code == code);

    private static IEnumerable<string> Codes(ActivityLine line) =>
        Lines.Calculate(new Calculation.Methods.ClassFactors2026(), null, line).Issues.Select(issue => issue.Code);
}
