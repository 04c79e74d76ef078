using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>What the first bytes of a JSON file show: lines or a document, and the paths that there are.</summary>
internal static class JsonShape
{
    /// <summary>Names beyond these are data, and no format asks for them.</summary>
    private const int MostNames = 50_000;
    private static readonly JsonReaderOptions One = new() { MaxDepth = JsonExtractor.MostDepth };
    private static readonly JsonReaderOptions Many = One with { AllowMultipleValues = true };

    /// <summary>Null where the text does not begin as JSON does.</summary>
    public static FileShape? Recognise(ReadOnlySpan<byte> head, bool isWhole)
    {
        var text = (head.StartsWith("\uFEFF"u8) ? head[3..] : head).TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text[0] is not ((byte)'{' or (byte)'['))
            return null;
        var names = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var empty = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var hasSecond = false;
        if (text[0] != '{' || !IsLines(text, isWhole, out hasSecond))
        {
            Collect(text, names, empty);
            return new([ContainerNames.Json], names.ToImmutable()) { EmptyLists = empty.ToImmutable() };
        }

        foreach (var range in text.Split((byte)'\n'))
            Collect(text[range], names, empty);
        string[] containers = hasSecond ? [ContainerNames.JsonLines] : [ContainerNames.JsonLines, ContainerNames.Json];
        return new([.. containers], names.ToImmutable()) { EmptyLists = empty.ToImmutable() };
    }

    /// <summary>One of the first two lines is a whole object: a broken line may stand first.</summary>
    private static bool IsLines(ReadOnlySpan<byte> text, bool isWhole, out bool hasSecond)
    {
        var end = text.IndexOf((byte)'\n');
        var first = end < 0 ? text : text[..end];
        var rest = end < 0 ? [] : text[(end + 1)..].TrimStart(" \t\r\n"u8);
        hasSecond = !rest.IsEmpty;
        if (IsObject(first))
            return end >= 0 || isWhole;
        var second =
            rest.IndexOf((byte)'\n') is >= 0 and var next ? rest[..next]
            : isWhole ? rest
            : [];
        return rest.StartsWith("{"u8) && IsObject(second);
    }

    private static bool IsObject(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line, One);
            return json.Read() && json.TokenType == JsonTokenType.StartObject && json.TrySkip() && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>As far as the text can be followed.</summary>
    private static void Collect(ReadOnlySpan<byte> text, ImmutableSortedSet<string>.Builder names, ImmutableSortedSet<string>.Builder empty)
    {
        try
        {
            var json = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(Many));
            while (names.Count < MostNames && json.Read())
                CollectValue(ref json, "", isRoot: true, names, empty);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // no JSON, or a name that is no Unicode: the records say themselves what is wrong with them
        }
    }

    private static void CollectValue(
        ref Utf8JsonReader json,
        string path,
        bool isRoot,
        ImmutableSortedSet<string>.Builder names,
        ImmutableSortedSet<string>.Builder empty
    )
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartArray:
                // a list of roots counts as its elements
                var elements = 0;
                for (; json.Read() && json.TokenType != JsonTokenType.EndArray; elements++)
                    CollectValue(ref json, isRoot ? path : path + "[]", isRoot, names, empty);
                if (elements == 0 && json.TokenType == JsonTokenType.EndArray)
                    empty.Add(path);
                break;
            case JsonTokenType.StartObject:
                var inside = path.Length == 0 ? "" : path + ".";
                while (names.Count < MostNames && json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var isKey = json.ValueTextEquals("key"u8) && path.EndsWith("[]", StringComparison.Ordinal);
                    var name = json.ValueIsEscaped ? "" : System.Text.Encoding.UTF8.GetString(json.ValueSpan);
                    names.Add(inside + name);
                    if (!json.Read())
                        break;
                    if (isKey && json.TokenType == JsonTokenType.String && !json.ValueIsEscaped)
                        names.Add($"{path[..^2]}[{System.Text.Encoding.UTF8.GetString(json.ValueSpan)}]");
                    CollectValue(ref json, inside + name, isRoot: false, names, empty);
                }

                break;
            case JsonTokenType.String when !isRoot && json.ValueSpan.StartsWith("{"u8):
                CollectText(json.GetString()!, path, names, empty);
                break;
        }
    }

    /// <summary>A text that is JSON has members, as a record of a log in an event has.</summary>
    private static void CollectText(
        string text,
        string path,
        ImmutableSortedSet<string>.Builder names,
        ImmutableSortedSet<string>.Builder empty
    )
    {
        try
        {
            var json = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text), One);
            if (json.Read())
                CollectValue(ref json, path, isRoot: false, names, empty);
        }
        catch (JsonException)
        {
            // text that only begins as JSON does
        }
    }
}
