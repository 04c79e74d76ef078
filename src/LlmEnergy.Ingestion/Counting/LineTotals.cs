using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What the rows of one key add up to.</summary>
internal struct LineTotals
{
    public long Rows;
    public Usage Usage;
    public ContextMoments Moments;
    public decimal Cost;
    public bool HasCost;

    public void Add(in LineTotals other)
    {
        Usage = Rows == 0 ? other.Usage : Usage + other.Usage;
        Rows += other.Rows;
        Moments += other.Moments;
        Cost += other.Cost;
        HasCost |= other.HasCost;
    }
}
