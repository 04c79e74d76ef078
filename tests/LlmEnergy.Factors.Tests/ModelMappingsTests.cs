using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Factors.Files;

namespace LlmEnergy.Factors.Tests;

public sealed class ModelMappingsTests
{
    private const string NameHeader = "provider,account,name,model,from,to\n";
    private const string RowHeader =
        "provider,pattern,family,class,reachable_tier,active_params_b,total_params_b,params_status,basis,source\n";
    private static readonly DateOnly August = new(2026, 8, 1);

    [Test]
    public void Nothing_stated_is_the_pack_itself() =>
        Assert.That(FactorPack.BuiltIn.With(ModelMappings.None), Is.SameAs(FactorPack.BuiltIn));

    [TestCase("azure-openai", "acme", "gpt-chat-pilot", "gpt-4o-mini", TestName = "as stated")]
    [TestCase("azure", "acme", "GPT-Chat-Pilot", "gpt-4o-mini", TestName = "another spelling of the provider, another case of the name")]
    [TestCase("azure-openai", "other", "gpt-chat-pilot", "gpt-4o-mini", TestName = "an account that the row leaves open")]
    [TestCase("azure-openai", "", "azure/eu/gpt-chat-pilot", "gpt-4o-mini", TestName = "after a path")]
    [TestCase("openai", "acme", "gpt-chat-pilot", null, TestName = "another provider")]
    [TestCase("azure-openai", "acme", "gpt-chat-pilot-2", null, TestName = "another name")]
    public void A_private_name_leads_to_its_model(string provider, string account, string name, string? family) =>
        Assert.That(
            Pack("azure,,gpt-chat-pilot,gpt-4o-mini-2024-07-18,,\n").Resolve(provider, account, name, August).Family,
            Is.EqualTo(family)
        );

    [Test]
    public void The_steps_begin_with_the_row_that_says_so()
    {
        var found = Pack(",,prod,Claude Sonnet 4.5,,\n").Resolve("azure", "", "prod", August);
        Assert.That(
            (found.Written, found.Resolved, found.Steps[0]),
            Is.EqualTo(("prod", "claude-sonnet-4-5", "named 'Claude Sonnet 4.5' by mappings/deployments.csv:2"))
        );
    }

    [Test]
    public void The_ARN_of_an_application_profile_is_a_name_by_its_end() =>
        Assert.That(
            Pack("aws,,a1b2c3,anthropic.claude-3-haiku-20240307-v1:0,,\n")
                .Resolve("aws-bedrock", "", "arn:aws:bedrock:eu-west-1:1111:application-inference-profile/a1b2c3", August)
                .Family,
            Is.EqualTo("claude-haiku")
        );

    [Test]
    public void A_private_name_comes_before_the_rules() =>
        Assert.That(Pack("azure,,gpt-4,gpt-4o,,\n").Resolve("azure", "", "gpt-4", August).Family, Is.EqualTo("gpt-4o"));

    [Test]
    public void A_private_name_of_an_unknown_model_stays_unknown() =>
        Assert.That(Pack(",,prod,whatever,,\n").Resolve("azure", "", "prod", August).IsKnown, Is.False);

    [TestCase("acme", "gpt-4o", TestName = "of this account")]
    [TestCase("other", "gpt-4", TestName = "of any other account")]
    public void A_row_that_states_the_account_comes_first(string account, string family) =>
        Assert.That(
            Pack("azure,,prod,gpt-4,,\nazure,acme,prod,gpt-4o,,\n").Resolve("azure", account, "prod", August).Family,
            Is.EqualTo(family)
        );

    // re-pointed on 20 August: 19 of its days are the old model's
    [TestCase(2026, 7, "gpt-4")]
    [TestCase(2026, 8, "gpt-4")]
    [TestCase(2026, 9, "gpt-4o")]
    [TestCase(2027, 1, null)]
    public void A_re_pointed_name_counts_by_most_days_of_the_month(int year, int month, string? family) =>
        Assert.That(
            Pack("azure,,prod,gpt-4,,2026-08-19\nazure,,prod,gpt-4o,2026-08-20,2026-12-31\n")
                .Resolve("azure", "", "prod", new(year, month, 1))
                .Family,
            Is.EqualTo(family)
        );

    [TestCase(
        "azure,,prod,gpt-4,,\nAzure,,Prod,gpt-4o,2026-08-20,\n",
        "mappings/deployments.csv:3:3: error LE3009: found 'Prod' on days of line 2 too, expected one model on a day"
    )]
    [TestCase(
        "azure,,prod,gpt-4,2026-09-01,2026-08-01\n",
        "mappings/deployments.csv:2:6: error LE3009: found an end before its start, expected from and to in this order"
    )]
    [TestCase(
        "azure,,prod,gpt-4,1.9.2026,\n",
        "mappings/deployments.csv:2:5: error LE3005: found no date in from, expected one such as 2026-10-02"
    )]
    [TestCase("azure,,,gpt-4,,\n", "mappings/deployments.csv:2:3: error LE3004: found no name, expected one")]
    [TestCase("azure,,prod,,,\n", "mappings/deployments.csv:2:4: error LE3004: found no model, expected one")]
    [TestCase("azure,,prod\n", "mappings/deployments.csv:2: error LE3003: found 3 fields, expected 6 as in the header")]
    public void A_name_that_cannot_be_used_is_refused_with_its_place(string rows, string issue) =>
        Assert.That(IssuesOf(issues => Names(rows, issues)), Is.EqualTo(new[] { issue }));

    [Test]
    public void A_row_of_the_workspace_is_tried_first_and_says_where_it_stands()
    {
        var found = Pack("", "*,^acme-writer-(\\d+b),acme-writer-$1,M,3,24,24,published,fine-tuned Mistral Small,model card of 2026-03\n")
            .Resolve("self-hosted", "", "acme-writer-24b", August);
        Assert.That((found.Family, found.ModelClass, found.MapRow), Is.EqualTo(("acme-writer-24b", "M", 1)));
        Assert.That(found.Steps, Is.EqualTo(new[] { @"row 1 of mappings/models.csv (*, ^acme-writer-(\d+b)): class M" }));
    }

    [Test]
    public void Other_models_are_found_as_before() =>
        Assert.That(
            Pack("", "*,^acme,acme,S,4,,,unknown,guess,own measurement\n").Resolve("openai", "", "gpt-4o", August),
            Is.EqualTo(FactorPack.BuiltIn.Resolve("openai", "gpt-4o"))
                .Using<Domain.Inventories.ModelResolution>((one, other) => one.Family == other.Family && one.ModelClass == other.ModelClass)
        );

    [TestCase(
        "*,acme(?=x),acme,S,4,,,unknown,guess,memo\n",
        "mappings/models.csv:2:2: error LE3011: found another form, expected a regular expression without look-around and back-references: 'acme(?=x)'"
    )]
    [TestCase(
        "*,^acme,acme,HUGE,4,,,unknown,guess,memo\n",
        "mappings/models.csv:2:4: error LE3010: found 'HUGE' in class, expected one of XL, L, M, S, EMB, IMG, AUD, VID, NONE"
    )]
    [TestCase("*,^acme,acme,S,4,,,unknown,guess,\n", "mappings/models.csv:2:10: error LE3004: found no source, expected one")]
    public void A_row_that_cannot_be_used_is_refused_with_its_place(string rows, string issue) =>
        Assert.That(IssuesOf(issues => Rows(rows, ModelMappings.None, issues)), Is.EqualTo(new[] { issue }));

    [Test]
    public void Each_content_has_a_hash_of_its_own() =>
        Assert.That(
            new[]
            {
                FactorPack.BuiltIn.Hash,
                Pack(",,a,gpt-4,,\n").Hash,
                Pack(",,b,gpt-4,,\n").Hash,
                Pack("", "*,^acme,acme,S,4,,,unknown,guess,memo\n").Hash,
            },
            Is.Unique
        );

    [Test]
    public void Factors_and_grids_stay_those_of_the_pack() =>
        Assert.That(
            Pack(",,a,gpt-4,,\n").Factors.Select(factor => factor.Id),
            Is.EqualTo(FactorPack.BuiltIn.Factors.Select(factor => factor.Id))
        );

    // the embedded patterns are read without this restriction, since checking it costs a second
    [Test]
    public void The_built_in_patterns_have_neither_look_around_nor_back_references()
    {
        var copy = Encoding.UTF8.GetString(FactorFiles.BuiltIn.Find("models.csv")!.Value.Span);
        Assert.That(FactorLoader.Check(FactorFiles.BuiltIn.With("models.csv", copy)), Is.Empty);
    }

    private static FactorPack Pack(string names, string rows = "")
    {
        var issues = new List<Issue>();
        var mappings = Names(names, issues);
        if (rows.Length > 0)
            mappings = Rows(rows, mappings, issues);
        Assert.That(issues, Is.Empty);
        return FactorPack.BuiltIn.With(mappings);
    }

    private static ModelMappings Names(string rows, ICollection<Issue> issues) =>
        ModelMappings.None.WithDeployments("mappings/deployments.csv", Bytes(NameHeader + rows), issues);

    private static ModelMappings Rows(string rows, ModelMappings mappings, ICollection<Issue> issues) =>
        mappings.WithRows("mappings/models.csv", Bytes(RowHeader + rows), issues);

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static List<string> IssuesOf(Action<ICollection<Issue>> read)
    {
        var issues = new List<Issue>();
        read(issues);
        return [.. issues.Select(issue => issue.ToString())];
    }
}
