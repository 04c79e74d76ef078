using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting;

namespace LlmEnergy.Periods;

/// <summary>What a report is asked for, besides the workspace: recorded in the manifest, so that a second run can be asked for the same.</summary>
/// <param name="ComparesMethods">Whether every method is shown beside the disclosed one.</param>
/// <param name="Previous">The closed period before it; null where there is none.</param>
/// <param name="Quarters">Closed quarters inside it.</param>
/// <param name="Restates">What a new version of a closed period restates; else null.</param>
public sealed record ReportRequest(ReportingPeriod Period, ReportStatus Status, bool ComparesMethods, ClosedPeriod? Previous, ImmutableArray<ClosedPeriod> Quarters, RestatementRequest? Restates)
{
    /// <summary>What prints the PDF; manifests without it are of the time of one engine.</summary>
    public PdfEngine PdfEngine { get; init; }

    /// <summary>As things stand in the workspace now.</summary>
    public static ReportRequest Of(Workspace workspace, ReportingPeriod period, ReportStatus status, bool comparesMethods, RestatementRequest? restates = null) => new(
        period, status, comparesMethods, period.PreviousName is { } previous ? ClosedPeriod.Find(workspace, previous) : null,
        [.. period.Quarters.Select(quarter => ClosedPeriod.Find(workspace, quarter)).OfType<ClosedPeriod>()], restates);

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteBoolean("comparesMethods", ComparesMethods);
        json.WriteString("pdfEngine", PdfEngine.Name());
        Write("previousClosed", Previous);
        json.WriteStartArray("closedQuarters");
        foreach (var quarter in Quarters) quarter.WriteTo(json);
        json.WriteEndArray();
        if (Restates is not { } restates)
        {
            json.WriteNull("restatement");
            return;
        }

        json.WriteStartObject("restatement");
        Write("of", restates.Of);
        json.WriteBoolean("isError", restates.IsError);
        json.WriteString("explanation", restates.Explanation);
        json.WriteEndObject();

        void Write(string name, ClosedPeriod? closed)
        {
            if (closed is null) json.WriteNull(name);
            else
            {
                json.WritePropertyName(name);
                closed.WriteTo(json);
            }
        }
    }

    /// <summary>As a manifest records it.</summary>
    public static ReportRequest Read(JsonElement manifest, ReportingPeriod period)
    {
        ClosedPeriod? Closed(JsonElement parent, string name) => parent.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? ClosedPeriod.Read(found) : null;
        var status = Enum.Parse<ReportStatus>(manifest.GetProperty("status").GetString()!, ignoreCase: true);
        return new(
            period, status, manifest.GetProperty("comparesMethods").GetBoolean(), Closed(manifest, "previousClosed"), [.. manifest.GetProperty("closedQuarters").EnumerateArray().Select(ClosedPeriod.Read)],
            manifest.GetProperty("restatement") is { ValueKind: JsonValueKind.Object } restates
                ? new(Closed(restates, "of")!, restates.GetProperty("isError").GetBoolean(), restates.GetProperty("explanation").GetString()!)
                : null)
        {
            PdfEngine = manifest.TryGetProperty("pdfEngine", out var engine) ? PdfEngineNames.Parse(engine.GetString()!) : PdfEngine.BuiltIn,
        };
    }
}

/// <summary>Why a closed period is restated.</summary>
public sealed record RestatementRequest(ClosedPeriod Of, bool IsError, string Explanation);

/// <summary>A closed version of a period, by the name of its folder and the hash of its manifest.</summary>
public sealed record ClosedPeriod(string Folder, string Manifest)
{
    /// <summary>The latest closed version; null where the period is not closed.</summary>
    public static ClosedPeriod? Find(Workspace workspace, string period) =>
        new PeriodVersions(Pipeline.Periods(workspace), period).LatestClosed is { } closed ? new(closed.Name, RecordedManifest.Read(closed.Path).Sha256) : null;

    public static ClosedPeriod Read(JsonElement json) => new(json.GetProperty("folder").GetString()!, json.GetProperty("manifest").GetString()!);

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("folder", Folder);
        json.WriteString("manifest", Manifest);
        json.WriteEndObject();
    }
}
