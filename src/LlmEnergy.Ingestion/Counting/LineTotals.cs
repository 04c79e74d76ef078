using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What the rows of one key add up to.</summary>
internal struct LineTotals
{
    public long Rows;
    public ContextMoments Moments;
    public decimal Cost;
    public bool HasCost;

    /// <summary>Number of its provider, model and account.</summary>
    public int Group;

    /// <summary>Null where nothing is to be said of its rows.</summary>
    public RowDoubts? Doubts;

    /// <summary>Null where its rows state whole tokens.</summary>
    public TokenFractions? Fractions;
    private UsageSum _usage;

    public readonly Usage Usage => Fractions is null ? _usage.Value : _usage.Value + Fractions.Rounded;

    public void Add(in Usage usage) => _usage.Add(usage);

    public void Add(in LineTotals other)
    {
        _usage.Add(other.Usage);
        Rows += other.Rows;
        Moments += other.Moments;
        Cost += other.Cost;
        HasCost |= other.HasCost;
    }
}
