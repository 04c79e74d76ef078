using System.Collections.Immutable;
using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>The chain of events by the rules that report and close go by, and by what other folders say of this one.</summary>
internal static class ChainCheck
{
    /// <param name="periods">Where the other folders are.</param>
    public static IEnumerable<Finding> Compare(DirectoryInfo folder, DirectoryInfo periods, RecordedManifest manifest, EventLog? log)
    {
        if (log is null)
            return [];
        if (log.Events.IsEmpty)
            return [new(VerificationLevel.Hashes, EventLog.FileName, "", "has no event, expected at least that of the report")];
        return [.. Rules(log.Events), .. OfManifest(log, manifest), .. ByOthers(folder, periods, manifest, log)];
    }

    /// <summary>Null where the log is not as it was written: then there is a finding instead.</summary>
    public static EventLog? Read(DirectoryInfo folder, ICollection<Finding> findings)
    {
        try
        {
            return EventLog.Read(folder.FullName);
        }
        catch (RecordedFileException e)
        {
            findings.Add(new(VerificationLevel.Hashes, EventLog.FileName, "", e.Fault));
            return null;
        }
    }

    private static IEnumerable<Finding> Rules(ImmutableArray<PeriodEvent> events)
    {
        if (events[0].Kind != EventKind.Reported)
            yield return Differs($"line 1 ({Word(events[0])}): found it before any report, expected the report first");
        for (var at = 0; at < events.Length; at++)
            if (SignOff.Against(events[..at], events[at]) is { } not)
                yield return Differs($"line {at + 1} ({Word(events[at])}): {not.Why}");
    }

    private static IEnumerable<Finding> OfManifest(EventLog log, RecordedManifest manifest)
    {
        var at = Array.FindLastIndex([.. log.Events], made => made.Kind == EventKind.Reported);
        if (at < 0)
            yield break; // the rules say so
        var report = log.Events[at];
        if (report.Manifest != manifest.Sha256)
            yield return new(
                VerificationLevel.Hashes,
                Manifest.FileName,
                "",
                $"is not the manifest that {EventLog.FileName} records for the report"
            );
        else if (report.Detail.Split(',')[0] != manifest.Status)
            yield return Differs(
                $"line {at + 1} (reported): found a {report.Detail.Split(',')[0]} report, expected a {manifest.Status} one as in "
                    + $"{Manifest.FileName}"
            );
    }

    /// <summary>A folder that was received under another name is known to others by its period alone, a restatement not at all.</summary>
    private static IEnumerable<Finding> ByOthers(DirectoryInfo folder, DirectoryInfo periods, RecordedManifest manifest, EventLog log)
    {
        var isInside =
            folder.Parent?.FullName.TrimEnd(Path.DirectorySeparatorChar) == periods.FullName.TrimEnd(Path.DirectorySeparatorChar);
        var name =
            isInside ? folder.Name
            : manifest.Status == "restated" ? null
            : manifest.Period;
        if (name is null)
            yield break;
        var isKnown = false;
        foreach (var referral in Referral.To(periods, name).Where(referral => referral.Manifest is not null))
        {
            if (referral.Manifest != manifest.Sha256)
                yield return new(VerificationLevel.Hashes, Manifest.FileName, "", $"is not the manifest that {referral.From} rests on");
            if (log.Closing is null)
                yield return Differs($"has no closing, and {referral.From} rests on it as closed");
            isKnown = true;
        }

        var mark = PeriodFolder.MarkOf(name);
        if (isInside && !isKnown && log.Closing is null && File.Exists(Path.Combine(periods.FullName, mark)))
            yield return Differs($"has no closing, and by {periods.Name}/{mark} it was closed");
    }

    private static Finding Differs(string message) => new(VerificationLevel.Hashes, EventLog.FileName, "", message);

    private static string Word(PeriodEvent made) => made.Kind.ToString().ToLowerInvariant();
}
