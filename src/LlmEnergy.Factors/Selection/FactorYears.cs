namespace LlmEnergy.Factors.Selection;

/// <summary>The factors of all families by place and year.</summary>
internal sealed class FactorYears
{
    /// <summary>How many years back a factor may be: an older one would describe another power system.</summary>
    public const int LongestLag = 2;

    private readonly Dictionary<(FactorFamily Family, string Place, int Year), Factor> _factors;
    private readonly HashSet<string> _gridZones = new(StringComparer.Ordinal);

    public FactorYears(IReadOnlyCollection<Factor> factors)
    {
        _factors = new(2 * factors.Count);
        foreach (var factor in factors)
        {
            if (FactorFamily.Of(factor.Id) is not { } family)
                continue;
            if (family == FactorFamily.Grid)
                _gridZones.Add(factor.Geography);
            for (var year = factor.ValidFrom.Year; year <= factor.ValidTo.Year; year++)
                _factors.TryAdd((family, factor.Geography, year), factor);
        }
    }

    public IReadOnlySet<string> GridZones => _gridZones;

    /// <summary>The factor of the year, else the latest earlier one that is not too old, else null. Never a later one.</summary>
    public (Factor Factor, int Lag)? Find(FactorFamily family, string place, int year)
    {
        for (var lag = 0; lag <= LongestLag; lag++)
        {
            if (_factors.TryGetValue((family, place, year - lag), out var factor))
                return (factor, lag);
        }

        return null;
    }

    /// <summary>How a path says that a factor is older than the activity; empty where it is not.</summary>
    public static string Age(int lag) =>
        lag switch
        {
            0 => "",
            1 => ", 1 year before the activity",
            _ => FormattableString.Invariant($", {lag} years before the activity"),
        };

    /// <summary>The years that were looked at, for a step that found nothing.</summary>
    public static string Years(int year) => FormattableString.Invariant($"{year - LongestLag} to {year}");
}
