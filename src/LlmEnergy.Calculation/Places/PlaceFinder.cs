using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Places;

/// <summary>Finds where electricity was used, with the grid, water and market factors of the place.</summary>
[Methodology("Step 3: location-based emissions")]
public sealed class PlaceFinder(FactorPack factors, ElectricityOptions options)
{
    private static readonly HashSet<string> EuropeanUnion =
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
        "EU27",
    ];

    public FactorPack Factors => factors;

    /// <summary>The grid that counts for all lines, whatever the place; null as a rule.</summary>
    public Grid? Given => options.Given;

    /// <summary>Null where no grid factor holds in that year.</summary>
    public Place? Find(PlaceQuery where)
    {
        if (Grid(where) is not { } grid)
            return null;
        var year = where.Month.Year;
        var direct = options.Basis == GridBasis.Direct ? grid.Official : null;
        // the place is as sure or as assumed as it was
        if (direct is not null)
            grid = new(
                grid.Zone,
                GridIntensity.FromGramsCo2ePerKilowattHour(direct.Factor.Value),
                direct with
                {
                    Path = $"{grid.Factor.Path}; direct: {direct.Path}",
                    IsFallback = grid.Factor.IsFallback,
                }
            );
        return new(
            0,
            grid,
            factors.DataCentreOf(where.Provider, where.Host, where.Region, year).Wue,
            factors.OffsiteWater(grid.Zone, year) ?? WorldsWater(grid.Zone, year),
            direct is null ? null : factors.Upstream(grid.Zone, year),
            options.TransmissionLosses ? factors.TransmissionUplift(grid.Zone, year) : null,
            Instrument(where, grid.Zone) ?? factors.Residual(grid.Zone, year)
        );
    }

    public Grid? Grid(PlaceQuery where) =>
        Given ?? factors.Grid(new(where.Provider, where.Host, where.Region, options.Zone, where.Month.Year));

    /// <summary>Few zones have a factor of their own; as with grids, the world's stands in, and says so.</summary>
    private FactorUse? WorldsWater(string zone, int year) =>
        factors.OffsiteWater("WORLD", year) is { } world
            ? world with
            {
                Path = $"no off-site water factor of {zone} -> {world.Path}",
                IsFallback = true,
            }
            : null;

    /// <summary>
    /// A document of the host or, where it does not name one, of the provider: valid in the month, and in the market that the grid is part
    /// of.
    /// </summary>
    private FactorUse? Instrument(PlaceQuery where, string zone)
    {
        var supplier = factors.Provider(where.Host.Length > 0 ? where.Host : where.Provider);
        return options
            .Instruments.FirstOrDefault(instrument =>
                factors.Provider(instrument.Supplier) == supplier
                && (instrument.Account.Length == 0 || instrument.Account == where.Account)
                && instrument.From <= where.Month
                && where.Month.AddMonths(1).AddDays(-1) <= instrument.To
                && IsIn(zone, factors.Zone(instrument.Boundary))
            )
            ?.Factor;
    }

    private static bool IsIn(string zone, string? boundary)
    {
        var country = zone.Split('-')[0];
        return zone == boundary || country == boundary || (boundary == "EU27" && EuropeanUnion.Contains(country));
    }
}

/// <summary>What is known of where, when and from whom electricity was used. Text is as the export writes it; empty: not stated.</summary>
public sealed record PlaceQuery(string Provider, string Account, string Host, string Region, DateOnly Month);
