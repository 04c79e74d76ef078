using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// Files of carbon reports as tables: CSV as it is, JSON and JSON lines with a column for each member, those of objects inside joined by a
/// point; each of them packed by gzip too. carbon-shapes.csv, which ships, has the headings that the clouds document.
/// </summary>
internal static class CarbonFile
{
    private const string Code = LedgerTable.Code;
    private const string Rows = "value";

    /// <summary>In the place of a column: a heading that only tells the shape.</summary>
    private const string ToldBy = "told_by";
    private static readonly ImmutableArray<string> Endings = [".csv", ".json", ".jsonl", ".xlsx"];
    private static readonly TableForm ShapeForm = Register.Form("carbon-shapes.csv", ["shape", "column", "heading"]);
    private static readonly Lazy<ImmutableArray<IGrouping<string, (string Column, string Heading)>>> Shapes = new(ReadShapes);

    /// <summary>Empty, with an issue, where it is no such table.</summary>
    public static byte[] CsvOf(string file, byte[] content, ICollection<Issue> issues)
    {
        byte[] Refused(string found)
        {
            issues.Add(
                new(new(file, 0, 0), Code, $"found {found}, expected a table as one of {string.Join(", ", Endings)}, or packed as .gz")
            );
            return [];
        }

        var name = file;
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            if (Unpacked(content) is not { } unpacked)
                return Refused($"a damaged archive, or one of more than {FileLimits.Tables >> 20} MiB");
            (name, content) = (name[..^".gz".Length], unpacked);
        }

        if (!Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
            return Refused("a file of another kind");
        if (name.EndsWith(".csv", StringComparison.Ordinal))
            return content;
        if (content.Length > FileLimits.Settings)
            return Refused($"JSON of more than {FileLimits.Settings >> 20} MiB");
        try
        {
            return CsvOf(Objects(FileText.Utf8(content).Span));
        }
        // texts with half a character
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Refused("no JSON that is whole");
        }
    }

    /// <summary>Where each column of the form stands, by the headings that a cloud documents; null where no cloud does.</summary>
    public static ColumnRegister? ShapeOf(string file, IReadOnlyList<string> names) =>
        Shapes.Value.FirstOrDefault(shape =>
            shape.All(pair => pair.Heading[0] == ColumnRegister.Always || names.Contains(pair.Heading, StringComparer.Ordinal))
        )
            is { } known
            ? ColumnRegister.Of(file, known.Where(pair => pair.Column != ToldBy))
            : null;

    /// <summary>A number as programs write it, such as 1.2E-05, at 15 decimals of its unit; null where it is none.</summary>
    public static decimal? Amount(string text, char sign) =>
        sign == '.' && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static byte[]? Unpacked(byte[] content)
    {
        try
        {
            using var packed = new GZipStream(new MemoryStream(content, writable: false), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var buffer = new byte[81_920];
            for (int read; (read = packed.Read(buffer)) > 0; )
            {
                if (unpacked.Length + read > FileLimits.Tables)
                    return null;
                unpacked.Write(buffer, 0, read);
            }

            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The objects of an array, of an answer's member <c>value</c>, or of lines.</summary>
    /// <exception cref="JsonException">It is no JSON, or holds anything else.</exception>
    private static List<JsonElement> Objects(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true });
        var objects = new List<JsonElement>();
        while (reader.Read())
        {
            var element = JsonElement.ParseValue(ref reader);
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(Rows, out var inside))
                element = inside;
            if (element.ValueKind == JsonValueKind.Array)
                objects.AddRange(element.EnumerateArray());
            else
                objects.Add(element);
        }

        return objects.TrueForAll(element => element.ValueKind == JsonValueKind.Object) ? objects : throw new JsonException();
    }

    private static byte[] CsvOf(List<JsonElement> objects)
    {
        var columns = new List<string>();
        var rows = objects.ConvertAll(element =>
            Cells(element, "").DistinctBy(cell => cell.Name).ToDictionary(cell => cell.Name, cell => cell.Text)
        );
        var seen = new HashSet<string>(StringComparer.Ordinal);
        columns.AddRange(rows.SelectMany(row => row.Keys).Where(seen.Add));
        var csv = new StringBuilder().AppendJoin(',', columns.Select(Quoted)).Append('\n');
        foreach (var row in rows)
            csv.AppendJoin(',', columns.Select(column => Quoted(row.GetValueOrDefault(column, "")))).Append('\n');
        return columns.Count == 0 ? [] : Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static IEnumerable<(string Name, string Text)> Cells(JsonElement element, string before) =>
        element
            .EnumerateObject()
            .SelectMany(member =>
                member.Value.ValueKind switch
                {
                    JsonValueKind.Object => Cells(member.Value, $"{before}{member.Name}."),
                    JsonValueKind.Array => [],
                    JsonValueKind.Null => [(before + member.Name, "")],
                    JsonValueKind.String => [(before + member.Name, member.Value.GetString()!)],
                    _ => [(before + member.Name, member.Value.GetRawText())],
                }
            );

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static ImmutableArray<IGrouping<string, (string Column, string Heading)>> ReadShapes()
    {
        using var stream = typeof(CarbonFile).Assembly.GetManifestResourceStream("LlmEnergy.CarbonShapes.csv")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return
        [
            .. TableReader
                .Read(bytes.ToArray(), ShapeForm, new List<Issue>())
                .Select(row => (Shape: row.Text("shape"), Pair: (row.Text("column"), row.Text("heading"))))
                .GroupBy(row => row.Shape, row => row.Pair),
        ];
    }
}
