using System.Globalization;
using LlmEnergy.Domain;

namespace LlmEnergy.Registers;

/// <summary>
/// What the rows of a register state for the days of something, of which no day may be stated twice: found in one sweep over the days of
/// each thing, however many rows there are.
/// </summary>
internal sealed class StatedDays
{
    private const int MostWrong = 1_000;
    private readonly Dictionary<string, List<(DateOnly From, DateOnly To, SourceLocation At)>> _rows = new(StringComparer.Ordinal);

    /// <param name="thing">Texts that tell it from others.</param>
    public void Add(DateOnly from, DateOnly to, SourceLocation at, params IEnumerable<string> thing)
    {
        var key = string.Join('\0', thing);
        if (!_rows.TryGetValue(key, out var rows))
            _rows.Add(key, rows = []);
        rows.Add((from, to, at));
    }

    /// <param name="same">What two rows have in common, such as "supplier and account", and what was expected.</param>
    public void RefuseTwice((string Same, string Expected) same, ICollection<Issue> issues)
    {
        foreach (var (first, again) in _rows.Values.SelectMany(Twice).OrderBy(twice => twice.Again.Line).Take(MostWrong))
            issues.Add(
                new(
                    again,
                    Register.Code,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"found days that line {first.Line} states for the same {same.Same}, expected {same.Expected}"
                    )
                )
            );
    }

    private static IEnumerable<(SourceLocation First, SourceLocation Again)> Twice(
        List<(DateOnly From, DateOnly To, SourceLocation At)> rows
    )
    {
        rows.Sort((one, other) => (one.From, one.At.Line).CompareTo((other.From, other.At.Line)));
        var last = rows[0];
        foreach (var row in rows.Skip(1))
        {
            if (row.From <= last.To)
                yield return row.At.Line > last.At.Line ? (last.At, row.At) : (row.At, last.At);
            if (row.To > last.To)
                last = row;
        }
    }
}
