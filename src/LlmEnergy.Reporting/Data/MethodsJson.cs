using System.Text.Json;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Data;

/// <summary>Methods side by side and overrides of factors, as members of the summary; nothing where there are none.</summary>
internal static class MethodsJson
{
    public static void Write(Utf8JsonWriter json, Disclosure disclosure)
    {
        if (!disclosure.Methods.IsEmpty)
        {
            json.WriteStartArray("methodsSideBySide");
            foreach (var method in disclosure.Methods) Write(json, method);
            json.WriteEndArray();
        }

        if (disclosure.Overrides.IsEmpty) return;
        json.WriteStartArray("overrides");
        foreach (var change in disclosure.Overrides)
        {
            json.WriteStartObject();
            json.WriteString("factor", change.Factor.Id);
            json.WriteString("unit", change.Factor.Unit);
            json.WriteNumber("old", change.Replaced.Value);
            json.WriteNumber("new", change.Factor.Value);
            JsonText.Number(json, "effectKgCo2e", change.KilogramsCo2e);
            json.WriteString("reason", change.Reason);
            json.WriteString("author", change.Author);
            json.WriteString("date", JsonText.Of(change.Date));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, MethodTotals method)
    {
        json.WriteStartObject();
        json.WriteString("method", method.Method);
        json.WriteNumber("lines", method.Lines);
        json.WriteNumber("allLines", method.AllLines);
        SummaryJson.WriteEstimate(json, "energyKwh", method.Energy, value => value.KilowattHours);
        SummaryJson.WriteEstimate(json, "locationBased", method.LocationBased, value => value.KilogramsCo2e);
        SummaryJson.WriteEstimate(json, "embodied", method.Embodied, value => value.KilogramsCo2e);
        SummaryJson.WriteEstimate(json, "otherCradleToGate", method.Other, value => value.KilogramsCo2e);
        SummaryJson.WriteEstimate(json, "total", method.Total, value => value.KilogramsCo2e);
        if (method.Gap is { } gap)
        {
            json.WriteStartObject("gapKgCo2e");
            json.WriteNumber("coverage", gap.Coverage);
            json.WriteNumber("energyFactors", gap.EnergyFactors);
            json.WriteNumber("gridFactors", gap.GridFactors);
            json.WriteNumber("hardware", gap.Hardware);
            json.WriteNumber("boundary", gap.Boundary);
            json.WriteNumber("sum", gap.Sum);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("gapKgCo2e");
        }

        json.WriteEndObject();
    }
}
