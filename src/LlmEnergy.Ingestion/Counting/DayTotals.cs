using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What the rows of one day add up to, as far as coverage speaks of it.</summary>
internal struct DayTotals
{
    private const Known Quantities = Known.Input | Known.Output | Known.Images | Known.Audio | Known.Characters;
    private long _requests;
    private long _input;
    private long _output;
    private Known _unknown;

    public long Rows;

    /// <summary>Rows that state tokens, images, sound or characters.</summary>
    public long UsageRows;
    public long CostRows;

    /// <summary>Requests, input and output of the rows that state any usage; nothing is known where there are none.</summary>
    public readonly Usage Usage => UsageRows == 0 ? default : new(_requests, _input, 0, 0, _output, 0, 0, 0, (Known.Requests | Known.Input | Known.Output) & ~_unknown);

    public void Add(in Usage usage, long rows)
    {
        Rows += rows;
        if ((usage.Known & Known.Cost) != 0) CostRows += rows;
        if ((usage.Known & Quantities) == 0) return;
        UsageRows += rows;
        _requests += usage.Requests;
        _input += usage.Input;
        _output += usage.Output;
        _unknown |= ~usage.Known;
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
        UsageRows += other.UsageRows;
        CostRows += other.CostRows;
        _requests += other._requests;
        _input += other._input;
        _output += other._output;
        _unknown |= other._unknown;
    }
}
