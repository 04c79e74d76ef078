using System.Globalization;
using System.Text.Unicode;
using CsvHelper;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Factors.Tables;

/// <summary>
/// Reads a table that people keep: strict about its columns and the form of the file, so that a slip is named and nothing is guessed.
/// CsvHelper alone pads short records, takes further fields and mends stray quotes in silence.
/// </summary>
public sealed class TableReader
{
    private const int MostLineBytes = 1 << 20;
    private const int MostWrong = 1_000;
    private const int MostBytesOfCharacter = 4;

    private readonly ReadOnlyMemory<byte> _csv;
    private readonly TableForm _form;
    private readonly ICollection<Issue> _issues;
    private int _wrong;

    private TableReader(ReadOnlyMemory<byte> csv, TableForm form, ICollection<Issue> issues) =>
        (_csv, _form, _issues) = (csv, form, issues);

    /// <summary>The rows of the right form, as they are asked for; none where the file as a whole has another one.</summary>
    /// <param name="csv">UTF-8, or UTF-16 with its mark.</param>
    /// <param name="issues">Takes what is wrong with the form of the file, and what readers of its rows find wrong.</param>
    public static IEnumerable<TableRow> Read(ReadOnlyMemory<byte> csv, TableForm form, ICollection<Issue> issues) =>
        new TableReader(FileText.Utf8(csv), form, issues).Rows();

    /// <summary>The columns of a table, in their order; none where it has no header.</summary>
    /// <param name="separator">Null: the one that the header shows.</param>
    public static IReadOnlyList<string> Header(ReadOnlyMemory<byte> csv, char? separator = ',')
    {
        using var reader = CsvReader.Create(FileText.Utf8(csv), CsvReaderOptions.Default with { Separator = separator });
        return Header(reader);
    }

    private static List<string> Header(CsvReader reader)
    {
        reader.ReadHeader();
        return [.. (reader.Headers ?? []).Select(name => name.Trim())];
    }

    private IEnumerable<TableRow> Rows()
    {
        if (IsNone())
            yield break;
        using var reader = CsvReader.Create(
            _csv,
            CsvReaderOptions.Default with
            {
                Separator = _form.Separator,
                TrackLineNumbers = true,
                OnMalformedRecord = bad =>
                    Wrong(bad.LineNumber, _form.Codes.Record, "found broken quotes, expected quotes around whole fields"),
            }
        );
        var names = Header(reader);
        if (_form.Separator == ',' && names is [var single] && single.Contains(';', StringComparison.Ordinal))
            Wrong(1, _form.Codes.Columns, "found semicolons between the columns, expected commas");
        else if (_form.RefusalOf(names) is { } refusal)
            Wrong(1, _form.Codes.Columns, refusal);
        else
        {
            var columns = new TableColumns(_form, names);
            for (var row = 1; reader.Read() && Takes(row, reader.LineNumber); row++)
                if (Row(reader, columns) is { } read)
                    yield return read;
        }
    }

    /// <summary>
    /// Whether it is no text, or a line is longer than that of any table, which is then said: nothing of it is taken apart.
    /// </summary>
    private bool IsNone()
    {
        var rest = _csv.Span;
        if (!Utf8.IsValid(rest))
        {
            Wrong(0, _form.Codes.Record, "found bytes that are not UTF-8, expected a table saved as CSV UTF-8");
            return true;
        }

        while (rest.Length > MostLineBytes)
        {
            var end = rest[..(MostLineBytes + 1)].IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                Wrong(
                    0,
                    _form.Codes.Record,
                    string.Create(CultureInfo.InvariantCulture, $"found a line of more than {MostLineBytes >> 20} MiB, expected a table")
                );
                return true;
            }

            rest = rest[(end + 1)..];
        }

        return false;
    }

    /// <summary>Whether one more row is read; of the first that is not, it is said why.</summary>
    private bool Takes(int row, long line)
    {
        if (row <= _form.MostRows && _wrong <= MostWrong)
            return true;
        _issues.Add(
            new(
                new(_form.File, line, 0),
                _form.Codes.Record,
                row > _form.MostRows
                    ? string.Create(CultureInfo.InvariantCulture, $"found more than {_form.MostRows:N0} rows, expected at most so many")
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"found more than {MostWrong:N0} rows that are wrong, expected a table of this form: the rest is not read"
                    )
            )
        );
        return false;
    }

    /// <summary>Null, with an issue, where it has another form.</summary>
    private TableRow? Row(CsvReader reader, TableColumns columns)
    {
        var (names, line) = (columns.Names, reader.LineNumber);
        if (reader.FieldCount != names.Count)
        {
            Wrong(
                line,
                _form.Codes.Record,
                FormattableString.Invariant($"found {Counted.Of(reader.FieldCount, "field")}, expected {names.Count} as in the header")
            );
            return null;
        }

        var fields = new string[names.Count];
        for (var at = 0; at < fields.Length; at++)
        {
            fields[at] = Field(reader, at);
            if (Refusal(fields[at], names[at]) is not { } refusal)
                continue;
            Wrong(line, _form.Codes.Value, refusal, at + 1);
            return null;
        }

        return new(columns, line, fields, _issues);
    }

    private string? Refusal(string field, string column)
    {
        if (_form.LongestText is { } longest && (field.Length > longest || field.Any(char.IsControl)))
            return FormattableString.Invariant(
                $"found more than {longest} characters or a control character in {column}, expected text of one line"
            );
        return VisibleText.Hidden(field) is { } hidden ? $"found {hidden} in {column}, expected text that a reader sees as it is" : null;
    }

    /// <summary>What is too long is not made a text of.</summary>
    private string Field(CsvReader reader, int at) =>
        _form.LongestText is { } longest && reader.GetSpan(at).Length > longest * MostBytesOfCharacter
            ? new('?', longest + 1)
            : reader.GetString(at);

    private void Wrong(long line, string code, string message, int column = 0)
    {
        if (_wrong++ < MostWrong)
            _issues.Add(new(new(_form.File, line, column), code, message));
    }
}
