using System.Text.Json;
using LlmEnergy.Configuration;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy;

/// <summary>manifest.json: everything a second run needs and everything it can be compared by; no time, no user, no machine.</summary>
public static class Manifest
{
    public const string FileName = RecordedManifest.FileName;
    private const int Schema = 1;

    public static string CalculationHash(
        Disclosure disclosure,
        WorkspaceConfiguration configuration,
        string inventorySha256,
        string figuresSha256
    ) =>
        Hashing.CalculationHash.Compute(
            disclosure.Inputs,
            JsonSerializer.SerializeToElement(configuration, ConfigurationJson.Default.WorkspaceConfiguration),
            disclosure.Inventory.FactorPack,
            inventorySha256,
            figuresSha256
        );

    public static void Write(
        Disclosure disclosure,
        WorkspaceConfiguration configuration,
        ReportRequest request,
        IReadOnlyDictionary<string, string> outputs,
        Stream output
    )
    {
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("tool", $"LlmEnergy {disclosure.ToolVersion}");
        json.WriteString("period", disclosure.Period.Name);
        json.WriteString("first", PlainJson.Of(disclosure.Period.First));
        json.WriteString("last", PlainJson.Of(disclosure.Period.Last));
        json.WriteString("status", disclosure.Status.ToString().ToLowerInvariant());
        request.WriteTo(json);
        json.WriteStartArray("methods");
        foreach (var method in disclosure.Inventory.Methods)
            json.WriteStringValue(method);
        json.WriteEndArray();
        json.WriteString("factorPack", disclosure.Inventory.FactorPack);
        if (disclosure.Intervals is { } intervals)
        {
            json.WriteStartObject("interval");
            json.WriteNumber("seed", intervals.Seed);
            json.WriteNumber("draws", intervals.Draws);
            json.WriteEndObject();
        }

        json.WriteString("calculationHash", disclosure.CalculationHash);
        json.WritePropertyName("configuration");
        JsonSerializer.Serialize(json, configuration, ConfigurationJson.Default.WorkspaceConfiguration);
        json.WriteStartArray("inputs");
        var hashes = disclosure.Inputs.ToDictionary(input => input.Path, StringComparer.Ordinal);
        foreach (var file in disclosure.Inventory.Activity.Files)
            AccountJson.Write(json, file, InputPath.FileOf(file.Path, hashes.ContainsKey) is { } found ? hashes[found].Sha256 : null);
        json.WriteEndArray();
        json.WriteStartArray("settings");
        var exports = disclosure
            .Inventory.Activity.Files.Select(file => InputPath.FileOf(file.Path, hashes.ContainsKey))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var setting in disclosure.Inputs.Where(input => !exports.Contains(input.Path)))
            WriteFile(json, setting.Path, setting);
        json.WriteEndArray();
        json.WriteStartObject("outputs");
        foreach (var (name, sha256) in outputs)
            json.WriteString(name, sha256);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, string path, InputFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WriteNumber("bytes", file.Bytes);
        json.WriteString("sha256", file.Sha256);
        if (file.Rows is { } rows)
            json.WriteNumber("rows", rows);
        json.WriteEndObject();
    }
}
