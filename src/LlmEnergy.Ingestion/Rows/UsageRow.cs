using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What a record became. Crosses threads by value, and is kept small and without references for that.</summary>
/// <param name="Key">Number of its line key in <see cref="RowKeys"/>; of a row that is ignored, of a key that has its currency and nothing
/// else.</param>
/// <param name="Left">Zero if accepted, else its number in <see cref="LeftRows"/> or <see cref="TooLong"/>.</param>
/// <param name="Day">Number of the day it fell on (UTC); 0 where that is not known.</param>
/// <param name="Warned">A bit for each warn rule of the format that it meets.</param>
/// <param name="Identity">Hash of what names the request, or of a counter its series; 0 where nothing does.</param>
/// <param name="Parent">Hash of its parent's identity, or of what a counter began with; 0 where it has none.</param>
/// <param name="Cost">Zero where <see cref="Known.Cost"/> is not set.</param>
/// <param name="Total">All tokens as the row states them; 0 where it does not.</param>
/// <param name="Dropped">Tokens of parts that were left out.</param>
/// <param name="Fraction">Part of a token beside <see cref="Usage"/>, from 0 to 1, of the kind that <see cref="Marks"/> names.</param>
/// <param name="Likeness">Hash of what it states, by which rows that nothing names are compared; 0 where nobody does.</param>
/// <param name="Twin">What twins have alike, see <see cref="BoundTwins"/>; 0 where the row can have none.</param>
internal readonly record struct UsageRow(
    RowLocation At,
    int Key,
    int Left,
    int Day,
    ContextBand Band,
    byte Warned,
    RowMarks Marks,
    ulong Identity,
    ulong Parent,
    Usage Usage,
    decimal Cost,
    long Total,
    long Dropped,
    ulong Twin,
    decimal Fraction = 0m,
    ulong Likeness = 0
)
{
    /// <summary>The record is longer than records may be.</summary>
    public const int TooLong = int.MinValue;

    /// <summary>The input as its column states it.</summary>
    public long StatedInput =>
        Usage.Input - Beside(RowMarks.CachedBeside, Usage.Cached) - Beside(RowMarks.CacheWriteBeside, Usage.CacheWrite);

    /// <summary>The output as its column states it.</summary>
    public long StatedOutput => Usage.Output - Beside(RowMarks.ReasoningBeside, Usage.Reasoning);

    public static UsageRow NotRead(RowLocation at, int left) => new(at, 0, left, 0, default, 0, RowMarks.None, 0, 0, default, 0m, 0, 0, 0);

    private long Beside(RowMarks mark, long part) => (Marks & mark) == 0 ? 0 : part;
}
