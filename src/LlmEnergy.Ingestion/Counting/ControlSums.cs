using System.Globalization;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What the rows of a file add up to, whatever became of them, against what the file says of them.</summary>
internal sealed class ControlSums(ControlReading control)
{
    private readonly SortedDictionary<Field, decimal> _found = [];

    /// <returns>The row as it is to be counted: totals are no usage.</returns>
    public UsageRow Add(in UsageRow row)
    {
        if (row.Left == control.Rule)
        {
            control.State(row);
            return UsageRow.NotRead(row.At, row.Left);
        }

        foreach (var field in control.Fields)
        {
            if (ControlReading.Of(row, field) is { } value)
                _found[field] = _found.GetValueOrDefault(field) + value;
        }

        return row;
    }

    /// <summary>To be called after the last row.</summary>
    public void Say(FileTotals file)
    {
        static string Described(IEnumerable<KeyValuePair<Field, decimal>> values) =>
            string.Join(
                ", ",
                values.Select(value =>
                    string.Create(CultureInfo.InvariantCulture, $"{FieldNames.Of(value.Key)} {value.Value:#,0.##################}")
                )
            );
        var wrong = control.Stated.Where(stated => _found.GetValueOrDefault(stated.Key) != stated.Value).ToList();
        if (wrong.Count == 0)
            return;
        var found = wrong.Select(stated => KeyValuePair.Create(stated.Key, _found.GetValueOrDefault(stated.Key)));
        file.Fault(
            IssueCodes.ControlTotal,
            $"found {Described(found)} in all rows together, expected {Described(wrong)} as the file's own totals say: "
                + "rows are missing, or are not read as they are meant"
        );
    }
}
