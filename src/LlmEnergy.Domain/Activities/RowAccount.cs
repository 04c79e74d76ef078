using System.Collections.Immutable;

namespace LlmEnergy.Domain.Activities;

/// <summary>One input file: what it was read as, what became of its rows, and the control totals of both sides.</summary>
/// <param name="Path">Relative to the workspace, with forward slashes.</param>
/// <param name="Format">Id of the mapping; null where the file could not be read.</param>
/// <param name="Why">Why it was read as that format, or why it was not read.</param>
/// <param name="NotAccepted">Usage of rows that are duplicates or ignored, as far as it could be read.</param>
/// <param name="AcceptedCost">Accepted cost by currency.</param>
public sealed record RowAccount(
    string Path,
    string Source,
    string? Format,
    string Why,
    long Bytes,
    RowCounts Rows,
    Usage Accepted,
    Usage NotAccepted,
    ImmutableSortedDictionary<string, decimal> AcceptedCost
)
{
    /// <summary>Accepted rows that are prices of usage which other inputs state: they stand in the bills, not in the lines.</summary>
    public long BillRows { get; init; }

    /// <summary>
    /// SHA-256 of the bytes on disk that were read, of an entry of an archive that of the archive; null where it was not asked for.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>Why rows were not accepted, by outcome and rule.</summary>
    public ImmutableArray<RowFate> Fates { get; init; } = [];

    /// <summary>The records that the container counted apart from its rows; null where nothing counts them.</summary>
    public RecordTally? Records { get; init; }

    /// <summary>The rows that it handed on.</summary>
    public RecordTally? HandedOn { get; init; }

    /// <summary>Read by a drafted profile whose open decisions are not settled.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Its rows count prompts of a product and state no tokens.</summary>
    public bool IsPrompts { get; init; }

    /// <summary>Accepted rows that told themselves where their parts stand; none where the format says it of all rows.</summary>
    public PartCounts Parts { get; init; }

    /// <summary>The first and the last day with a row of the period; null where there is none.</summary>
    public (DateOnly First, DateOnly Last)? Days { get; init; }

    /// <summary>What a database gave, in the place of a file; null: it was one.</summary>
    public TableEvidence? Evidence { get; init; }

    /// <summary>False where nothing of the file could be read: it is counted as unread, its rows are unknown.</summary>
    public bool IsRead => Format is not null;
}
