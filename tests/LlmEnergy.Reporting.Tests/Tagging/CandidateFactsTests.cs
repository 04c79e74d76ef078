using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Reporting.Tagging;
using LlmEnergy.Reporting.Tests.Document;
using LlmEnergy.Reporting.Tests.Excel;

namespace LlmEnergy.Reporting.Tests.Tagging;

internal sealed class CandidateFactsTests
{
    private const string Scope3 = "esrs:GrossScope3GreenhouseGasEmissions";
    private const string Share =
        "esrs:PercentageOfGrossScope3GreenhouseGasEmissionsCalculatedUsingPrimaryDataObtainedFromSuppliersOrOtherValueChainPartners";
    private const string Category = "esrs:Scope3GHGEmissionsCategoryGHGProtocolAxis";
    private const string Cloud = "esrs:Category11CloudComputingAndDataCentreServicesMember";
    private const string Stated = "esrs:ReportingScopeAxis";

    private static readonly Taxonomy Set1 = Taxonomy.Of("ESRS-2023")!;

    private static TaggedFact Fact { get; } =
        new("cloud_services", Scope3, Dimensions((Category, Cloud)), new(2026, 1, 1), new(2026, 12, 31), TaggedFact.Tonnes, 9.5m);

    [Test]
    public void A_fact_that_is_right_has_no_fault() => Assert.That(FactCheck.Faults([Fact], Set1), Is.Empty);

    private static IEnumerable<TestCaseData> Wrong =>
        [
            new(
                Fact with
                {
                    Concept = "esrs:GrossScope4",
                },
                "cloud_services: found concept esrs:GrossScope4, expected one of esrs-2023-12-22"
            ),
            new(Fact with { Unit = "utr:kg" }, "cloud_services: found unit utr:kg, expected utr:tCO2e of ghgEmissions"),
            new(Fact with { Last = new(2025, 12, 31) }, "cloud_services: found 2026-01-01 to 2025-12-31, expected a duration"),
            new(
                Fact with
                {
                    Concept = Share,
                    Unit = null,
                    Dimensions = Dimensions(),
                    Value = 1.5m,
                },
                "cloud_services: found a share out of range, expected one from 0 to 1"
            ),
            new(
                Fact with
                {
                    Dimensions = Dimensions(("esrs:ValueChainAxis", "esrs:UpstreamValueChainMember"), (Category, Cloud)),
                },
                $"cloud_services: found axes {Category}, esrs:ValueChainAxis, expected those of one hypercube of {Scope3}"
            ),
            new(
                Fact with
                {
                    Dimensions = Dimensions((Category, "esrs:Scope3GHGEmissionsCategoryGHGProtocolMember")),
                },
                $"cloud_services: found esrs:Scope3GHGEmissionsCategoryGHGProtocolMember, which is the default of {Category}, expected the "
                    + "axis to be left out"
            ),
            new(
                Fact with
                {
                    Dimensions = Dimensions((Category, "esrs:Category2IndirectGHGEmissionsFromImportedEnergyMember")),
                },
                $"cloud_services: found esrs:Category2IndirectGHGEmissionsFromImportedEnergyMember, expected a member of {Category}"
            ),
        ];

    [TestCaseSource(nameof(Wrong))]
    public void A_fact_that_breaks_a_rule_is_found(TaggedFact fact, string fault) =>
        Assert.That(FactCheck.Faults([fact], Set1), Does.Contain(fault));

    [Test]
    public void Members_of_two_hypercubes_are_not_taken_together()
    {
        var taxonomy = Set1 with
        {
            Hypercubes =
            [
                new("one", [Scope3], [new(Category, null, [Cloud]), new(Stated, null, ["esrs:A"])]),
                new("two", [Scope3], [new(Category, null, ["esrs:Other"]), new(Stated, null, ["esrs:B"])]),
            ],
        };
        Assert.That(
            FactCheck.Faults([Fact with { Dimensions = Dimensions((Category, Cloud), (Stated, "esrs:B")) }], taxonomy),
            Is.EqualTo(new[] { "cloud_services: found members of several hypercubes, expected all of one" })
        );
    }

    [Test]
    public void Two_values_of_one_fact_are_found() =>
        Assert.That(
            FactCheck.Faults([Fact, Fact with { Figure = "other", Value = 9m }], Set1),
            Is.EqualTo(new[] { "cloud_services, other: found two values of one fact, expected one" })
        );

    [Test]
    public void Each_tag_of_each_taxonomy_is_right_for_what_is_known_of_it(
        [Values("ESRS-2023", "ESRS-2023-reliefs", "ESRS-2026")] string rules
    )
    {
        var taxonomy = Taxonomy.Of(rules)!;
        var facts = CandidateFacts.Of(SampleDisclosure.Compared("2026").Build() with { RuleSet = rules }, taxonomy);
        Assert.That(facts.Select(fact => fact.Figure), Does.Contain("scope3"));
        Assert.That(FactCheck.Faults(facts, taxonomy), Is.Empty);
        Assert.That(taxonomy.Source, Is.Not.Empty);
    }

    [Test]
    public void Concepts_and_members_are_those_that_the_figures_state()
    {
        var inventory = TestInventories.Of(1).Inventory;
        var figures = FigureCatalog.Evaluate(inventory, new(inventory), []).Where(figure => "esrs:" + figure.Concept == Scope3).ToList();
        Assert.That(figures, Has.Count.EqualTo(3));
        foreach (var figure in figures)
            Assert.That(
                Set1.Facts.Where(tag => tag.Figure == figure.Id.Value)
                    .Select(tag => (tag.Concept, tag.Dimensions.Values.SingleOrDefault())),
                Is.EqualTo(new[] { ($"esrs:{figure.Concept}", figure.Member is { } member ? $"esrs:{member}" : null) }),
                figure.Id.Value
            );
    }

    [Test]
    public void The_file_is_marked_as_a_candidate_and_has_the_facts()
    {
        var root = Written("ESRS-2023");
        var info = root.GetProperty("documentInfo");
        Assert.That(info.GetProperty("llmenergy:status").GetString(), Is.EqualTo("candidate"));
        Assert.That(info.GetProperty("documentType").GetString(), Is.EqualTo("https://xbrl.org/2021/xbrl-json"));
        Assert.That(
            root.GetProperty("facts").GetProperty("cloud_services").GetProperty("dimensions").ToString(),
            Does.Contain(Cloud).And.Contain("2026-01-01T00:00:00/2027-01-01T00:00:00").And.Contain("utr:tCO2e")
        );
    }

    [Test]
    public void Of_the_draft_only_what_needs_no_member_is_a_fact_and_the_rest_is_named()
    {
        var root = Written("ESRS-2026");
        Assert.That(root.GetProperty("facts").EnumerateObject().Select(fact => fact.Name), Is.EqualTo(new[] { "scope3" }));
        var info = root.GetProperty("documentInfo");
        Assert.That(info.GetProperty("llmenergy:taxonomyStatus").GetString(), Is.EqualTo("draft"));
        Assert.That(
            info.GetProperty("llmenergy:memberUnknown").EnumerateArray().Select(figure => figure.GetString()),
            Is.EqualTo(new[] { "category1" })
        );
    }

    [Test]
    public void Rules_without_a_known_taxonomy_have_none() => Assert.That(Taxonomy.Of("VS-2026"), Is.Null);

    private static JsonElement Written(string rules)
    {
        using var stream = new MemoryStream();
        CandidateFacts.Write(SampleDisclosure.Compared("2026").Build() with { RuleSet = rules }, Taxonomy.Of(rules)!, stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    private static ImmutableSortedDictionary<string, string> Dimensions(params (string Axis, string Member)[] dimensions) =>
        dimensions.ToImmutableSortedDictionary(by => by.Axis, by => by.Member, StringComparer.Ordinal);
}
