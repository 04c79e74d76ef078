namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// One coefficient of a rate. Where it is a product of factors, <see cref="Factors"/> and <see cref="Conversion"/> define it (the workbook
/// writes that product as a formula); otherwise <see cref="Derivation"/> says in numbers how the method came to it.
/// </summary>
/// <param name="Central">Null where the method has no central value.</param>
public sealed record RateTerm(
    Quantity Of,
    decimal Low,
    decimal? Central,
    decimal High,
    IReadOnlyList<Factor> Factors,
    decimal Conversion,
    string Derivation
)
{
    /// <summary>
    /// Low, central and high as the product of the factors' low, central and high and a unit conversion; a factor without a range counts
    /// with its value.
    /// </summary>
    public static RateTerm Product(Quantity of, decimal conversion, params IReadOnlyList<Factor> factors) =>
        Ordered(
            new(
                of,
                factors.Aggregate(conversion, (product, factor) => product * (factor.Low ?? factor.Value)),
                factors.Aggregate(conversion, (product, factor) => product * factor.Value),
                factors.Aggregate(conversion, (product, factor) => product * (factor.High ?? factor.Value)),
                factors,
                conversion,
                string.Join(" x ", factors.Select(factor => factor.Id))
            )
        );

    /// <summary>A coefficient that the method calculated, with the calculation in words and numbers.</summary>
    public static RateTerm Calculated(Quantity of, decimal low, decimal? central, decimal high, string derivation) =>
        Ordered(new(of, low, central, high, [], 1m, derivation));

    /// <exception cref="ArgumentException">Low is above central or high, or central above high.</exception>
    private static RateTerm Ordered(RateTerm term) =>
        term.Low <= (term.Central ?? term.High) && (term.Central ?? term.Low) <= term.High
            ? term
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"found {term.Low}, {term.Central}, {term.High} for {term.Of}, expected low, central and high in this order"
                )
            );
}
