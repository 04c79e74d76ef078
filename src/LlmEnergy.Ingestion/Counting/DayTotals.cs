using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What the rows of one day add up to, as far as coverage speaks of it.</summary>
internal struct DayTotals
{
    private const Known Quantities = Known.Input | Known.Output | Known.Images | Known.Audio | Known.Characters | Known.Energy;
    private Usage _usage;

    public long Rows;

    /// <summary>Rows that state tokens, images, sound, characters or energy.</summary>
    public long UsageRows;
    public long CostRows;

    /// <summary>Of the rows that state any usage; nothing is known where there are none.</summary>
    public readonly Usage Usage => _usage with { Known = _usage.Known & ~Known.Cost };

    public void Add(in Usage usage, long rows)
    {
        Rows += rows;
        if ((usage.Known & Known.Cost) != 0)
            CostRows += rows;
        if ((usage.Known & Quantities) == 0)
            return;
        _usage = UsageRows == 0 ? usage : _usage + usage;
        UsageRows += rows;
    }

    public readonly DayTotals With(in Usage usage, long rows)
    {
        var sum = this;
        sum.Add(usage, rows);
        return sum;
    }

    public readonly DayTotals With(in DayTotals other)
    {
        var sum = this;
        sum.Add(other);
        return sum;
    }

    public void Add(in DayTotals other)
    {
        Rows += other.Rows;
        CostRows += other.CostRows;
        if (other.UsageRows == 0)
            return;
        _usage = UsageRows == 0 ? other._usage : _usage + other._usage;
        UsageRows += other.UsageRows;
    }
}
