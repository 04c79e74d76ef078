using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmEnergy.Reporting.Data;

/// <summary>How all JSON of this project is written: indented, LF, numbers without trailing zeros, null for what is unknown.</summary>
public static class PlainJson
{
    /// <summary>No HTML is made of it, so that names stay readable; control characters and quotes are still escaped.</summary>
    public static JsonWriterOptions Options { get; } =
        new()
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

    public static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(PlainNumber.Of(number));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
