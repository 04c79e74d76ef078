namespace LlmEnergy.Domain.Activities;

public enum RowOutcome : byte
{
    Accepted,
    Duplicate,
    Ignored,
    Rejected,
}

/// <summary>A run of neighbouring rows that were not accepted, with the same outcome by the same rule: what rows.csv lists.</summary>
/// <param name="FirstLine">Line on which the first record of the run begins, from 1.</param>
/// <param name="LastLine">Line on which its last record begins.</param>
/// <param name="Rule">Name of the rule that ignored them, or the issue code that rejected them.</param>
/// <param name="KeptPath">File of the row that counts instead; null where none does, or where it is not known.</param>
/// <param name="KeptLine">Its line; 0 where none is known.</param>
public readonly record struct RowDecision(
    string Path,
    long FirstLine,
    long LastLine,
    long Rows,
    RowOutcome Outcome,
    string Rule,
    string? KeptPath = null,
    long KeptLine = 0
);
