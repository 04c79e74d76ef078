using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What the rows of one day add up to.</summary>
internal struct DayTotals
{
    public long Rows;

    /// <summary>Of the rows that state any.</summary>
    public Usage Usage;

    /// <summary>Rows that state tokens, images, sound or characters.</summary>
    public long UsageRows;
    public long CostRows;

    public void Add(in Usage usage, long rows)
    {
        const Known Quantities = Known.Input | Known.Output | Known.Images | Known.Audio | Known.Characters;
        Rows += rows;
        if ((usage.Known & Quantities) != 0)
        {
            Usage = UsageRows == 0 ? usage : Usage + usage;
            UsageRows += rows;
        }

        if (usage.Knows(Known.Cost)) CostRows += rows;
    }

    public void Add(in DayTotals other)
    {
        if (other.UsageRows > 0) Usage = UsageRows == 0 ? other.Usage : Usage + other.Usage;
        Rows += other.Rows;
        UsageRows += other.UsageRows;
        CostRows += other.CostRows;
    }
}
