using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>JSON whose rows are lists of values: the names of the columns stand in another list before them.</summary>
internal static class JsonTable
{
    private const int HeadBytes = 1 << 18;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonExtractor.MostDepth, AllowMultipleValues = true };

    /// <summary>The names in the first document, which hold for all.</summary>
    /// <exception cref="RefusedFileException">There are none before the rows.</exception>
    public static ImmutableArray<string> Names(ExportFile file, Mapping mapping)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        try
        {
            var json = new Utf8JsonReader(file.Head(HeadBytes), isFinalBlock: false, new JsonReaderState(Options));
            while (json.Read() && !TryCollect(ref json, "", mapping, names))
            {
                // the first value that has rows is all that is asked
            }
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
                $"found no {mapping.TableNames} before {mapping.Rows}, expected the names of the columns of {mapping.Id} there"
            );
    }

    /// <returns>Whether the rows were met.</returns>
    private static bool TryCollect(ref Utf8JsonReader json, string path, Mapping mapping, ImmutableArray<string>.Builder names)
    {
        if (path + "[]" == mapping.Rows)
            return true;
        switch (json.TokenType)
        {
            case JsonTokenType.StartArray:
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    if (TryCollect(ref json, path.Length == 0 ? path : path + "[]", mapping, names))
                        return true;
                }

                break;
            case JsonTokenType.StartObject:
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var name = json.GetString();
                    if (json.Read() && TryCollect(ref json, path.Length == 0 ? name! : $"{path}.{name}", mapping, names))
                        return true;
                }

                break;
            case JsonTokenType.String when path == mapping.TableNames:
                names.Add(json.GetString()!);
                break;
        }

        return false;
    }
}
