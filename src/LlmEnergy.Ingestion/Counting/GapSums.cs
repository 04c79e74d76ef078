using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Means of the days around each gap, added up over the gaps of a month, with their minima and maxima.</summary>
internal sealed class GapSums(MeasuredGroup group)
{
    /// <summary>A multiple of 1 to 8, the days around a gap: means are held in so many parts, exactly, and rounded once.</summary>
    private const decimal Parts = 840m;

    private readonly decimal[] _sums = new decimal[10];
    private decimal _low;
    private decimal _mean;
    private decimal _high;
    private int _days;

    public bool IsAny => _mean > 0m;

    /// <summary>Without a cost and a supplier's energy: nothing says what the days were charged or took.</summary>
    public Usage Usage =>
        new(
            Rounded(0),
            Rounded(1),
            Rounded(2),
            Rounded(3),
            Rounded(4),
            Rounded(5),
            Rounded(6),
            Rounded(7),
            group.Known & ~(Known.Cost | Known.Energy),
            Rounded(8),
            Rounded(9)
        );

    public UsageEstimate Estimate => new(_days, Share(_low), Share(_high));

    public void Add(List<Usage> around)
    {
        _days++;
        var weight = Parts / around.Count;
        foreach (var day in around)
        {
            long[] quantities =
            [
                day.Requests,
                day.Input,
                day.Cached,
                day.CacheWrite,
                day.Output,
                day.Reasoning,
                day.Images,
                day.AudioMilliseconds,
                day.Characters,
                day.GenerationMilliseconds,
            ];
            for (var i = 0; i < quantities.Length; i++)
                _sums[i] += quantities[i] * weight;
        }

        var sizes = around.Select(group.SizeOf).ToList();
        _low += sizes.Min() * Parts;
        _mean += sizes.Sum() * weight;
        _high += sizes.Max() * Parts;
    }

    private long Rounded(int quantity) => (long)decimal.Round(_sums[quantity] / Parts, MidpointRounding.AwayFromZero);

    private decimal Share(decimal end) => decimal.Round(end / _mean, 6, MidpointRounding.AwayFromZero);
}
