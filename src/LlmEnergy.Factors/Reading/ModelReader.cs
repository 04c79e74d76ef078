using System.Text.RegularExpressions;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Factors.Reading;

/// <summary>models.csv: rows are numbered from 1 without a gap, and the last one matches every name.</summary>
internal static class ModelReader
{
    // each row is an expression that is held against each name
    private const int MostOwn = 1_000;

    private static readonly string[] OwnColumns =
    [
        "provider",
        "pattern",
        "family",
        "class",
        "reachable_tier",
        "active_params_b",
        "total_params_b",
        "params_status",
        "basis",
        "source",
    ];

    private static readonly string[] Columns = ["row", .. OwnColumns[..^1], "source_id"];

    public static List<ModelRow> Read(FactorFiles files, IReadOnlyDictionary<string, Citation> sources, ICollection<Issue> issues)
    {
        var rows = new List<ModelRow>();
        foreach (var record in FactorTable.Read(files, FactorFiles.Models, Columns, issues))
        {
            var number = rows.Count + 1;
            var written = record.Whole("row");
            if (written is not null && written != number)
                record.Wrong("row", FactorCodes.Form, FormattableString.Invariant($"found row {written}, expected row {number}"));
            rows.Add(
                Row(
                    record,
                    number,
                    files.IsBuiltIn(FactorFiles.Models),
                    record.Reference("source_id", sources.ContainsKey, FactorFiles.Sources)
                )
            );
        }

        if (rows.Count > 0 && (rows[^1].Pattern.ToString() != ".*" || rows[^1].Maker != ModelRow.AnyMaker))
        {
            issues.Add(
                new(
                    new(FactorFiles.Models, 0, 0),
                    FactorCodes.Pattern,
                    "found another row at the end, expected that of unknown models: provider *, pattern .*"
                )
            );
        }

        return rows;
    }

    /// <summary>A workspace's own rows: without a number, and with a source in words.</summary>
    public static List<ModelRow> ReadOwn(FactorFiles files, string file, ICollection<Issue> issues) =>
        [
            .. FactorTable
                .Read(files, file, OwnColumns, issues, mostRows: MostOwn)
                .Select((record, index) => Row(record, index + 1, isTrusted: false, record.Required("source")) with { File = file }),
        ];

    private static ModelRow Row(TableRow record, int number, bool isTrusted, string source)
    {
        var tier = record.Whole("reachable_tier");
        if (tier is < 1 or > 5)
            record.Wrong(
                "reachable_tier",
                FactorCodes.Form,
                FormattableString.Invariant($"found {tier} in reachable_tier, expected 1 to 5")
            );
        return new(
            number,
            record.Required("provider").ToLowerInvariant(),
            Pattern(record, isTrusted),
            record.Required("family"),
            record.OneOf("class", ModelRow.Classes, FactorCodes.Reference),
            tier ?? 5,
            record.Text("active_params_b"),
            record.Text("total_params_b"),
            record.Required("params_status"),
            record.Required("basis"),
            source
        );
    }

    /// <summary>
    /// Non-backtracking, so that no name, however made, takes more than time linear in its length. The embedded rows, which a test holds to
    /// the same, skip what that costs at every start: 1 s and 200 MB for 270 patterns.
    /// </summary>
    internal static Regex Pattern(TableRow record, bool isTrusted)
    {
        var pattern = record.Required("pattern");
        if (isTrusted)
            return new(pattern, RegexOptions.CultureInvariant);
        var (regex, refusal) = BoundedPattern.Of(pattern);
        if (regex is not null)
            return regex;
        record.Wrong("pattern", FactorCodes.Pattern, $"{refusal}: {Excerpt.Of(pattern)}");
        return new Regex("$.", RegexOptions.NonBacktracking);
    }
}
