using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Domain.Configuration;

/// <summary>
/// An object of a configuration file, read strictly: hands out its members by key and reports what is missing, unknown or of the wrong
/// type, so
/// that a misspelt key does not go unnoticed.
/// </summary>
public sealed class ConfigurationNode
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    private readonly JsonElement _element;
    private readonly string _path;
    private readonly ConfigurationProblems _problems;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _former = new(StringComparer.Ordinal);

    private ConfigurationNode(JsonElement element, string path, ConfigurationProblems problems)
    {
        (_element, _path, _problems) = (element, path, problems);
        Keys = [.. element.EnumerateObject().Select(member => member.Name)];
    }

    public ImmutableArray<string> Keys { get; }

    /// <summary>
    /// Reads a whole file; null where it is no JSON object, which is then a problem. Comments and trailing commas are fine.
    /// </summary>
    public static T? Parse<T>(ReadOnlyMemory<byte> json, ConfigurationProblems problems, Func<ConfigurationNode, T> read)
        where T : class
    {
        if (!Utf8.IsValid(json.Span))
        {
            problems.NotJson(1, "bytes that are not UTF-8");
            return null;
        }

        try
        {
            using var document = Opened(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json, problems);
            if (document is null)
                return null;
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                problems.NotJson(1, Kind(document.RootElement));
            else if (IsVisible(document.RootElement, "", problems))
                return read(new(document.RootElement, "", problems));
        }
        catch (JsonException exception)
        {
            // without a line: the text is JSON, but a key stands twice
            problems.NotJson((exception.LineNumber ?? 0) + 1, exception.LineNumber is null ? "a key twice" : "text that is not JSON");
        }

        return null;
    }

    /// <summary>Null where two keys cannot be told apart, since one of them is no text.</summary>
    private static JsonDocument? Opened(ReadOnlyMemory<byte> json, ConfigurationProblems problems)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (InvalidOperationException)
        {
            problems.HiddenText("", "a key with half of a surrogate pair");
            return null;
        }
    }

    /// <summary>Whether all keys and texts are such that a reader sees them; what is not is a problem at its key.</summary>
    private static bool IsVisible(JsonElement element, string path, ConfigurationProblems problems)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var isVisible = true;
                foreach (var member in element.EnumerateObject())
                {
                    var name = Text(() => member.Name, out var hidden);
                    if (name is null)
                        problems.HiddenText(path, $"a key with {hidden}");
                    isVisible &= name is not null && IsVisible(member.Value, path.Length == 0 ? name : $"{path}.{name}", problems);
                }

                return isVisible;
            case JsonValueKind.Array:
                return element
                    .EnumerateArray()
                    .Select((item, index) => IsVisible(item, FormattableString.Invariant($"{path}[{index}]"), problems))
                    .Aggregate(true, (all, item) => all && item);
            case JsonValueKind.String:
                if (Text(element.GetString, out var found) is not null)
                    return true;
                problems.HiddenText(path, found);
                return false;
            default:
                return true;
        }
    }

    private static string? Text(Func<string?> read, out string hidden)
    {
        hidden = "half of a surrogate pair";
        try
        {
            var text = read()!;
            hidden = VisibleText.Hidden(text) ?? "";
            return hidden.Length == 0 ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // what JSON writes as \ud800 alone is no text
        }
    }

    public bool Has(string key) => Find(key, isRequired: false, "") is not null;

    /// <summary>For a key that may hold an object or something else.</summary>
    public bool HoldsObject(string key) => Find(key, isRequired: false, "") is { ValueKind: JsonValueKind.Object };

    /// <summary>
    /// The name to read a key by that was renamed: its former one, which is then a warning, where the file has that one alone. With both,
    /// the former one is an unknown key.
    /// </summary>
    public string NameOf(string key, string former)
    {
        if (Has(key) || !_element.TryGetProperty(former, out _))
            return key;
        _former.Add(former);
        _problems.FormerName(PathOf(former), key);
        return former;
    }

    /// <summary>For a key that may hold text or something else.</summary>
    public bool HoldsText(string key) => Find(key, isRequired: false, "") is { ValueKind: JsonValueKind.String };

    /// <summary>For a key that may hold a list or something else.</summary>
    public bool HoldsList(string key) => Find(key, isRequired: false, "") is { ValueKind: JsonValueKind.Array };

    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    public string? Text(string key, bool isRequired = true)
    {
        if (Find(key, isRequired, "text") is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.String)
            return found.GetString();
        _problems.WrongType(PathOf(key), Kind(found), "text");
        return null;
    }

    public bool? Flag(string key, bool isRequired)
    {
        if (Find(key, isRequired, "true or false") is not { } found)
            return null;
        if (found.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return found.GetBoolean();
        _problems.WrongType(PathOf(key), Kind(found), "true or false");
        return null;
    }

    public int? Number(string key, bool isRequired = false)
    {
        if (Find(key, isRequired, "a whole number") is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var value))
            return value;
        _problems.WrongType(PathOf(key), Kind(found), "a whole number");
        return null;
    }

    public decimal? Decimal(string key, bool isRequired = false)
    {
        if (Find(key, isRequired, "a number") is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out var value))
            return value;
        _problems.WrongType(PathOf(key), Kind(found), "a number");
        return null;
    }

    /// <summary>One text or a list of them.</summary>
    public ImmutableArray<string> Texts(string key, bool isRequired = false)
    {
        if (Find(key, isRequired, "a text or a list of texts") is not { } found)
            return [];
        if (found.ValueKind == JsonValueKind.String)
            return [found.GetString()!];
        if (found.ValueKind == JsonValueKind.Array && found.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. found.EnumerateArray().Select(item => item.GetString()!)];
        _problems.WrongType(PathOf(key), Kind(found), "a text or a list of texts");
        return [];
    }

    /// <summary>A list of lists of texts; one text or one list of them stands for a list of one.</summary>
    public ImmutableArray<ImmutableArray<string>> TextLists(string key)
    {
        if (
            Find(key, isRequired: false, "") is not { ValueKind: JsonValueKind.Array } found
            || found.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Array)
        )
            return Texts(key) is { IsEmpty: false } only ? [only] : [];
        var lists = found.EnumerateArray().Select(list => list.EnumerateArray().ToImmutableArray()).ToImmutableArray();
        if (lists.All(list => !list.IsEmpty && list.All(item => item.ValueKind == JsonValueKind.String)))
            return [.. lists.Select(list => list.Select(item => item.GetString()!).ToImmutableArray())];
        _problems.WrongType(PathOf(key), Kind(found), "a list of lists of texts");
        return [];
    }

    public ConfigurationNode? Object(string key, bool isRequired = false) =>
        Find(key, isRequired, "an object") is { } found ? Open(found, PathOf(key)) : null;

    public ImmutableArray<ConfigurationNode> Objects(string key, bool isRequired = false)
    {
        if (Find(key, isRequired, "a list of objects") is not { } found)
            return [];
        if (found.ValueKind == JsonValueKind.Array)
            return
            [
                .. found
                    .EnumerateArray()
                    .Select((item, index) => Open(item, FormattableString.Invariant($"{PathOf(key)}[{index}]")))
                    .OfType<ConfigurationNode>(),
            ];
        _problems.WrongType(PathOf(key), Kind(found), "a list of objects");
        return [];
    }

    /// <summary>Reports the keys that nothing asked for; the last thing to do with a node whose keys are known.</summary>
    public void Close()
    {
        foreach (var key in Keys.Where(key => !_read.Contains(key) && !_former.Contains(key)))
            _problems.UnknownKey(PathOf(key), _read);
    }

    private ConfigurationNode? Open(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return new(element, path, _problems);
        _problems.WrongType(path, Kind(element), "an object");
        return null;
    }

    private JsonElement? Find(string key, bool isRequired, string expected)
    {
        if (!_former.Contains(key))
            _read.Add(key);
        if (_element.TryGetProperty(key, out var found))
            return found;
        if (isRequired)
            _problems.MissingKey(PathOf(key), expected);
        return null;
    }

    private static string Kind(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "null",
        };
}
