using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>Which formats tables are read by: those whose rows mean something by themselves.</summary>
internal static class TableFormats
{
    /// <exception cref="RefusedFileException">Not by this one.</exception>
    public static void RefuseOther(Mapping mapping, FileShape shape, string display)
    {
        var found =
            !shape.MayBe(mapping) ? $"{mapping.Id}, which is of {string.Join(" or ", mapping.Containers)}"
            : mapping.Semantics.Grain == Grain.Bucket ? "sums of a time in its rows"
            : mapping.Billed is not null || mapping.Semantics.IsBill ? "a bill"
            : mapping.Counter is not null || !mapping.Carried.IsEmpty || mapping.ControlTotals is not null
                ? "rows that need those before them"
            : mapping.Semantics is { TimesOfFile: not null } or { Mark: DecimalMark.OfFile } ? "numbers or times that only all rows tell"
            : mapping.Semantics.Times.Any(time => !time.IsUtc) ? "times in another zone than UTC"
            : null;
        if (found is not null)
            throw new RefusedFileException(
                display,
                IssueCodes.NotForTables,
                $"found {found}, expected a format of requests with the container {ContainerNames.Table}: export the "
                    + "table, or give a profile"
            );
    }
}
