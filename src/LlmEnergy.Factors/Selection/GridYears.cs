namespace LlmEnergy.Factors.Selection;

/// <summary>Grid factors by zone and year.</summary>
internal sealed class GridYears
{
    /// <summary>How many years back a factor may be: an older one would describe another power system.</summary>
    public const int LongestLag = 2;

    private readonly Dictionary<(string Zone, int Year), Factor> _factors = [];
    private readonly HashSet<string> _zones = new(StringComparer.Ordinal);

    public GridYears(IEnumerable<Factor> factors)
    {
        foreach (var factor in factors.Where(factor => GridFactors.Has(factor.Id)))
        {
            _zones.Add(factor.Geography);
            for (var year = factor.ValidFrom.Year; year <= factor.ValidTo.Year; year++) _factors.TryAdd((factor.Geography, year), factor);
        }
    }

    public IReadOnlySet<string> Zones => _zones;

    /// <summary>The factor of the year, else the latest earlier one that is not too old, else null. Never a later one.</summary>
    public (Factor Factor, int Lag)? Find(string zone, int year)
    {
        for (var lag = 0; lag <= LongestLag; lag++)
        {
            if (_factors.TryGetValue((zone, year - lag), out var factor)) return (factor, lag);
        }

        return null;
    }
}
