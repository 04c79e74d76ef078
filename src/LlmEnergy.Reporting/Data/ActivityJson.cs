using System.Text.Json;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Reporting.Data;

/// <summary>What was read, as one JSON document: totals, the account of each file, findings.</summary>
public static class ActivityJson
{
    public static void Write(Activity activity, Stream output)
    {
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        json.WritePropertyName("activity");
        SummaryJson.WriteActivity(json, activity);
        json.WriteStartArray("files");
        foreach (var file in activity.Files)
            AccountJson.Write(json, file, null);
        json.WriteEndArray();
        json.WriteStartArray("issues");
        foreach (var issue in activity.Issues)
            SummaryJson.WriteIssue(json, issue);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
