using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LlmEnergy.Reporting.Filling;

/// <summary>
/// Values of cells as one hash: each row a line, its cells apart by tabs; numbers as doubles, which is what a workbook holds, whatever
/// program saved it.
/// </summary>
public static class WrittenRows
{
    /// <summary>Of what is written.</summary>
    public static string HashOf(RowsFill block, Template template)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var filled = block.Columns.Where(column => column.Value is not null).ToList();
        for (var row = block.Range.FirstRow; row <= block.Range.LastRow; row++)
            Add(hash, filled.Select(column => Plain(template.Styles.Written(block.ValueOf(column, row), column.Style).Text)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of what cells hold, by their row and column.</summary>
    public static string HashOf(CellRange range, ImmutableArray<int> columns, IReadOnlyDictionary<(int Row, int Column), string> cells)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var row = range.FirstRow; row <= range.LastRow; row++)
            Add(hash, columns.Select(column => Plain(cells.GetValueOrDefault((row, column), ""))));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether two texts are the same value: a number has many forms.</summary>
    public static bool AreSame(string one, string other) => Plain(one) == Plain(other);

    private static string Plain(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : text.ReplaceLineEndings("\n");

    private static void Add(IncrementalHash hash, IEnumerable<string> cells) =>
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\t', cells) + "\n"));
}
