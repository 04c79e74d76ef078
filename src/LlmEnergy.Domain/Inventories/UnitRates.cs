namespace LlmEnergy.Domain.Inventories;

/// <summary>
/// What each unit of usage causes: in Wh of facility energy or in grams of CO2e, per request, per 1,000 tokens, per image, per audio
/// minute. A quantity without a term does not drive this method: it is zero by the method's definition, not for want of data.
/// </summary>
public sealed class UnitRates
{
    private readonly decimal[] _low = new decimal[Quantities];
    private readonly decimal[] _high = new decimal[Quantities];
    private readonly decimal[]? _central;

    public UnitRates(IReadOnlyList<RateTerm> terms)
    {
        Terms = terms;
        _central = terms.All(term => term.Central is not null) ? new decimal[Quantities] : null;
        foreach (var term in terms)
        {
            _low[(int)term.Of] = term.Low;
            _high[(int)term.Of] = term.High;
            if (_central is not null) _central[(int)term.Of] = term.Central!.Value;
        }
    }

    /// <summary>Number of members of <see cref="Quantity"/>.</summary>
    public const int Quantities = 6;

    public IReadOnlyList<RateTerm> Terms { get; }

    public bool HasCentral => _central is not null;

    /// <summary>Coefficient of a quantity; null only for a central value that the method does not have.</summary>
    public decimal? this[Quantity of, Level level] => level switch
    {
        Level.Low => _low[(int)of],
        Level.High => _high[(int)of],
        _ => _central?[(int)of],
    };

    /// <summary>Sum of weighted usage x coefficient; null only for a central value that the method does not have.</summary>
    public decimal? Dot(in WeightedUsage usage, Level level) => level switch
    {
        Level.Low => Dot(usage, _low),
        Level.High => Dot(usage, _high),
        _ => _central is null ? null : Dot(usage, _central),
    };

    private static decimal Dot(in WeightedUsage usage, decimal[] rates)
    {
        var sum = 0m;
        if (rates[0] != 0) sum += usage.Requests * rates[0];
        if (rates[1] != 0) sum += usage.UncachedInput * rates[1];
        if (rates[2] != 0) sum += usage.CachedInput * rates[2];
        if (rates[3] != 0) sum += usage.Output * rates[3];
        if (rates[4] != 0) sum += usage.Images * rates[4];
        if (rates[5] != 0) sum += usage.AudioMinutes * rates[5];
        return sum;
    }
}
