using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Reporting.Data;

/// <summary>
/// A disclosure as one JSON document, as the command line prints it. Unknown values are null, never 0; numbers are not rounded.
/// </summary>
public static class SummaryJson
{
    /// <param name="issues">Those of the disclosure, and what was found since.</param>
    /// <param name="folder">Where the outputs were written, or null where none were.</param>
    public static void Write(Disclosure disclosure, ImmutableArray<Issue> issues, string? folder, Stream output)
    {
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        if (folder is not null)
        {
            json.WriteString("undertaking", disclosure.Undertaking);
            json.WriteStartObject("period");
            json.WriteString("name", disclosure.Period.Name);
            json.WriteString("first", PlainJson.Of(disclosure.Period.First));
            json.WriteString("last", PlainJson.Of(disclosure.Period.Last));
            json.WriteEndObject();
            json.WriteString("folder", folder);
            json.WriteString("calculationHash", disclosure.CalculationHash);
        }

        json.WritePropertyName("activity");
        WriteActivity(json, disclosure.Inventory.Activity);
        json.WriteString("method", string.Join(" > ", disclosure.Inventory.MethodsUsed));
        json.WriteStartArray("methodsTried");
        foreach (var method in disclosure.Inventory.Methods)
            json.WriteStringValue(method);
        json.WriteEndArray();
        json.WriteString("factorPack", disclosure.Inventory.FactorPack);
        WriteFigures(json, disclosure, "energyKwh", FigureIds.Energy);
        json.WriteStartObject("emissionsKgCo2e");
        WriteFigures(json, disclosure, "locationBased", FigureIds.LocationBased);
        WriteFigures(json, disclosure, "marketBased", FigureIds.MarketBased);
        WriteFigures(json, disclosure, "embodied", FigureIds.Embodied);
        WriteFigures(json, disclosure, "upstream", FigureIds.Upstream);
        WriteFigures(json, disclosure, "transmissionLosses", FigureIds.TransmissionLosses);
        WriteFigures(json, disclosure, "otherCradleToGate", FigureIds.Other);
        WriteFigures(json, disclosure, "total", FigureIds.TotalKilograms);
        json.WriteEndObject();
        WriteFigures(json, disclosure, "waterLitres", FigureIds.Water);
        WriteIntervals(json, disclosure.Intervals);
        WriteClosed(json, disclosure.ClosedModels);
        WriteTiers(json, disclosure);
        WriteImpacts(json, disclosure.Impacts);
        WriteModels(json, disclosure);
        ComparisonJson.Write(json, disclosure);
        json.WriteStartArray("issues");
        foreach (var issue in issues)
            WriteIssue(json, issue);
        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var check in disclosure.Checks)
        {
            json.WriteStartObject();
            json.WriteString("id", check.Id);
            json.WriteBoolean("passed", check.Passed);
            json.WriteString("detail", check.Title + ": " + check.Detail);
            FigureFiles.Write(json, disclosure.AcceptanceOf(check));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The row accounting and the totals of the measured quantities.</summary>
    public static void WriteActivity(Utf8JsonWriter json, Activity activity)
    {
        var rows = activity.Rows;
        var usage = activity.Total;
        void Known(string name, Known quantity, long value)
        {
            if (activity.Lines.Length > 0 && usage.Knows(quantity))
                json.WriteNumber(name, value);
            else
                json.WriteNull(name);
        }

        json.WriteStartObject();
        json.WriteNumber("rowsRead", rows.Read);
        json.WriteNumber("rowsAccepted", rows.Accepted);
        json.WriteNumber("rowsDuplicate", rows.Duplicate);
        json.WriteNumber("rowsIgnored", rows.Ignored);
        json.WriteNumber("rowsRejected", rows.Rejected);
        Known("requests", Domain.Activities.Known.Requests, usage.Requests);
        Known("inputTokens", Domain.Activities.Known.Input, usage.Input);
        Known("cachedInputTokens", Domain.Activities.Known.Cached, usage.Cached);
        Known("cacheWriteTokens", Domain.Activities.Known.CacheWrite, usage.CacheWrite);
        Known("outputTokens", Domain.Activities.Known.Output, usage.Output);
        Known("reasoningTokens", Domain.Activities.Known.Reasoning, usage.Reasoning);
        json.WriteEndObject();
    }

    public static void WriteIssue(Utf8JsonWriter json, Domain.Issue issue)
    {
        json.WriteStartObject();
        json.WriteString("at", issue.At.ToString());
        json.WriteString("code", issue.Code);
        json.WriteString("severity", issue.Severity.ToString().ToLowerInvariant());
        PlainJson.Number(json, "shareOfEmissions", issue.Share);
        json.WriteString("message", issue.Message);
        json.WriteEndObject();
    }

    private static void WriteModels(Utf8JsonWriter json, Disclosure disclosure)
    {
        json.WriteStartArray("byModel");
        foreach (var model in disclosure.ByModel)
        {
            json.WriteStartObject();
            json.WriteString("provider", PlainJson.NullIfEmpty(model.Provider));
            json.WriteString("model", PlainJson.NullIfEmpty(model.Model));
            json.WriteString("resolvedModel", model.ResolvedModel);
            json.WriteString("class", model.ModelClass);
            PlainJson.Number(json, "tier", model.Tier);
            WriteEstimate(json, "energyKwh", model.Totals.Energy, value => value.KilowattHours);
            json.WriteStartObject("emissionsKgCo2e");
            WriteEstimate(json, "locationBased", model.Totals.LocationBased, value => value.KilogramsCo2e);
            WriteEstimate(json, "embodied", model.Totals.Embodied, value => value.KilogramsCo2e);
            WriteEstimate(json, "otherCradleToGate", model.Totals.Other, value => value.KilogramsCo2e);
            WriteEstimate(json, "total", model.Totals.Total, value => value.KilogramsCo2e);
            json.WriteEndObject();
            if (disclosure.Intervals?.ByModel.GetValueOrDefault(model.Key) is { } interval)
            {
                Write(json, "energyKwhInterval", interval.Energy);
                Write(json, "totalKgCo2eInterval", interval.Emissions);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What draws say of the whole; nothing where ranges are not simulated.</summary>
    private static void WriteIntervals(Utf8JsonWriter json, Intervals? intervals)
    {
        if (intervals is null)
            return;
        json.WriteStartObject("interval");
        json.WriteNumber("seed", intervals.Seed);
        json.WriteNumber("draws", intervals.Draws);
        Write(json, "energyKwh", intervals.Energy);
        Write(json, "totalKgCo2e", intervals.Emissions);
        json.WriteEndObject();
    }

    /// <summary>Closed models in both views; nothing where there are none.</summary>
    private static void WriteClosed(Utf8JsonWriter json, ClosedModels? closed)
    {
        if (closed is null)
            return;
        json.WriteStartObject("closedModels");
        json.WriteBoolean("byJudgedSizes", closed.AreAdopted);
        PlainJson.Number(json, "judgedShareOfElectricity", closed.JudgedShare);
        json.WriteStartArray("models");
        foreach (var row in closed.Models.Append(closed.Total with { Provider = "", Model = "" }))
        {
            json.WriteStartObject();
            json.WriteString("provider", PlainJson.NullIfEmpty(row.Provider));
            json.WriteString("model", PlainJson.NullIfEmpty(row.Model));
            WriteEstimate<FacilityEnergy>(json, "classEnergyKwh", row.ClassEnergy, value => value.KilowattHours);
            WriteEstimate<FacilityEnergy>(json, "pointEnergyKwh", row.PointEnergy, value => value.KilowattHours);
            Write(json, "pointEnergyKwhInterval", row.Interval.Energy);
            WriteEstimate<GhgEmissions>(json, "classTotalKgCo2e", row.ClassTotal, value => value.KilogramsCo2e);
            WriteEstimate<GhgEmissions>(json, "pointTotalKgCo2e", row.PointTotal, value => value.KilogramsCo2e);
            Write(json, "pointTotalKgCo2eInterval", row.Interval.Emissions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        PlainJson.Number(json, "p5", interval.P5);
        PlainJson.Number(json, "p50", interval.P50);
        PlainJson.Number(json, "p95", interval.P95);
        PlainJson.Number(json, "mean", interval.Mean);
        json.WriteEndObject();
    }

    /// <summary>Null where not even the range is known.</summary>
    private static void WriteFigures(Utf8JsonWriter json, Disclosure disclosure, string name, FigureId id)
    {
        if (disclosure[FigureIds.Low(id)].Value is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        PlainJson.Number(json, "low", disclosure[FigureIds.Low(id)].Value);
        PlainJson.Number(json, "central", disclosure[id].Value);
        PlainJson.Number(json, "high", disclosure[FigureIds.High(id)].Value);
        json.WriteEndObject();
    }

    /// <summary>Empty for methods without other impacts; electricity is null without an imported factor.</summary>
    private static void WriteImpacts(Utf8JsonWriter json, IEnumerable<ImpactTotals> impacts)
    {
        json.WriteStartObject("otherImpacts");
        foreach (var impact in impacts)
        {
            json.WriteStartObject(impact.Of == Impact.AbioticDepletion ? "abioticDepletionKgSbeq" : "primaryEnergyMj");
            Range("hardware", impact.Hardware);
            Range("electricity", impact.Electricity);
            json.WriteEndObject();
        }

        json.WriteEndObject();

        void Range(string name, ImpactRange? range)
        {
            if (range is null)
            {
                json.WriteNull(name);
                return;
            }

            json.WriteStartObject(name);
            PlainJson.Number(json, "low", range.Low);
            PlainJson.Number(json, "central", range.Central);
            PlainJson.Number(json, "high", range.High);
            json.WriteEndObject();
        }
    }

    /// <summary>Shares of electricity and of emissions by data quality tier, 0 to 1.</summary>
    private static void WriteTiers(Utf8JsonWriter json, Disclosure disclosure)
    {
        json.WriteStartArray("tiers");
        for (var tier = 1; tier <= Rate.Tiers; tier++)
        {
            json.WriteStartObject();
            json.WriteNumber("tier", tier);
            PlainJson.Number(json, "energyShare", disclosure[FigureIds.EnergyOfTier(tier)].Value);
            PlainJson.Number(json, "emissionsShare", disclosure[FigureIds.EmissionsOfTier(tier)].Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteEstimate<T>(Utf8JsonWriter json, string name, Estimate<T>? estimate, Func<T, decimal> number)
        where T : struct, IQuantity<T>
    {
        if (estimate is not { } e)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        PlainJson.Number(json, "low", number(e.Low));
        PlainJson.Number(json, "central", e.Central is { } central ? number(central) : null);
        PlainJson.Number(json, "high", number(e.High));
        json.WriteEndObject();
    }
}
