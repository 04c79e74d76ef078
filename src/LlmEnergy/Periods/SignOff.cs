using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;

namespace LlmEnergy.Periods;

/// <summary>
/// Prepared, reviewed, approved, closed: each an event about one manifest, in this order, none by who did what it looks at. Names are
/// recorded,
/// not authenticated.
/// </summary>
public static class SignOff
{
    internal const string Code = "LE2031";

    /// <summary>The event, or why it cannot be.</summary>
    /// <exception cref="ConfigurationException">LE2031, with the way out.</exception>
    public static PeriodEvent Step(
        EventKind kind,
        EventLog log,
        RecordedManifest manifest,
        string name,
        string role,
        string email,
        DateTimeOffset now
    )
    {
        if (manifest.Status == "draft")
            throw Refused(manifest, "found a draft, expected a final report: run report --final first");
        var made = new PeriodEvent(kind, now, name.Trim(), role.Trim(), email.Trim(), manifest.Sha256, "");
        return Against(log.Events, made) is { } not ? throw Refused(manifest, not.Why + not.WayOut) : made;
    }

    /// <summary>
    /// Why an event cannot follow those before it, by the same rules for who signs and for who verifies; null where it can.
    /// </summary>
    public static (string Why, string WayOut)? Against(ImmutableArray<PeriodEvent> before, PeriodEvent made)
    {
        if (made.Kind != EventKind.Reported && PersonName.Fold(made.By).Length == 0)
            return ("found no name, expected --name of the person who signs", "");
        if (before.Any(e => e.Kind == EventKind.Closed))
            return ("found it after the closing, expected nothing after it", ": restate writes a new version beside it");
        if (before is [.., var last] && made.Time < last.Time)
            return (
                $"found the time {Text(made.Time)}, expected none before that of the event before it, {Text(last.Time)}",
                ": set the clock of this machine right"
            );
        return made.Kind == EventKind.Reported ? null : AgainstSignature(before, made);
    }

    private static (string Why, string WayOut)? AgainstSignature(ImmutableArray<PeriodEvent> before, PeriodEvent made)
    {
        var report = Array.FindLastIndex([.. before], e => e.Kind == EventKind.Reported);
        if (report >= 0 && made.Manifest != before[report].Manifest)
            return ("found it about another manifest than the report before it, expected the same", ": run the report again");
        if (report >= 0 && before[report].Detail.Split(',')[0] == "draft")
            return ("found it of a draft, expected a final report", ": run report --final first");
        var signed = before[(report + 1)..];
        if (signed.Any(e => e.Kind == made.Kind))
            return ($"found it {Word(made.Kind)} already, expected it once", "");
        if (made.Kind > EventKind.Prepared && signed.All(e => e.Kind != made.Kind - 1))
            return (
                $"found it not {Word(made.Kind - 1)}, expected that before it is {Word(made.Kind)}",
                $": close --step {Word(made.Kind - 1)}"
            );
        return
            made.Kind is EventKind.Reviewed or EventKind.Approved
            && signed.FirstOrDefault(e => e.Kind == EventKind.Prepared && IsSame(e, made)) is { } own
            ? (
                $"found '{made.By}', who prepared it ({own.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}), expected somebody "
                    + $"else: nobody reviews or approves their own work",
                ""
            )
            : null;
    }

    /// <summary>
    /// One person under two spellings: by name or by e-mail, whatever the case, the spaces, the form or the script of the letters; a name
    /// may hold the e-mail.
    /// </summary>
    private static bool IsSame(PeriodEvent one, PeriodEvent other) => Marks(one).Intersect(Marks(other), StringComparer.Ordinal).Any();

    private static IEnumerable<string> Marks(PeriodEvent signed) =>
        new[] { signed.By, signed.Email }.SelectMany(Parts).SelectMany(PersonName.Forms);

    private static IEnumerable<string> Parts(string text)
    {
        yield return text;
        var narrow = CharacterTable.Decompositions.Of(text);
        if (narrow.IndexOf('<', StringComparison.Ordinal) is not (>= 0 and var at))
            yield break;
        yield return narrow[..at];
        yield return narrow[(at + 1)..].Split('>')[0];
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Word(EventKind kind) => kind.ToString().ToLowerInvariant();

    private static ConfigurationException Refused(RecordedManifest manifest, string message) =>
        new(new Issue(new(manifest.Period, 0, 0), Code, message));
}
