using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>A way to come from usage to energy. Every method here is linear in the quantities, so all it does is make rates.</summary>
public interface IMethod
{
    /// <summary>As the workspace and the command line name it.</summary>
    string Id { get; }

    /// <summary>Heading of METHODOLOGY.md.</summary>
    string Methodology { get; }

    /// <summary>True where the method lacks a central value or embodied emissions: it can stand beside the disclosure, not be it.</summary>
    bool SideBySideOnly { get; }

    /// <summary>The rate for a key, numbered 0, or null where the method has no factor for it and the next one of the hierarchy is asked.</summary>
    Rate? For(RateKey key, FactorPack factors);
}

/// <summary>What a rate may depend on. Lines with equal keys share their rate.</summary>
/// <param name="Month">Month of the activity: factors are chosen by it, never by today's date.</param>
/// <param name="Known">Quantities that the lines state.</param>
public sealed record RateKey(ModelResolution Model, string Provider, string Host, string Region, string ServiceTier, DateOnly Month, Known Known);
