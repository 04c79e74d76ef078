using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Tests.Schemas;

/// <summary>A JSON Schema of what the readers of a file asked for.</summary>
/// <param name="descriptions">By path, such as <c>sources.id</c>.</param>
internal sealed class SchemaWriter(IReadOnlyDictionary<string, string> descriptions)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SortedDictionary<string, JsonObject?> _forms = new(StringComparer.Ordinal);

    public string Write(string title, ConfigurationShape root)
    {
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title };
        foreach (var (key, value) in Described(root, ""))
            schema[key] = value?.DeepClone();
        if (_forms.Count > 0)
            schema["$defs"] = new JsonObject(_forms.Select(form => KeyValuePair.Create(form.Key, (JsonNode?)form.Value)));
        return schema.ToJsonString(Format) + "\n";
    }

    /// <summary>What stands in several places is described once; it may hold itself.</summary>
    private JsonObject Object(ConfigurationShape shape, string path)
    {
        if (shape.Form.Length == 0)
            return Described(shape, path);
        if (_forms.TryAdd(shape.Form, null))
            _forms[shape.Form] = Described(shape, shape.Form);
        return new() { ["$ref"] = $"#/$defs/{shape.Form}" };
    }

    private JsonObject Described(ConfigurationShape shape, string path)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (shape.Entry is { } entry)
        {
            if (shape.Names.Count > 0)
                schema["propertyNames"] = new JsonObject { ["enum"] = List(shape.Names) };
            schema["additionalProperties"] = Value(entry, path);
        }
        else
        {
            var properties = new JsonObject();
            foreach (var (name, key) in shape.Keys)
                properties[name] = Value(key, path.Length == 0 ? name : $"{path}.{name}");
            schema["properties"] = properties;
            if (shape.Keys.Keys.Where(shape.IsRequired).ToList() is { Count: > 0 } required)
                schema["required"] = List(required);
            schema["additionalProperties"] = false;
        }

        return schema;
    }

    private JsonObject Value(KeyShape key, string path)
    {
        var kinds = Enum.GetValues<ValueKinds>().Where(kind => kind != ValueKinds.None && key.Kinds.HasFlag(kind)).ToList();
        var schema = kinds is [var only]
            ? Kind(key, only, path)
            : new JsonObject { ["anyOf"] = new JsonArray([.. kinds.Select(kind => Kind(key, kind, path))]) };
        if (key.Now is { } now)
            (schema["deprecated"], schema["description"]) = (true, $"former name of {now}");
        else if (key.Name.Length > 0 && descriptions.TryGetValue(path, out var description))
            schema["description"] = description;
        return schema;
    }

    private JsonObject Kind(KeyShape key, ValueKinds kind, string path) =>
        kind switch
        {
            ValueKinds.Text => Text(key),
            ValueKinds.Flag => new() { ["type"] = "boolean" },
            ValueKinds.WholeNumber => key.Only is { } only ? new() { ["const"] = only } : new() { ["type"] = "integer" },
            ValueKinds.Number => new() { ["type"] = "number" },
            ValueKinds.Numbers => ListOf(new() { ["type"] = "number" }),
            ValueKinds.Texts => ListOf(Text(key)),
            ValueKinds.TextLists => ListOf(
                new()
                {
                    ["type"] = "array",
                    ["items"] = Text(key),
                    ["minItems"] = 1,
                }
            ),
            ValueKinds.Items => ListOf(new() { ["anyOf"] = new JsonArray(Text(key), ListOf(Text(key)), Object(key.Object!, path)) }),
            ValueKinds.Object => Object(key.Object!, path),
            _ => ListOf(Object(key.Object!, path)),
        };

    private static JsonObject Text(KeyShape key) =>
        key.Words.Count > 0 ? new() { ["enum"] = List(key.Words) } : new() { ["type"] = "string" };

    private static JsonObject ListOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
