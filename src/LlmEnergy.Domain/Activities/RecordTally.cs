namespace LlmEnergy.Domain.Activities;

/// <summary>
/// How many records a file has, and where they stand. Two tallies are the same only if both sides saw the same records in the same order:
/// one that is dropped, doubled, put in the place of another or swapped with it changes the sum.
/// </summary>
/// <param name="Places">The sum of (i + 1) × place of record i, from 0, modulo 2^64.</param>
public readonly record struct RecordTally(long Records, ulong Places);
