namespace LlmEnergy.Cli;

/// <summary>What a command ends with.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>Something failed that is not the user's to mend in the workspace: a full disk, a locked file, a bug.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration cannot be used as it stands; nothing was written.</summary>
    public const int Usage = 2;

    /// <summary>Done, but rows were rejected or a check failed; the outputs are written and say so.</summary>
    public const int DoneWithFindings = 3;

    /// <summary>Verification found a difference.</summary>
    public const int Different = 4;

    /// <summary>Verification found no difference, and could not compare all that it was asked for.</summary>
    public const int NotFullyVerified = 5;
}
