using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Ingestion.Tracing;
using LlmEnergy.Periods;

namespace LlmEnergy.Auditing;

/// <summary>Rows of exports behind lines of a period: its workspace's files, held against what the folder records of them.</summary>
/// <param name="most">Rows that are kept of each line.</param>
internal sealed class RowsOfLines(AuditedPeriod period, Workspace workspace, int most)
{
    private readonly ILookup<string, RowDecision> _notAccepted = RecordedTable
        .Read(period.Folder.FullName, "rows.csv", Decision)
        .ToLookup(run => run.Path, StringComparer.Ordinal);

    private readonly RowFinder _finder = new(workspace.Formats, workspace.Period(period.Manifest.Period), most);

    /// <summary>By line; one pass over each file that may hold some of them.</summary>
    public Dictionary<string, (RowsOfLine Rows, string Why)> Of(IReadOnlyCollection<InventoryLine> lines, CancellationToken cancellation)
    {
        var found = new Dictionary<string, (RowsOfLine Rows, string Why)>(StringComparer.Ordinal);
        foreach (var ofSource in lines.GroupBy(line => line.Activity.Key.Source, StringComparer.Ordinal))
        {
            var wanted = ofSource.ToDictionary(line => line.Activity.Key);
            var rows = wanted.Keys.ToDictionary(key => key, _ => RowsOfLine.None);
            var source = workspace.Sources.FirstOrDefault(source => source.Id == ofSource.Key);
            var whyNone = source is null ? $"the workspace has no source {ofSource.Key} any more" : "";
            var keys = wanted.Keys.ToHashSet();
            try
            {
                foreach (var file in source is null ? [] : Files(source).ToList())
                foreach (var (key, part) in _finder.Find(source!, file, [.. _notAccepted[file.Display]], keys, cancellation))
                    rows[key] = Together(rows[key], part);
            }
            catch (ConfigurationException unanswered) when (source?.Database is not null)
            {
                // whoever audits may have no database
                whyNone = unanswered.Issues[0].Message;
            }

            foreach (var (key, line) in wanted)
                found[line.Activity.Id] = (rows[key], Why(line, rows[key], source, whyNone));
        }

        return found;
    }

    /// <summary>The rows on a line of a file, in each source that reads the file.</summary>
    /// <exception cref="ConfigurationException">No source has such a file, or nothing begins there.</exception>
    public ImmutableArray<FoundRow> At(string file, long line, CancellationToken cancellation)
    {
        var rows = workspace
            .Sources.SelectMany(source => RowFinder.FilesOf(source).Select(path => (Source: source, Path: path)))
            .Where(read => read.Path.Display == file)
            .SelectMany(read => _finder.At(read.Source, read.Path, [.. _notAccepted[file]], line, cancellation))
            .ToImmutableArray();
        return rows.IsEmpty
            ? throw new ConfigurationException(
                new Issue(
                    new("--row", 0, 0),
                    "LE2001",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"found no record that begins on line {line} of {file}, expected the path of an export as manifest.json has it, "
                            + $"and a line"
                    )
                )
            )
            : rows;
    }

    /// <summary>Those of which rows were accepted, as they were recorded.</summary>
    private IEnumerable<InputPath> Files(SourceInput source)
    {
        var counted = period
            .Manifest.Accounts.Where(account => account.Source == source.Id && account.Rows.Accepted > 0)
            .Select(account => account.Path)
            .ToHashSet(StringComparer.Ordinal);
        return RowFinder.FilesOf(source).Where(file => counted.Contains(file.Display));
    }

    private RowsOfLine Together(RowsOfLine left, RowsOfLine right) =>
        new(
            left.Rows + right.Rows,
            left.Usage + right.Usage,
            [
                .. left
                    .Largest.Concat(right.Largest)
                    .OrderByDescending(row => row.Usage.Input + row.Usage.Output)
                    .Take(most)
                    .OrderBy(row => row.File, StringComparer.Ordinal)
                    .ThenBy(row => row.At),
            ]
        );

    private static string Why(InventoryLine line, RowsOfLine rows, SourceInput? source, string whyNone)
    {
        var activity = line.Activity;
        if (activity.Estimate is { Days: > 0 } gap)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"it has no rows: {Counted.Of(gap.Days, "day without data is", "days without data are")} estimated"
            );
        if (whyNone.Length > 0)
            return whyNone;
        if (activity.Estimate is { Assumption: { } assumption } && rows.Rows == activity.Rows)
            return $"its rows state prompts and no tokens, which are assumed: {assumption}";
        return rows.Rows == activity.Rows && Counts(rows.Usage) == Counts(activity.Usage)
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"found {Counted.Of(rows.Rows, "row")} with {Counts(rows.Usage).Input:N0} input and "
                    + $"{Counts(rows.Usage).Output:N0} output tokens, "
                    + $"expected {activity.Rows:N0} with {activity.Usage.Input:N0} and {activity.Usage.Output:N0}: "
            )
                + (
                    source?.Database is null
                        ? "exports were changed (llmenergy verify tells), state counters, or have several rows on a line"
                        : "rows of the table were deleted or came late (llmenergy verify --source tells), or count in another source"
                );
    }

    private static (long Requests, long Input, long Output) Counts(in Usage usage) => (usage.Requests, usage.Input, usage.Output);

    private static RowDecision Decision(RecordedRow row) =>
        new(
            row.Text("file"),
            (long)row.Number("first_line"),
            (long)row.Number("last_line"),
            (long)row.Number("rows"),
            Enum.Parse<RowOutcome>(row.Text("outcome"), ignoreCase: true),
            row.Text("rule")
        );
}
