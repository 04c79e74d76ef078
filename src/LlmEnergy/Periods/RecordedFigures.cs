using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Periods;

/// <summary>figures.json of a period folder: what was disclosed.</summary>
public static class RecordedFigures
{
    public const string FileName = "figures.json";

    /// <summary>By id.</summary>
    /// <exception cref="RecordedFileException">The file is missing or not one that this program writes.</exception>
    public static ImmutableSortedDictionary<string, RecordedFigure> Read(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(RecordedFile.Read(folder, FileName));
            return json
                .RootElement.GetProperty("figures")
                .EnumerateArray()
                .ToImmutableSortedDictionary(
                    figure => figure.GetProperty("id").GetString()!,
                    figure => new RecordedFigure(
                        figure.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null,
                        figure.GetProperty("unit").GetString() ?? ""
                    ),
                    StringComparer.Ordinal
                );
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw RecordedFileException.Whole(FileName, "is missing, or not one that this program writes", e);
        }
    }
}
