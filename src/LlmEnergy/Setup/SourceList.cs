using System.Text;
using System.Text.Json;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Setup;

/// <summary>Adds to lists of a configuration that somebody may have edited: all else in it, comments too, stays as it is.</summary>
internal static class SourceList
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The text in which the source of that id has these paths too.</summary>
    /// <returns>Null where the file has no such source.</returns>
    public static string? WithPaths(string json, string id, IReadOnlyCollection<string> added)
    {
        var bytes = FileText.Utf8(Encoding.UTF8.GetBytes(json)).ToArray();
        using var document = JsonDocument.Parse(bytes, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (!document.RootElement.TryGetProperty("sources", out var sources) || sources.ValueKind != JsonValueKind.Array)
            return null;
        var number = sources.EnumerateArray().TakeWhile(source => source.GetProperty("id").GetString() != id).Count();
        if (number == sources.GetArrayLength())
            return null;
        var path = sources[number].GetProperty("path");
        var paths = path.ValueKind == JsonValueKind.String ? [path.GetString()!] : path.EnumerateArray().Select(one => one.GetString()!);
        var (from, to) = PathOf(bytes, number);
        var list = $"[{string.Join(", ", paths.Concat(added).Select(ConfigurationDraft.Quoted))}]";
        return Encoding.UTF8.GetString(bytes.AsSpan(0, from)) + list + Encoding.UTF8.GetString(bytes.AsSpan(to));
    }

    /// <summary>Where the value of <c>path</c> stands in the source of that number.</summary>
    private static (int From, int To) PathOf(byte[] bytes, int number)
    {
        var reader = new Utf8JsonReader(bytes, Options);
        while (
            reader.Read()
            && !(reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("sources"))
        )
            continue;
        for (var at = -1; reader.Read(); )
        {
            if (reader is { CurrentDepth: 2, TokenType: JsonTokenType.StartObject })
                at++;
            if (at != number || reader is not { CurrentDepth: 3, TokenType: JsonTokenType.PropertyName } || !reader.ValueTextEquals("path"))
                continue;
            reader.Read();
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            return (from, (int)reader.BytesConsumed);
        }

        throw new InvalidOperationException("a source without a path is no configuration");
    }

    /// <summary>The text with these items at the end of the list of that key.</summary>
    /// <param name="items">JSON values.</param>
    /// <returns>Null where the file has no such list.</returns>
    public static string? With(string json, string key, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return json;
        var bytes = FileText.Utf8(Encoding.UTF8.GetBytes(json)).ToArray();
        var reader = new Utf8JsonReader(bytes, Options);
        var (last, isEmpty) = (-1L, true);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(key))
                continue;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return null;
            for (last = reader.BytesConsumed; reader.Read() && reader.TokenType != JsonTokenType.EndArray; last = reader.BytesConsumed)
            {
                isEmpty = false;
                reader.Skip();
            }

            break;
        }

        if (last < 0)
            return null;
        var rest = Encoding.UTF8.GetString(bytes.AsSpan((int)last));
        // a comma that stands there already is a trailing one
        var comma = !isEmpty && rest.TrimStart() is not [',', ..] ? "," : "";
        var (head, added) = (Encoding.UTF8.GetString(bytes.AsSpan(0, (int)last)), string.Join(",\n    ", items));
        if (!isEmpty && comma.Length == 0)
        {
            var at = rest.IndexOf(',', StringComparison.Ordinal) + 1;
            return $"{head}{rest[..at]}\n    {added}{rest[at..]}";
        }

        return $"{head}{comma}\n    {added}{(isEmpty ? "\n  " : "")}{rest}";
    }
}
