using System.Text.Json;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>
/// Lists of <c>{"key": ..., "value": {"stringValue": ...}}</c>, as OpenTelemetry writes attributes, and of
/// <c>{"name": {"value": ...}, "value": ...}</c>.
/// </summary>
internal sealed partial class JsonExtractor
{
    private void ReadAttributes(ref Utf8JsonReader json, JsonNode node, int origin)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            var ordinal = -1;
            var later = json;
            var isLater = false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var (isKey, isName) = (json.ValueTextEquals("key"u8), json.ValueTextEquals("name"u8));
                var isValue = json.ValueTextEquals("value"u8);
                json.Read();
                if (isKey && json.TokenType == JsonTokenType.String)
                    ordinal = OrdinalOfKey(ref json, node);
                if (isName && json.TokenType == JsonTokenType.StartObject)
                    ordinal = OrdinalOfName(json, node);
                if (isValue)
                    later = json;
                isLater |= isValue;
                json.Skip();
            }

            if (ordinal >= 0 && isLater)
                ReadAttribute(ref later, ordinal, origin);
        }
    }

    /// <summary>Of <c>{"value": "modelname"}</c>.</summary>
    private int OrdinalOfName(Utf8JsonReader json, JsonNode node) =>
        json.Read() && json.ValueTextEquals("value"u8) && json.Read() && json.TokenType == JsonTokenType.String
            ? OrdinalOfKey(ref json, node)
            : -1;

    private int OrdinalOfKey(ref Utf8JsonReader json, JsonNode node) =>
        node.AttributeOrdinal(json.ValueIsEscaped ? Unescaped(ref json) : json.ValueSpan);

    /// <summary>The first scalar of <c>{"intValue": "5"}</c>.</summary>
    private void ReadAttribute(ref Utf8JsonReader json, int ordinal, int origin)
    {
        if (json.TokenType == JsonTokenType.StartObject && (!json.Read() || !json.Read()))
            return;
        if (json.TokenType == JsonTokenType.String)
        {
            _values[ordinal] = json.ValueIsEscaped
                ? new(_scratchUsed, Unescaped(ref json).Length, true)
                : new(origin + (int)json.TokenStartIndex + 1, json.ValueSpan.Length, _isInScratch);
        }
        else if (json.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
        {
            _values[ordinal] = new(origin + (int)json.TokenStartIndex, json.ValueSpan.Length, _isInScratch);
        }
    }
}
