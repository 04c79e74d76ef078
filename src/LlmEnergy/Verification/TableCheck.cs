using System.Globalization;
using System.Text;
using System.Text.Json;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Verification;

/// <summary>What databases give now against what they gave: rows that were deleted since, or came late.</summary>
internal static class TableCheck
{
    private const int MostFindings = 100;

    public static IEnumerable<Finding> Compare(
        Workspace now,
        Workspace then,
        ReportingPeriod period,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var asked = now.Reading(source => source.Database is null ? [] : source.Files);
        var accounts = Pipeline.Ingest(asked, period, progress, cancellation).Files;
        foreach (var source in then.Sources.Where(source => source.Database is not null))
        {
            var account = accounts.First(file => file.Source == source.Id);
            if (account.Evidence is not { } evidence)
                yield return new(VerificationLevel.Rerun, account.Path, "", $"cannot be asked again: {account.Why}");
            else
                foreach (
                    var difference in OtherColumns(source.Database!.Recorded!.Facts, evidence.Facts)
                        .Concat(Differences(source.Database.Recorded.Sums, evidence.Sums))
                        .Take(MostFindings)
                )
                    yield return new(VerificationLevel.Rerun, account.Path, "", difference);
        }
    }

    /// <summary>Columns that were asked for and have another type now, or are not there, and new ones that are asked for too.</summary>
    private static IEnumerable<string> OtherColumns(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        const string None = "not there";
        var (then, now) = (Columns(before), Columns(after));
        return then
            .Keys.Union(now.Keys)
            .Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Was: then.GetValueOrDefault(name, None), Is: now.GetValueOrDefault(name, None)))
            .Where(column => column.Was != column.Is)
            .Select(column => $"column {column.Name}: was {column.Was}, is {column.Is}");
    }

    private static Dictionary<string, string> Columns(ReadOnlyMemory<byte> facts)
    {
        using var json = JsonDocument.Parse(facts);
        return json
            .RootElement.GetProperty("columns")
            .EnumerateArray()
            .ToDictionary(column => column.GetProperty("name").GetString()!, column => column.GetProperty("type").GetString()!);
    }

    private static IEnumerable<string> Differences(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        if (before.Span.SequenceEqual(after.Span))
            yield break;
        var (then, now) = (Lines(before), Lines(after));
        var isSaid = false;
        foreach (var day in then.Concat(now).Select(line => line.Day).Distinct().Order(StringComparer.Ordinal))
        {
            var (gone, added) = (Of(then.Except(now), day), Of(now.Except(then), day));
            if (gone == added && gone == 0)
                continue;
            isSaid = true;
            var name = day.Length == 0 ? "rows that do not count" : day;
            yield return added == gone
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: as many rows as before, and others ({gone:N0} in sums that changed)"
                )
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {Counted.Of(Math.Abs(added - gone), "row")} {(added < gone ? "fewer: deleted since" : "more: come since")}"
                );
        }

        if (!isSaid)
            yield return "the table gives other sums than the folder holds";

        static long Of(IEnumerable<SumLine> lines, string day) => lines.Where(line => line.Day == day).Sum(line => line.Rows);
    }

    /// <summary>The day stands before the texts, which may hold commas, and the rows behind them: each is counted from its end.</summary>
    private static List<SumLine> Lines(ReadOnlyMemory<byte> csv)
    {
        var lines = Encoding.UTF8.GetString(csv.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines.Length == 0 ? [] : lines[0].Split(',');
        var (day, rows) = (Array.IndexOf(names, "day"), names.Length - Array.LastIndexOf(names, "rows"));
        return [.. lines.Skip(1).Select(line => Of(line, line.Split(',')))];

        // a text with a line break in it leaves parts of a line, which are told apart and count nothing
        SumLine Of(string line, string[] cells) =>
            new(
                line,
                cells.ElementAtOrDefault(day) ?? "",
                long.TryParse(cells.ElementAtOrDefault(cells.Length - rows), CultureInfo.InvariantCulture, out var count) ? count : 0
            );
    }

    private readonly record struct SumLine(string Text, string Day, long Rows);
}
