using CsvHelper;
using LlmEnergy.Domain;

namespace LlmEnergy.Registers;

/// <summary>Reads a register: strict about its columns and the form of the file, so that a slip is named and nothing is guessed.</summary>
internal static class Register
{
    /// <summary>A register that cannot be used as it stands.</summary>
    public const string Code = "LE2020";

    private const int LongestText = 1_000;

    /// <param name="required">Columns that must be there; others of <paramref name="known"/> may be.</param>
    public static IEnumerable<RegisterRow> Read(byte[] csv, string file, IReadOnlyList<string> required, IReadOnlyList<string> known, ICollection<Issue> issues, string code = Code)
    {
        void Wrong(long line, string message) => issues.Add(new(new(file, line, 0), code, message));

        using var reader = CsvReader.Create(csv, CsvReaderOptions.Default with
        {
            Separator = ',',
            TrackLineNumbers = true,
            OnMalformedRecord = bad => Wrong(bad.LineNumber, "found broken quotes, expected quotes around whole fields"),
        });
        reader.ReadHeader();
        var names = (reader.Headers ?? []).Select(name => name.Trim()).ToList();
        if (names is [var single] && single.Contains(';', StringComparison.Ordinal))
        {
            Wrong(1, "found semicolons between the columns, expected commas");
            yield break;
        }

        if (required.Except(names, StringComparer.Ordinal).Any() || names.Except(known, StringComparer.Ordinal).Any() || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            Wrong(1, $"found other columns, expected {string.Join(", ", required)}{(known.Count > required.Count ? $" and any of {string.Join(", ", known.Except(required, StringComparer.Ordinal))}" : "")}");
            yield break;
        }

        while (reader.Read())
        {
            if (reader.FieldCount != names.Count)
            {
                Wrong(reader.LineNumber, $"found {reader.FieldCount} fields, expected {names.Count} as in the header");
                continue;
            }

            string[] fields = [.. Enumerable.Range(0, names.Count).Select(reader.GetString)];
            var at = Array.FindIndex(fields, field => field.Length > LongestText || field.Any(char.IsControl));
            if (at >= 0) issues.Add(new(new(file, reader.LineNumber, at + 1), code, $"found more than {LongestText} characters or a control character in {names[at]}, expected text of one line"));
            else yield return new(file, code, reader.LineNumber, names, fields, issues);
        }
    }
}
