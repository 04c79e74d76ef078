using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What a record became. Crosses threads by value, and is kept small and without references for that.</summary>
/// <param name="Key">Number of its line key in <see cref="RowKeys"/>; of a row that is ignored, of a key that has its currency and nothing else.</param>
/// <param name="Left">Zero if accepted, else its number in <see cref="LeftRows"/> or <see cref="TooLong"/>.</param>
/// <param name="Day">Number of the day it fell on (UTC); 0 where that is not known.</param>
/// <param name="Identity">Hash of what names the request; 0 where nothing does.</param>
/// <param name="Parent">Hash of its parent's identity; 0 where it has none.</param>
/// <param name="Cost">Zero where <see cref="Known.Cost"/> is not set.</param>
internal readonly record struct UsageRow(RowLocation At, int Key, int Left, int Day, ContextBand Band, ulong Identity, ulong Parent, Usage Usage, decimal Cost)
{
    /// <summary>The record is longer than records may be.</summary>
    public const int TooLong = int.MinValue;

    public static UsageRow NotRead(RowLocation at, int left) => new(at, 0, left, 0, default, 0, 0, default, 0m);
}
