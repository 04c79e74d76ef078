namespace LlmEnergy.Ingestion.Controls;

/// <summary>
/// How many records a file has, and where they stand. Two tallies are the same only if both sides saw the same records in the same order:
/// one that is dropped, doubled, put in the place of another or swapped with it changes the sum.
/// </summary>
/// <param name="Places">The sum of (i + 1) × place of record i, from 0, modulo 2^64.</param>
internal readonly record struct RecordTally(long Records, ulong Places);

/// <summary>
/// The tally of rows as they are handed on. The counters of this namespace do not use it: a fault in it must not show on both sides.
/// </summary>
internal struct RowTally
{
    private ulong _records;
    private ulong _places;

    public readonly RecordTally Value => new((long)_records, _places);

    public void Add(long place) => _places = unchecked(_places + (++_records * (ulong)place));
}
