using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What a record became. Crosses threads by value, and is kept small and without references for that.</summary>
/// <param name="Key">Number of its line key in <see cref="RowKeys"/>.</param>
/// <param name="Left">Zero if accepted, else its number in <see cref="LeftRows"/> or <see cref="TooLong"/>.</param>
/// <param name="Cost">Zero where <see cref="Known.Cost"/> is not set.</param>
internal readonly record struct UsageRow(RowLocation At, int Key, int Left, ContextBand Band, Usage Usage, decimal Cost)
{
    /// <summary>The record is longer than records may be.</summary>
    public const int TooLong = int.MinValue;
}
