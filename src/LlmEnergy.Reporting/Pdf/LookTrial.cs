namespace LlmEnergy.Reporting.Pdf;

/// <summary>A file that a workspace brings along for the look of its reports.</summary>
public enum LookPart : byte
{
    Font,
    Logo,
}

/// <summary>Prints once with a file of a workspace, before any report is: what it does to the library, it does there.</summary>
/// <returns>Why the file cannot be used, as "found ..., expected ..."; null where it can.</returns>
public delegate string? LookTrial(LookPart part, byte[] file);
