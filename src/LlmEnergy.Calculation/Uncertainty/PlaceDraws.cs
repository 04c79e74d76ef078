using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Selection;

namespace LlmEnergy.Calculation.Uncertainty;

/// <summary>Emissions of a kilowatt-hour of facility energy: of its electricity, where that was used, and of its hardware.</summary>
internal sealed class PlaceDraws(DrawStreams streams, FactorPack factors)
{
    public const string GridYearSd = "op-sd-grid-year-2026";
    private static readonly FacilityEnergy KilowattHour = FacilityEnergy.FromKilowattHours(1m);
    private static readonly Estimate<FacilityEnergy> OneKilowattHour = new(KilowattHour, KilowattHour, KilowattHour);

    /// <summary>kgCO2e per kWh, one a draw; null where the rate says nothing of hardware, so that there is no total.</summary>
    /// <param name="provider">Canonical id of who runs the inference: an assumed place is one for all of its lines.</param>
    public double[]? Of(Rate rate, Place place, string provider)
    {
        if (Embodied(rate) is not { } values)
            return null;
        var electricity = (double)Electricity(place);
        var (ratios, years) = (Ratios(place, provider), Years(place));
        for (var i = 0; i < values.Length; i++)
            values[i] = (values[i] / 1_000.0) + (electricity * (ratios?[i] ?? 1.0) * (years?[i] ?? 1.0));
        return values;
    }

    /// <summary>Intensity of each candidate over that of the assumed place, with its weight; empty where the place is stated.</summary>
    public IReadOnlyList<(string Zone, decimal Weight, double Ratio)> Candidates(Place place, string provider)
    {
        var year = place.Grid.Factor.Factor.ValidFrom.Year;
        if (!place.Grid.Factor.IsFallback || In(place.Grid.Zone, year) is not { } central || central == 0m)
            return [];
        return
        [
            .. factors
                .PlacesOf(provider)
                .Select(candidate => (candidate, Intensity: In(candidate.Zone, year)))
                .Where(known => known.Intensity is not null)
                .Select(known => (known.candidate.Zone, known.candidate.Weight, (double)(known.Intensity!.Value / central))),
        ];
    }

    /// <summary>kgCO2e of a kWh of the place's electricity, upstream and losses included as far as they are counted.</summary>
    public static decimal Electricity(Place place)
    {
        var locationBased = LocationBasedEmissions.Of(OneKilowattHour, place);
        return TotalEmissions
            .OfElectricity(locationBased, UpstreamEmissions.Of(OneKilowattHour, place), TransmissionLossEmissions.Of(locationBased, place))
            .Central!.Value.KilogramsCo2e;
    }

    private decimal? In(string zone, int year) =>
        factors.Grid(new GridQuery("", "", "", zone, year))?.Intensity.KilogramsCo2ePerKilowattHour;

    private double[]? Ratios(Place place, string provider)
    {
        var candidates = Candidates(place, provider);
        if (candidates.Count == 0)
            return null;
        var draws = streams.Uniforms($"G|{provider}");
        for (var i = 0; i < draws.Length; i++)
        {
            var (below, ratio) = (0.0, candidates[^1].Ratio);
            foreach (var candidate in candidates)
            {
                below += (double)candidate.Weight;
                if (draws[i] >= below)
                    continue;
                ratio = candidate.Ratio;
                break;
            }

            draws[i] = ratio;
        }

        return draws;
    }

    /// <summary>A factor of an earlier year may have changed since.</summary>
    private double[]? Years(Place place)
    {
        if (place.Grid.Factor.LagYears == 0)
            return null;
        var (sd, deviates) = ((double)factors.Factor(GridYearSd).Value, streams.Normals("GY"));
        return [.. deviates.Select(deviate => Math.Exp(sd * deviate))];
    }

    /// <summary>Grams per kWh, one a draw.</summary>
    private double[]? Embodied(Rate rate)
    {
        if (rate.Embodied is null)
            return null;
        var factor = rate.Factors.FirstOrDefault(use => use.Factor.Id == FactorIds.EmbodiedHardware)?.Factor;
        return factor is null
            ? null
            : RateDraws.TwoPiece(
                (double)(factor.Low ?? factor.Value),
                (double)factor.Value,
                (double)(factor.High ?? factor.Value),
                streams.Normals("EMB")
            );
    }
}
