using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The energy that a row states, in the unit of its format. An empty field is unknown, not zero.</summary>
internal readonly struct EnergyReading(BoundField bound, EnergyMeaning? meaning)
{
    /// <summary>A row of more than 100 MWh is in another unit.</summary>
    private const decimal Most = 100_000_000m * Usage.MicrojoulesPerWattHour;

    /// <summary>Half away from zero.</summary>
    public long Microjoules<TFields>(in TFields fields, ref Known known, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        if (!bound.Exists || meaning is null)
            return 0;
        var text = bound.Text(fields);
        if (text.IsEmpty)
            return 0;
        if (!Decimals.TryParse(text, out var energy) || energy < 0m || energy > Most / meaning.Microjoules)
        {
            findings.Wrong(IssueCodes.Count, bound.Found(fields), text, "energy of zero or more, and of at most 100 MWh a row");
            return 0;
        }

        known |= Known.Energy;
        return (long)decimal.Round(energy * meaning.Microjoules, MidpointRounding.AwayFromZero);
    }
}
