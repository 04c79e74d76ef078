using System.Globalization;
using System.Text.Json;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Registers;

/// <summary>
/// A product carbon footprint by the PACT data model, version 2 or 3 (Pathfinder Framework; PACT Technical Specifications).
/// </summary>
/// <remarks>
/// Version 2 states kilograms per declared unit, and beside it how many of them a product holds; version 3 states kilograms per declared
/// unit, which is
/// an amount of a unit of measurement: a bottle of 12 litres at 1.5 kg a litre is 12 and 1.5 in version 2, and 12 and 18 in version 3.
/// </remarks>
/// <param name="KilogramsPerUnit">Per one unit of measurement, without biogenic uptake (v2 pCfExcludingBiogenic, v3
/// pcfExcludingBiogenicUptake).</param>
/// <param name="Unit">Unit of measurement, such as piece.</param>
/// <param name="From">First day of the reference period.</param>
/// <param name="To">Last day on which it may be used: as it states, else three years after the reference period.</param>
internal sealed record PactFootprint(string Version, decimal KilogramsPerUnit, string Unit, DateOnly From, DateOnly To, string Boundary)
{
    private const int YearsOfUse = 3;
    private const int LongestText = 200;

    // a number outside of these is a slip, and might not multiply or divide
    private const decimal Least = 0.000000000001m;
    private const decimal Most = 1_000_000_000_000m;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    /// <summary>Null, with issues, where the file is not such a footprint.</summary>
    public static PactFootprint? Read(byte[] json, string file, ICollection<Issue> issues)
    {
        PactFootprint? Wrong(string message, long line = 0)
        {
            issues.Add(new(new(file, line, 0), Register.Code, message));
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json.AsSpan().StartsWith("\uFEFF"u8) ? json.AsMemory(3) : json, Strict);
            var root = document.RootElement;
            // the answer of an API holds the footprint as data, or as the one of a list
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data))
                root = data;
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() != 1)
                return Wrong($"found {root.GetArrayLength()} footprints, expected one");
            if (root.ValueKind == JsonValueKind.Array)
                root = root[0];
            if (Text(root, "specVersion") is not { } version || version.Split('.')[0] is not ("2" or "3"))
                return Wrong("found no specVersion 2 or 3, expected a PACT product footprint");
            if (Text(root, "status") == "Deprecated")
                return Wrong("found a footprint that is deprecated, expected the active one");
            if (!root.TryGetProperty("pcf", out var pcf) || pcf.ValueKind != JsonValueKind.Object)
                return Wrong("found no pcf, expected a PACT product footprint");
            var isSecond = version[0] == '2';
            var (unit, amount, kilograms) = isSecond
                ? (Text(pcf, "declaredUnit"), Number(pcf, "unitaryProductAmount"), Number(pcf, "pCfExcludingBiogenic"))
                : (Text(pcf, "declaredUnitOfMeasurement"), Number(pcf, "declaredUnitAmount"), Number(pcf, "pcfExcludingBiogenicUptake"));
            if (unit is null || amount is not (>= Least and <= Most) || kilograms is not (>= 0m and <= Most))
                return Wrong("found no declared unit, amount or footprint, expected all three, in numbers of zero or more");
            if (
                Day(pcf, "referencePeriodStart") is not { } from
                || LastDay(pcf, "referencePeriodEnd") is not { } to
                || from > to
                || to.Year > DateOnly.MaxValue.Year - YearsOfUse
            )
                return Wrong("found no reference period, expected its start and end");
            return new(
                Cut(version),
                isSecond ? kilograms.Value : kilograms.Value / amount.Value,
                Cut(unit),
                from,
                LastDay(root, "validityPeriodEnd") ?? to.AddYears(YearsOfUse),
                Cut(Text(pcf, "boundaryProcessesDescription") ?? "cradle to gate, as the supplier states it")
            );
        }
        catch (JsonException e)
        {
            return Wrong("found no JSON, expected a PACT product footprint", e.LineNumber + 1 ?? 0);
        }
        catch (InvalidOperationException)
        {
            return Wrong("found text that is not Unicode, expected a PACT product footprint");
        }
    }

    private static string? Text(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()
            : null;

    /// <summary>PACT writes decimals as text.</summary>
    private static decimal? Number(JsonElement node, string name)
    {
        if (!node.TryGetProperty(name, out var found))
            return null;
        if (found.ValueKind == JsonValueKind.Number)
            return found.TryGetDecimal(out var number) ? number : null;
        return
            found.ValueKind == JsonValueKind.String
            && decimal.TryParse(
                found.GetString(),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var parsed
            )
            ? parsed
            : null;
    }

    private static DateOnly? Day(JsonElement node, string name) =>
        Text(node, name) is { Length: >= 10 } text
        && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>Ends are excluded: a period that ends at midnight has its last day before.</summary>
    private static DateOnly? LastDay(JsonElement node, string name) =>
        Day(node, name) is { } day
            ? Text(node, name)!.Contains("T00:00:00", StringComparison.Ordinal) && day > DateOnly.MinValue
                ? day.AddDays(-1)
                : day
            : null;

    /// <summary>As it is printed: in one line of moderate length.</summary>
    private static string Cut(string text)
    {
        var line = VisibleText.Escaped(string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)));
        return line.Length <= LongestText ? line : line[..LongestText] + "...";
    }
}
