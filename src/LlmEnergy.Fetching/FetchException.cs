using LlmEnergy.Domain;

namespace LlmEnergy.Fetching;

/// <summary>A list or a file that cannot be had now: what was found of it stands in no export. Never quotes an answer or a key.</summary>
public sealed class FetchException(string code, string what, string message) : Exception(message)
{
    /// <summary>The finding, at the list or file that it is about.</summary>
    public Issue Issue { get; } = new(new(what, 0, 0), code, message);
}
