using System.Security.Cryptography;

namespace LlmEnergy.Verification;

/// <summary>What a verification is asked for.</summary>
public sealed record VerificationRequest
{
    /// <summary>Where the inputs of the folder are; null: the folder's grandparent.</summary>
    public DirectoryInfo? Workspace { get; init; }

    /// <summary>
    /// What was kept elsewhere: a code, or a hash of the manifest, of the calculation or of an event; null where nothing was.
    /// </summary>
    public string? Expected { get; init; }

    /// <summary>Public key that the events are to be signed by; null where no signature is asked for.</summary>
    public ECDsa? Key { get; init; }

    /// <summary>Of the events; null where none is to be checked.</summary>
    public TimeStamp? TimeStamp { get; init; }

    /// <summary>Whether databases are asked again, and what they give now is compared with what they gave.</summary>
    public bool AsksDatabases { get; init; }

    /// <summary>The highest level; those below it are verified too.</summary>
    public VerificationLevel Level { get; init; } = VerificationLevel.Rerun;
}
