using CsvHelper;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Factors.Reading;

/// <summary>
/// Reads one file of a pack strictly. CsvHelper pads short records, takes further fields and mends stray quotes in silence; a factor file
/// with one of these is refused.
/// </summary>
internal static class CsvTable
{
    public static List<CsvRecord> Read(FactorFiles files, string name, IReadOnlyList<string> columns, ICollection<Issue> issues)
    {
        if (files.Find(name) is not { } content)
        {
            issues.Add(new(new(name, 0, 0), FactorCodes.File, "the file is missing"));
            return [];
        }

        var records = new List<CsvRecord>();
        using var reader = CsvReader.Create(
            content,
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                OnMalformedRecord = bad =>
                    issues.Add(new(new(name, bad.LineNumber, 0), FactorCodes.Record, $"quotes are broken ({bad.Reason})")),
            }
        );
        reader.ReadHeader();
        if (Ordinals(name, [.. reader.Headers], columns, issues) is not { } ordinals)
            return [];
        while (reader.Read())
        {
            if (reader.FieldCount == columns.Count)
            {
                var fields = Fields(reader);
                if (Array.FindIndex(fields, field => VisibleText.Hidden(field) is not null) is >= 0 and var hidden)
                    issues.Add(
                        new(
                            new(name, reader.LineNumber, hidden + 1),
                            FactorCodes.Form,
                            $"{VisibleText.Hidden(fields[hidden])} stands there, which no reader sees"
                        )
                    );
                records.Add(new(name, reader.LineNumber, fields, ordinals, issues));
                continue;
            }

            issues.Add(
                new(
                    new(name, reader.LineNumber, 0),
                    FactorCodes.Record,
                    FormattableString.Invariant($"{reader.FieldCount} fields, where the header has {columns.Count}")
                )
            );
        }

        return records;
    }

    private static string[] Fields(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = reader.GetString(i);
        return fields;
    }

    private static Dictionary<string, int>? Ordinals(
        string file,
        string[] headers,
        IReadOnlyList<string> columns,
        ICollection<Issue> issues
    )
    {
        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        var before = issues.Count;
        for (var i = 0; i < headers.Length; i++)
        {
            if (!columns.Contains(headers[i], StringComparer.Ordinal))
                issues.Add(new(new(file, 1, i + 1), FactorCodes.Column, $"column {Excerpt.Of(headers[i])} is unknown"));
            else if (!ordinals.TryAdd(headers[i], i))
                issues.Add(new(new(file, 1, i + 1), FactorCodes.Column, $"column {headers[i]} stands there twice"));
        }

        foreach (var column in columns.Where(column => !ordinals.ContainsKey(column)))
        {
            issues.Add(new(new(file, 1, 0), FactorCodes.Column, $"column {column} is missing"));
        }

        return issues.Count == before ? ordinals : null;
    }
}
