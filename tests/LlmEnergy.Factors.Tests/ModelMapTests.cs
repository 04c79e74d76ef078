using CsCheck;
using LlmEnergy.Factors.Entries;

namespace LlmEnergy.Factors.Tests;

public sealed class ModelMapTests
{
    private static readonly FactorPack Pack = FactorPack.BuiltIn;

    // names as exports write them
    [TestCase("openai", "gpt-4o-2024-08-06", "gpt-4o", "gpt-4o", "L")]
    [TestCase("openai", "gpt-5-mini-2025-08-07", "gpt-5-mini", "gpt-5-mini", "M")]
    [TestCase("openai", "gpt-5-nano", "gpt-5-nano", "gpt-5-nano", "S")]
    [TestCase("openai", "gpt-5-pro-2025-10-06", "gpt-5-pro", "gpt-5-pro", "XL")]
    [TestCase("openai", "gpt-4-1106-preview", "gpt-4-1106-preview", "gpt-4-turbo", "XL")]
    [TestCase("openai", "ft:gpt-4o-mini-2024-07-18:acme::x1", "gpt-4o-mini", "gpt-4o-mini", "M")]
    [TestCase("openai", "text-embedding-3-small", "text-embedding-3-small", "text-embedding-3-small", "EMB")]
    [TestCase("openai", "gpt-image-1", "gpt-image-1", "gpt-image", "IMG")]
    [TestCase("openai", "whisper-1", "whisper-1", "whisper", "AUD")]
    [TestCase("openai", "gpt-4o-realtime-preview-2024-12-17", "gpt-4o-realtime-preview", "gpt-4o-realtime", "NONE")]
    [TestCase("anthropic", "claude-3-5-haiku-20241022", "claude-3-5-haiku", "claude-haiku", "M")]
    [TestCase("anthropic", "claude-3-5-haiku-latest", "claude-3-5-haiku", "claude-haiku", "M")]
    [TestCase("anthropic", "Claude Haiku 4.5", "claude-haiku-4-5", "claude-haiku", "M")]
    [TestCase("anthropic", "Claude Opus 5", "claude-opus-5", "claude-opus", "L")]
    [TestCase("anthropic", "claude-opus-4-20250514", "claude-opus-4", "claude-opus", "XL")]
    [TestCase("anthropic", "claude-opus-4-5-20251101", "claude-opus-4-5", "claude-opus", "L")]
    [TestCase("aws-bedrock", "anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku", "claude-haiku", "M")]
    [TestCase("aws-bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5", "claude-haiku", "M")]
    [TestCase("aws-bedrock", "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5", "claude-sonnet", "L")]
    [TestCase(
        "aws-bedrock",
        "arn:aws:bedrock:us-east-1:1111:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "claude-haiku-4-5",
        "claude-haiku",
        "M"
    )]
    [TestCase("aws-bedrock", "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0", "nova-pro", "nova-pro", "M")]
    [TestCase("aws-bedrock", "amazon.titan-embed-text-v2:0", "titan-embed-text", "titan-embed", "EMB")]
    [TestCase("aws-bedrock", "us.deepseek.r1-v1:0", "deepseek-r1", "deepseek-r1", "L")]
    [TestCase("aws-bedrock", "meta.llama3-1-405b-instruct-v1:0", "llama-3.1-405b-instruct", "llama-3.1-405b", "L")]
    [TestCase("azure", "gpt-35-turbo", "gpt-3.5-turbo", "gpt-3.5-turbo", "M")]
    [TestCase("azure", "gpt-4-1-mini", "gpt-4.1-mini", "gpt-4.1-mini", "M")]
    [TestCase("google", "models/gemini-2.5-flash-lite", "gemini-2.5-flash-lite", "gemini-flash-lite", "S")]
    [TestCase("vertex_ai", "publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro", "gemini-pro", "L")]
    [TestCase("vertex_ai", "claude-opus-4-1@20250805", "claude-opus-4-1", "claude-opus", "XL")]
    [TestCase("vertex_ai", "claude-3-5-sonnet-v2@20241022", "claude-3-5-sonnet-v2", "claude-sonnet", "L")]
    [TestCase("google", "gemini35flash", "gemini-3.5-flash", "gemini-flash", "M")]
    [TestCase("google", "Gemini 2.5 Pro short input text", "gemini-2.5-pro-short-input-text", "gemini-pro", "L")]
    [TestCase("openrouter", "anthropic/claude-opus-4.7", "claude-opus-4-7", "claude-opus", "L")]
    [TestCase("openrouter", "openai/gpt-oss-120b:free", "gpt-oss-120b", "gpt-oss-120b", "M")]
    [TestCase("litellm", "gemini/gemini-3.6-flash", "gemini-3.6-flash", "gemini-flash", "M")]
    [TestCase("litellm", "bedrock/eu-west-1/anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku", "claude-haiku", "M")]
    [TestCase("ollama", "gemma3:1b", "gemma-3-1b", "gemma-3-1b", "S")]
    [TestCase("ollama", "llama3.1:70b", "llama-3.1-70b", "llama-3.1-70b", "M")]
    [TestCase("fireworks", "accounts/fireworks/models/llama-v3p1-8b-instruct", "llama-3.1-8b-instruct", "llama-3.1-8b", "S")]
    [TestCase("mistral", "mistral-large-2407", "mistral-large-2407", "mistral-large", "L")]
    [TestCase("mistral", "mistral-large-latest", "mistral-large", "mistral-large", "L")]
    [TestCase("cohere", "command-r-plus-08-2024", "command-r-plus", "command-r-plus", "L")]
    [TestCase("deepseek", "deepseek-chat", "deepseek-chat", "deepseek-chat", "L")]
    [TestCase("together", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "deepseek-r1-distill-llama-70b", "deepseek-r1-distill-70b", "M")]
    [TestCase("together", "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", "deepseek-r1-distill-qwen-1.5b", "deepseek-r1-distill", "S")]
    [TestCase("together", "deepseek-ai/DeepSeek-V3.1", "deepseek-v3.1", "deepseek-v3", "L")]
    [TestCase("xai", "grok-4-fast", "grok-4-fast", "grok-fast", "M")]
    public void A_name_is_found_in_the_map(string provider, string model, string resolved, string family, string modelClass) =>
        Assert.That(Resolve(provider, model), Is.EqualTo(((string?)resolved, (string?)family, modelClass)));

    [TestCase("azure", "gpt-chat-pilot")]
    [TestCase("azure", "model-router")]
    [TestCase("aws-bedrock", "USE1-MP:USE1_InputTokenCount-Units")]
    [TestCase("aws-bedrock", "USE1-Guardrail-AutomatedReasoningPolicyUnitsConsumed")]
    [TestCase("azure", "azure/my-deployment")]
    [TestCase("azure", "chat")]
    [TestCase("azure", "production")]
    [TestCase("azure", "default")]
    [TestCase("azure", "gpt")]
    [TestCase("azure", "model")]
    [TestCase("azure", "embeddings-prod")]
    [TestCase("azure", "assistant-eu")]
    [TestCase("azure", "command-center")]
    [TestCase("azure", "nova-prod")]
    [TestCase("azure", "realtime-prod")]
    [TestCase("azure", "audio-service")]
    [TestCase("azure", "canary")]
    [TestCase("azure", "ada")]
    [TestCase("azure", "instructor-bot")]
    [TestCase("azure", "team-e5-prod")]
    [TestCase("azure", "video-pipeline")]
    [TestCase("azure", "3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [TestCase("azure", "n/a")]
    [TestCase("azure", "-")]
    [TestCase("openai", "gpt-9x-foo")]
    [TestCase("openai", "gpt-40")]
    [TestCase("openai", "gpt-4x")]
    [TestCase("openai", "o9")]
    [TestCase("openai", "o1x")]
    [TestCase("anthropic", "claudette")]
    [TestCase("google", "gemstone-7")]
    [TestCase("google", "veolia")]
    [TestCase("xai", "grokking")]
    [TestCase("cohere", "commander")]
    [TestCase("openrouter", "qwenty")]
    [TestCase("openrouter", "jambalaya")]
    [TestCase("openrouter", "phidias")]
    [TestCase("openrouter", "openrouter/auto")]
    [TestCase("openrouter", "@preset/gpt-4o")]
    [TestCase("sagemaker", "/opt/ml/model")]
    [TestCase("aws-bedrock", "arn:aws:bedrock:us-east-1:1111:application-inference-profile/veo1imagen2")]
    [TestCase("aws-bedrock", "arn:aws:bedrock:us-east-1:1111:provisioned-model/claude1x2y3z")]
    [TestCase("aws-bedrock", "arn:aws:bedrock:us-east-1:1111:imported-model/llama-3-70b")]
    [TestCase("aws-bedrock", "arn:aws:bedrock:us-east-1:1111:custom-model/amazon.titan-text-lite-v1:0:4k/a1b2")]
    [TestCase("aws-bedrock", "arn:aws:sagemaker:us-east-1:1111:endpoint/llama-3-70b")]
    [TestCase("aws-bedrock", "application-inference-profile/claude-x")]
    [TestCase("vertex_ai", "projects/acme/locations/europe-west4/endpoints/1234567890")]
    [TestCase("google", "tunedModels/gemini-helper-1")]
    // llm-carbon-index, tests/test_slug_normalize.py @70912908c2ba: a slug without a model of ours
    [TestCase("openrouter", "some/model:beta")]
    // ecologits, tests/test_model_repository.py @5be90dadc86e: never a silent nearest model
    [TestCase("openai", "openai/model-test")]
    public void An_unknown_name_has_the_class_of_the_last_row(string provider, string model) =>
        Assert.That(
            Pack.Resolve(provider, model),
            Has.Property("Resolved")
                .Null.And.Property("Family")
                .Null.And.Property("ModelClass")
                .EqualTo("L")
                .And.Property("MapRow")
                .EqualTo(Pack.Models.Count)
        );

    // wyl2607/llm-carbon-index, tests/test_slug_normalize.py @70912908c2ba; ours leaves out the maker, and writes claude's version with
    // hyphens after the family
    [TestCase("minimax/minimax-m3-20260531", "minimax/minimax-m3", "minimax-m3")]
    [TestCase("anthropic/claude-4.7-opus-20260416", "anthropic/claude-4.7-opus", "claude-opus-4-7")]
    [TestCase("google/gemini-2.5-flash", "google/gemini-2.5-flash", "gemini-2.5-flash")]
    [TestCase("mistralai/mistral-nemo", "mistralai/mistral-nemo", "mistral-nemo")]
    [TestCase("openai/gpt-oss-120b", "openai/gpt-oss-120b", "gpt-oss-120b")]
    [TestCase("qwen/qwen3-235b-a22b-07-25", "qwen/qwen3-235b-a22b-07-25", "qwen3-235b-a22b-07-25")]
    [TestCase("some/model:beta", "some/model", null)]
    [TestCase("", "", null)]
    public void A_slug_loses_tag_and_date_once_and_for_all(string slug, string key, string? resolved)
    {
        Assert.That(Pack.Resolve("openrouter", slug).Resolved, Is.EqualTo(resolved));
        Assert.That(Resolve("openrouter", slug), Is.EqualTo(Resolve("openrouter", key)));
        Assert.That(Resolve("openrouter", resolved ?? ""), Is.EqualTo(Resolve("openrouter", resolved is null ? "" : key)));
        Assert.That(Pack.Resolve("openrouter", slug).Written, Is.EqualTo(slug));
    }

    // aliases of mlco2/ecologits, ecologits/data/models.json @5be90dadc86e
    [TestCase("anthropic/claude-opus-4-1", "anthropic/claude-opus-4-1-20250805")]
    [TestCase("anthropic/claude-sonnet-4-0", "anthropic/claude-sonnet-4-20250514")]
    [TestCase("anthropic/claude-sonnet-4-5", "anthropic/claude-sonnet-4-5-20250929")]
    [TestCase("openai/gpt-35-turbo", "openai/gpt-3.5-turbo")]
    [TestCase("openai/gpt-35-turbo-1106", "openai/gpt-3.5-turbo-1106")]
    [TestCase("openai/gpt-35-turbo-instruct-0914", "openai/gpt-3.5-turbo-instruct-0914")]
    public void An_alias_and_its_model_have_one_family_and_class(string alias, string model)
    {
        var (one, other) = (Pack.Resolve("openrouter", alias), Pack.Resolve("openrouter", model));
        Assert.That(
            (one.Family, one.ModelClass, one.MapRow, one.IsKnown),
            Is.EqualTo((other.Family, other.ModelClass, other.MapRow, true))
        );
    }

    // mlco2/ecologits, tests/test_model_repository.py @5be90dadc86e: gpt-4 is neither gpt-4o nor gpt-4-turbo
    [TestCase("openai/gpt-4", "gpt-4")]
    [TestCase("openai/gpt-4o", "gpt-4o")]
    [TestCase("openai/gpt-4-turbo", "gpt-4-turbo")]
    public void A_longer_name_of_a_family_is_not_its_first_member(string model, string family) =>
        Assert.That(Pack.Resolve("openai", model).Family, Is.EqualTo(family));

    [Test]
    public void A_maker_sells_its_own_models_only() =>
        Assert.That(Resolve("openai", "claude-3-opus"), Is.EqualTo(((string?)null, (string?)null, "L")));

    [TestCase("azure-openai")]
    [TestCase("openrouter")]
    [TestCase("a gateway that is not listed")]
    [TestCase("")]
    public void A_cloud_or_gateway_sells_models_of_any_maker(string provider) =>
        Assert.That(Pack.Resolve(provider, "claude-3-opus").Family, Is.EqualTo("claude-opus"));

    [Test]
    public void A_maker_in_the_name_comes_before_the_provider() =>
        Assert.That(Pack.Resolve("openai", "anthropic/claude-sonnet-4").Family, Is.EqualTo("claude-sonnet"));

    [TestCase("")]
    [TestCase("  ")]
    public void A_line_without_a_model_says_so(string model) =>
        Assert.That(
            Pack.Resolve("openai", model).Steps,
            Is.EqualTo(
                new[]
                {
                    "no model is named",
                    FormattableString.Invariant($"row {Pack.Models.Count} (*, .*): class L, for a model that is not known"),
                }
            )
        );

    [Test]
    public void The_steps_say_what_was_taken_off_and_which_row_matched() =>
        Assert.That(
            Pack.Resolve("aws-bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0").Steps,
            Is.EqualTo(
                new[]
                {
                    "taken off: 'us.anthropic.'",
                    "taken off: '-v1:0'",
                    "taken off: '-20251001'",
                    FormattableString.Invariant(
                        $"row {Pack.Models.Single(row => row.Family == "claude-haiku").Number} (anthropic, claude-.*haiku): class M"
                    ),
                }
            )
        );

    [Test]
    public void The_account_in_an_ARN_is_not_repeated() =>
        Assert.That(
            Pack.Resolve("aws-bedrock", "arn:aws:bedrock:us-east-1:1111:inference-profile/us.amazon.nova-pro-v1:0").Steps,
            Has.None.Contains("1111")
        );

    [Test]
    public void The_name_stays_as_written() =>
        Assert.That(Pack.Resolve("anthropic", " Claude Haiku 4.5 ").Written, Is.EqualTo(" Claude Haiku 4.5 "));

    [Test]
    public void What_stands_beyond_256_characters_is_not_looked_at() =>
        Assert.That(Pack.Resolve("openai", new string('x', 256) + "-audio").IsKnown, Is.False);

    [Test]
    public void Any_text_resolves_to_a_class_of_the_list() =>
        Gen.Select(Gen.String, Gen.String).Sample((provider, model) => ModelRow.Classes.Contains(Pack.Resolve(provider, model).ModelClass));

    [Test]
    public void Any_text_of_a_name_s_characters_resolves_to_a_class_of_the_list() =>
        Gen.String[Gen.Char["abcdegilopstuv0123456789-.:/@_ "], 0, 300]
            .Sample(model => ModelRow.Classes.Contains(Pack.Resolve("openrouter", model).ModelClass));

    [Test]
    public void A_resolved_name_resolves_to_itself_whatever_it_was() =>
        Gen.Select(
                OneOf(Real),
                OneOf("", "-latest", ":free", "-fp8", "@20250101", "-2025-01-01", "-v1:0", "-GGUF:Q4_K_M"),
                OneOf("", "us.", "~", "openai/", "a/b/")
            )
            .Sample(
                (name, end, start) =>
                    Pack.Resolve("openrouter", start + name + end).Resolved is not { } resolved
                    || Pack.Resolve("openrouter", resolved).Resolved == resolved,
                iter: 5_000
            );

    [Test]
    public void Case_says_nothing() =>
        OneOf(Real).Sample(name => Resolve("openrouter", name.ToUpperInvariant()) == Resolve("openrouter", name.ToLowerInvariant()));

    [Test]
    public void The_family_of_a_row_names_only_groups_of_its_pattern() =>
        Assert.That(RealModelNamesTests.Rows().Select(row => (string)row.Arguments[2]!), Has.All.Matches("^[a-z0-9][a-z0-9.-]*[a-z0-9]$"));

    private static string[] Real { get; } = [.. RealModelNamesTests.Rows().Select(row => (string)row.Arguments[1]!)];

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static (string? Resolved, string? Family, string ModelClass) Resolve(string provider, string model)
    {
        var resolution = Pack.Resolve(provider, model);
        return (resolution.Resolved, resolution.Family, resolution.ModelClass);
    }
}
