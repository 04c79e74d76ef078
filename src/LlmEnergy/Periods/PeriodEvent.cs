namespace LlmEnergy.Periods;

/// <summary>What can happen to a period, in this order.</summary>
public enum EventKind : byte
{
    /// <summary>A report was written: draft or final, see <see cref="PeriodEvent.Detail"/>.</summary>
    Reported,
    Prepared,
    Reviewed,
    Approved,
    Closed,
}

/// <summary>A line of events.jsonl. Names are recorded, not authenticated.</summary>
/// <param name="Time">In UTC, to the second.</param>
/// <param name="By">Name of a person; of a report, the account at the machine.</param>
/// <param name="Manifest">SHA-256 of the manifest that it is about.</param>
/// <param name="Detail">Of a report: draft, final or restated; of a restatement, what it restates; and which view a database gave. Of a
/// closing: the
/// files that it added, with their hashes.</param>
public sealed record PeriodEvent(EventKind Kind, DateTimeOffset Time, string By, string Role, string Email, string Manifest, string Detail);
