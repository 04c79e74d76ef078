using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>A way to come from usage to emissions. Every method here is linear in the quantities, so all it does is make rates.</summary>
public interface IMethod
{
    /// <summary>As the workspace and the command line name it.</summary>
    string Id { get; }

    /// <summary>Heading of METHODOLOGY.md.</summary>
    string Methodology { get; }

    /// <summary>
    /// True where the method lacks a central value or a part of the boundary: it can stand beside the disclosure, not be it.
    /// </summary>
    bool SideBySideOnly { get; }

    /// <summary>True where a rate depends on how long a line's requests took: such lines are keys of their own.</summary>
    bool ReadsGeneration => false;

    /// <summary>The rate for a key, or null where the method has no factor for it and the next one of the hierarchy is asked.</summary>
    Rate? For(RateKey key, FactorPack factors);

    /// <summary>What the key lacks for a rate, where somebody can do something about it; else null.</summary>
    string? WhyNot(RateKey key, FactorPack factors) => null;

    /// <summary>The place with its factors: those of the pack, unless the method has its own; null where no grid factor holds.</summary>
    Place? PlaceOf(PlaceQuery where, PlaceFinder places) => places.Find(where);
}

/// <summary>What a rate may depend on. Lines with equal keys share their rate.</summary>
/// <param name="Currency">Of the cost; empty where none is stated.</param>
/// <param name="Month">Month of the activity: factors are chosen by it, never by today's date.</param>
/// <param name="Known">Quantities that the lines state.</param>
/// <param name="Energy">Of energy that the supplier states with its responses.</param>
/// <param name="Generation">What the requests took; null unless a method asks for it and the line states it.</param>
public sealed record RateKey(
    ModelResolution Model,
    string Provider,
    string Account,
    string Host,
    string Region,
    string ServiceTier,
    string Currency,
    DateOnly Month,
    Known Known,
    Generation? Generation = null,
    StatedEnergy Energy = StatedEnergy.None
);

/// <summary>Requests, their output and their duration, as totals of a line.</summary>
public readonly record struct Generation(long Requests, long OutputTokens, decimal Seconds);
