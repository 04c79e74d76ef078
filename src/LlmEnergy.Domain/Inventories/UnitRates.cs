namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// What each unit of usage causes: in Wh of facility energy, grams of CO2e or another impact, per request, per 1,000 tokens, per image and
/// so
/// on. A quantity without a term does not drive this method: it is zero by the method's definition, not for want of data.
/// </summary>
public sealed class UnitRates
{
    /// <summary>Number of members of <see cref="Quantity"/>.</summary>
    public const int Quantities = 9;

    private readonly decimal[] _low = new decimal[Quantities];
    private readonly decimal[] _central = new decimal[Quantities];
    private readonly decimal[] _high = new decimal[Quantities];
    private readonly Quantity[] _tokens;
    private readonly Quantity[] _others;

    public UnitRates(IReadOnlyList<RateTerm> terms)
    {
        Terms = terms;
        HasCentral = terms.All(term => term.Central is not null);
        _tokens = [.. terms.Select(term => term.Of).Where(IsTokens).Distinct().Order()];
        _others = [.. terms.Select(term => term.Of).Where(of => !IsTokens(of)).Distinct().Order()];
        foreach (var term in terms)
        {
            _low[(int)term.Of] = term.Low;
            _high[(int)term.Of] = term.High;
            _central[(int)term.Of] = term.Central ?? 0m;
        }
    }

    public IReadOnlyList<RateTerm> Terms { get; }

    public bool HasCentral { get; }

    /// <summary>Coefficient of a quantity; null only for a central value that the method does not have.</summary>
    public decimal? this[Quantity of, Level level] =>
        level switch
        {
            Level.Low => _low[(int)of],
            Level.High => _high[(int)of],
            _ => HasCentral ? _central[(int)of] : null,
        };

    /// <summary>Sums of weighted usage x coefficient; null only for a central value that the method does not have.</summary>
    public (decimal Low, decimal? Central, decimal High) Dot(in WeightedUsage usage)
    {
        var (low, central, high) = (0m, 0m, 0m);
        foreach (var of in _tokens)
            Add(usage.Undivided(of), of, ref low, ref central, ref high);
        if (usage.TokenDivisor != 1m)
            (low, central, high) = (low / usage.TokenDivisor, HasCentral ? central / usage.TokenDivisor : 0m, high / usage.TokenDivisor);
        foreach (var of in _others)
            Add(usage.Undivided(of), of, ref low, ref central, ref high);
        return (low, HasCentral ? central : null, high);
    }

    private void Add(decimal amount, Quantity of, ref decimal low, ref decimal central, ref decimal high)
    {
        if (amount == 0m)
            return;
        low += amount * _low[(int)of];
        high += amount * _high[(int)of];
        if (HasCentral)
            central += amount * _central[(int)of];
    }

    private static bool IsTokens(Quantity of) => of is Quantity.UncachedInput or Quantity.CachedInput or Quantity.Output;
}
