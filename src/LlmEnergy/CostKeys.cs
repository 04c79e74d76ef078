using System.Collections.Immutable;
using CsvHelper;
using LlmEnergy.Domain;

namespace LlmEnergy;

/// <summary>The file that <c>costKeys</c> names: what projects, keys or teams are called in the report.</summary>
internal static class CostKeys
{
    /// <param name="issues">Takes all that is wrong with it, LE2008.</param>
    public static ImmutableDictionary<string, string> Read(byte[] csv, string file, List<Issue> issues)
    {
        var keys = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        using var reader = CsvReader.Create(csv,
            CsvReaderOptions.Default with
            {
                TrackLineNumbers = true,
                OnMalformedRecord = bad =>
                issues.Add(new(new(file, bad.LineNumber, 0), "LE2008", "found broken quotes, expected two fields"))
            });
        reader.ReadHeader();
        if (!reader.Headers.ToArray().SequenceEqual(["value", "cost_key"]))
        {
            issues.Add(new(new(file, 1, 0), "LE2008", "found another header, expected value,cost_key"));
            return keys.ToImmutable();
        }

        while (reader.Read())
        {
            if (reader.FieldCount != 2) issues.Add(new(new(file, reader.LineNumber, 0), "LE2008",
                $"found {reader.FieldCount} fields, expected 2"));
            else if (!keys.TryAdd(reader.GetString(0), reader.GetString(1))) issues.Add(new(new(file, reader.LineNumber, 1), "LE2008",
                "found a value twice, expected it once"));
        }

        return keys.ToImmutable();
    }
}
