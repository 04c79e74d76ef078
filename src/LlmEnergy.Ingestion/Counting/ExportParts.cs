using System.Text.RegularExpressions;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Clouds cut a large export into files with a number, at any row: <c>part_0_0001.csv</c> (Azure), <c>report-00001.csv.gz</c> (AWS),
/// <c>export-000000000001.json</c> (BigQuery), <c>part-00001-....parquet</c> (Spark). What the rows of one day state may then stand in
/// several of them.
/// </summary>
internal static partial class ExportParts
{
    /// <summary>The files of each export, in the order of their paths.</summary>
    public static IEnumerable<IReadOnlyList<FileTotals>> Of(IEnumerable<FileTotals> files, SourceInput source) =>
        files
            .GroupBy(file => (Export: Number().Replace(file.Path, "#"), file.Mapping.Id, source.IntakeOf(file.Path).ObtainedOn))
            .Select(export => export.OrderBy(file => file.Path, StringComparer.Ordinal).ToList());

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(part_[0-9]{1,4}_[0-9]{4}|part-0[0-9]{4}(?=-)|(?<=-)0[0-9]{4}(?=\.)|(?<=[-_])0[0-9]{11}(?=\.))(?=[-.][^/]*$)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Number();
}
