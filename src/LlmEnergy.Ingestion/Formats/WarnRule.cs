namespace LlmEnergy.Ingestion.Formats;

/// <summary>Rows that meet the condition count, and a finding says of the file how many there are.</summary>
/// <param name="Say">What is to be known about them.</param>
public sealed record WarnRule(string Name, RowCondition When, string Say)
{
    /// <summary>So many of a format: a row carries a bit for each.</summary>
    public const int Most = 8;
}
