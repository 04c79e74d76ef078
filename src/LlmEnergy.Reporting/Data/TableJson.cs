using System.Text.Json;

namespace LlmEnergy.Reporting.Data;

/// <summary>A list of objects with the same members, all of them text or null.</summary>
public static class TableJson
{
    public static void Write(IReadOnlyList<string> members, IEnumerable<IReadOnlyList<string?>> rows, Stream output)
    {
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < members.Count; i++)
                json.WriteString(members[i], row[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
