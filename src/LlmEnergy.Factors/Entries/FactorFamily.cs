namespace LlmEnergy.Factors.Entries;

/// <summary>Factors that are chosen by place and calendar year; their ids begin alike. Other factors are named by their id.</summary>
internal sealed class FactorFamily
{
    private const string Grams = "gCO2e/kWh";

    private FactorFamily(string prefix, string unit, string name, bool mayHaveGaps = false) =>
        (Prefix, Unit, Name, MayHaveGaps) = (prefix, unit, name, mayHaveGaps);

    /// <summary>Location-based factors that lines are calculated with.</summary>
    public static FactorFamily Grid { get; } = new("grid-", Grams, "grid factor");

    /// <summary>Direct combustion, as an authority publishes it.</summary>
    public static FactorFamily Official { get; } = new("official-", Grams, "official value");

    public static FactorFamily Upstream { get; } = new("addon-upstream-", Grams, "upstream addition");

    public static FactorFamily TransmissionUplift { get; } = new("td-uplift-", "fraction", "T&D uplift");

    /// <summary>Market-based; none ships, since none may, and who imports one may not have every year.</summary>
    public static FactorFamily Residual { get; } = new("residual-", Grams, "residual mix", mayHaveGaps: true);

    public static FactorFamily OffsiteWater { get; } = new("water-offsite-", "L/kWh", "off-site water");

    /// <summary>Where nothing is known of a data centre. Stands before <see cref="Pue"/>, whose prefix fits as well.</summary>
    public static FactorFamily GenericPue { get; } = new("pue-generic-", "facility kWh/IT kWh", "generic PUE");

    /// <summary>Providers publish when they please.</summary>
    public static FactorFamily Pue { get; } = new("pue-", "facility kWh/IT kWh", "PUE", mayHaveGaps: true);

    public static FactorFamily Wue { get; } = new("wue-", "L/IT kWh", "WUE", mayHaveGaps: true);

    private static readonly FactorFamily[] All =
    [
        Grid,
        Official,
        Upstream,
        TransmissionUplift,
        Residual,
        OffsiteWater,
        GenericPue,
        Pue,
        Wue,
    ];

    public string Prefix { get; }

    /// <summary>The one unit of the family: a mixture would be chosen from wrongly.</summary>
    public string Unit { get; }

    public string Name { get; }

    /// <summary>
    /// Whether years between two factors of a place may be missing; else a missing year is taken for one that was forgotten.
    /// </summary>
    public bool MayHaveGaps { get; }

    /// <summary>Null for a factor of no family.</summary>
    public static FactorFamily? Of(string id)
    {
        foreach (var family in All)
        {
            if (id.StartsWith(family.Prefix, StringComparison.Ordinal))
                return family;
        }

        return null;
    }
}
