using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Buckets are counted by their start; one that reaches over the end of the period is said, with its size.</summary>
internal static class Straddling
{
    public static void Say(FileTotals file, ReportingPeriod period)
    {
        if (file.Mapping.Semantics.Grain != Grain.Bucket || period.Last == DateOnly.MaxValue)
            return;
        var over = file.Lines.Inside.Where(line => TimeFormat.DayOf(file.BucketOf(line.Key).End - 1) > period.Last).ToList();
        if (over.Count == 0)
            return;
        var tokens = over.Sum(line => line.Totals.Usage.Input + line.Totals.Usage.Output);
        file.Warn(
            IssueCodes.Straddling,
            string.Create(
                CultureInfo.InvariantCulture,
                $"found buckets of {Counted.Of(over.Sum(line => line.Totals.Rows), "row")} and {Counted.Of(tokens, "token")} that end after the period, "
                    + $"expected buckets inside it: they are counted by their start"
            )
        );
    }
}
