using LlmEnergy.Ingestion.Databases;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests.Databases;

/// <summary>Tables are read by formats whose rows mean something by themselves.</summary>
[TestFixture]
internal sealed class TableFormatsTests
{
    [TestCase("openai.costs.json", "found openai.costs.json, which is of json or jsonl, expected a format of requests")]
    [TestCase("aws.cur2", "found aws.cur2, which is of csv or parquet, expected a format of requests")]
    public void Another_format_is_refused_with_the_way_out(string format, string message)
    {
        var mapping = FormatCatalog.BuiltIn.Find(format)!;
        var refused = Assert.Throws<RefusedFileException>(() =>
            TableFormats.RefuseOther(mapping, FileShape.Of(ContainerNames.Table, ["a"]), "gateway:logs")
        );
        Assert.That(refused.Issue.Code, Is.EqualTo("LE1061"));
        Assert.That(refused.Issue.Message, Does.StartWith(message).And.EndsWith("or give a profile"));
    }
}
