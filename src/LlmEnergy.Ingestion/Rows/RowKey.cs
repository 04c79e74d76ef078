using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>A line key inside one file: numbers of the distinct values, so that rows can be folded without touching text.</summary>
/// <param name="Month">Twelve times the year, plus the month from 0.</param>
/// <param name="IsOutside">The row lies outside the period; its sums only tell what repeats what.</param>
/// <param name="Bucket">Number of the bucket of time that the row sums, in <see cref="Buckets"/>; 0 where rows are requests.</param>
internal readonly record struct RowKey(
    int Month,
    int Bucket,
    int Provider,
    int Account,
    int Host,
    int Model,
    int Operation,
    int Region,
    int ServiceTier,
    int CostKey,
    int Currency,
    ContextBand Band,
    ContextBasis Basis,
    bool IsOutside = false
)
{
    /// <summary>Of energy that the row states.</summary>
    public StatedEnergy Energy { get; init; }

    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    public DateOnly FirstOfMonth => new(Month / 12, (Month % 12) + 1, 1);

    public override int GetHashCode()
    {
        unchecked
        {
            // products that do not wait for each other
            var rest = ((ulong)(uint)Band << 4) + (ulong)Basis + (IsOutside ? 0x80u : 0u) + ((ulong)(uint)Energy << 8);
            var hash =
                (Pair(Month, Model) * 0x9E3779B97F4A7C15)
                ^ (Pair(CostKey, Provider) * 0xBF58476D1CE4E5B9)
                ^ (Pair(Region, Host) * 0x94D049BB133111EB)
                ^ ((Pair(Account, Operation) + ((ulong)(uint)Bucket << 16)) * 0xD6E8FEB86659FD93)
                ^ ((Pair(ServiceTier, Currency << 8) + rest) * 0xA0761D6478BD642F);
            hash = (hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15;
            return (int)(hash >> 32);
        }
    }

    private static ulong Pair(int high, int low) => ((ulong)(uint)high << 32) | (uint)low;
}
