using System.Globalization;
using System.Text.RegularExpressions;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>
/// Exports that say on their last page that more follow. The next page may be a file of its own, which has the next number before the
/// last dot of its name (<c>usage.p0001.json</c>, <c>usage.p0002.json</c>), or begins where this one ends.
/// </summary>
internal static partial class MissingPages
{
    public static void Say(IReadOnlyList<ReadFile> files, SourceInput source)
    {
        foreach (var file in files.Where(file => file.Totals.MorePages is not null && !files.Any(other => Follows(file, other, source))))
        {
            file.Totals.Fault(
                IssueCodes.MorePages,
                $"found {file.Totals.MorePages} on the last page, which says that more follow, expected none: pages are missing, "
                    + "export them too, and put all pages of an export into one file"
            );
        }
    }

    private static bool Follows(ReadFile file, ReadFile next, SourceInput source) =>
        next != file
        && (next.Mapping.Id == file.Mapping.Id || HasNoRows(next) || HasNoRows(file))
        && source.IntakeOf(next.Path.Display).Filter == source.IntakeOf(file.Path.Display).Filter
        && (IsNextPage(file.Path.Display, next.Path.Display) || BeginsWhereEnds(file, next));

    private static bool IsNextPage(string file, string next) =>
        PageNumber().Match(file) is { Success: true } page
        && int.TryParse(page.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && PageNumber().Replace(file, string.Create(CultureInfo.InvariantCulture, $".p{number + 1:0000}.")) == next;

    private static bool BeginsWhereEnds(ReadFile file, ReadFile next) =>
        file.Totals.Reader.Buckets.All.Select(bucket => (long?)bucket.End).Max() is { } end
        && next.Totals.Reader.Buckets.All.Select(bucket => (long?)bucket.Start).Min() == end;

    /// <summary>A page without rows may be of any format that such pages have.</summary>
    private static bool HasNoRows(ReadFile file) => file.Totals.Fates.Counts.Read == 0;

    [GeneratedRegex(@"\.p(?<number>\d{4})\.(?=[^./]+$)", RegexOptions.CultureInvariant)]
    private static partial Regex PageNumber();
}
