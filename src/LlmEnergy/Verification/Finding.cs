namespace LlmEnergy.Verification;

/// <summary>A level of verification.</summary>
public enum VerificationLevel : byte
{
    /// <summary>Every hash: outputs and inputs against the manifest, the manifest against the chain of events.</summary>
    Hashes = 1,

    /// <summary>Inventory, rates and figures calculated again from activity.csv.</summary>
    Recalculation = 2,

    /// <summary>The exports read again, and every output written again, byte by byte.</summary>
    Rerun = 3,
}

/// <summary>Something that is not as it was.</summary>
/// <param name="File">Of the period folder, or of the workspace where it is an input.</param>
/// <param name="Figure">Id of the disclosed figure that it concerns; empty where that cannot be told.</param>
public sealed record Finding(VerificationLevel Level, string File, string Figure, string Message);

/// <summary>What came of one level.</summary>
/// <param name="WhyNotCompared">Null where the level was compared as a whole.</param>
public sealed record LevelResult(VerificationLevel Level, int Compared, string? WhyNotCompared);

/// <summary>What verification came to.</summary>
/// <param name="Manifest">SHA-256 of the manifest that was found.</param>
/// <param name="CalculationHash">As the manifest states it; a finding where it is not that of what the manifest records.</param>
/// <param name="Code">Of the folder with its last event; empty where there is none.</param>
/// <param name="Levels">Those that were asked for.</param>
public sealed record VerificationResult(
    string Manifest,
    string CalculationHash,
    string Code,
    string Tool,
    IReadOnlyList<LevelResult> Levels,
    IReadOnlyList<Finding> Findings
)
{
    /// <summary>Inputs that were changed, moved or deleted since, and were taken as the closing packed them.</summary>
    public IReadOnlyList<string> FromSnapshot { get; init; } = [];

    /// <summary>What signature and time stamp prove, or that there is one which was not checked; a line each, for people.</summary>
    public IReadOnlyList<string> Proofs { get; init; } = [];

    public bool IsDifferent => Findings.Count > 0;

    /// <summary>The levels that were asked for and could not be compared, or not as a whole.</summary>
    public IEnumerable<LevelResult> NotReached => Levels.Where(level => level.WhyNotCompared is not null);

    /// <summary>Nothing differs, and every level that was asked for was compared.</summary>
    public bool Passed => !IsDifferent && !NotReached.Any();
}
