namespace LlmEnergy.Domain.Figures;

/// <summary>What a total changes by, in the order in which it is switched from one inventory to the other.</summary>
public enum BridgeTerm : byte
{
    /// <summary>Accounts of providers that are in one of them alone.</summary>
    Perimeter,

    /// <summary>More or less of the same usage, by account.</summary>
    Volume,

    /// <summary>Which models, and what share of the tokens is input, cached input and output.</summary>
    Mix,

    /// <summary>Longer or shorter contexts of requests.</summary>
    Context,

    /// <summary>Energy, or emissions as a whole, by unit of usage, of the same method.</summary>
    EnergyFactors,

    /// <summary>Another method for a model: all that its rate holds.</summary>
    Method,

    /// <summary>Emissions of a kilowatt-hour, where it was used.</summary>
    Place,

    /// <summary>Hardware by unit of usage, of the same method.</summary>
    Embodied,

    /// <summary>Other usage of the same days: what was wrong and was corrected.</summary>
    Corrections,
}
