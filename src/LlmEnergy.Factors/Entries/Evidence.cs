namespace LlmEnergy.Factors.Entries;

/// <summary>A published or metered point of energy: what methods are scored against, and no factor of any.</summary>
/// <param name="Kind">How its energy came about: kinds are never mixed in a score.</param>
/// <param name="Provider">Whose rates it is calculated with; empty where nobody's would hold.</param>
/// <param name="Load">Sequences at once; null where it is not stated.</param>
/// <param name="InputTokens">Of a request; null where it is not stated, or is inside the energy of the output.</param>
/// <param name="Value">Of a request, in <paramref name="Unit"/>, within <paramref name="Boundary"/>.</param>
public sealed record Evidence(
    string Id,
    string SourceId,
    EvidenceKind Kind,
    string Provider,
    string Model,
    string Task,
    string Hardware,
    decimal? Load,
    int Year,
    decimal? InputTokens,
    decimal? OutputTokens,
    decimal Value,
    string Unit,
    EvidenceBoundary Boundary,
    string Licence,
    string HowRead
);

public enum EvidenceKind : byte
{
    /// <summary>A meter, of accelerators or of a server.</summary>
    Metered,

    /// <summary>Nameplate power times measured throughput.</summary>
    Nameplate,

    /// <summary>By a model of its authors.</summary>
    Calculated,

    /// <summary>By the provider, without tokens or model.</summary>
    Disclosed,

    /// <summary>From how long an interface took: with model, task and hardware fixed, slower tokens cost less energy.</summary>
    Latency,
}

/// <summary>What is inside of the energy of a point.</summary>
public enum EvidenceBoundary : byte
{
    Unknown,

    /// <summary>A part of a facility, such as its idle machines.</summary>
    Component,
    Accelerators,
    Server,
    Facility,
}
