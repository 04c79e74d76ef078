namespace LlmEnergy.Domain.Activities;

/// <summary>
/// What an activity line is a line of. Text is as the source writes it (empty: not stated); <see cref="CostKey"/> is what the
/// workspace's mapping made of project, key or team. The ordinal order of the parts is the one order of everything that is written.
/// </summary>
/// <param name="Month">First day of the calendar month (UTC) the usage fell in.</param>
/// <param name="Source">Id of the declared input: a folder and its account, not a file.</param>
/// <param name="Provider">Who is paid for the service, in lower case.</param>
/// <param name="Host">Who runs the inference, where that is someone else.</param>
/// <param name="Model">As written.</param>
public sealed record LineKey(
    DateOnly Month,
    string Source,
    string Provider,
    string Account,
    string Host,
    string Model,
    string Operation,
    string Region,
    string ServiceTier,
    string CostKey,
    string Currency,
    ContextBand Band,
    ContextBasis Basis
)
{
    /// <summary>Whether nobody measured it: such usage never stands on a line with measured usage (ESRS 1, 69).</summary>
    public bool IsEstimated { get; init; }

    /// <summary>Of energy that the supplier states; none on lines whose rows state no energy.</summary>
    public StatedEnergy Energy { get; init; }

    public static Comparer<LineKey> Order { get; } = Comparer<LineKey>.Create((left, right) => left.CompareTo(right));

    private int CompareTo(LineKey other)
    {
        var order = Month.CompareTo(other.Month);
        if (order == 0)
            order = string.CompareOrdinal(Source, other.Source);
        if (order == 0)
            order = string.CompareOrdinal(Provider, other.Provider);
        if (order == 0)
            order = string.CompareOrdinal(Account, other.Account);
        if (order == 0)
            order = string.CompareOrdinal(Host, other.Host);
        if (order == 0)
            order = string.CompareOrdinal(Model, other.Model);
        if (order == 0)
            order = IsEstimated.CompareTo(other.IsEstimated);
        if (order == 0)
            order = string.CompareOrdinal(Operation, other.Operation);
        if (order == 0)
            order = string.CompareOrdinal(Region, other.Region);
        if (order == 0)
            order = string.CompareOrdinal(ServiceTier, other.ServiceTier);
        if (order == 0)
            order = string.CompareOrdinal(CostKey, other.CostKey);
        if (order == 0)
            order = string.CompareOrdinal(Currency, other.Currency);
        if (order == 0)
            order = Band.CompareTo(other.Band);
        if (order == 0)
            order = Basis.CompareTo(other.Basis);
        return order != 0 ? order : Energy.CompareTo(other.Energy);
    }
}
