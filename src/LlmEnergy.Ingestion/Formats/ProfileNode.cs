using System.Collections.Immutable;
using System.Text.Json;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>An object of a profile: hands out its members by key and reports what is missing, unknown or of the wrong type.</summary>
internal sealed class ProfileNode(JsonElement element, string path, ProfileProblems problems)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public ImmutableArray<string> Keys { get; } = [.. element.EnumerateObject().Select(member => member.Name)];

    public bool Has(string key) => element.TryGetProperty(key, out _);

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public string? Text(string key, bool isRequired = true) => Find(key, isRequired) is { } found
        ? found.ValueKind == JsonValueKind.String ? found.GetString() : WrongType<string>(key, "a text")
        : null;

    public bool? Flag(string key, bool isRequired) => Find(key, isRequired) is { } found
        ? found.ValueKind is JsonValueKind.True or JsonValueKind.False ? found.GetBoolean() : WrongType<bool?>(key, "true or false")
        : null;

    public int? Number(string key) => Find(key, isRequired: false) is { } found
        ? found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var value) ? value : WrongType<int?>(key, "a whole number")
        : null;

    /// <summary>One text or a list of them.</summary>
    public ImmutableArray<string> Texts(string key, bool isRequired = false)
    {
        if (Find(key, isRequired) is not { } found) return [];
        if (found.ValueKind == JsonValueKind.String) return [found.GetString()!];
        if (found.ValueKind == JsonValueKind.Array && found.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. found.EnumerateArray().Select(item => item.GetString()!)];
        problems.WrongType(PathOf(key), "a text or a list of texts");
        return [];
    }

    public ProfileNode? Object(string key, bool isRequired = false) => Find(key, isRequired) is { } found
        ? found.ValueKind == JsonValueKind.Object ? new(found, PathOf(key), problems) : WrongType<ProfileNode>(key, "an object")
        : null;

    public IEnumerable<ProfileNode> Objects(string key)
    {
        if (Find(key, isRequired: false) is not { } found) yield break;
        if (found.ValueKind != JsonValueKind.Array)
        {
            problems.WrongType(PathOf(key), "a list of objects");
            yield break;
        }

        foreach (var (item, index) in found.EnumerateArray().Select((item, index) => (item, index)))
        {
            if (item.ValueKind == JsonValueKind.Object) yield return new(item, $"{PathOf(key)}[{index}]", problems);
            else problems.WrongType($"{PathOf(key)}[{index}]", "an object");
        }
    }

    /// <summary>Reports the keys that nothing asked for.</summary>
    public void Close()
    {
        foreach (var key in Keys.Where(key => !_read.Contains(key))) problems.UnknownKey(PathOf(key), _read);
    }

    private JsonElement? Find(string key, bool isRequired)
    {
        _read.Add(key);
        if (element.TryGetProperty(key, out var found)) return found;
        if (isRequired) problems.MissingKey(PathOf(key));
        return null;
    }

    private T? WrongType<T>(string key, string expected)
    {
        problems.WrongType(PathOf(key), expected);
        return default;
    }
}
