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

    /// <summary>Metrics and bills that state tokens and no requests do not say that there were none.</summary>
    public readonly Usage Usage
    {
        get
        {
            if (Fractions is null)
                return _usage.Value;
            var usage = _usage.Value + Fractions.Rounded;
            return usage is { Requests: 0 } and not { Input: 0, Output: 0 } ? usage with { Known = usage.Known & ~Known.Requests } : usage;
        }
    }

    public void Add(in Usage usage) => _usage.Add(usage);

    public void Add(in LineTotals other)
    {
        _usage.Add(other.Usage);
        AddRows(other);
    }

    /// <summary>Without what it states of tokens.</summary>
    public void AddPrice(in LineTotals other)
    {
        _usage.Add(Usage.None with { Known = Known.Cost });
        AddRows(other);
    }

    private void AddRows(in LineTotals other)
    {
        Rows += other.Rows;
        Moments += other.Moments;
        Cost += other.Cost;
        HasCost |= other.HasCost;
    }
}
