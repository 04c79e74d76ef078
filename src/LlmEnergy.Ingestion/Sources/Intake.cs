namespace LlmEnergy.Ingestion.Sources;

/// <summary>What is on record of how an input was obtained: a row of intake.csv.</summary>
/// <param name="ObtainedOn">Day on which it was exported or handed over; null: not stated.</param>
/// <param name="From">First day that the export covers, whether it has rows or not; null: not stated.</param>
/// <param name="To">Last day.</param>
/// <param name="Filter">What the export was limited to, such as a project: exports with different filters do not overlap.</param>
public sealed record Intake(DateOnly? ObtainedOn, DateOnly? From, DateOnly? To, string Filter)
{
    public static Intake None { get; } = new(null, null, null, "");
}
