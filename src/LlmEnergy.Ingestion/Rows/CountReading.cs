using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>One count of a row. An empty field is unknown, not zero.</summary>
internal readonly struct CountReading(BoundField bound, Combination combination, Known quantity, int scale)
{
    private const string WholeNumber = "a whole number from 0 to 100,000,000,000,000";

    public long Read<TFields>(in TFields fields, ref Known known, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        if (!bound.Exists)
            return 0;
        if (combination != Combination.First)
            return OfSeveral(fields, ref known, ref findings);
        var text = bound.Text(fields);
        if (text.IsEmpty)
            return 0;
        if (Counts.TryParse(text, scale, out var count))
        {
            known |= quantity;
            return count;
        }

        findings.Wrong(IssueCodes.Count, bound.Found(fields), text, WholeNumber);
        return 0;
    }

    private long OfSeveral<TFields>(in TFields fields, ref Known known, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        var result = 0L;
        for (var index = 0; index < bound.Columns; index++)
        {
            var text = fields.Text(bound[index]);
            if (text.IsEmpty)
                continue;
            if (Counts.TryParse(text, scale, out var count))
                known |= quantity;
            else
                findings.Wrong(IssueCodes.Count, bound[index], text, WholeNumber);
            result = combination switch
            {
                Combination.Sum => result + count,
                Combination.Difference => index == 0 ? count : result - count,
                _ => Math.Max(result, count),
            };
        }

        if (result >= 0)
            return result;
        findings.WrongUnquoted(IssueCodes.Count, bound[0], "less than what is taken from it", "at least as much");
        return 0;
    }
}
