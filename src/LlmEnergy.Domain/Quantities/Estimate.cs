namespace LlmEnergy.Domain.Quantities;

/// <summary>
/// A quantity with its range. Low and high are expert bounds of about the 5th and 95th percentile; central is the estimate that is
/// disclosed, or null where a method gives none. Sums add lows to lows and highs to highs: fully correlated, since the errors share causes.
/// </summary>
public readonly record struct Estimate<T>(T Low, T? Central, T High)
    where T : struct, IQuantity<T>
{
    /// <summary>What a sum begins with.</summary>
    public static Estimate<T> Nothing => new(T.AdditiveIdentity, T.AdditiveIdentity, T.AdditiveIdentity);

    /// <summary>A missing central value stays missing: a sum of which a part is unknown is unknown.</summary>
    public static Estimate<T> operator +(Estimate<T> left, Estimate<T> right) =>
        new(left.Low + right.Low, left.Central is { } l && right.Central is { } r ? l + r : null, left.High + right.High);

    public static Estimate<T> Sum(IEnumerable<Estimate<T>> parts) => parts.Aggregate(Nothing, (sum, part) => sum + part);

    /// <summary>Low, central and high by the same operation, which must not turn their order.</summary>
    public Estimate<TResult> Select<TResult>(Func<T, TResult> operation)
        where TResult : struct, IQuantity<TResult> =>
        new(operation(Low), Central is { } central ? operation(central) : null, operation(High));
}

/// <summary>Energy with a range, times an intensity that has none.</summary>
public static class EstimatedEnergy
{
    public static Estimate<GhgEmissions> Times(this Estimate<FacilityEnergy> energy, GridIntensity grid) =>
        new(energy.Low * grid, energy.Central * grid, energy.High * grid);
}
