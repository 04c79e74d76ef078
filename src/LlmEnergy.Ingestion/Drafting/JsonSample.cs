using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>The values of JSON by their paths from the root, as far as the text can be followed; also of JSON in a text.</summary>
internal sealed class JsonSample
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonExtractor.MostDepth, AllowMultipleValues = true };
    private readonly Dictionary<string, SampledColumn> _byPath = new(StringComparer.Ordinal);
    private readonly List<SampledColumn> _columns = [];
    private readonly Dictionary<string, int> _elements = new(StringComparer.Ordinal);

    /// <summary>The column whose text is walked through; null outside of texts.</summary>
    private string? _holder;

    public IEnumerable<SampledColumn> Columns => _columns;

    public static FileSample Take(ExportFile file, FileShape shape)
    {
        var head = file.Head(FileSample.MostBytes);
        var sample = new JsonSample();
        var text = head.AsSpan(head.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
        if (shape.Containers.Contains(Formats.ContainerNames.JsonLines))
        {
            var lines = 0;
            foreach (var range in text.Split((byte)'\n'))
            {
                if (lines++ == FileSample.Records)
                    break;
                sample.Walk(text[range]);
            }
        }
        else
        {
            sample.Walk(text);
        }

        return new(shape, null, [.. sample._columns]);
    }

    /// <summary>Members of JSON in the text of a column: <c>column.member</c>.</summary>
    public void AddText(ReadOnlySpan<byte> text, string column)
    {
        _holder = column;
        Walk(text, column);
        _holder = null;
    }

    private void Walk(ReadOnlySpan<byte> text, string path = "")
    {
        try
        {
            var json = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(Options));
            while (json.Read())
                Value(ref json, path, isRoot: path.Length == 0);
        }
        catch (JsonException)
        {
            // reading says later what is wrong with it
        }
        catch (InvalidOperationException)
        {
            // text that is no Unicode, the same
        }
    }

    private void Value(ref Utf8JsonReader json, string path, bool isRoot)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartArray:
                var list = isRoot ? path : path + "[]";
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                        Value(ref json, list, isRoot);
                }

                break;
            case JsonTokenType.StartObject:
                Object(ref json, path);
                break;
            default:
                Scalar(ref json, path);
                break;
        }
    }

    private void Object(ref Utf8JsonReader json, string path)
    {
        var inside = path.Length == 0 ? "" : path + ".";
        var isElement = path.EndsWith("[]", StringComparison.Ordinal);
        // a list of lists of a thousand elements would be a sample of one record otherwise
        var isEnough = (_elements[path] = _elements.GetValueOrDefault(path) + 1) > FileSample.Records;
        string? key = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueIsEscaped ? "" : Encoding.UTF8.GetString(json.ValueSpan);
            if (!json.Read())
                return;
            if (isEnough || name.Length == 0)
                Skip(ref json);
            else if (isElement && name == "key" && json.TokenType == JsonTokenType.String && !json.ValueIsEscaped)
                key = Encoding.UTF8.GetString(json.ValueSpan);
            else if (isElement && name == "value" && key is not null)
                Attribute(ref json, $"{path[..^2]}[{key}]");
            else
                // a name with points is no path
                Value(ref json, inside.Length > 0 && !isElement && name.Contains('.') ? $"{path}[{name}]" : inside + name, isRoot: false);
        }
    }

    /// <summary>The first scalar of <c>{"intValue": "5"}</c>, as attributes are read.</summary>
    private void Attribute(ref Utf8JsonReader json, string path)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Scalar(ref json, path);
            Skip(ref json);
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName && json.Read())
        {
            Scalar(ref json, path);
            Skip(ref json);
        }
    }

    private void Scalar(ref Utf8JsonReader json, string path)
    {
        if (
            json.TokenType
            is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
        )
            return;
        // no path leads to the elements of a list in a text
        if (_holder is not null && path.AsSpan(_holder.Length).Contains('['))
            return;
        if (!_byPath.TryGetValue(path, out var column))
            _columns.Add(_byPath[path] = column = new(path, _holder));
        if (json.TokenType == JsonTokenType.String)
            Text(Encoding.UTF8.GetBytes(json.GetString()!), path, column);
        else if (json.TokenType != JsonTokenType.Null)
            column.Add(json.ValueSpan);
    }

    private void Text(byte[] text, string path, SampledColumn column)
    {
        column.Add(text);
        if (_holder is null && text.AsSpan().StartsWith("{"u8))
            AddText(text, path);
    }

    /// <summary>As far as there is text.</summary>
    private static void Skip(ref Utf8JsonReader json)
    {
        if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var depth = json.CurrentDepth;
        while (json.Read() && json.CurrentDepth > depth)
        {
            // inside
        }
    }
}
