using CsvHelper;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Registers;

/// <summary>Reads a register: strict about its columns and the form of the file, so that a slip is named and nothing is guessed.</summary>
internal static class Register
{
    /// <summary>A register that cannot be used as it stands.</summary>
    public const string Code = "LE2020";

    private const int MostRows = 1_000_000;
    private const int LongestText = 1_000;
    private const int MostBytesOfCharacter = 4;

    /// <param name="required">Columns that must be there; others of <paramref name="known"/> may be.</param>
    public static IEnumerable<RegisterRow> Read(
        byte[] csv,
        string file,
        IReadOnlyList<string> required,
        IReadOnlyList<string> known,
        ICollection<Issue> issues,
        string code = Code
    )
    {
        var table = new RegisterTable(csv, file, code, MostRows, issues);
        if (table.IsNone())
            yield break;
        using var reader = CsvReader.Create(
            csv,
            CsvReaderOptions.Default with
            {
                Separator = ',',
                TrackLineNumbers = true,
                OnMalformedRecord = bad => table.Wrong(bad.LineNumber, "found broken quotes, expected quotes around whole fields"),
            }
        );
        reader.ReadHeader();
        var names = (reader.Headers ?? []).Select(name => name.Trim()).ToList();
        if (names is [var single] && single.Contains(';', StringComparison.Ordinal))
        {
            table.Wrong(1, "found semicolons between the columns, expected commas");
            yield break;
        }

        if (
            required.Except(names, StringComparer.Ordinal).Any()
            || names.Except(known, StringComparer.Ordinal).Any()
            || names.Distinct(StringComparer.Ordinal).Count() != names.Count
        )
        {
            table.Wrong(
                1,
                $"found other columns, expected {string.Join(", ", required)}"
                    + (
                        known.Count > required.Count
                            ? $" and any of {string.Join(", ", known.Except(required, StringComparer.Ordinal))}"
                            : ""
                    )
            );
            yield break;
        }

        while (reader.Read() && table.Takes(reader.LineNumber))
        {
            if (reader.FieldCount != names.Count)
            {
                table.Wrong(reader.LineNumber, $"found {reader.FieldCount} fields, expected {names.Count} as in the header");
                continue;
            }

            var fields = new string[names.Count];
            for (var column = 0; column < fields.Length; column++)
                fields[column] = Field(column);
            if (Array.TrueForAll(fields, field => field.Length <= LongestText && VisibleText.IsVisible(field)))
                yield return new(file, code, reader.LineNumber, names, fields, issues);
            else if (Array.FindIndex(fields, field => field.Length > LongestText || field.Any(char.IsControl)) is >= 0 and var at)
                table.Wrong(
                    reader.LineNumber,
                    $"found more than {LongestText} characters or a control character in {names[at]}, expected text of one line",
                    at + 1
                );
            else
            {
                var hidden = Array.FindIndex(fields, field => VisibleText.Hidden(field) is not null);
                table.Wrong(
                    reader.LineNumber,
                    $"found {VisibleText.Hidden(fields[hidden])} in {names[hidden]}, expected text that a reader sees as it is",
                    hidden + 1
                );
            }
        }

        // what is too long is not made a text of
        string Field(int at) =>
            reader.GetSpan(at).Length > LongestText * MostBytesOfCharacter ? new('?', LongestText + 1) : reader.GetString(at);
    }
}
