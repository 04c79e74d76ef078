using LlmEnergy.Domain;

namespace LlmEnergy.Ingestion.Findings;

/// <summary>A file cannot be used as a whole; the run goes on with the next one.</summary>
internal sealed class RefusedFileException(Issue issue) : Exception(issue.Message)
{
    public RefusedFileException(string file, string code, string message)
        : this(new Issue(new(file, 0, 0), code, message)) { }

    public Issue Issue { get; } = issue;
}
