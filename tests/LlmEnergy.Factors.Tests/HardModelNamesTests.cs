using CsvHelper;
using LlmEnergy.Factors.Models;

namespace LlmEnergy.Factors.Tests;

/// <summary>
/// hard-model-ids.csv: names that are easily taken for others, made up in part: coming versions of a family, vendors wrapped around
/// a name, speech, realtime and video models, small models with the name of a large family, embedders, guards, sizes in the name.
/// </summary>
public sealed class HardModelNamesTests
{
    [TestCaseSource(nameof(Rows))]
    public void A_hard_name_has_its_class(string id, string modelClass)
    {
        var found = FactorPack.BuiltIn.Resolve("", id);
        Assert.That(found.ModelClass, Is.EqualTo(modelClass), string.Join("; ", found.Steps));
    }

    [TestCase("anthropic--claude-4.7-opus", "claude-opus-4-7")]
    [TestCase("amazon--nova-lite", "nova-lite")]
    [TestCase("meta--llama3.1-70b-instruct", "llama-3.1-70b-instruct")]
    [TestCase("gpt-4o--2024-11-20", "gpt-4o-")]
    public void A_vendor_before_two_hyphens_is_taken_off_and_nothing_else(string id, string name) =>
        Assert.That(ModelName.Parse(id).Text, Is.EqualTo(name));

    /// <summary>Every id of a public list of models: what is not known may be any model, or says nothing of one.</summary>
    [TestCase("openrouter/auto")]
    [TestCase("model-router")]
    [TestCase("switchpoint/router")]
    public void A_router_stays_unknown(string id) => Assert.That(FactorPack.BuiltIn.Resolve("", id).IsKnown, Is.False);

    public static IEnumerable<TestCaseData> Rows()
    {
        using var reader = CsvReader.Create(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "hard-model-ids.csv")),
            CsvReaderOptions.Default
        );
        reader.ReadHeader();
        while (reader.Read())
            yield return new TestCaseData(reader.GetString(0), reader.GetString(1));
    }
}
