using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Containers.Tables;

/// <summary>The names in the header of a table.</summary>
internal static class ColumnNames
{
    /// <param name="line">Where the names stand; 0 where that is no line.</param>
    /// <exception cref="RefusedFileException">A name stands there twice.</exception>
    public static void RefuseDuplicates(ImmutableArray<string> names, string display, long line)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var ordinal = 0; ordinal < names.Length; ordinal++)
        {
            if (names[ordinal].Length == 0 || seen.Add(names[ordinal]))
                continue;
            var first = (names.IndexOf(names[ordinal]) + 1).ToString(CultureInfo.InvariantCulture);
            throw new RefusedFileException(
                new(
                    new(display, line, ordinal + 1),
                    IssueCodes.DuplicateColumn,
                    $"found the column name of {first} again, expected each name once"
                )
            );
        }
    }
}
