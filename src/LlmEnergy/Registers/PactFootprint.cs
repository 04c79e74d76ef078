using System.Globalization;
using System.Text.Json;
using LlmEnergy.Domain;

namespace LlmEnergy.Registers;

/// <summary>A product carbon footprint by the PACT data model, version 2 or 3 (Pathfinder Framework; PACT Technical Specifications).</summary>
/// <param name="KilogramsPerDeclaredUnit">Without biogenic uptake (v2 pCfExcludingBiogenic, v3 pcfExcludingBiogenicUptake), divided by the declared amount.</param>
/// <param name="From">First and last day of the reference period.</param>
internal sealed record PactFootprint(string Version, decimal KilogramsPerDeclaredUnit, string DeclaredUnit, DateOnly From, DateOnly To, string Boundary)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    /// <summary>Null, with issues, where the file is not such a footprint.</summary>
    public static PactFootprint? Read(byte[] json, string file, ICollection<Issue> issues)
    {
        PactFootprint? Wrong(string message)
        {
            issues.Add(new(new(file, 0, 0), Register.Code, message));
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var root = document.RootElement;
            // the answer of an API holds the footprint as data, or as the first of a list
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data)) root = data.ValueKind == JsonValueKind.Array && data.GetArrayLength() == 1 ? data[0] : data;
            if (Text(root, "specVersion") is not { } version || version.Split('.')[0] is not ("2" or "3")) return Wrong("found no specVersion 2 or 3, expected a PACT product footprint");
            if (!root.TryGetProperty("pcf", out var pcf) || pcf.ValueKind != JsonValueKind.Object) return Wrong("found no pcf, expected a PACT product footprint");
            var isSecond = version[0] == '2';
            var (unit, amount, kilograms) = isSecond
                ? (Text(pcf, "declaredUnit"), Number(pcf, "unitaryProductAmount"), Number(pcf, "pCfExcludingBiogenic"))
                : (Text(pcf, "declaredUnitOfMeasurement"), Number(pcf, "declaredUnitAmount"), Number(pcf, "pcfExcludingBiogenicUptake"));
            if (unit is null || amount is not > 0m || kilograms is not >= 0m) return Wrong("found no declared unit, amount or footprint, expected all three, in numbers of zero or more");
            if (Day(pcf, "referencePeriodStart") is not { } from || Day(pcf, "referencePeriodEnd") is not { } to || from > to) return Wrong("found no reference period, expected its start and end");
            // a period that ends at midnight has its last day before
            if (Text(pcf, "referencePeriodEnd")!.Contains("T00:00:00", StringComparison.Ordinal) && to > from) to = to.AddDays(-1);
            return new(version, kilograms.Value / amount.Value, unit, from, to, Text(pcf, "boundaryProcessesDescription") ?? "cradle to gate, as the supplier states it");
        }
        catch (JsonException)
        {
            return Wrong("found no JSON, expected a PACT product footprint");
        }
    }

    private static string? Text(JsonElement node, string name) => node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    /// <summary>PACT writes decimals as text.</summary>
    private static decimal? Number(JsonElement node, string name)
    {
        if (!node.TryGetProperty(name, out var found)) return null;
        if (found.ValueKind == JsonValueKind.Number) return found.TryGetDecimal(out var number) ? number : null;
        return found.ValueKind == JsonValueKind.String && decimal.TryParse(found.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
    }

    private static DateOnly? Day(JsonElement node, string name) =>
        Text(node, name) is { Length: >= 10 } text && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
