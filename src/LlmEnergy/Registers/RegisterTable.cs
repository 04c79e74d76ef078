using System.Globalization;
using System.Text.Unicode;
using LlmEnergy.Domain;

namespace LlmEnergy.Registers;

/// <summary>
/// The bounds of a table that people keep: how long its lines, how many its rows, and how much of what is wrong with it is listed.
/// </summary>
/// <param name="mostRows">Rows that are read at most.</param>
internal sealed class RegisterTable(byte[] csv, string file, string code, int mostRows, ICollection<Issue> issues)
{
    private const int MostLineBytes = 1 << 20;
    private const int MostWrong = 1_000;
    private int _rows;
    private int _wrong;

    public void Wrong(long line, string message, int column = 0)
    {
        if (_wrong++ < MostWrong)
            issues.Add(new(new(file, line, column), code, message));
    }

    /// <summary>
    /// Whether it is no text, or a line is longer than that of any register, which is then said: nothing of it is taken apart.
    /// </summary>
    public bool IsNone()
    {
        if (!Utf8.IsValid(csv))
        {
            Wrong(0, "found bytes that are not UTF-8, expected a table saved as CSV UTF-8");
            return true;
        }

        var rest = csv.AsSpan();
        for (var line = 1L; rest.Length > MostLineBytes; line++)
        {
            var end = rest[..(MostLineBytes + 1)].IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                Wrong(
                    0,
                    string.Create(CultureInfo.InvariantCulture, $"found a line of more than {MostLineBytes >> 20} MiB, expected a table")
                );
                return true;
            }

            rest = rest[(end + 1)..];
        }

        return false;
    }

    /// <summary>Whether one more row is read; of the first that is not, it is said why.</summary>
    public bool Takes(long line)
    {
        if (++_rows <= mostRows && _wrong <= MostWrong)
            return true;
        issues.Add(
            new(
                new(file, line, 0),
                code,
                _rows > mostRows
                    ? string.Create(CultureInfo.InvariantCulture, $"found more than {mostRows:N0} rows, expected at most so many")
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"found more than {MostWrong:N0} rows that are wrong, expected a table of this form: the rest is not read"
                    )
            )
        );
        return false;
    }
}
