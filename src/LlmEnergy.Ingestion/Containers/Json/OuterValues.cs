namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>Values of the levels above a record, by ordinal.</summary>
internal sealed record OuterValues((int Ordinal, byte[] Text)[] All);
