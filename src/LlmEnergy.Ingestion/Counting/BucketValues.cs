using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What a sum is about, apart from when: its values of the dimensions that exports are grouped by and limited to.</summary>
internal readonly record struct BucketValues(string Host, string Model, string Region, string ServiceTier, string CostKey, string Currency)
{
    private static readonly ImmutableArray<(Groupings Grouping, Field Field)> Fields =
    [
        (Groupings.Host, Field.Host),
        (Groupings.Model, Field.Model),
        (Groupings.Region, Field.Region),
        (Groupings.ServiceTier, Field.ServiceTier),
        (Groupings.CostKey, Field.CostKey),
        (Groupings.Currency, Field.Currency),
    ];

    private static readonly BucketValues Nothing = new("", "", "", "", "", "");

    /// <summary>The dimensions that have a value.</summary>
    public Groupings Stated => ~SharedWith(Nothing) & Groupings.All;

    /// <summary>The dimensions that have the same value in both.</summary>
    public Groupings SharedWith(BucketValues other)
    {
        var shared = Groupings.None;
        foreach (var (grouping, _) in Fields)
        {
            if (Of(grouping) == other.Of(grouping))
                shared |= grouping;
        }

        return shared;
    }

    /// <summary>Without the values of other dimensions.</summary>
    public BucketValues Only(Groupings kept)
    {
        string Kept(Groupings grouping, string value) => (kept & grouping) == 0 ? "" : value;
        return kept == Groupings.All
            ? this
            : new(
                Kept(Groupings.Host, Host),
                Kept(Groupings.Model, Model),
                Kept(Groupings.Region, Region),
                Kept(Groupings.ServiceTier, ServiceTier),
                Kept(Groupings.CostKey, CostKey),
                Kept(Groupings.Currency, Currency)
            );
    }

    /// <summary>As profiles write the dimensions, such as "model and costKey".</summary>
    public static string Names(Groupings groupings) =>
        string.Join(" and ", Fields.Where(field => (groupings & field.Grouping) != 0).Select(field => FieldNames.Of(field.Field)));

    private string Of(Groupings grouping) =>
        grouping switch
        {
            Groupings.Host => Host,
            Groupings.Model => Model,
            Groupings.Region => Region,
            Groupings.ServiceTier => ServiceTier,
            Groupings.CostKey => CostKey,
            _ => Currency,
        };
}

/// <summary>Dimensions of sums.</summary>
[Flags]
internal enum Groupings : byte
{
    None = 0,
    Host = 1,
    Model = 2,
    Region = 4,
    ServiceTier = 8,
    CostKey = 16,
    Currency = 32,
    All = 63,
}
