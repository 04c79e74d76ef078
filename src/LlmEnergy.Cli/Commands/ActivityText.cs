using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Reporting;

namespace LlmEnergy.Cli.Commands;

/// <summary>What was read, on a terminal: a line a file, and the sum of the rows.</summary>
public static class ActivityText
{
    public static void Print(Terminal terminal, Activity activity, ReportCulture culture)
    {
        string N(long count) => culture.Number(count, 0);
        string Tokens(RowAccount file, Known quantity, long count) =>
            file.Rows.Accepted == 0 ? "-" : culture.Stated(file.Accepted.Knows(quantity) ? count : null);
        terminal.Print(
            ["File", "Format", "Read>", "Accepted>", "Duplicate>", "Ignored>", "Rejected>", "Requests>", "Input tokens>", "Output tokens>"],
            activity.Files.Select(file =>
                (string[])
                    [
                        file.Path,
                        file.Format ?? "not read",
                        N(file.Rows.Read),
                        N(file.Rows.Accepted),
                        N(file.Rows.Duplicate),
                        N(file.Rows.Ignored),
                        N(file.Rows.Rejected),
                        Tokens(file, Known.Requests, file.Accepted.Requests),
                        Tokens(file, Known.Input, file.Accepted.Input),
                        Tokens(file, Known.Output, file.Accepted.Output),
                    ]
            )
        );
        var parts = activity.Files.Aggregate(default(PartCounts), (sum, file) => sum + file.Parts);
        if (parts.Rows > 0)
        {
            terminal.Print(
                "Parts  ",
                $"of rows that tell it themselves: {N(parts.Inside)} inside their wholes, {N(parts.Beside)} beside them, "
                    + $"{N(parts.Undecided)} not told"
            );
        }

        var rows = activity.Rows;
        terminal.Print(
            "Rows   ",
            $"{N(rows.Read)} read = {N(rows.Accepted)} accepted + {N(rows.Duplicate)} duplicate + {N(rows.Ignored)} ignored + "
                + $"{N(rows.Rejected)} rejected"
        );
        PrintFates(terminal, activity, culture);
    }

    /// <summary>Why rows were not accepted, a line an outcome: the rules, those of most rows first.</summary>
    public static void PrintFates(Terminal terminal, Activity activity, ReportCulture culture)
    {
        foreach (var outcome in activity.Fates.GroupBy(fate => fate.Outcome))
            terminal.Print(
                DisclosureText.Beside,
                $"{outcome.Key.ToString().ToLowerInvariant()}: "
                    + $"{string.Join(", ", outcome.Select(fate => $"{fate.Rule} {culture.Number(fate.Rows, 0)}"))}"
            );
    }

    /// <summary>3 where rows were rejected, files not read, or something else was not counted as it should be.</summary>
    public static int ExitCodeOf(Activity activity) =>
        activity.Rows.Rejected > 0
        || activity.Files.Any(file => !file.IsRead)
        || !activity.Overlaps.IsEmpty
        || activity.Issues.Any(issue => issue.Severity == Severity.Error)
            ? ExitCode.DoneWithFindings
            : ExitCode.Done;
}
