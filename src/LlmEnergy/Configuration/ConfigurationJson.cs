using System.Text.Json;
using System.Text.Json.Serialization;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Configuration;

/// <summary>
/// The configuration as a manifest holds it. The code that writes it is made when the program is built: to make it while a report is
/// written takes a tenth of the report's time.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(FigureIdConverter)]
)]
[JsonSerializable(typeof(WorkspaceConfiguration))]
internal sealed partial class ConfigurationJson : JsonSerializerContext
{
    /// <summary>As its text.</summary>
    private sealed class FigureIdConverter : JsonConverter<FigureId>
    {
        public override FigureId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, FigureId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
