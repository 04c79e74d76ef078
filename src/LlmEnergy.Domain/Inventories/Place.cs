namespace LlmEnergy.Domain.Inventories;

/// <summary>Where a line's electricity was used, with everything that depends on it: shared by all lines of the place and year.</summary>
/// <param name="Number">Counts from 1 within an inventory.</param>
/// <param name="OnSiteWater">Litres per kWh of IT energy, for cooling; null where nothing is published.</param>
/// <param name="OffSiteWater">Litres per kWh of facility energy, at the power stations; null where nothing is published.</param>
/// <param name="Upstream">Fuel chain and plants, where the grid factor is of direct emissions only; else null, since it is in the grid
/// factor.</param>
/// <param name="TransmissionLosses">Losses of the grid as a fraction of its emissions; null unless they are asked for and known.</param>
/// <param name="Market">Emission factor of a purchased instrument or of an imported residual mix; null without one.</param>
public sealed record Place(
    int Number,
    Grid Grid,
    FactorUse? OnSiteWater,
    FactorUse? OffSiteWater,
    FactorUse? Upstream,
    FactorUse? TransmissionLosses,
    FactorUse? Market
)
{
    public string Id => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"P{Number:000}");

    /// <summary>kgSbeq per kWh; null unless a mix with that column was imported and the method uses it.</summary>
    public FactorUse? AbioticDepletion { get; init; }

    /// <summary>MJ per kWh; as above.</summary>
    public FactorUse? PrimaryEnergy { get; init; }

    /// <summary>All that it rests on, and the official value that stands beside.</summary>
    public IEnumerable<FactorUse> Factors =>
        new[]
        {
            Grid.Factor,
            Grid.Official,
            OnSiteWater,
            OffSiteWater,
            Upstream,
            TransmissionLosses,
            Market,
            AbioticDepletion,
            PrimaryEnergy,
        }.OfType<FactorUse>();
}
