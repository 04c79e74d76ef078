using System.Globalization;
using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>One table in each container: what is wrong with a value must not depend on what it is packed in.</summary>
internal static class Tables
{
    public static readonly string[] Containers = ["csv", "jsonl", "json", "parquet", "xlsx"];

    /// <param name="table">Names, then rows.</param>
    public static byte[] Of(string container, params string[][] table) =>
        container switch
        {
            "csv" => Encoding.UTF8.GetBytes(string.Concat(table.Select(row => string.Join(',', row) + "\n"))),
            "jsonl" => Encoding.UTF8.GetBytes(string.Concat(Records(table).Select(record => record + "\n"))),
            "json" => Encoding.UTF8.GetBytes($"[\n{string.Join(",\n", Records(table))}\n]\n"),
            "xlsx" => Workbook.Of(string.Concat(table.Select((row, index) => Workbook.Row(index + 1, row)))),
            "parquet" => Parquet(table).GetAwaiter().GetResult(),
            _ => throw new ArgumentOutOfRangeException(nameof(container), container, "no container"),
        };

    /// <summary>Where a value stands: line, or row, and column; JSON has no columns.</summary>
    /// <param name="row">From 1, without the names.</param>
    public static string Place(string container, int row, int column) =>
        container switch
        {
            "csv" or "xlsx" => $"usage.{container}:{row + 1}:{column}",
            "jsonl" => $"usage.jsonl:{row}",
            "json" => $"usage.json:{row + 1}",
            _ => $"usage.parquet:{row}:{column}",
        };

    private static IEnumerable<string> Records(string[][] table) =>
        table
            .Skip(1)
            .Select(row =>
                $"{{{string.Join(',', row.Zip(table[0], (value, name) => $"{JsonSerializer.Serialize(name)}:{Json(value)}"))}}}"
            );

    private static string Json(string value) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? value
            : JsonSerializer.Serialize(value);

    private static async Task<byte[]> Parquet(string[][] table)
    {
        using var bytes = new MemoryStream();
        var schema = new ParquetSchema(table[0].Select(name => new DataField<string>(name)));
        await using (var writer = await ParquetWriter.CreateAsync(schema, bytes, new() { CompressionMethod = CompressionMethod.None }))
        {
            using var group = writer.CreateRowGroup();
            for (var column = 0; column < table[0].Length; column++)
                await group.WriteAsync(schema.DataFields[column], [.. table.Skip(1).Select(row => row[column])]);
        }

        return bytes.ToArray();
    }
}
