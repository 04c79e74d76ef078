using System.Text.Json;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Auditing;

/// <summary>A comparison of two periods as one JSON document; kgCO2e.</summary>
public static class PeriodComparisonJson
{
    public static void Write(PeriodComparison comparison, Stream output)
    {
        var bridge = comparison.Bridge;
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        Period("first", comparison.First, bridge.Before, bridge.WithoutTotal.Before);
        Period("second", comparison.Second, bridge.After, bridge.WithoutTotal.After);
        json.WriteBoolean("asRecorded", comparison.IsAsRecorded);
        json.WriteStartObject("terms");
        foreach (var term in Bridge.Terms)
            PlainJson.Number(json, Name(term), bridge.Of(term));
        json.WriteEndObject();
        json.WriteStartArray("sentences");
        foreach (var sentence in comparison.Sentences)
            json.WriteStringValue(sentence);
        json.WriteEndArray();
        json.WriteStartArray("parts");
        foreach (var part in bridge.Parts)
        {
            json.WriteStartObject();
            json.WriteString("provider", part.Provider);
            json.WriteString("account", part.Account);
            json.WriteString("model", part.Model);
            PlainJson.Number(json, "before", part.Before);
            PlainJson.Number(json, "after", part.After);
            foreach (var term in Bridge.Terms)
                PlainJson.Number(json, Name(term), part.Of(term));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void Period(string name, AuditedPeriod period, decimal total, int without)
        {
            json.WriteStartObject(name);
            json.WriteString("period", period.Manifest.Period);
            json.WriteString("manifest", period.Manifest.Sha256);
            PlainJson.Number(json, "total", total);
            json.WriteNumber("linesWithoutTotal", without);
            json.WriteEndObject();
        }
    }

    private static string Name(BridgeTerm term) => JsonNamingPolicy.CamelCase.ConvertName(term.ToString());
}
