using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>JSON whose rows are lists of values: the names of the columns stand in another list near the top of the file.</summary>
internal static class JsonTable
{
    private const int HeadBytes = 1 << 18;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonExtractor.MostDepth, AllowMultipleValues = true };

    /// <summary>The names in the first document, which hold for all.</summary>
    /// <exception cref="RefusedFileException">There are none in the first 256 KiB.</exception>
    public static ImmutableArray<string> Names(ExportFile file, Mapping mapping)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        try
        {
            var head = file.Head(HeadBytes).AsSpan();
            var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
            var json = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(Options));
            while (names.Count == 0 && json.Read())
                Collect(ref json, "", mapping, names);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // the records say themselves what is wrong with them
        }

        return names.Count > 0
            ? names.ToImmutable()
            : throw new RefusedFileException(
                file.Display,
                IssueCodes.UnknownFormat,
                $"found no {mapping.TableNames} at the top, expected the names of the columns of {mapping.Id} there"
            );
    }

    private static void Collect(ref Utf8JsonReader json, string path, Mapping mapping, ImmutableArray<string>.Builder names)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartArray when path + "[]" == mapping.Rows:
                // where they are longer than the head, names behind them are out of reach
                json.TrySkip();
                break;
            case JsonTokenType.StartArray:
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    Collect(ref json, path.Length == 0 ? path : path + "[]", mapping, names);
                break;
            case JsonTokenType.StartObject:
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var name = json.GetString();
                    if (json.Read())
                        Collect(ref json, path.Length == 0 ? name! : $"{path}.{name}", mapping, names);
                }

                break;
            case JsonTokenType.String when path == mapping.TableNames:
                names.Add(json.GetString()!);
                break;
        }
    }
}
