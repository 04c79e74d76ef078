using System.Collections.Immutable;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// Why one total is another: from the first to the second, with one more input switched at each step, in the order of <see
/// cref="BridgeTerm"/>. A term is the total after its step less the total before it, so that the terms add up to the difference; all
/// numbers are kgCO2e, central values, to 12 decimals, so that they do so to the last digit.
/// </summary>
/// <param name="Parts">Of each account and model, in ordinal order.</param>
/// <param name="WithoutTotal">Lines of either inventory that have no total, which no term can speak of.</param>
public sealed record Bridge(ImmutableArray<BridgePart> Parts, (int Before, int After) WithoutTotal)
{
    /// <summary>Decimals of a kilogram that every number has at most.</summary>
    public const int Decimals = 12;

    /// <summary>Share of the first total above which a term is put in words.</summary>
    public const decimal Notable = 0.05m;

    public static ImmutableArray<BridgeTerm> Terms { get; } = [.. Enum.GetValues<BridgeTerm>()];

    public decimal Before => Parts.Sum(part => part.Before);

    public decimal After => Parts.Sum(part => part.After);

    /// <summary>Terms that move the first total by more than <see cref="Notable"/>, as shares of it, with their largest models.</summary>
    public IEnumerable<(BridgeTerm Term, decimal Share, string Model)> NotableTerms =>
        Terms
            .Where(term => Before > 0m && Math.Abs(Of(term)) / Before > Notable)
            .Select(term => (term, Of(term) / Before, By(part => part.Model).MaxBy(part => Math.Abs(part.Of(term)))!.Model));

    public decimal Of(BridgeTerm term) => Parts.Sum(part => part.Of(term));

    /// <summary>Parts that have the same key, as one.</summary>
    public IEnumerable<BridgePart> By(Func<BridgePart, string> key) =>
        Parts
            .GroupBy(key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
                group.Aggregate(
                    (sum, part) =>
                        sum with
                        {
                            Before = sum.Before + part.Before,
                            After = sum.After + part.After,
                            Amounts = [.. Terms.Select(term => sum.Of(term) + part.Of(term))],
                        }
                )
            );
}

/// <summary>The change of an account and model.</summary>
/// <param name="Amounts">By <see cref="BridgeTerm"/>.</param>
public sealed record BridgePart(
    string Provider,
    string Account,
    string Model,
    decimal Before,
    decimal After,
    ImmutableArray<decimal> Amounts
)
{
    public decimal Of(BridgeTerm term) => Amounts[(int)term];
}
