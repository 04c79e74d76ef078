using System.Collections.Immutable;
using System.Globalization;
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
    /// <summary>By which editors find the JSON Schema of a file; it says nothing to its readers.</summary>
    private const string SchemaKey = "$schema";

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
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly ConfigurationShape? _shape;

    private ConfigurationNode(JsonElement element, string path, ConfigurationProblems problems, ConfigurationShape? shape)
    {
        (_element, _path, _problems, _shape) = (element, path, problems, shape);
        Keys = [.. element.EnumerateObject().Select(member => member.Name)];
        _shape?.Opened();
    }

    public ImmutableArray<string> Keys { get; }

    /// <summary>
    /// Reads a whole file; null where it is no JSON object, which is then a problem. Comments and trailing commas are fine.
    /// </summary>
    public static T? Parse<T>(ReadOnlyMemory<byte> json, ConfigurationProblems problems, Func<ConfigurationNode, T> read)
        where T : class
    {
        json = FileText.Utf8(json);
        if (!Utf8.IsValid(json.Span))
        {
            problems.NotJson(1, "bytes that are not UTF-8");
            return null;
        }

        try
        {
            using var document = Opened(json, problems);
            if (document is null)
                return null;
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                problems.NotJson(1, Kind(document.RootElement));
            else if (IsVisible(document.RootElement, "", problems))
                return read(Root(document.RootElement, problems));
        }
        catch (JsonException exception)
        {
            // without a line: the text is JSON, but a key stands twice
            problems.NotJson((exception.LineNumber ?? 0) + 1, exception.LineNumber is { } line ? NotJson(json.Span, line) : "a key twice");
        }

        return null;
    }

    /// <summary>Paths of Windows are the likeliest reason for a text that JSON cannot read: they are told apart.</summary>
    private static string NotJson(ReadOnlySpan<byte> json, long line)
    {
        for (; line > 0 && json.IndexOf((byte)'\n') is >= 0 and var end; line--)
            json = json[(end + 1)..];
        var text = json[..(json.IndexOf((byte)'\n') is >= 0 and var last ? last : json.Length)];
        for (var at = 0; at + 1 < text.Length; at++)
        {
            if (text[at] != (byte)'\\')
                continue;
            if (!"\"\\/bfnrtu"u8.Contains(text[at + 1]))
                return "a single backslash, which JSON takes for an escape (write paths with / instead)";
            at++;
        }

        return "text that is not JSON";
    }

    private static ConfigurationNode Root(JsonElement element, ConfigurationProblems problems)
    {
        var root = new ConfigurationNode(element, "", problems, problems.Shape);
        root.Note(SchemaKey, ValueKinds.Text);
        if (element.TryGetProperty(SchemaKey, out var schema) && schema.ValueKind != JsonValueKind.String)
            problems.WrongType(SchemaKey, Kind(schema), "text");
        return root;
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

    public bool Has(string key)
    {
        Note(key, ValueKinds.None);
        return Find(key, isRequired: false, "") is not null;
    }

    /// <summary>
    /// The name to read a key by that was renamed: its former one, which is then a warning, where the file has that one alone. With both,
    /// the former one is an unknown key.
    /// </summary>
    public string NameOf(string key, string former)
    {
        if (Has(key) || !_element.TryGetProperty(former, out _))
            return key;
        _former.Add(former);
        if (_shape?.Of(former) is { } noted)
            noted.Now = key;
        _problems.FormerName(PathOf(former), key);
        return former;
    }

    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    /// <summary>The keys, of an object that is a map: each a name that the file chooses.</summary>
    /// <param name="known">Those that it may choose; empty: any. A reader refuses others itself.</param>
    public ImmutableArray<string> Names(params IEnumerable<string> known)
    {
        _shape?.IsMapOf(known);
        return Keys;
    }

    /// <param name="words">What it may be; empty: anything. A reader refuses others itself.</param>
    public string? Text(string key, bool isRequired = true, params ReadOnlySpan<string> words)
    {
        Note(key, ValueKinds.Text, isRequired, words);
        if (Find(key, isRequired, "text") is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.String)
            return found.GetString();
        _problems.WrongType(PathOf(key), Kind(found), "text");
        return null;
    }

    /// <summary>One of these words, which may be left out.</summary>
    /// <param name="otherwise">What holds where it is, or where there is another one, which is then a problem.</param>
    public string OneOf(string key, string otherwise, params ImmutableArray<string> words)
    {
        if (Text(key, isRequired: false, words.AsSpan()) is not { } text)
            return otherwise;
        if (words.Contains(text))
            return text;
        _problems.WrongValue(
            PathOf(key),
            Excerpt.Cut(text),
            words is [var one, var other] ? $"{one} or {other}" : $"one of {string.Join(", ", words)}"
        );
        return otherwise;
    }

    /// <summary>The number of the schema of the file, which this version must read.</summary>
    public void Schema(int version)
    {
        var schema = Number("schema", isRequired: true);
        if (_shape?.Of("schema") is { } noted)
            noted.Only = version;
        if (schema is { } other && other != version)
            _problems.WrongValue(
                "schema",
                other.ToString(CultureInfo.InvariantCulture),
                FormattableString.Invariant($"{version}: this version reads no other")
            );
    }

    public bool? Flag(string key, bool isRequired)
    {
        Note(key, ValueKinds.Flag, isRequired);
        if (Find(key, isRequired, "true or false") is not { } found)
            return null;
        if (found.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return found.GetBoolean();
        _problems.WrongType(PathOf(key), Kind(found), "true or false");
        return null;
    }

    public int? Number(string key, bool isRequired = false)
    {
        Note(key, ValueKinds.WholeNumber, isRequired);
        if (Find(key, isRequired, "a whole number") is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var value))
            return value;
        _problems.WrongType(PathOf(key), Kind(found), "a whole number");
        return null;
    }

    public decimal? Decimal(string key, bool isRequired = false)
    {
        Note(key, ValueKinds.Number, isRequired);
        if (Find(key, isRequired, "a number") is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out var value))
            return value;
        _problems.WrongType(PathOf(key), Kind(found), "a number");
        return null;
    }

    /// <summary>One text or a list of them.</summary>
    /// <param name="words">What they may be; empty: anything. A reader refuses others itself.</param>
    public ImmutableArray<string> Texts(string key, bool isRequired = false, params ReadOnlySpan<string> words)
    {
        Note(key, ValueKinds.Text | ValueKinds.Texts, isRequired, words);
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
    /// <param name="words">As of <see cref="Texts"/>.</param>
    public ImmutableArray<ImmutableArray<string>> TextLists(string key, params ReadOnlySpan<string> words)
    {
        Note(key, ValueKinds.TextLists | ValueKinds.Texts | ValueKinds.Text, words: words);
        if (
            Find(key, isRequired: false, "") is not { ValueKind: JsonValueKind.Array } found
            || found.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Array)
        )
            return Texts(key, isRequired: false, words) is { IsEmpty: false } only ? [only] : [];
        var lists = found.EnumerateArray().Select(list => list.EnumerateArray().ToImmutableArray()).ToImmutableArray();
        if (lists.All(list => !list.IsEmpty && list.All(item => item.ValueKind == JsonValueKind.String)))
            return [.. lists.Select(list => list.Select(item => item.GetString()!).ToImmutableArray())];
        _problems.WrongType(PathOf(key), Kind(found), "a list of lists of texts");
        return [];
    }

    /// <param name="form">The name of what such objects are wherever they stand; empty: they stand in one place.</param>
    public ConfigurationNode? Object(string key, bool isRequired = false, string form = "")
    {
        Note(key, ValueKinds.Object, isRequired);
        return Find(key, isRequired, "an object") is { } found ? Open(found, PathOf(key), key, form) : null;
    }

    /// <summary>One object, or a list of them; none where the key is not there.</summary>
    /// <param name="form">As of <see cref="Object"/>.</param>
    public ImmutableArray<ConfigurationNode> OneOrMore(string key, bool isRequired, string form)
    {
        Note(key, ValueKinds.Object | ValueKinds.Objects, isRequired);
        return Holds(key, JsonValueKind.Array) ? Objects(key, isRequired, form)
            : Object(key, isRequired, form) is { } only ? [only]
            : [];
    }

    /// <summary>An object, or one text or a list of them where it is none.</summary>
    /// <param name="form">As of <see cref="Object"/>.</param>
    public (ConfigurationNode? Object, ImmutableArray<string> Texts) ObjectOrTexts(string key, string form)
    {
        Note(key, ValueKinds.Object | ValueKinds.Text | ValueKinds.Texts);
        return Holds(key, JsonValueKind.Object) ? (Object(key, isRequired: false, form), []) : (null, Texts(key));
    }

    public ImmutableArray<decimal> Decimals(string key)
    {
        Note(key, ValueKinds.Numbers);
        if (Find(key, isRequired: false, "a list of numbers") is not { } found)
            return [];
        if (
            found.ValueKind == JsonValueKind.Array
            && found.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetDecimal(out _))
        )
            return [.. found.EnumerateArray().Select(item => item.GetDecimal())];
        _problems.WrongType(PathOf(key), Kind(found), "a list of numbers");
        return [];
    }

    /// <summary>A list whose items are texts, lists of texts or objects; one text or object stands for a list of one.</summary>
    /// <param name="form">As of <see cref="Object"/>.</param>
    public ImmutableArray<(ConfigurationNode? Object, ImmutableArray<string> Texts)> Items(string key, bool isRequired, string form)
    {
        const string Expected = "a list of texts or objects";
        Note(key, ValueKinds.Text | ValueKinds.Object | ValueKinds.Items, isRequired);
        if (Find(key, isRequired, Expected) is not { } found)
            return [];
        var items = found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToImmutableArray() : [found];
        if (items.All(IsTextOrObject))
            return [.. items.Select((item, index) => Item(item, FormattableString.Invariant($"{PathOf(key)}[{index}]"), key, form))];
        _problems.WrongType(PathOf(key), Kind(found), Expected);
        return [];
    }

    private (ConfigurationNode? Object, ImmutableArray<string> Texts) Item(JsonElement item, string path, string key, string form) =>
        item.ValueKind switch
        {
            JsonValueKind.String => (null, [item.GetString()!]),
            JsonValueKind.Array => (null, [.. item.EnumerateArray().Select(text => text.GetString()!)]),
            _ => (Open(item, path, key, form), []),
        };

    private static bool IsTextOrObject(JsonElement item) =>
        item.ValueKind is JsonValueKind.String or JsonValueKind.Object
        || (item.ValueKind == JsonValueKind.Array && item.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String));

    /// <summary>One of these words, or true or false; neither where the key is not there.</summary>
    /// <param name="words">As of <see cref="Texts"/>.</param>
    public (string? Text, bool? Flag) TextOrFlag(string key, bool isRequired, params ReadOnlySpan<string> words)
    {
        Note(key, ValueKinds.Text | ValueKinds.Flag, isRequired, words);
        return Holds(key, JsonValueKind.String) ? (Text(key, isRequired, words), null) : (null, Flag(key, isRequired));
    }

    public ImmutableArray<ConfigurationNode> Objects(string key, bool isRequired = false, string form = "")
    {
        Note(key, ValueKinds.Objects, isRequired);
        if (Find(key, isRequired, "a list of objects") is not { } found)
            return [];
        if (found.ValueKind == JsonValueKind.Array)
            return
            [
                .. found
                    .EnumerateArray()
                    .Select((item, index) => Open(item, FormattableString.Invariant($"{PathOf(key)}[{index}]"), key, form))
                    .OfType<ConfigurationNode>(),
            ];
        _problems.WrongType(PathOf(key), Kind(found), "a list of objects");
        return [];
    }

    /// <summary>Reports the keys that nothing asked for; the last thing to do with a node whose keys are known.</summary>
    public void Close()
    {
        foreach (var key in Keys.Where(key => !_read.Contains(key) && !_former.Contains(key) && !IsSchema(key)))
            _problems.UnknownKey(PathOf(key), _read);
    }

    private bool IsSchema(string key) => _path.Length == 0 && key == SchemaKey;

    private ConfigurationNode? Open(JsonElement element, string path, string key, string form)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return new(element, path, _problems, _shape?.Of(key).Below(form));
        _problems.WrongType(path, Kind(element), "an object");
        return null;
    }

    private void Note(string key, ValueKinds kinds, bool isRequired = false, params ReadOnlySpan<string> words)
    {
        if (_shape?.Of(key) is not { } noted)
            return;
        noted.Kinds |= kinds;
        noted.MayBe(words.ToArray());
        if (isRequired && _required.Add(key))
            noted.Required++;
    }

    private bool Holds(string key, JsonValueKind kind) => Find(key, isRequired: false, "") is { } found && found.ValueKind == kind;

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
