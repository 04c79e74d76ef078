using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

public class AzureTraceTests
{
    private const string Profile = """
        { "id": "azure.llm-trace", "title": "Azure LLM inference trace", "container": "csv",
          "detect": { "all": ["TIMESTAMP", "ContextTokens", "GeneratedTokens"] },
          "fields": { "time": "TIMESTAMP", "input": "ContextTokens", "output": "GeneratedTokens" },
          "constants": { "provider": "azure", "model": "unknown-code-model" },
          "semantics": { "grain": "request", "time": "yyyy-MM-dd HH:mm:ss.fffffff", "zone": "UTC" } }
        """;

    [Test]
    public void Is_read_by_a_users_profile()
    {
        var activity = ExportFolder.Of(
            Profile,
            "TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:17:03.9799600,4808,10\r\n2023-11-16 "
                + "18:17:04.0319600,3180,8\r\n2023-11-16 23:59:59.9999999,110,27"
        );
        var line = activity.Lines.Single();
        Assert.Multiple(() =>
        {
            Assert.That(
                (line.Key.Month, line.Key.Provider, line.Key.Model),
                Is.EqualTo((new DateOnly(2023, 11, 1), "azure", "unknown-code-model"))
            );
            Assert.That((line.Usage.Requests, line.Usage.Input, line.Usage.Output), Is.EqualTo((3, 8_098, 45)));
            Assert.That(line.Usage.Known, Is.EqualTo(Known.Requests | Known.Input | Known.Output));
            Assert.That(activity.Issues, Is.Empty);
        });
    }
}
