using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>A duration of a row, in seconds with decimals. An empty field is unknown, not zero.</summary>
internal readonly struct SecondsReading(BoundField bound, Known quantity)
{
    /// <summary>Half away from zero.</summary>
    public long Milliseconds<TFields>(in TFields fields, ref Known known, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        if (!bound.Exists)
            return 0;
        var text = bound.Text(fields);
        if (text.IsEmpty)
            return 0;
        if (!Decimals.TryParse(text, out var seconds) || seconds < 0 || seconds > Counts.Most / 1_000)
        {
            findings.Wrong(IssueCodes.Count, bound.Found(fields), text, "seconds of zero or more");
            return 0;
        }

        known |= quantity;
        return (long)decimal.Round(seconds * 1_000m, MidpointRounding.AwayFromZero);
    }
}
