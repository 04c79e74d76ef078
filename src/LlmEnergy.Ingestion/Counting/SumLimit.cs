using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Sees to it that the sum over all sources can be held: whatever is summed later, in whichever order, then can.</summary>
internal sealed class SumLimit
{
    private Usage _usage = Usage.None;
    private ContextMoments _moments;
    private decimal _cost;

    /// <exception cref="OverflowException">It could not be held; nothing is added then.</exception>
    public void Add(in Usage accepted, IEnumerable<LineTotals> lines)
    {
        var usage = _usage + accepted;
        var (moments, cost) = (_moments, _cost);
        foreach (var line in lines)
            (moments, cost) = (moments + line.Moments, cost + Math.Abs(line.Cost));
        (_usage, _moments, _cost) = (usage, moments, cost);
    }
}
