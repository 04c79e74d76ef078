using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Uncertainty;

/// <summary>What draws a rate of energy has: by its operating point, else by its low, central and high.</summary>
internal sealed class RateDraws(DrawStreams streams, Func<string, decimal> valueOf)
{
    private readonly OperatingPointFormula _formula = new(valueOf);

    /// <summary>kWh per unit of each quantity that the rate knows, one a draw.</summary>
    public IReadOnlyList<(Quantity Of, double[] KilowattHours)> Of(Rate rate, UsageEstimate? gap)
    {
        var draws = rate.OperatingPoint is { } at ? OfPoint(at) : OfRange(rate);
        if (rate.OperatingPoint is not null && gap is { } estimated)
            Spread(draws, TwoPiece((double)estimated.Low, 1.0, (double)estimated.High, streams.Normals("GAP")));
        return draws;
    }

    /// <summary>
    /// A value with its range as a lognormal of two halves: low and high are its 5 % and 95 %. A low of zero falls in a straight line.
    /// </summary>
    public static double[] TwoPiece(double low, double central, double high, double[] deviates)
    {
        var values = new double[deviates.Length];
        if (central <= 0.0)
            return values;
        var (down, up) = (low > 0.0 ? Math.Log(central / low) : 0.0, Math.Log(Math.Max(high, central) / central));
        for (var i = 0; i < values.Length; i++)
        {
            var z = deviates[i] / OperatingPointFormula.At95;
            values[i] =
                z >= 0.0 ? central * Math.Exp(z * up)
                : low > 0.0 ? central * Math.Exp(z * down)
                : central * Math.Max(0.0, 1.0 + z);
        }

        return values;
    }

    private List<(Quantity Of, double[] KilowattHours)> OfPoint(OperatingPoint at)
    {
        var (overhead, prefill, cached) = (streams.Normals("O"), streams.Normals("PRE"), streams.Normals("R"));
        var sequences = streams.Normals($"B|{at.Provider}|{at.ServiceTier}");
        var (model, active) = (streams.Normals($"U|{at.Family}"), streams.Normals($"P|{at.Family}"));
        var (inactive, bits) = (streams.Normals($"N|{at.Family}"), streams.Normals($"Q|{at.Family}"));
        var logDecode = _formula.LogDecode(at);
        var (inputs, reads, outputs) = (new double[streams.Count], new double[streams.Count], new double[streams.Count]);
        for (var i = 0; i < streams.Count; i++)
        {
            var deviates = new OperatingPointDeviates(
                overhead[i],
                prefill[i],
                cached[i],
                sequences[i],
                model[i],
                active[i],
                inactive[i],
                bits[i]
            );
            var (input, read, output) = _formula.Draw(at, logDecode, deviates);
            (inputs[i], reads[i], outputs[i]) = (input / 1_000.0, read / 1_000.0, output / 1_000.0);
        }

        return [(Quantity.UncachedInput, inputs), (Quantity.CachedInput, reads), (Quantity.Output, outputs)];
    }

    /// <summary>One stream for all quantities of a class: fully correlated inside of it. Cached input is a share of its input.</summary>
    private List<(Quantity Of, double[] KilowattHours)> OfRange(Rate rate)
    {
        var draws = new List<(Quantity Of, double[] KilowattHours)>();
        foreach (var term in rate.Energy!.Terms)
        {
            var central = (double)(term.Central ?? ((term.Low + term.High) / 2m)) / 1_000.0;
            var deviates = streams.Normals($"C|{NameOf(term.Of, rate)}");
            draws.Add((term.Of, TwoPiece((double)term.Low / 1_000.0, central, (double)term.High / 1_000.0, deviates)));
        }

        var (input, cached) = (Find(draws, Quantity.UncachedInput), Find(draws, Quantity.CachedInput));
        if (input is not null && cached is not null)
        {
            var reads = streams.Normals("R");
            for (var i = 0; i < cached.Length; i++)
                cached[i] = _formula.CachedRatio * Math.Exp(_formula.CachedSd * reads[i]) * input[i];
        }

        return draws;
    }

    private static string NameOf(Quantity of, Rate rate) =>
        of switch
        {
            Quantity.Request => "request",
            Quantity.Image => "image",
            Quantity.AudioMinute => "audio-minute",
            Quantity.StatedWattHour => StatedEnergyRates.Stream,
            _ => rate.ModelClass,
        };

    private static double[]? Find(List<(Quantity Of, double[] KilowattHours)> draws, Quantity of) =>
        draws.Find(draw => draw.Of == of).KilowattHours;

    private static void Spread(List<(Quantity Of, double[] KilowattHours)> draws, double[] factors)
    {
        foreach (var (_, values) in draws)
            for (var i = 0; i < values.Length; i++)
                values[i] *= factors[i];
    }
}
