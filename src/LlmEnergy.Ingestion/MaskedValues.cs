using System.Globalization;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>
/// Says where something private stands in the place of a name: usually a column is shifted, or mapped to the wrong field.
/// </summary>
internal static class MaskedValues
{
    public static void Say(SourceInput source, InputPath path, FileTotals totals)
    {
        if (path.IsMasked)
            totals.Warn(
                IssueCodes.Masked,
                "found a name of a file with something private or invisible in it, expected one that can be shown: it is masked in all "
                    + "outputs"
            );
        foreach (var field in FieldNames.Text)
        {
            var values = totals.Dimensions[field];
            var masked =
                field == Field.CostKey
                    ? values.Values.Count(value => source.CostKeys.GetValueOrDefault(value, value) != source.CostKeyOf(value))
                    : values.Masked;
            if (masked > 0)
                totals.Warn(
                    IssueCodes.Masked,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"found {Counted.Of(masked, "value")} of {FieldNames.Of(field)} with e-mail addresses, keys or numbers of people, expected "
                            + $"names: they are masked in all outputs; look whether columns are shifted"
                    )
                );
        }
    }
}
