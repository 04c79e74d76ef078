using System.Text.Json;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Reporting.Data;

/// <summary>The account of one input file as a JSON object.</summary>
public static class AccountJson
{
    public static void Write(Utf8JsonWriter json, RowAccount file, string? sha256)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteNumber("bytes", file.Bytes);
        if (sha256 is not null)
            json.WriteString("sha256", sha256);
        if (file.Evidence is { } evidence)
            json.WriteString("sums", evidence.SumsFile);
        json.WriteString("source", file.Source);
        json.WriteString("format", file.Format);
        if (file.IsDraft)
            json.WriteBoolean("draft", true);
        json.WriteString("why", file.Why);
        json.WriteNumber("rowsRead", file.Rows.Read);
        json.WriteNumber("rowsAccepted", file.Rows.Accepted);
        json.WriteNumber("rowsDuplicate", file.Rows.Duplicate);
        json.WriteNumber("rowsIgnored", file.Rows.Ignored);
        json.WriteNumber("rowsRejected", file.Rows.Rejected);
        if (file.Parts.Rows > 0)
        {
            json.WriteNumber("rowsPartsInside", file.Parts.Inside);
            json.WriteNumber("rowsPartsBeside", file.Parts.Beside);
            json.WriteNumber("rowsPartsUndecided", file.Parts.Undecided);
        }

        WriteUsage(json, "accepted", file.Accepted, file.Rows.Accepted);
        WriteUsage(json, "notAccepted", file.NotAccepted, file.Rows.Read - file.Rows.Accepted);
        WriteFates(json, file);
        json.WriteStartObject("acceptedCost");
        foreach (var (currency, amount) in file.AcceptedCost)
            PlainJson.Number(json, currency, amount);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Rows that were not accepted, by rule, with what they state.</summary>
    private static void WriteFates(Utf8JsonWriter json, RowAccount file)
    {
        json.WriteStartArray("fates");
        foreach (var fate in file.Fates)
        {
            json.WriteStartObject();
            json.WriteString("outcome", fate.Outcome.ToString().ToLowerInvariant());
            json.WriteString("rule", fate.Rule);
            json.WriteNumber("rows", fate.Rows);
            WriteUsage(json, "usage", fate.Usage, fate.Rows);
            json.WriteStartObject("cost");
            foreach (var (currency, amount) in fate.Cost)
                PlainJson.Number(json, currency, amount);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter json, string name, Usage usage, long rows)
    {
        void Quantity(string quantity, Known known, long value) =>
            PlainJson.Number(
                json,
                quantity,
                rows == 0 ? 0
                    : usage.Knows(known) ? value
                    : null
            );
        json.WriteStartObject(name);
        Quantity("requests", Known.Requests, usage.Requests);
        Quantity("inputTokens", Known.Input, usage.Input);
        Quantity("cachedInputTokens", Known.Cached, usage.Cached);
        Quantity("outputTokens", Known.Output, usage.Output);
        json.WriteEndObject();
    }
}
