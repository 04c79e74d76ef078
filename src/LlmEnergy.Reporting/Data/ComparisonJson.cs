using System.Text.Json;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Data;

/// <summary>
/// Methods side by side, comparatives, restatement, true-ups and overrides of factors, as members of the summary; nothing where there are
/// none.
/// </summary>
internal static class ComparisonJson
{
    public static void Write(Utf8JsonWriter json, Disclosure disclosure)
    {
        if (!disclosure.Methods.IsEmpty)
        {
            json.WriteStartArray("methodsSideBySide");
            foreach (var method in disclosure.Methods)
                Write(json, method);
            json.WriteEndArray();
        }

        Write(json, "comparative", disclosure.Previous);
        Write(json, "previouslyStated", disclosure.PreviouslyStated);
        Write(json, "baseYear", disclosure.BaseYear);
        if (disclosure.Restatement is { } restatement)
            Write(json, restatement);
        if (!disclosure.TrueUps.IsEmpty)
        {
            json.WriteStartArray("trueUps");
            foreach (var quarter in disclosure.TrueUps)
            {
                json.WriteStartObject();
                json.WriteString("period", quarter.Period);
                PlainJson.Number(json, "closedKgCo2e", quarter.Closed);
                PlainJson.Number(json, "recalculatedKgCo2e", quarter.Recalculated);
                PlainJson.Number(json, "differenceKgCo2e", quarter.Difference);
                PlainJson.Number(json, "ofFactorsKgCo2e", quarter.OfFactors);
                PlainJson.Number(json, "ofUsageKgCo2e", quarter.OfUsage);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (disclosure.Overrides.IsEmpty)
            return;
        json.WriteStartArray("overrides");
        foreach (var change in disclosure.Overrides)
        {
            json.WriteStartObject();
            json.WriteString("factor", change.Factor.Id);
            json.WriteString("unit", change.Factor.Unit);
            json.WriteNumber("old", change.Replaced.Value);
            json.WriteNumber("new", change.Factor.Value);
            PlainJson.Number(json, "effectKgCo2e", change.KilogramsCo2e);
            json.WriteString("reason", change.Reason);
            json.WriteString("author", change.Author);
            json.WriteString("date", PlainJson.Of(change.Date));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, Comparative? comparative)
    {
        if (comparative is null)
            return;
        json.WriteStartObject(name);
        json.WriteString("period", comparative.Period);
        json.WriteString("origin", comparative.Origin);
        json.WriteStartObject("figures");
        foreach (var (id, value) in comparative.Values)
            PlainJson.Number(json, id, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Restatement restatement)
    {
        json.WriteStartObject("restatement");
        json.WriteString("of", restatement.Of);
        json.WriteString("reason", restatement.IsError ? "error" : "estimate");
        json.WriteString("explanation", restatement.Explanation);
        PlainJson.Number(json, "threshold", restatement.Threshold);
        json.WriteBoolean("exceedsThreshold", restatement.ExceedsThreshold);
        json.WriteStartArray("figures");
        foreach (var figure in restatement.Figures)
        {
            json.WriteStartObject();
            json.WriteString("id", figure.Id.Value);
            json.WriteString("unit", figure.Unit.Symbol);
            PlainJson.Number(json, "previous", figure.Previous);
            PlainJson.Number(json, "current", figure.Current);
            PlainJson.Number(json, "difference", figure.Difference);
            PlainJson.Number(json, "relative", figure.Relative);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
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
