using CsvHelper;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Registers;

/// <summary>
/// The file that <c>costKeys</c> names: from a project, key or team as exports write it to the cost key. It may have millions of rows.
/// </summary>
internal static class CostKeys
{
    public const string Code = "LE2008";
    private const int MostRows = 5_000_000;

    /// <param name="issues">Takes all that is wrong with it, LE2008.</param>
    public static IReadOnlyDictionary<string, string> Read(byte[] csv, string file, ICollection<Issue> issues)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var table = new RegisterTable(csv, file, Code, MostRows, issues);
        if (table.IsNone())
            return keys;
        using var reader = CsvReader.Create(
            csv,
            CsvReaderOptions.Default with
            {
                TrackLineNumbers = true,
                OnMalformedRecord = bad => table.Wrong(bad.LineNumber, "found broken quotes, expected two fields"),
            }
        );
        reader.ReadHeader();
        if (!reader.Headers.ToArray().SequenceEqual(["value", "cost_key"]))
        {
            table.Wrong(1, "found another header, expected value,cost_key");
            return keys;
        }

        while (reader.Read() && table.Takes(reader.LineNumber))
        {
            if (reader.FieldCount != 2)
                table.Wrong(reader.LineNumber, $"found {reader.FieldCount} fields, expected 2");
            else if ((VisibleText.Hidden(reader.GetString(0)) ?? VisibleText.Hidden(reader.GetString(1))) is { } hidden)
                table.Wrong(reader.LineNumber, $"found {hidden}, expected text that a reader sees as it is");
            else if (!keys.TryAdd(reader.GetString(0), reader.GetString(1)))
                table.Wrong(reader.LineNumber, "found a value twice, expected it once", 1);
        }

        return keys;
    }
}
