using System.Globalization;
using LlmEnergy.Domain;

namespace LlmEnergy.Periods;

/// <summary>
/// Prepared, reviewed, approved, closed: each an event about one manifest, in this order, none by who did what it looks at. Names are recorded,
/// not authenticated.
/// </summary>
public static class SignOff
{
    private const string Code = "LE2031";

    /// <summary>The event, or why it cannot be.</summary>
    /// <exception cref="ConfigurationException">LE2031, with the way out.</exception>
    public static PeriodEvent Of(EventKind kind, EventLog log, RecordedManifest manifest, string name, string role, string email, DateTimeOffset now)
    {
        if (PersonName.Fold(name).Length == 0) throw Refused(manifest, "found no name, expected --name of the person who signs");
        if (manifest.Status == "draft") throw Refused(manifest, "found a draft, expected a final report: run report --final first");
        var signed = log.Of(manifest.Sha256);
        if (signed.Any(e => e.Kind == kind)) throw Refused(manifest, $"found it {Word(kind)} already, expected it once");
        if (kind > EventKind.Prepared && signed.All(e => e.Kind != kind - 1)) throw Refused(manifest, $"found it not {Word(kind - 1)}, expected that before it is {Word(kind)}: close --step {Word(kind - 1)}");
        var made = new PeriodEvent(kind, now, name.Trim(), role.Trim(), email.Trim(), manifest.Sha256, "");
        if (kind is EventKind.Reviewed or EventKind.Approved && signed.FirstOrDefault(e => e.Kind == EventKind.Prepared && IsSame(e, made)) is { } own)
            throw Refused(manifest, $"found '{made.By}', who prepared it ({own.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}), expected somebody else: nobody reviews or approves their own work");
        return made;
    }

    /// <summary>
    /// One person under two spellings: by name or by e-mail, whatever the case, the spaces, the form or the script of the letters; a name
    /// may hold the e-mail.
    /// </summary>
    private static bool IsSame(PeriodEvent one, PeriodEvent other) => Marks(one).Intersect(Marks(other), StringComparer.Ordinal).Any();

    private static IEnumerable<string> Marks(PeriodEvent signed) => new[] { signed.By, signed.Email }.SelectMany(Parts)
        .SelectMany(PersonName.Forms);

    private static IEnumerable<string> Parts(string text)
    {
        yield return text;
        var narrow = CharacterTable.Decompositions.Of(text);
        if (narrow.IndexOf('<', StringComparison.Ordinal) is not (>= 0 and var at)) yield break;
        yield return narrow[..at];
        yield return narrow[(at + 1)..].Split('>')[0];
    }

    private static string Word(EventKind kind) => kind.ToString().ToLowerInvariant();

    private static ConfigurationException Refused(RecordedManifest manifest, string message) => new(new Issue(new(manifest.Period, 0, 0), Code, message));
}
