using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Files of one source that hold the same bytes under two names, packed or not: the first in the order of paths counts.</summary>
internal static class SameFiles
{
    public static void Settle(IReadOnlyList<ReadFile> files)
    {
        foreach (var alike in files.Where(file => file.Totals.Rows.Accepted > 0).GroupBy(Appearance).Where(alike => alike.Count() > 1))
        {
            var originals = new List<ReadFile>();
            foreach (var file in alike)
            {
                if (originals.FirstOrDefault(original => HoldTheSame(original.Path, file.Path)) is { } original)
                {
                    file.Totals.Warn(IssueCodes.SameFile, $"found the bytes of {original.Path.Display}, expected another export: its rows are duplicates");
                    file.Totals.DisownAll(original.Totals);
                }
                else
                {
                    originals.Add(file);
                }
            }
        }
    }

    /// <summary>Files that differ in this hold different bytes; those that do not are compared byte by byte.</summary>
    private static (string Format, RowCounts Rows, (long, long) Lines, Usage Accepted) Appearance(ReadFile file)
    {
        try
        {
            return (file.Mapping.Id, file.Totals.Rows, file.Totals.AcceptedLines, file.Totals.Accepted);
        }
        catch (OverflowException)
        {
            return (file.Path.Display, default, default, default);
        }
    }

    private static bool HoldTheSame(InputPath one, InputPath other)
    {
        using var first = new ExportFile(one).Open(0);
        using var second = new ExportFile(other).Open(0);
        var (left, right) = (new byte[1 << 16], new byte[1 << 16]);
        while (true)
        {
            var count = first.ReadAtLeast(left, left.Length, throwOnEndOfStream: false);
            if (second.ReadAtLeast(right, right.Length, throwOnEndOfStream: false) != count || !left.AsSpan(0, count).SequenceEqual(right.AsSpan(0, count))) return false;
            if (count < left.Length) return true;
        }
    }
}
