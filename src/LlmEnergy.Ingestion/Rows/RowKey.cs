using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>A line key inside one file: numbers of the distinct values, so that rows can be folded without touching text.</summary>
/// <param name="Month">Twelve times the year, plus the month from 0.</param>
/// <param name="IsOutside">The row lies outside the period; its sums only tell what repeats what.</param>
/// <param name="Bucket">Number of the bucket of time that the row sums, in <see cref="Buckets"/>; 0 where rows are requests.</param>
internal readonly record struct RowKey(
    int Month, int Bucket, int Provider, int Account, int Host, int Model, int Operation, int Region, int ServiceTier, int CostKey, int Currency,
    ContextBand Band, ContextBasis Basis, bool IsOutside = false)
{
    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    public DateOnly FirstOfMonth => new(Month / 12, (Month % 12) + 1, 1);

    public override int GetHashCode()
    {
        unchecked
        {
            var hash = ((ulong)(uint)Month << 32 | (uint)Model) * 0x9E3779B97F4A7C15;
            hash = (hash ^ (hash >> 29) ^ ((ulong)(uint)CostKey << 32 | (uint)Provider)) * 0xBF58476D1CE4E5B9;
            hash = (hash ^ (hash >> 29) ^ ((ulong)(uint)Region << 32 | (uint)Host)) * 0x94D049BB133111EB;
            hash = (hash ^ (hash >> 29) ^ ((ulong)(uint)Account << 32 | (uint)Operation) ^ ((ulong)(uint)Bucket << 16)) * 0x9E3779B97F4A7C15;
            hash = (hash ^ (hash >> 29) ^ ((ulong)(uint)ServiceTier << 32 | (uint)Currency << 8 | (uint)Band << 4 | (uint)Basis ^ (IsOutside ? 0x80u : 0u))) * 0xBF58476D1CE4E5B9;
            return (int)(hash >> 32);
        }
    }
}
