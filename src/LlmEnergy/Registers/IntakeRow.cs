using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Registers;

/// <summary>A row of intake.csv: how a file of exports was obtained.</summary>
/// <param name="File">Relative to the workspace, with forward slashes.</param>
/// <param name="Sha256">64 hexadecimal digits, or empty where nobody took them.</param>
/// <param name="ObtainedBy">Name of a person or a system.</param>
/// <param name="Source">Where it was exported, such as a console's page or a command.</param>
public sealed record IntakeRow(
    string File,
    string Sha256,
    string Provider,
    string Account,
    string ObtainedBy,
    string Source,
    Intake Intake
);
