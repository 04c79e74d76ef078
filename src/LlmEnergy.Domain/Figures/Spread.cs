using System.Collections.Immutable;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// The width of the draws by the first-order formula, which a sheet of cells can follow: sd^2 of ln total energy = sum over streams of (sum
/// of
/// shares x exponents x sd)^2.
/// </summary>
/// <param name="Rows">One for each rate of energy.</param>
public sealed record Spread(ImmutableArray<SpreadRow> Rows)
{
    /// <summary>kWh of all rows.</summary>
    public double KilowattHours => Rows.Sum(row => row.Uncached + row.Cached + row.Output + row.Other);

    /// <summary>Standard deviation of the logarithm of the total; 0 where there is none.</summary>
    public double Sd
    {
        get
        {
            if (KilowattHours is var total && total <= 0.0)
                return 0.0;
            double Apart(Func<SpreadRow, string> by, Func<SpreadRow, double> part) =>
                Rows.GroupBy(by, StringComparer.Ordinal).Sum(rows => Squared(rows.Sum(part)));
            double Shared(Func<SpreadRow, double> part) => Squared(Rows.Sum(part));
            var variance =
                Shared(row => row.OverheadPart)
                + Shared(row => row.PrefillPart)
                + Shared(row => row.ReadsPart)
                + Apart(row => row.Load, row => row.SequencesPart)
                + Apart(row => row.Family, row => row.ModelPart)
                + Apart(row => row.Family, row => row.ActivePart)
                + Apart(row => row.Family, row => row.InactivePart)
                + Apart(row => row.Family, row => row.BitsPart)
                + Apart(row => row.Family, row => row.ClassPart);
            return Math.Sqrt(variance) / total;
        }
    }

    private static double Squared(double value) => value * value;
}

/// <summary>A rate with its energy by what drives it, and the exponent x standard deviation of each draw.</summary>
/// <param name="Family">Of the model, or the class.</param>
/// <param name="Load">Provider and tier; empty for a class.</param>
/// <param name="Uncached">kWh of input that was not read from a cache, as the next three.</param>
public sealed record SpreadRow(string RateId, string Family, string Load, double Uncached, double Cached, double Output, double Other)
{
    public double Overhead { get; init; }

    public double Prefill { get; init; }

    public double Reads { get; init; }

    public double Sequences { get; init; }

    public double Model { get; init; }

    public double ActiveInput { get; init; }

    public double ActiveOutput { get; init; }

    public double Inactive { get; init; }

    public double Bits { get; init; }

    public double Class { get; init; }

    public double OverheadPart => Overhead * (Uncached + Cached + Output);

    public double PrefillPart => Prefill * (Uncached + Cached);

    public double ReadsPart => Reads * Cached;

    public double SequencesPart => Sequences * Output;

    public double ModelPart => Model * Output;

    public double ActivePart => (ActiveInput * (Uncached + Cached)) + (ActiveOutput * Output);

    public double InactivePart => Inactive * Output;

    public double BitsPart => Bits * Output;

    public double ClassPart => Class * (Uncached + Cached + Output + Other);
}
