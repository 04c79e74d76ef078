using System.Collections.Immutable;
using System.Text.Json;

namespace LlmEnergy.Periods;

/// <summary>figures.json of a period folder: what was disclosed.</summary>
public static class RecordedFigures
{
    /// <summary>Values by id; null where a figure was missing.</summary>
    /// <exception cref="InvalidDataException">The file is missing or not one that this program writes.</exception>
    public static ImmutableSortedDictionary<string, decimal?> Read(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "figures.json")));
            return json.RootElement.GetProperty("figures").EnumerateArray().ToImmutableSortedDictionary(
                figure => figure.GetProperty("id").GetString()!, figure => figure.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : (decimal?)null, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FileNotFoundException or DirectoryNotFoundException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("figures.json is missing, or not one that this program writes", e);
        }
    }
}
