using System.Text.RegularExpressions;

namespace LlmEnergy.Factors.Reading;

/// <summary>models.csv: rows are numbered from 1 without a gap, and the last one matches every name.</summary>
internal static class ModelReader
{
    private static readonly string[] Columns =
        ["row", "provider", "pattern", "class", "reachable_tier", "active_params_b", "total_params_b", "params_status", "basis", "source_id"];

    public static List<ModelRow> Read(FactorFiles files, IReadOnlyDictionary<string, Source> sources, ICollection<Issue> issues)
    {
        var rows = new List<ModelRow>();
        var number = 0;
        foreach (var record in CsvTable.Read(files, FactorFiles.Models, Columns, issues))
        {
            number++;
            var written = record.Whole("row");
            if (written is not null && written != number) record.Refuse("row", IssueCodes.Form, FormattableString.Invariant($"row {written} stands where row {number} is due"));
            var tier = record.Whole("reachable_tier");
            if (tier is < 1 or > 5) record.Refuse("reachable_tier", IssueCodes.Form, FormattableString.Invariant($"reachable_tier {tier} is not 1 to 5"));
            rows.Add(new(
                number, record.Required("provider"), Pattern(record), record.OneOf("class", ModelRow.Classes, IssueCodes.Reference), tier ?? 5, record.Text("active_params_b"), record.Text("total_params_b"),
                record.Required("params_status"), record.Required("basis"), record.Reference("source_id", sources.ContainsKey, FactorFiles.Sources)));
        }

        if (rows.Count > 0 && (rows[^1].Pattern.ToString() != ".*" || rows[^1].Maker != ModelRow.AnyMaker))
        {
            issues.Add(new(new(FactorFiles.Models, 0, 0), IssueCodes.Pattern, "the last row is not that of unknown models: provider *, pattern .*"));
        }

        return rows;
    }

    /// <summary>Non-backtracking, so that no name, however made, takes more than time linear in its length.</summary>
    private static Regex Pattern(CsvRecord record)
    {
        var pattern = record.Required("pattern");
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception bad) when (bad is ArgumentException or NotSupportedException)
        {
            record.Refuse("pattern", IssueCodes.Pattern, $"pattern {Excerpt.Of(pattern)} is not a regular expression without look-around and back-references");
            return new Regex("$.", RegexOptions.NonBacktracking);
        }
    }
}
