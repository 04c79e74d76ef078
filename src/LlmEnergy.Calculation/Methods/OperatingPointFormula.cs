using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Methods;

/// <summary>Energy per token by size, precision and load of a model, with the coefficients of a factor set.</summary>
/// <remarks>
/// <code>
/// p    = prefill x P                                                               J per token of input
/// ln d = a + b ln P + c ln(N/P) + q ln(bits/16) + s ln B + long x share             J per token of output
/// d    = max(exp(ln d), p)                                          a decoded token never costs less than one that is read
/// Wh per 1,000 tokens = J x overhead / 3.6
/// </code>
/// </remarks>
internal sealed class OperatingPointFormula
{
    /// <summary>Standard normal deviate at 95 %.</summary>
    public const double At95 = 1.6448536269514722;

    private const double WattHoursPer1000Tokens = 1 / 3.6;
    private const double FullBits = 16.0;

    private const string Prefix = "op-";
    private const string Suffix = "-2026";

    private readonly double _intercept;
    private readonly double _long;
    private readonly double _longShare;
    private readonly double _prefill;

    public OperatingPointFormula(Func<string, decimal> valueOf)
    {
        double Of(string name) => (double)valueOf(Prefix + name + Suffix);
        (_intercept, ActiveExponent, InactiveExponent) = (Of("decode-intercept"), Of("decode-active"), Of("decode-inactive"));
        (BitsExponent, SequencesExponent, _long) = (Of("decode-bits"), Of("decode-sequences"), Of("decode-long"));
        (_longShare, _prefill, CachedRatio, Overhead) = (Of("long-share"), Of("prefill"), Of("cached-ratio"), Of("overhead"));
        (ModelSd, SequencesSd, OverheadSd) = (Of("sd-model"), Of("sd-sequences"), Of("sd-overhead"));
        (PrefillSd, CachedSd) = (Of("sd-prefill"), Of("sd-cached"));
    }

    /// <summary>Ids of the factors that it is made of.</summary>
    public static IReadOnlyList<string> FactorIds { get; } =
    [
        .. new[]
        {
            "decode-intercept",
            "decode-active",
            "decode-inactive",
            "decode-bits",
            "decode-sequences",
            "decode-long",
            "long-share",
            "prefill",
            "cached-ratio",
            "overhead",
            "sd-model",
            "sd-sequences",
            "sd-overhead",
            "sd-prefill",
            "sd-cached",
        }.Select(name => Prefix + name + Suffix),
    ];

    public double ActiveExponent { get; }

    public double InactiveExponent { get; }

    public double BitsExponent { get; }

    public double SequencesExponent { get; }

    public double CachedRatio { get; }

    public double Overhead { get; }

    public double ModelSd { get; }

    public double SequencesSd { get; }

    public double OverheadSd { get; }

    public double PrefillSd { get; }

    public double CachedSd { get; }

    /// <summary>Joules of the accelerators per token of input that was not read from a cache.</summary>
    public double Prefill(OperatingPoint at) => _prefill * at.ActiveBillions;

    /// <summary>Logarithm of the joules of the accelerators per token of output, before the floor of prefill.</summary>
    /// <param name="longShare">Share of long outputs; null: as a customer's.</param>
    public double LogDecode(OperatingPoint at, double? longShare = null) =>
        _intercept
        + (ActiveExponent * Math.Log(at.ActiveBillions))
        + (InactiveExponent * Math.Log(at.TotalBillions / at.ActiveBillions))
        + (BitsExponent * Math.Log(at.Bits / FullBits))
        + (SequencesExponent * Math.Log(at.Sequences))
        + (_long * (longShare ?? _longShare));

    public double Decode(OperatingPoint at, double? longShare = null) => Math.Max(Math.Exp(LogDecode(at, longShare)), Prefill(at));

    /// <summary>Wh per 1,000 tokens at the facility, with the standard deviation of the logarithm; not rounded.</summary>
    public (TokenRate Input, TokenRate Cached, TokenRate Output) Rates(OperatingPoint at)
    {
        var toFacility = Overhead * WattHoursPer1000Tokens;
        var input = Prefill(at) * toFacility;
        var inputSd = Root(PrefillSd, OverheadSd, at.ActiveSd);
        return (
            new(input, inputSd),
            new(CachedRatio * input, Root(inputSd, CachedSd)),
            new(
                Decode(at) * toFacility,
                Root(
                    ModelSd,
                    SequencesExponent * SequencesSd,
                    OverheadSd,
                    ActiveExponent * at.ActiveSd,
                    InactiveExponent * at.InactiveSd,
                    BitsExponent * at.BitsSd
                )
            )
        );
    }

    /// <summary>One draw of the three rates, in Wh per 1,000 tokens.</summary>
    /// <param name="logDecode">As <see cref="LogDecode"/> has it, once for all draws.</param>
    /// <param name="z">Standard normal deviates of the draw.</param>
    public (double Input, double Cached, double Output) Draw(OperatingPoint at, double logDecode, in OperatingPointDeviates z)
    {
        var logActive = at.ActiveSd * z.Active;
        var prefill = Prefill(at) * Math.Exp(logActive + (PrefillSd * z.Prefill));
        var decode = Math.Max(
            Math.Exp(
                logDecode
                    + (ActiveExponent * logActive)
                    + (InactiveExponent * at.InactiveSd * z.Inactive)
                    + (BitsExponent * at.BitsSd * z.Bits)
                    + (SequencesExponent * SequencesSd * z.Sequences)
                    + (ModelSd * z.Model)
            ),
            prefill
        );
        var toFacility = Overhead * Math.Exp(OverheadSd * z.Overhead) * WattHoursPer1000Tokens;
        var cached = CachedRatio * Math.Exp(CachedSd * z.Cached);
        return (prefill * toFacility, cached * prefill * toFacility, decode * toFacility);
    }

    private static double Root(params ReadOnlySpan<double> parts)
    {
        var sum = 0.0;
        foreach (var part in parts)
            sum += part * part;
        return Math.Sqrt(sum);
    }
}

/// <summary>A rate in Wh per 1,000 tokens with the standard deviation of its logarithm.</summary>
internal readonly record struct TokenRate(double Central, double Sd)
{
    public double Low => Central * Math.Exp(-OperatingPointFormula.At95 * Sd);

    public double High => Central * Math.Exp(OperatingPointFormula.At95 * Sd);
}

/// <summary>Standard normal deviates of one draw, by what they move.</summary>
internal readonly record struct OperatingPointDeviates(
    double Overhead,
    double Prefill,
    double Cached,
    double Sequences,
    double Model,
    double Active,
    double Inactive,
    double Bits
);
