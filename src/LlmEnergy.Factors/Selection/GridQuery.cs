namespace LlmEnergy.Factors.Selection;

/// <summary>What is known of where, and when, electricity was used. Text is as the export writes it; empty: not stated.</summary>
/// <param name="Provider">Who is paid.</param>
/// <param name="Host">Who runs the inference, where that is someone else.</param>
/// <param name="Region">Region code of the host's cloud, or a country or EU.</param>
/// <param name="Zone">Zone that the workspace states for this usage; null where it states none.</param>
/// <param name="Year">Calendar year of the activity.</param>
public sealed record GridQuery(string Provider, string Host, string Region, string? Zone, int Year);
