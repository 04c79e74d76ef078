using CsCheck;

namespace LlmEnergy.Factors.Tests;

public sealed class ModelMapTests
{
    private static readonly FactorPack Pack = FactorPack.BuiltIn;

    // names as exports write them
    [TestCase("openai", "gpt-4o-2024-08-06", "gpt-4o", "L", 22)]
    [TestCase("openai", "gpt-5-mini-2025-08-07", "gpt-5-mini", "M", 16)]
    [TestCase("openai", "gpt-5-nano", "gpt-5-nano", "S", 15)]
    [TestCase("openai", "gpt-5-pro-2025-10-06", "gpt-5-pro", "XL", 12)]
    [TestCase("openai", "gpt-4-1106-preview", "gpt-4-1106-preview", "XL", 23)]
    [TestCase("openai", "ft:gpt-4o-mini-2024-07-18:acme::x1", "gpt-4o-mini", "M", 21)]
    [TestCase("openai", "text-embedding-3-small", "text-embedding-3-small", "EMB", 7)]
    [TestCase("openai", "gpt-image-1", "gpt-image-1", "IMG", 8)]
    [TestCase("openai", "whisper-1", "whisper-1", "AUD", 9)]
    [TestCase("openai", "gpt-4o-realtime-preview-2024-12-17", "gpt-4o-realtime-preview", "NONE", 3)]
    [TestCase("anthropic", "claude-3-5-haiku-20241022", "claude-3-5-haiku", "M", 32)]
    [TestCase("anthropic", "claude-3-5-haiku-latest", "claude-3-5-haiku", "M", 32)]
    [TestCase("anthropic", "Claude Haiku 4.5", "claude-haiku-4-5", "M", 32)]
    [TestCase("anthropic", "Claude Opus 5", "claude-opus-5", "L", 30)]
    [TestCase("anthropic", "claude-opus-4-20250514", "claude-opus-4", "XL", 28)]
    [TestCase("anthropic", "claude-opus-4-5-20251101", "claude-opus-4-5", "L", 29)]
    [TestCase("aws-bedrock", "anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku", "M", 32)]
    [TestCase("aws-bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5", "M", 32)]
    [TestCase("aws-bedrock", "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5", "L", 33)]
    [TestCase("aws-bedrock", "arn:aws:bedrock:us-east-1:1111:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5", "M", 32)]
    [TestCase("aws-bedrock", "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0", "nova-pro", "M", 69)]
    [TestCase("aws-bedrock", "amazon.titan-embed-text-v2:0", "titan-embed-text", "EMB", 71)]
    [TestCase("aws-bedrock", "us.deepseek.r1-v1:0", "deepseek-r1", "L", 60)]
    [TestCase("aws-bedrock", "meta.llama3-1-405b-instruct-v1:0", "llama3-1-405b-instruct", "L", 55)]
    [TestCase("azure", "gpt-35-turbo", "gpt-3.5-turbo", "M", 25)]
    [TestCase("azure", "gpt-4-1-mini", "gpt-4.1-mini", "M", 19)]
    [TestCase("google", "models/gemini-2.5-flash-lite", "gemini-2.5-flash-lite", "S", 41)]
    [TestCase("vertex_ai", "publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro", "L", 43)]
    [TestCase("vertex_ai", "claude-opus-4-1@20250805", "claude-opus-4-1", "XL", 28)]
    [TestCase("vertex_ai", "claude-3-5-sonnet-v2@20241022", "claude-3-5-sonnet-v2", "L", 33)]
    [TestCase("google", "gemini35flash", "gemini-3.5-flash", "M", 42)]
    [TestCase("google", "Gemini 2.5 Pro short input text", "gemini-2.5-pro-short-input-text", "L", 43)]
    [TestCase("openrouter", "anthropic/claude-opus-4.7", "claude-opus-4-7", "L", 29)]
    [TestCase("openrouter", "openai/gpt-oss-120b:free", "gpt-oss-120b", "M", 10)]
    [TestCase("litellm", "gemini/gemini-3.6-flash", "gemini-3.6-flash", "M", 42)]
    [TestCase("litellm", "bedrock/eu-west-1/anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku", "M", 32)]
    [TestCase("ollama", "gemma3:1b", "gemma3-1b", "S", 40)]
    [TestCase("ollama", "llama3.1:70b", "llama3.1-70b", "M", 56)]
    [TestCase("fireworks", "accounts/fireworks/models/llama-v3p1-8b-instruct", "llama-3.1-8b-instruct", "S", 57)]
    [TestCase("mistral", "mistral-large-2407", "mistral-large-2407", "L", 46)]
    [TestCase("mistral", "mistral-large-latest", "mistral-large", "L", 47)]
    [TestCase("cohere", "command-r-plus-08-2024", "command-r-plus", "L", 52)]
    [TestCase("deepseek", "deepseek-chat", "deepseek-chat", "L", 6)]
    [TestCase("together", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "deepseek-r1-distill-llama-70b", "M", 4)]
    [TestCase("together", "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", "deepseek-r1-distill-qwen-1.5b", "S", 5)]
    [TestCase("together", "deepseek-ai/DeepSeek-V3.1", "deepseek-v3.1", "L", 60)]
    [TestCase("xai", "grok-4-fast", "grok-4-fast", "M", 66)]
    public void A_name_is_found_in_the_map(string provider, string model, string resolved, string modelClass, int row) =>
        Assert.That(Resolve(provider, model), Is.EqualTo(((string?)resolved, modelClass, row)));

    [TestCase("azure", "gpt-chat-pilot")]
    [TestCase("azure", "azure/my-deployment")]
    [TestCase("huggingface", "meta-llama/Llama-3.2-1B-Instruct")]
    [TestCase("ollama", "llama3.1")]
    [TestCase("sagemaker", "/opt/ml/model")]
    [TestCase("aws-bedrock", "arn:aws:bedrock:us-east-1:1111:application-inference-profile/veo1imagen2")]
    [TestCase("aws-bedrock", "arn:aws:bedrock:us-east-1:1111:provisioned-model/claude1x2y3z")]
    // llm-carbon-index, tests/test_slug_normalize.py @7091290: a slug without a model of ours
    [TestCase("openrouter", "some/model:beta")]
    // ecologits, tests/test_model_repository.py @5be90da: never a silent nearest model
    [TestCase("openai", "openai/model-test")]
    public void An_unknown_name_has_the_class_of_the_last_row(string provider, string model) =>
        Assert.That(Resolve(provider, model), Is.EqualTo(((string?)null, "L", 72)));

    // llm-carbon-index, tests/test_slug_normalize.py @7091290; ours leaves out the maker, and writes claude's version with hyphens after the family
    [TestCase("minimax/minimax-m3-20260531", "minimax-m3")]
    [TestCase("anthropic/claude-4.7-opus-20260416", "claude-opus-4-7")]
    [TestCase("google/gemini-2.5-flash", "gemini-2.5-flash")]
    [TestCase("openai/gpt-oss-120b", "gpt-oss-120b")]
    [TestCase("qwen/qwen3-235b-a22b-07-25", "qwen3-235b-a22b-07-25")]
    public void A_slug_loses_tag_and_date(string slug, string resolved) => Assert.That(Pack.Resolve("openrouter", slug).Resolved, Is.EqualTo(resolved));

    // aliases of ecologits, ecologits/data/models.json @5be90da
    [TestCase("anthropic/claude-opus-4-1", "anthropic/claude-opus-4-1-20250805")]
    [TestCase("anthropic/claude-sonnet-4-5", "anthropic/claude-sonnet-4-5-20250929")]
    [TestCase("openai/gpt-35-turbo", "openai/gpt-3.5-turbo")]
    [TestCase("openai/gpt-35-turbo-1106", "openai/gpt-3.5-turbo-1106")]
    [TestCase("openai/gpt-35-turbo-instruct-0914", "openai/gpt-3.5-turbo-instruct-0914")]
    public void An_alias_and_its_model_are_one(string alias, string model) => Assert.That(Resolve("openrouter", alias), Is.EqualTo(Resolve("openrouter", model)));

    // ecologits has claude-sonnet-4-0 as an alias of claude-sonnet-4-20250514
    [Test]
    public void Two_names_of_one_model_have_one_class() => Assert.That(Pack.Resolve("anthropic", "claude-sonnet-4-0").MapRow, Is.EqualTo(Pack.Resolve("anthropic", "claude-sonnet-4-20250514").MapRow));

    // ecologits, tests/test_model_repository.py @5be90da: gpt-4 is neither gpt-4o nor gpt-4-turbo
    [TestCase("gpt-4", 24)]
    [TestCase("gpt-4o", 22)]
    [TestCase("gpt-4-turbo", 23)]
    public void A_longer_name_of_a_family_is_not_its_first_member(string model, int row) => Assert.That(Pack.Resolve("openai", model).MapRow, Is.EqualTo(row));

    [Test]
    public void A_maker_sells_its_own_models_only() => Assert.That(Resolve("openai", "claude-3-opus"), Is.EqualTo(((string?)null, "L", 72)));

    [TestCase("azure-openai")]
    [TestCase("openrouter")]
    [TestCase("a gateway that is not listed")]
    [TestCase("")]
    public void A_cloud_or_gateway_sells_models_of_any_maker(string provider) => Assert.That(Pack.Resolve(provider, "claude-3-opus").MapRow, Is.EqualTo(28));

    [Test]
    public void A_maker_in_the_name_comes_before_the_provider() => Assert.That(Pack.Resolve("openai", "anthropic/claude-sonnet-4").MapRow, Is.EqualTo(33));

    [TestCase("")]
    [TestCase("  ")]
    public void A_line_without_a_model_says_so(string model) => Assert.That(
        Pack.Resolve("openai", model).Steps, Is.EqualTo(new[] { "no model is named", "row 72 (*, .*): class L, for a model that is not known" }));

    [Test]
    public void The_steps_say_what_was_taken_off_and_which_row_matched() => Assert.That(
        Pack.Resolve("aws-bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0").Steps,
        Is.EqualTo(new[] { "taken off: 'us.anthropic.'", "taken off: '-v1:0'", "taken off: '-20251001'", "row 32 (anthropic, claude-.*haiku): class M" }));

    [Test]
    public void The_account_in_an_ARN_is_not_repeated() => Assert.That(
        Pack.Resolve("aws-bedrock", "arn:aws:bedrock:us-east-1:1111:inference-profile/us.amazon.nova-pro-v1:0").Steps, Has.None.Contains("1111"));

    [Test]
    public void The_name_stays_as_written() => Assert.That(Pack.Resolve("anthropic", " Claude Haiku 4.5 ").Written, Is.EqualTo(" Claude Haiku 4.5 "));

    [Test]
    public void What_stands_beyond_256_characters_is_not_looked_at() => Assert.That(Pack.Resolve("openai", new string('x', 256) + "-audio").MapRow, Is.EqualTo(72));

    [Test]
    public void Any_text_resolves_to_a_class_of_the_list() => Gen.Select(Gen.String, Gen.String).Sample((provider, model) =>
        ModelRow.Classes.Contains(Pack.Resolve(provider, model).ModelClass));

    [Test]
    public void Any_text_of_a_name_s_characters_resolves_to_a_class_of_the_list() => Gen.String[Gen.Char["abcdegilopstuv0123456789-.:/@_ "], 0, 300].Sample(model =>
        ModelRow.Classes.Contains(Pack.Resolve("openrouter", model).ModelClass));

    [Test]
    public void A_resolved_name_resolves_to_itself() => Assert.That(
        new[] { "gpt-4o", "claude-haiku-4-5", "gpt-3.5-turbo", "gemini-2.5-pro", "deepseek-r1", "llama-3.1-8b-instruct" }.Select(name => Pack.Resolve("openrouter", name).Resolved),
        Is.EqualTo(new[] { "gpt-4o", "claude-haiku-4-5", "gpt-3.5-turbo", "gemini-2.5-pro", "deepseek-r1", "llama-3.1-8b-instruct" }));

    private static (string? Resolved, string ModelClass, int MapRow) Resolve(string provider, string model)
    {
        var resolution = Pack.Resolve(provider, model);
        return (resolution.Resolved, resolution.ModelClass, resolution.MapRow);
    }
}
