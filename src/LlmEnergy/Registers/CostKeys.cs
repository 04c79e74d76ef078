using LlmEnergy.Domain;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// The file that <c>costKeys</c> names: from a project, key or team as exports write it to the cost key. It may have millions of rows.
/// </summary>
internal static class CostKeys
{
    public const string Code = "LE2008";

    /// <param name="issues">Takes all that is wrong with it, LE2008.</param>
    public static IReadOnlyDictionary<string, string> Read(byte[] csv, string file, ICollection<Issue> issues)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        // names of others, with whatever stands in them
        var form = new TableForm(file, ["value", "cost_key"], new(Code))
        {
            Separator = null,
            MostRows = 5_000_000,
            LongestText = null,
        };
        foreach (var row in TableReader.Read(csv, form, issues))
        {
            var (value, costKey) = row.Columns[0] == "value" ? (row.Fields[0], row.Fields[1]) : (row.Fields[1], row.Fields[0]);
            if (!keys.TryAdd(value, costKey))
                row.Wrong("value", "found a value twice, expected it once");
        }

        return keys;
    }
}
