namespace LlmEnergy.Domain.Activities;

/// <summary>Which quantities a source states. What is not stated is unknown, and printed as such: never as zero.</summary>
[Flags]
public enum Known : ushort
{
    Nothing = 0,
    Requests = 1,
    Input = 2,
    Cached = 4,
    CacheWrite = 8,
    Output = 16,
    Reasoning = 32,
    Images = 64,
    Audio = 128,
    Cost = 256,
    Characters = 512,
    Generation = 1024,
    Energy = 2048,
    Everything = Requests | Input | Cached | CacheWrite | Output | Reasoning | Images | Audio | Cost | Characters | Generation | Energy,
}
