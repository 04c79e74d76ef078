using System.Text.Json;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Verification;

/// <summary>What verification came to, as one JSON document.</summary>
public static class VerificationJson
{
    private const int Schema = 1;

    public static void Write(VerificationResult verified, Stream output)
    {
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteBoolean("passed", verified.Passed);
        json.WriteString(
            "verdict",
            verified.IsDifferent ? "different"
                : verified.Passed ? "verified"
                : "not fully verified"
        );
        json.WriteString("manifest", $"sha256:{verified.Manifest}");
        json.WriteString("calculationHash", verified.CalculationHash);
        json.WriteString("code", PlainJson.NullIfEmpty(verified.Code));
        json.WriteString("madeBy", verified.Tool);
        json.WriteStartArray("levels");
        foreach (var level in verified.Levels)
        {
            json.WriteStartObject();
            json.WriteNumber("level", (int)level.Level);
            json.WriteNumber("compared", level.Compared);
            json.WriteString("notCompared", level.WhyNotCompared);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("fromSnapshot");
        foreach (var input in verified.FromSnapshot)
            json.WriteStringValue(input);
        json.WriteEndArray();
        json.WriteStartArray("proofs");
        foreach (var proof in verified.Proofs)
            json.WriteStringValue(proof);
        json.WriteEndArray();
        json.WriteStartArray("differences");
        foreach (var finding in verified.Findings)
        {
            json.WriteStartObject();
            json.WriteNumber("level", (int)finding.Level);
            json.WriteString("file", finding.File);
            json.WriteString("figure", PlainJson.NullIfEmpty(finding.Figure));
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
