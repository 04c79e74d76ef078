using System.IO.Hashing;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>Files of one source that hold the same bytes under two names, packed or not: the first in the order of paths counts.</summary>
internal static class SameFiles
{
    public static void Settle(IReadOnlyList<ReadFile> files)
    {
        foreach (var alike in files.Where(file => file.Totals.Fates.Accepted > 0).GroupBy(Appearance).Where(alike => alike.Count() > 1))
        {
            foreach (var same in alike.GroupBy(file => ContentOf(file.Path)))
            {
                var original = same.First();
                foreach (var file in same.Skip(1))
                {
                    file.Totals.Warn(
                        IssueCodes.SameFile,
                        $"found the bytes of {original.Path.Display}, expected another export: its rows are duplicates"
                    );
                    file.Totals.DisownAll(original.Totals);
                }
            }
        }
    }

    /// <summary>Files that differ in this hold different bytes; of those that do not, all bytes are hashed.</summary>
    private static (string Format, RowCounts Rows, (long, long) Lines, Usage Accepted) Appearance(ReadFile file)
    {
        try
        {
            return (file.Mapping.Id, file.Totals.Fates.Counts, file.Totals.Fates.AcceptedLines, file.Totals.Lines.Usage);
        }
        catch (OverflowException)
        {
            return (file.Path.Display, default, default, default);
        }
    }

    private static UInt128 ContentOf(InputPath path)
    {
        using var file = ExportFile.Open(path);
        using var content = file.Open(0);
        var hash = new XxHash128();
        hash.Append(content);
        return hash.GetCurrentHashAsUInt128();
    }
}
