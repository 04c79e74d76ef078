using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Setup;

/// <summary>What a file of a folder is to a report.</summary>
public enum FileRole : byte
{
    /// <summary>Its format is known, or a mapping could be drafted: it is read.</summary>
    Export,

    /// <summary>It seems to hold usage or its cost, and nothing reads it: the report says that it is missing.</summary>
    Unread,

    /// <summary>A document or a picture.</summary>
    Evidence,

    /// <summary>A table of something else.</summary>
    Other,

    /// <summary>A register, a profile or another setting of a workspace.</summary>
    Setting,
}

/// <summary>A file of a folder, told by its content.</summary>
/// <param name="Mapping">What an export is read by; else null.</param>
/// <param name="Why">What told, or what keeps it from being read.</param>
public sealed record SurveyedFile(InputPath Path, FileRole Role, Mapping? Mapping, string Why)
{
    /// <summary>The text of the profile that was drafted from this file; null where its format was known.</summary>
    public string? Draft { get; init; }
}
