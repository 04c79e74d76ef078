namespace LlmEnergy.Domain.Activities;

public enum DayStatus : byte
{
    /// <summary>There are rows.</summary>
    Rows,

    /// <summary>There are none, and the export or somebody says that there was nothing.</summary>
    Zero,

    /// <summary>There are none, and nothing says why.</summary>
    Gap,

    /// <summary>There are none and nothing says why, and lines of their own estimate its usage by the same weekdays around it.</summary>
    Estimated,
}

/// <summary>What a source states of one day (UTC): a row of coverage.csv.</summary>
/// <param name="Rows">Accepted rows.</param>
/// <param name="Usage">Sums over the rows that state any usage; nothing is known where there are none.</param>
public sealed record CoverageDay(string Source, DateOnly Day, DayStatus Status, long Rows, Usage Usage)
{
    /// <summary>A bit for each of its 24 hours that has rows, where all rows of usage of the source sum hours; else 0.</summary>
    public int Hours { get; init; }
}
