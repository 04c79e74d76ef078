using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain;

namespace LlmEnergy;

/// <summary>Reads the members of a JSON object and collects everything that is wrong with them, unknown keys included.</summary>
public sealed class JsonKeys
{
    private readonly JsonElement _object;
    private readonly string _file;
    private readonly string _path;
    private readonly List<Issue> _issues;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public JsonKeys(JsonElement element, string file, string path, List<Issue> issues)
    {
        (_object, _file, _path, _issues) = (element, file, path, issues);
        if (element.ValueKind != JsonValueKind.Object) Report("LE2003", path.Length == 0 ? "the document" : path, $"found {Kind(element)}, expected an object");
    }

    public string Text(string key, string? fallback = null)
    {
        if (Find(key) is not { } value)
        {
            if (fallback is null) Report("LE2004", key, "found nothing, expected text: the key is required");
            return fallback ?? "";
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
        Report("LE2003", key, $"found {Kind(value)}, expected text");
        return "";
    }

    public string? OptionalText(string key) => Find(key) is null ? null : Text(key);

    public int WholeNumber(string key)
    {
        if (Find(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number)) return number;
        Report(Find(key) is null ? "LE2004" : "LE2003", key, "expected a whole number");
        return 0;
    }

    public ImmutableArray<string> Texts(string key, params ImmutableArray<string> fallback)
    {
        if (Find(key) is not { } value) return fallback;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)) return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        Report("LE2003", key, $"found {Kind(value)}, expected a list of texts");
        return fallback;
    }

    public ImmutableArray<T> Objects<T>(string key, Func<JsonKeys, T> read)
    {
        if (Find(key) is { ValueKind: JsonValueKind.Array } value)
            return [.. value.EnumerateArray().Select((item, index) => new JsonKeys(item, _file, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{PathOf(key)}[{index}]"), _issues).Read(read))];
        Report(Find(key) is null ? "LE2004" : "LE2003", key, "expected a list of objects");
        return [];
    }

    public T Member<T>(string key, T fallback, Func<JsonKeys, T> read) => Find(key) is { } value ? new JsonKeys(value, _file, PathOf(key), _issues).Read(read) : fallback;

    /// <summary>Reads, then reports every key that was not asked for.</summary>
    public T Read<T>(Func<JsonKeys, T> read)
    {
        var result = read(this);
        if (_object.ValueKind != JsonValueKind.Object) return result;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in _object.EnumerateObject())
        {
            if (!seen.Add(member.Name)) Report("LE2005", member.Name, "found the key twice, expected it once");
            else if (!_asked.Contains(member.Name)) Report("LE2005", member.Name, $"found an unknown key, expected one of {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }

        return result;
    }

    public void Report(string code, string key, string message) => _issues.Add(new(new(_file, 0, 0), code, $"{PathOf(key)}: {message}"));

    private JsonElement? Find(string key)
    {
        _asked.Add(key);
        return _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(key, out var value) ? value : null;
    }

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => value.GetString()!.Length == 0 ? "empty text" : "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
