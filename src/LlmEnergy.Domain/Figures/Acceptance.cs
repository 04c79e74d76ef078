namespace LlmEnergy.Domain.Figures;

/// <summary>Somebody answers for a failed check or a finding of one period. It stays what it is: a check that failed has failed.</summary>
/// <param name="Of">Id of the check, or code of the finding.</param>
public sealed record Acceptance(string Of, string By, DateOnly Date, string Reason)
{
    /// <summary>Its row.</summary>
    public SourceLocation At { get; init; }
}
