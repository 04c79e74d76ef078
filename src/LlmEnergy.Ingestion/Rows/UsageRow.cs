using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What a record became. Crosses threads by value, and is kept small for that.</summary>
/// <param name="Key">Number of its line key in <see cref="RowKeys"/>.</param>
/// <param name="Cost">Zero where <see cref="Known.Cost"/> is not set.</param>
/// <param name="Left">Null if accepted.</param>
internal readonly record struct UsageRow(RowLocation At, int Key, ContextBand Band, Usage Usage, decimal Cost, NotAccepted? Left);
